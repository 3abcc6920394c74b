"""Codes typed in a cart, in words: what counts, and why something does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.naming import say
from catalog.shop import Coupon, Shop
from configurator.builder.translating import gettext as _
from configurator.i18n import day_and_clock, iso_day, language, money
from configurator.orders.coupons import MOST_CODES, Judged
from configurator.orders.reviewing import ReviewedCart
from configurator.orders.times_words import times_words


@dataclass(frozen=True)
class CodeView:
    """A code that stands in the cart: its id and name, and a sentence where it does not count."""

    id: str
    name: str
    sentence: str = ""


@dataclass(frozen=True)
class CodesView:
    """The codes in the cart. `asked` says whether the shop has any, so that one can be typed."""

    asked: bool
    codes: tuple[CodeView, ...]


def codes_view(shop: Shop, cart: ReviewedCart) -> CodesView:
    """What was typed in a cart, and how it stands."""
    asked = bool(shop.customers) or any(each.code for each in shop.coupons)
    return CodesView(asked, tuple(_codes(shop, cart)))


def refusal_words(shop: Shop, cart: ReviewedCart, judged: Judged) -> str:
    """Why a coupon does not count, and what would make it."""
    name = say(judged.coupon.label, language())
    times = judged.coupon.times
    match judged.hindrance:
        case "not yet" if times.since:
            return _(
                "“%(name)s” begins on %(day)s.", name=name, day=iso_day(times.since.isoformat())
            )
        case "over" if times.until:
            return _(
                "“%(name)s” ended on %(day)s.", name=name, day=iso_day(times.until.isoformat())
            )
        case "needs more":
            missing = money(judged.missing, cart.currency)
            return _("“%(name)s” needs %(amount)s more in the cart.", name=name, amount=missing)
        case "used up":
            return _("“%(name)s” has been used up.", name=name)
        case "used by you":
            return _("You have used “%(name)s” as often as one can.", name=name)
        case "not for these":
            return _("“%(name)s” is not for what is in your cart.", name=name)
        case _:
            return _other_time(shop, cart, judged.coupon)


def unknown_code_words(code: str) -> str:
    return _("We do not know the code “%(code)s”. Look at how it is written.", code=code[:40])


def missing_code_words() -> str:
    return _("Enter a code")


def too_many_codes_words() -> str:
    return _("A cart keeps up to %(most)s codes. Remove one first.", most=MOST_CODES)


def outdone_words(coupon: Coupon) -> str:
    """Of a coupon that would count, but for one that takes off more."""
    name = say(coupon.label, language())
    return _("“%(name)s” is not counted: another offer takes off more.", name=name)


def _codes(shop: Shop, cart: ReviewedCart) -> Iterator[CodeView]:
    group = {each.id: each for each in shop.customers}.get(cart.order.customer_group)
    if group is not None:
        yield CodeView(group.id, say(group.name, language()))
    if cart.price is None:
        return
    for each in cart.price.judged:
        if not each.coupon.code and each.hindrance == "used by you":
            yield CodeView(
                each.coupon.id,
                say(each.coupon.label, language()),
                refusal_words(shop, cart, each),
            )
    for each in cart.price.judged_codes:
        sentence = refusal_words(shop, cart, each) if each.hindrance else ""
        if not sentence and each.coupon.id not in cart.price.coupons_taken:
            sentence = outdone_words(each.coupon)
        yield CodeView(each.coupon.id, say(each.coupon.label, language()), sentence)


def _other_time(shop: Shop, cart: ReviewedCart, coupon: Coupon) -> str:
    at = cart.occasion.at if cart.occasion else cart.order.changed_at
    return _(
        "“%(name)s” is for %(times)s. Your order is for %(time)s.",
        name=say(coupon.label, language()),
        times=times_words(coupon.times),
        time=day_and_clock(at, shop.time_zone),
    )
