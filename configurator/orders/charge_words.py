"""What an order is charged besides its lines, in the words of the shop."""

from decimal import Decimal
from fractions import Fraction

from catalog.shop import Shop, Text
from configurator.orders.wording import gettext_in
from pricing.quote_lines import Cause


def charge_words(shop: Shop, cause: Cause) -> Text:
    """Why an amount is charged to an order, in every language of the shop."""
    if cause.kind == "tax":
        return tax_words(shop, cause.name)
    labels = {
        "bundle": {each.id: each.label for each in shop.bundles},
        "coupon": {each.id: each.label for each in shop.coupons},
        "fee": {each.id: each.label for each in shop.fees},
    }
    if cause.kind in labels:
        return labels[cause.kind][cause.name]
    return {language: fixed_words(cause.kind, language) for language in shop.languages}


def fixed_words(kind: str, language: str) -> str:
    """What is charged without any words of the shop: a tip, rounding, what keeps from falling
    below zero."""
    _ = gettext_in(language)
    return {"tip": _("Tip"), "rounding": _("Rounding"), "floor": _("Not below zero")}[kind]


def tax_words(shop: Shop, rate_id: str) -> Text:
    """The name of a tax with its percentage, where the name does not say that itself."""
    rate = next(each for each in shop.taxes.rates if each.id == rate_id)
    share = percent_words(Fraction(rate.percent) / 100)
    return {
        language: words if "%" in words else f"{words} {share}"
        for language, words in rate.name.items()
    }


def percent_words(share: Fraction) -> str:
    """A share of a hundred, exactly as it was said: 7%, 7.5%."""
    percent = Decimal(share.numerator * 100) / share.denominator
    return f"{percent.normalize():f}%"
