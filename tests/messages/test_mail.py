"""Mail: readable without a server, and sent as it should be with one."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from io import StringIO
from pathlib import Path

import pytest

from configurator.messages.mail import MailFolder, Smtp, mail_carrier
from configurator.messages.models import OutboxMessage
from tests.support.web import settings_for_tests


def message() -> OutboxMessage:
    return OutboxMessage(
        id=7,
        key="order-7",
        channel="email",
        recipient="jin@example.com",
        subject="주문을 받았어요",
        body="번호는 7번이에요.\n.\n감사해요.",
        due_at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
    )


class MailServer(socketserver.StreamRequestHandler):
    """Just enough SMTP to receive one message over a real socket."""

    received: list[bytes]

    def handle(self) -> None:
        self.answer("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.answer("354 go on")
                self.received.append(self.read_message())
            self.answer("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return

    def answer(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def read_message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)


@pytest.fixture
def mail_server() -> Iterator[tuple[str, list[bytes]]]:
    received: list[bytes] = []
    handler = type("Handler", (MailServer,), {"received": received})
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", received
        server.shutdown()


def test_a_mail_server_receives_the_message(mail_server: tuple[str, list[bytes]]) -> None:
    url, received = mail_server
    Smtp(url, "shop@example.com").deliver(message())
    [raw] = received
    mail = message_from_bytes(raw, policy=default)
    assert mail["To"] == "jin@example.com"
    assert mail["From"] == "shop@example.com"
    assert mail["Subject"] == "주문을 받았어요"
    assert mail["Message-ID"] == "<order-7@example.com>"
    content = mail.get_content().replace("\r\n", "\n")
    assert content.strip() == "번호는 7번이에요.\n.\n감사해요."


def test_a_password_is_never_sent_without_encryption(
    mail_server: tuple[str, list[bytes]],
) -> None:
    url, received = mail_server
    with pytest.raises(OSError, match="STARTTLS"):
        Smtp(url.replace("//", "//jin:secret@"), "shop@example.com").deliver(message())
    assert received == []


def test_a_server_that_is_away_is_an_error_that_can_be_tried_again() -> None:
    with pytest.raises(OSError, match="refused"):
        Smtp("smtp://127.0.0.1:9", "shop@example.com").deliver(message())


def test_without_a_server_mail_can_be_read_in_the_console_and_a_folder(tmp_path: Path) -> None:
    console = StringIO()
    folder = MailFolder(tmp_path / "mail", "shop@example.com", console)
    folder.deliver(message())
    folder.deliver(message())
    assert "번호는 7번이에요." in console.getvalue()
    [path] = (tmp_path / "mail").iterdir()
    assert message_from_bytes(path.read_bytes(), policy=default)["Subject"] == "주문을 받았어요"


def test_the_setting_chooses_the_way(tmp_path: Path) -> None:
    without = settings_for_tests(tmp_path, "sqlite://")
    with_server = settings_for_tests(tmp_path, "sqlite://", smtp_url="smtps://mail.example")
    assert isinstance(mail_carrier(without), MailFolder)
    assert mail_carrier(with_server) == Smtp("smtps://mail.example", "shop@localhost")
