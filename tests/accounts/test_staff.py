"""Roles, and the addresses that people are known by."""

from itertools import product

import pytest

from catalog.database import Database
from configurator.accounts.staff import Role, Staff, add_staff, find_staff, normal_email, owners


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Jin@Example.COM ", "jin@example.com"),
        ("owner@localhost", "owner@localhost"),
        ("김@예.한국", "김@예.한국"),
        ("jin", None),
        ("@example.com", None),
        ("jin@", None),
        ("jin@example.com\nBcc: eve@example.com", None),
        ("jin@example.com, eve@example.com", None),
        ("Jin <jin@example.com>", None),
        ("a" * 250 + "@example.com", None),
    ],
)
def test_an_address_is_stored_one_way_or_refused(written: str, stored: str | None) -> None:
    assert normal_email(written) == stored


def test_each_role_covers_those_before_it() -> None:
    order = [Role.KITCHEN, Role.EDITOR, Role.OWNER]
    for mine, needed in product(order, order):
        assert mine.covers(needed) == (order.index(mine) >= order.index(needed))


def test_staff_of_one_shop_may_do_nothing_in_another() -> None:
    cook = Staff(1, "a@example.com", Role.OWNER, "burger-bar", "ko")
    assert cook.may(Role.EDITOR, "burger-bar")
    assert not cook.may(Role.KITCHEN, "noodle-bar")


def test_adding_somebody_again_changes_their_role(database: Database) -> None:
    database.in_transaction(lambda session: add_staff(session, "a@example.com", Role.OWNER))
    database.in_transaction(
        lambda session: add_staff(session, "a@example.com", Role.KITCHEN, "burger-bar")
    )
    with database.reading() as session:
        member = find_staff(session, "a@example.com")
        assert member is not None
        assert (member.role, member.shop_id) == ("kitchen", "burger-bar")
        assert owners(session) == []
