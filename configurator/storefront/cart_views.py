"""What the cart and checkout pages show: plain values in the visitor's words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from catalog.naming import option_words, say
from catalog.shop import Shop
from configurator.builder.address import query
from configurator.builder.money_words import PARTS
from configurator.builder.pictures import picture_of
from configurator.builder.product_words import words_of
from configurator.builder.profile_words import misfit_sentences
from configurator.builder.reasons import sentences
from configurator.builder.text_views import text_fault_words, typed_fields
from configurator.builder.translating import gettext as _
from configurator.builder.views import Picture
from configurator.engine.model import Choice
from configurator.i18n import clock, language, money
from configurator.orders.causes import list_words
from configurator.orders.freezing import (
    Kept,
    chosen_words,
    read_kept_texts,
    receipt,
    title,
    unchecked,
)
from configurator.orders.models import Line, Order
from configurator.orders.nearest import with_nones
from configurator.orders.reviewing import Reviewed, ReviewedCart
from configurator.publishing.live import LiveProduct
from configurator.publishing.profiles import Profile, unsuited_among
from configurator.storefront.cart_line_changes import ChangeView, line_changes
from configurator.storefront.cart_totals import AmountLine, TotalView, cart_total
from pricing.money import Money


@dataclass(frozen=True)
class WordsLine:
    """A group and what was chosen in it."""

    group: str
    chosen: str


@dataclass(frozen=True)
class NearestView:
    """What would come closest to a line that cannot be had: how it differs, and how to take it.

    `typed` are the form's fields for what the shopper typed: that stays.
    """

    product: str
    configuration: str
    typed: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    unit_price: Money
    difference: Money


@dataclass(frozen=True)
class LineView:
    """A line of a cart or an order. `told` are the sentences that say what changed, `unfit` those
    that say what does not suit the profile.

    `unchecked` says what is not known of each choice, so that rules could not be checked.
    `priced_by` tells the price lists in force, `held` a price that is held against a dearer one,
    and `changes` what of the price changed since it was put in the cart; `cheaper` is good news.
    """

    id: int
    title: str
    chosen: tuple[WordsLine, ...]
    unchecked: tuple[str, ...]
    receipt: tuple[AmountLine, ...]
    quantity: int
    unit_price: Money
    price: Money
    holds: bool = True
    told: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    change_href: str = ""
    nearest: NearestView | None = None
    picture: Picture | None = None
    priced_by: tuple[str, ...] = ()
    held: str = ""
    changes: tuple[ChangeView, ...] = ()
    cheaper: bool = False


@dataclass(frozen=True)
class CartView:
    """A cart as its page shows it. `seen` names what is shown, for whoever places it.

    `held_until` is the time until which its prices are held; empty where they are not.
    """

    lines: tuple[LineView, ...]
    price: TotalView
    pieces: int
    holds: bool
    seen: str
    held_until: str

    @property
    def total(self) -> Money:
        return self.price.total


def cart_view(shop: Shop, cart: ReviewedCart, profile: Profile, now: datetime) -> CartView:
    """A cart in words; what does not suit a profile says so, and may be ordered all the same."""
    until = cart.held_until(now)
    return CartView(
        lines=tuple(_reviewed_line(each, cart.currency, profile) for each in cart.lines),
        price=cart_total(shop, cart),
        pieces=cart.pieces,
        holds=cart.holds,
        seen=cart.seen,
        held_until=clock(until, shop.time_zone) if until else "",
    )


def order_view(order: Order) -> tuple[LineView, ...]:
    """The lines of a placed order, as they were frozen."""
    return tuple(_line_view(each, each, order.currency) for each in order.lines)


def _reviewed_line(reviewed: Reviewed, currency: str, profile: Profile) -> LineView:
    shown = _line_view(reviewed.line, reviewed.frozen or reviewed.line, currency)
    return replace(
        shown,
        holds=reviewed.holds,
        told=tuple(_told(reviewed, currency)),
        unfit=tuple(_unfit(reviewed, profile)),
        change_href=_change_href(reviewed),
        nearest=_nearest_view(reviewed, currency),
        picture=picture_of(reviewed.live, reviewed.choices, language()) if reviewed.live else None,
        priced_by=tuple(_price_lists(reviewed)),
        held=_held(reviewed, currency),
        changes=_changes(reviewed, shown, currency),
        cheaper=reviewed.holds and reviewed.unit_price < reviewed.line.unit_price,
    )


def _changes(reviewed: Reviewed, shown: LineView, currency: str) -> tuple[ChangeView, ...]:
    if reviewed.standing != "repriced":
        return ()
    before = ((each.words, each.amount.minor) for each in _receipt(reviewed.line, currency))
    return line_changes(before, shown.receipt, currency)


def _price_lists(reviewed: Reviewed) -> Iterator[str]:
    """The price lists by which a line is priced, each with when it is in force."""
    if reviewed.live is not None and reviewed.frozen is not None:
        lists = {each.id: each for each in reviewed.live.shop.price_lists}
        yield from (list_words(lists[each]) for each in reviewed.live.lists)


def _held(reviewed: Reviewed, currency: str) -> str:
    """That a price is held which would be higher by now."""
    until = reviewed.line.held_until
    if reviewed.dearer is None or until is None or reviewed.live is None:
        return ""
    return _(
        "One now costs %(now)s. Your price of %(held)s is held until %(time)s.",
        now=money(reviewed.dearer, currency),
        held=money(reviewed.unit_price, currency),
        time=clock(until, reviewed.live.shop.time_zone),
    )


def _line_view(line: Line, kept: Kept, currency: str) -> LineView:
    return LineView(
        id=line.id,
        title=say(title(kept), language()),
        chosen=tuple(
            WordsLine(say(each.group, language()), say(each.chosen, language()))
            for each in chosen_words(kept)
        ),
        receipt=tuple(_receipt(kept, currency)),
        unchecked=tuple(say(each, language()) for each in unchecked(kept)),
        quantity=line.quantity,
        unit_price=Money(kept.unit_price, currency),
        price=Money(kept.unit_price * line.quantity, currency),
    )


def _receipt(kept: Kept, currency: str) -> Iterator[AmountLine]:
    """What one piece is made of. Where the product costs nothing by itself, its parts have prices
    of their own."""
    lines = receipt(kept)
    base = sum(each.amount for each in lines if each.kind == "base")
    for each in lines:
        if each.kind == "base" and not each.amount:
            continue
        is_price = each.kind == "base" or (each.kind in PARTS and not base and each.amount > 0)
        yield AmountLine(say(each.words, language()), Money(each.amount, currency), not is_price)


def _told(reviewed: Reviewed, currency: str) -> Iterator[str]:
    """What changed since the line was put in the cart, in sentences."""
    if reviewed.standing == "gone":
        yield _("This is no longer on the menu.")
    if reviewed.standing == "unpriced":
        yield _("This has no price right now, so it cannot be ordered.")
    if reviewed.standing == "repriced":
        yield _(
            "The price of one changed from %(before)s to %(now)s since you chose it.",
            before=money(reviewed.line.unit_price, currency),
            now=money(reviewed.unit_price, currency),
        )
    for each in reviewed.retired:
        yield _(
            "%(group)s: part of “%(chosen)s” is no longer offered.",
            group=say(each.group, language()),
            chosen=say(each.chosen, language()).strip("“”"),
        )
    if reviewed.live is None:
        return
    for choice in reviewed.sold_out:
        yield _("%(option)s is sold out today.", option=_name(reviewed.live, choice))
    typed = read_kept_texts(reviewed.line.texts)
    for path, fault in reviewed.mistyped.items():
        yield text_fault_words(reviewed.live, path, fault, typed.get(path, ""))
    if reviewed.explanation is not None:
        yield from sentences(reviewed.live, reviewed.explanation, reviewed.choices, language())


def _unfit(reviewed: Reviewed, profile: Profile) -> Iterator[str]:
    """What of a line does not suit a profile, in sentences."""
    if reviewed.live is not None:
        found = unsuited_among(reviewed.live, profile, reviewed.choices)
        yield from misfit_sentences(reviewed.live, found, language())


def _name(live: LiveProduct, choice: Choice) -> str:
    """An option without its amount: that is not what is sold out."""
    return option_words(live.group(choice.group), choice.option, language())


def _change_href(reviewed: Reviewed) -> str:
    """The builder with the line's configuration, to come back into its place; where text is all
    that is the matter, the check page, which asks for it."""
    live, line = reviewed.live, reviewed.line
    if live is None:
        return ""
    choices = with_nones(live, reviewed.choices)
    only_text = reviewed.mistyped and not (reviewed.sold_out or reviewed.explanation)
    page = "check" if only_text and not reviewed.retired else "build"
    return f"/{live.shop.id}/{live.product.id}/{page}?" + query(
        live, choices, line=str(line.id), preset=line.preset_id, revision=line.revision
    )


def _nearest_view(reviewed: Reviewed, currency: str) -> NearestView | None:
    live, nearest = reviewed.live, reviewed.nearest
    if live is None or nearest is None:
        return None
    before = reviewed.line.unit_price
    return NearestView(
        product=live.product.id,
        configuration=query(live, with_nones(live, nearest.complete)),
        typed=typed_fields(read_kept_texts(reviewed.line.texts)),
        removed=tuple(
            words_of(live, each, language()) for each in nearest.removed if each in reviewed.choices
        ),
        added=tuple(words_of(live, each, language()) for each in nearest.added),
        unit_price=Money(nearest.unit_price, currency),
        difference=Money(nearest.unit_price - before, currency),
    )
