"""Links and codes: each signs in once, for a while, and cannot be guessed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.database import Database
from configurator.accounts.models import SignIn, StaffMember
from configurator.accounts.sessions import (
    begin_session,
    end_all_sessions,
    end_session,
    forget_old_sessions,
    staff_of_session,
)
from configurator.accounts.signing_in import (
    LIFETIME,
    MOST_AN_HOUR,
    MOST_WRONG_CODES,
    Invitation,
    ask,
    forget_old_sign_ins,
    token_works,
    use_code,
    use_token,
)
from configurator.accounts.staff import Role, Staff, add_staff

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KEY = "a key for tests only"
JIN = "jin@example.com"


@pytest.fixture
def jin(database: Database) -> Database:
    """A database where Jin owns every shop."""
    database.in_transaction(lambda session: add_staff(session, JIN, Role.OWNER))
    return database


def asked(database: Database, now: datetime = NOW) -> Invitation:
    invitation = database.in_transaction(lambda session: ask(session, JIN, KEY, now))
    assert invitation is not None
    return invitation


def by_link(database: Database, token: str, now: datetime = NOW) -> Staff | None:
    return database.in_transaction(lambda session: use_token(session, token, now))


def by_code(database: Database, code: str, now: datetime = NOW, email: str = JIN) -> Staff | None:
    return database.in_transaction(lambda session: use_code(session, email, code, KEY, now))


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


def test_the_link_signs_in_once(jin: Database) -> None:
    invitation = asked(jin)
    assert by_link(jin, invitation.token) == invitation.staff
    assert by_link(jin, invitation.token) is None


def test_the_code_signs_in_once_however_it_is_spaced(jin: Database) -> None:
    invitation = asked(jin)
    code = f" {invitation.code[:4]} {invitation.code[4:]}"
    assert by_code(jin, code) == invitation.staff
    assert by_code(jin, code) is None


def test_using_one_uses_up_the_other_and_those_of_earlier_messages(jin: Database) -> None:
    first, second = asked(jin), asked(jin)
    assert by_code(jin, second.code) is not None
    assert by_link(jin, second.token) is None
    assert by_link(jin, first.token) is None


def test_the_message_before_the_last_one_still_works(jin: Database) -> None:
    first = asked(jin)
    asked(jin)
    assert by_code(jin, first.code) is not None


def test_both_expire(jin: Database) -> None:
    invitation = asked(jin)
    late = NOW + LIFETIME
    assert by_link(jin, invitation.token, late) is None
    assert by_code(jin, invitation.code, late) is None


def test_looking_at_a_link_does_not_use_it_up(jin: Database) -> None:
    invitation = asked(jin)
    with jin.reading() as session:
        assert token_works(session, invitation.token, NOW)
    assert by_link(jin, invitation.token) is not None
    with jin.reading() as session:
        assert not token_works(session, invitation.token, NOW)


def test_a_code_is_dead_after_some_wrong_ones_but_the_link_works(jin: Database) -> None:
    invitation = asked(jin)
    for _ in range(MOST_WRONG_CODES):
        assert by_code(jin, wrong(invitation.code)) is None
    assert by_code(jin, invitation.code) is None
    assert by_link(jin, invitation.token) is not None


def test_a_code_works_for_its_own_address_only(jin: Database) -> None:
    jin.in_transaction(lambda session: add_staff(session, "eve@example.com", Role.KITCHEN))
    assert by_code(jin, asked(jin).code, email="eve@example.com") is None


def test_strangers_and_people_who_left_get_nothing(jin: Database) -> None:
    assert jin.in_transaction(lambda session: ask(session, "who@example.com", KEY, NOW)) is None
    invitation = asked(jin)
    with jin.writing() as session:
        session.scalars(select(StaffMember)).one().left_at = NOW
    assert jin.in_transaction(lambda session: ask(session, JIN, KEY, NOW)) is None
    assert by_link(jin, invitation.token) is None
    assert by_code(jin, invitation.code) is None


def test_only_some_messages_an_hour_are_sent(jin: Database) -> None:
    for _ in range(MOST_AN_HOUR):
        asked(jin)
    assert jin.in_transaction(lambda session: ask(session, JIN, KEY, NOW)) is None
    asked(jin, NOW + timedelta(minutes=61))


def test_the_table_holds_neither_token_nor_code(jin: Database) -> None:
    invitation = asked(jin)
    with jin.reading() as session:
        row = session.scalars(select(SignIn)).one()
        stored = f"{row.token_hash} {row.code_hash}"
    assert invitation.token not in stored
    assert invitation.code not in stored
    assert len(invitation.token) * 6 >= 128


def test_a_browser_stays_signed_in_until_it_signs_out(jin: Database) -> None:
    staff = asked(jin).staff
    here, there = (
        jin.in_transaction(lambda session: begin_session(session, staff, NOW)) for _ in range(2)
    )
    jin.in_transaction(lambda session: end_session(session, here, NOW))
    with jin.reading() as session:
        assert staff_of_session(session, here, NOW) is None
        assert staff_of_session(session, there, NOW) == staff
        assert staff_of_session(session, there, NOW + timedelta(days=14)) is None


def test_signing_out_everywhere_ends_every_session(jin: Database) -> None:
    staff = asked(jin).staff
    tokens = [
        jin.in_transaction(lambda session: begin_session(session, staff, NOW)) for _ in range(3)
    ]
    jin.in_transaction(lambda session: end_all_sessions(session, staff.id, NOW))
    with jin.reading() as session:
        assert [staff_of_session(session, token, NOW) for token in tokens] == [None] * 3


def test_what_has_long_expired_is_forgotten_and_nothing_else(jin: Database) -> None:
    old, new = asked(jin, NOW - timedelta(days=3)), asked(jin)
    ended = jin.in_transaction(
        lambda session: begin_session(session, old.staff, NOW - timedelta(days=60))
    )
    kept = jin.in_transaction(lambda session: begin_session(session, old.staff, NOW))
    jin.in_transaction(lambda session: forget_old_sign_ins(session, NOW))
    jin.in_transaction(lambda session: forget_old_sessions(session, NOW))
    with jin.reading() as session:
        assert token_works(session, new.token, NOW)
        assert len(session.scalars(select(SignIn)).all()) == 1
        assert staff_of_session(session, kept, NOW) == old.staff
        assert staff_of_session(session, ended, NOW - timedelta(days=59)) is None
