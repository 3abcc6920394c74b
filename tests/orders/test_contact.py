"""Names, addresses and phone numbers as shoppers type them."""

import pytest

from configurator.orders.contact import clean, read_contact
from tests.support.work import bounded_work


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mina \t Kim\n", "Mina Kim"),
        ("김민아", "김민아"),
        ("Mi\u200bna\u202e", "Mina"),
        ("Mi\x00na", "Mina"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_text_is_kept_as_one_plain_line(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "email",
    ["mina@example.com", "m+burger@mail.example.co.kr", "o'neil@example.com", "김@예시.한국"],
)
def test_addresses_as_people_have_them_are_taken(email: str) -> None:
    assert read_contact("Mina", email, "")[1] == {}


@pytest.mark.parametrize(
    "email",
    ["mina", "@example.com", "mina@", "mina@example.", "a@b@c.com", "a b@c.com", "a@b..com"],
)
def test_what_is_no_address_is_told(email: str) -> None:
    assert read_contact("Mina", email, "")[1] == {"email": "email-odd"}


@pytest.mark.parametrize("phone", ["010-1234-5678", "+82 10 1234 5678", "(02) 123.45678"])
def test_phone_numbers_as_people_write_them_are_taken(phone: str) -> None:
    assert read_contact("Mina", "", phone)[1] == {}


def test_a_phone_number_has_no_more_signs_than_an_order_keeps() -> None:
    assert read_contact("Mina", "", "010" + "-" * 40 + "12345678")[1] == {"phone": "phone-odd"}


def test_a_newline_cannot_smuggle_a_second_recipient_into_a_mail() -> None:
    contact, problems = read_contact("Mina", "a@b.com\r\nBcc: all@b.com", "")
    assert problems == {"email": "email-odd"}
    assert "\n" not in contact.email


def test_long_input_is_read_in_no_time() -> None:
    with bounded_work():
        read_contact("x" * 100_000, "a@" + "a." * 50_000, "1" * 100_000)
        read_contact("x", "@" * 100_000, "- " * 50_000)
