"""Signing in under parallel bursts: one use stays one use, a few guesses stay a few."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import func, select

from catalog.database import Database
from configurator.accounts.models import SignIn
from configurator.accounts.signing_in import (
    MOST_AN_HOUR,
    MOST_WRONG_CODES,
    Invitation,
    ask,
    use_code,
    use_token,
)
from configurator.accounts.staff import Role, add_staff

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KEY = "a key for tests only"
JIN = "jin@example.com"
BURST = 12

T = TypeVar("T")


def at_once(work: Callable[[], T]) -> list[T]:
    """What many threads get that do the same at the same moment."""
    answers: list[T] = []
    ready = threading.Barrier(BURST)

    def run() -> None:
        ready.wait()
        answers.append(work())

    threads = [threading.Thread(target=run) for _ in range(BURST)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == BURST
    return answers


def invited(database: Database) -> Invitation:
    database.in_transaction(lambda session: add_staff(session, JIN, Role.OWNER))
    invitation = database.in_transaction(lambda session: ask(session, JIN, KEY, NOW))
    assert invitation is not None
    return invitation


def test_a_link_pressed_many_times_at_once_signs_in_once(database: Database) -> None:
    token = invited(database).token
    answers = at_once(
        lambda: database.in_transaction(lambda session: use_token(session, token, NOW))
    )
    assert len([staff for staff in answers if staff is not None]) == 1


def test_a_code_sent_many_times_at_once_signs_in_once(database: Database) -> None:
    code = invited(database).code
    answers = at_once(
        lambda: database.in_transaction(lambda session: use_code(session, JIN, code, KEY, NOW))
    )
    assert len([staff for staff in answers if staff is not None]) == 1


def test_guessing_in_parallel_gives_no_more_guesses(database: Database) -> None:
    invitation = invited(database)
    wrong = f"{(int(invitation.code) + 1) % 10**8:08}"
    at_once(
        lambda: database.in_transaction(lambda session: use_code(session, JIN, wrong, KEY, NOW))
    )
    with database.reading() as session:
        assert session.scalars(select(SignIn.wrong_codes)).one() == MOST_WRONG_CODES


def test_asking_in_parallel_gives_no_more_messages(database: Database) -> None:
    invited(database)
    at_once(lambda: database.in_transaction(lambda session: ask(session, JIN, KEY, NOW)))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == MOST_AN_HOUR
