"""Carrying e-mail: over SMTP where it is configured, otherwise to the console and a folder."""

import smtplib
import ssl
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol, TextIO
from urllib.parse import unquote, urlsplit

from configurator.messages.models import OutboxMessage
from configurator.settings import Settings

TIMEOUT_S = 20


class Carrier(Protocol):
    """A way for messages of one channel to reach people."""

    def deliver(self, message: OutboxMessage) -> None:
        """Carry it; raises `OSError` where that failed and can be tried again."""


@dataclass(frozen=True)
class MailFolder:
    """Mail for installations without SMTP: readable in the console, kept as `.eml` files."""

    folder: Path
    sender: str
    console: TextIO = sys.stdout

    def deliver(self, message: OutboxMessage) -> None:
        """A repeated message replaces its own file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{message.id:06}.eml"
        draft = target.with_suffix(".draft")
        draft.write_bytes(as_email(message, self.sender).as_bytes())
        draft.replace(target)
        rule = "-" * 60
        self.console.write(
            f"{rule}\nMail to {message.recipient}: {message.subject}\n\n{message.body}\n{rule}\n"
        )
        self.console.flush()


@dataclass(frozen=True)
class Smtp:
    """A mail server. `smtps` speaks TLS from the start, `smtp` switches to it where it can."""

    url: str
    sender: str

    def deliver(self, message: OutboxMessage) -> None:
        """`smtplib`'s errors are `OSError`s, as the port asks."""
        with self._connect() as server:
            server.send_message(as_email(message, self.sender))

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, context = parts.hostname or "localhost", ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=TIMEOUT_S, context=context
            )
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_S)
            server.ehlo()
            # A password is never sent in the clear: without TLS, starttls raises.
            if server.has_extn("starttls") or parts.username:
                server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server


def mail_carrier(settings: Settings) -> Carrier:
    """The way to send mail that this installation is set to."""
    if settings.smtp_url:
        return Smtp(settings.smtp_url, settings.mail_from)
    return MailFolder(settings.data_dir / "mail", settings.mail_from)


def as_email(message: OutboxMessage, sender: str) -> EmailMessage:
    """The same message always has the same Message-ID, so that a repeat can be recognised."""
    email = EmailMessage()
    email["From"] = sender
    email["To"] = message.recipient
    email["Subject"] = message.subject
    email["Date"] = format_datetime(message.due_at)
    email["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.body)
    return email
