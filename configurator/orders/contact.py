"""Who orders and how to reach them: what a shopper typed, read strictly."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 60
LONGEST_EMAIL = 254
PHONE_DIGITS = range(8, 16)
LONGEST_PHONE = 24

# Linear-time: no part can match the same characters in two ways.
_EMAIL = re.compile(r"[^@\s,;:<>()\"\\]+@[^@\s,;:<>()\"\\.]+(?:\.[^@\s,;:<>()\"\\.]+)+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().-]*")


@dataclass(frozen=True)
class Contact:
    """A name, and at least one of e-mail and phone."""

    name: str
    email: str
    phone: str


def clean(typed: str) -> str:
    """One line of text as it is kept: composed characters, single spaces, nothing unseen."""
    composed = unicodedata.normalize("NFC", typed)
    visible = "".join(" " if each.isspace() else each for each in composed)
    printable = "".join(each for each in visible if unicodedata.category(each)[0] != "C")
    return " ".join(printable.split())


def read_contact(name: str, email: str, phone: str) -> tuple[Contact, dict[str, str]]:
    """What was typed, cleaned, and what is wrong with it: a code for each field, or nothing."""
    contact = Contact(clean(name), clean(email), clean(phone))
    problems = {
        "name": _name_problem(contact.name),
        "email": _email_problem(contact),
        "phone": _phone_problem(contact.phone),
    }
    return contact, {field: code for field, code in problems.items() if code}


def _name_problem(name: str) -> str:
    if not name:
        return "name-missing"
    return "name-long" if len(name) > LONGEST_NAME else ""


def _email_problem(contact: Contact) -> str:
    if not contact.email:
        return "" if contact.phone else "no-way-to-reach"
    if len(contact.email) > LONGEST_EMAIL:
        return "email-long"
    return "" if _EMAIL.fullmatch(contact.email) else "email-odd"


def _phone_problem(phone: str) -> str:
    if not phone:
        return ""
    digits = sum(each.isdigit() for each in phone)
    sound = len(phone) <= LONGEST_PHONE and _PHONE.fullmatch(phone) and digits in PHONE_DIGITS
    return "" if sound else "phone-odd"
