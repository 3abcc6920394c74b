"""What a checkout form is told, in words: the same in the summary and beside the field."""

from collections.abc import Mapping

from babel.numbers import get_currency_precision

from configurator.builder.translating import gettext as _
from configurator.i18n import money
from configurator.orders.contact import LONGEST_NAME
from configurator.orders.reviewing import ReviewedCart
from pricing.money import Money


def problem_words(problems: Mapping[str, str], cart: ReviewedCart) -> list[tuple[str, str]]:
    """For each field with a problem, its id on the page and what to do about it."""
    words = {**_words(), **_tip_words(cart)}
    return [(field, words[code]) for field, code in problems.items()]


def _tip_words(cart: ReviewedCart) -> Mapping[str, str]:
    """A tip is an amount, from nothing to as much as the things cost."""
    currency = cart.currency
    goods = sum(each.price for each in cart.lines if each.holds)
    example = Money(10 ** (get_currency_precision(currency) or 3), currency)
    return {
        "tip-odd": _("Enter a tip as an amount like %(example)s", example=money(example)),
        "tip-negative": _("A tip cannot be less than nothing. Leave it empty for none"),
        "tip-large": _(
            "Enter a tip of up to %(most)s, as much as the order", most=money(goods, currency)
        ),
    }


def _words() -> Mapping[str, str]:
    return {
        "name-missing": _("Enter a name, so that we know whom to call"),
        "name-long": _("Enter a name of up to %(most)s characters", most=LONGEST_NAME),
        "no-way-to-reach": _("Enter an e-mail address or a phone number"),
        "email-odd": _("Enter an e-mail address like name@example.com"),
        "email-long": _("Enter a shorter e-mail address"),
        "phone-odd": _("Enter a phone number like 010-1234-5678"),
        "when-missing": _("Choose a pickup time"),
        "when-past": _("This time can no longer be had. Choose another pickup time"),
        "closed-now": _("The shop is closed now. Choose a pickup time"),
        "table-missing": _("Choose your table"),
        "where-unknown": _("Choose whether you pick it up or sit at a table"),
    }
