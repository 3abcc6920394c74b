"""The page before ordering: everything once more, with a way to change each group."""

from dataclasses import dataclass, replace

from catalog.naming import say
from configurator.builder.address import Address, query
from configurator.builder.address_index import index_of
from configurator.builder.money_words import PARTS, difference_words, part_words, price_words
from configurator.builder.notices import notices
from configurator.builder.offers import offer
from configurator.builder.pictures import picture_of
from configurator.builder.price_notes import lists_told
from configurator.builder.product_words import words_of
from configurator.builder.profile_notices import misfit_notices
from configurator.builder.reckoning import Circumstances, Reckoning, kept_extras, reckon
from configurator.builder.summary import summary_lines, totals
from configurator.builder.text_views import TextView, Typed, text_views
from configurator.builder.translating import gettext as _
from configurator.builder.views import Notice, Offer, Picture, SummaryLine, Totals
from configurator.engine.model import Choice
from configurator.orders.causes import cause_words
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import asked_texts
from pricing.quote import Quote, QuoteLine


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the price, with its cause."""

    words: str
    amount: str


@dataclass(frozen=True, slots=True)
class ClashingChoice:
    """A choice that does not go together with others, and the way to change it."""

    group: str
    words: str
    change_href: str


@dataclass(frozen=True, slots=True)
class ClashView:
    """Why a configuration cannot be ordered as it is: which choices clash, and the ways out."""

    choices: tuple[ClashingChoice, ...]
    told: Offer


@dataclass(frozen=True, slots=True)
class CheckView:
    """A configuration to look over. `configuration` is empty while something is missing.

    `texts` are the questions to type an answer to. `shared` is what is handed on when it is shared,
    complete or not. `clash` is None where everything goes together. `price_lists` are those of the
    merchant that set prices of the product now.
    """

    product: str
    title: str
    lines: tuple[SummaryLine, ...]
    prices: tuple[PriceLine, ...]
    price_lists: tuple[str, ...]
    totals: Totals
    picture: Picture | None
    notices: tuple[Notice, ...]
    configuration: str
    texts: tuple[TextView, ...]
    shared: str
    preset: str
    line: str
    back_href: str
    open_words: str
    clash: ClashView | None

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """What is wrong with what was typed: the id of each field, and the words."""
        return tuple((each.key, each.wrong) for each in self.texts if each.wrong)


NOTHING_TYPED = Typed()


def check(
    live: LiveProduct, address: Address, here: Circumstances, typed: Typed = NOTHING_TYPED
) -> CheckView:
    """What the check page shows; every Change link comes straight back to it.

    `typed` is what its form holds already, with what is wrong with it.
    """
    returning = Address(
        choices=address.choices,
        revision=address.revision,
        problems=address.problems,
        preset=address.preset,
        line=address.line,
        back="check",
    )
    reckoning = reckon(live, returning, here)
    clash = _clash(reckoning)
    if clash is not None:
        # No way out is chosen here: figures and allergens are those of the lines above them.
        reckoning = replace(reckoning, chosen=reckoning.choices)
    complete = reckoning.status.complete
    quoted = _quoted(reckoning, typed)
    open_names = [reckoning.words.groups[path].name for path in reckoning.status.open_groups]
    return CheckView(
        product=live.product.id,
        title=reckoning.words.name,
        lines=summary_lines(reckoning, whole=complete is not None),
        prices=_prices(reckoning, quoted) if complete is not None else (),
        price_lists=lists_told(live, here.language),
        totals=replace(
            totals(reckoning),
            so_far=price_words(quoted.total.minor, quoted.total.currency, here.language),
        ),
        picture=picture_of(live, reckoning.chosen, here.language),
        notices=(*misfit_notices(reckoning), *notices(reckoning)),
        # Where everything is forced nothing was chosen, and yet there is something to order.
        configuration=query(live, address.choices or complete) if complete is not None else "",
        texts=() if complete is None else text_views(live, asked_texts(live, complete), typed),
        shared=query(live, address.choices),
        preset=address.preset or "",
        line=address.line or "",
        back_href=_back_href(reckoning),
        open_words=_("Still to choose: %(groups)s", groups=" · ".join(open_names))
        if open_names
        else "",
        clash=clash,
    )


def _clash(reckoning: Reckoning) -> ClashView | None:
    """The conflict as the builder tells it; its ways out come straight back to the check page."""
    told = offer(reckoning)
    if reckoning.conflict is None or told is None:
        return None
    plates = (
        replace(each, href=each.href.replace("/build?", "/check?", 1)) for each in told.plates
    )
    ordered = index_of(reckoning.live).ordered(reckoning.conflict.choices)
    return ClashView(
        tuple(_clashing(reckoning, each) for each in ordered if each in reckoning.choices),
        replace(told, plates=tuple(plates), aside=_compared(told)),
    )


def _compared(told: Offer) -> str:
    """What the differences of several ways out are to."""
    several = len(told.plates) > 1
    return _("Prices and times are compared with the first way.") if several else ""


def _clashing(reckoning: Reckoning, choice: Choice) -> ClashingChoice:
    group = reckoning.words.groups[choice.group]
    return ClashingChoice(
        group.name,
        words_of(reckoning.live, choice, reckoning.here.language),
        reckoning.stay(group.step, f"#{group.key}"),
    )


def _back_href(reckoning: Reckoning) -> str:
    """To the step that still asks something, or to the last."""
    groups = reckoning.words.groups
    open_steps = [groups[path].step for path in reckoning.status.open_groups]
    step = open_steps[0] if open_steps else reckoning.words.steps[-1].id
    extras = kept_extras(reckoning.address) | {"back": "check" if open_steps else None}
    return f"{reckoning.path}?" + query(
        reckoning.live,
        reckoning.choices,
        step=step,
        preset=extras["preset"],
        line=extras["line"],
        back=extras["back"],
    )


def _quoted(reckoning: Reckoning, typed: Typed) -> Quote:
    """The price with what was typed already: a text may cost something."""
    live, complete = reckoning.live, reckoning.status.complete
    paths = [each.path for each in asked_texts(live, complete or ())]
    charged = [path for path in paths if typed.texts.get(path)]
    return quote(live, complete, charged) if complete and charged else reckoning.quoted


def _prices(reckoning: Reckoning, quoted: Quote) -> tuple[PriceLine, ...]:
    """The quote line by line: the product, what costs something, what is taken off."""
    live, language = reckoning.live, reckoning.here.language
    return tuple(
        PriceLine(say(cause_words(live, line.cause), language), _amount(live, line, language))
        for line in quoted.lines
        if line.cause.kind != "base" or line.amount.minor
    )


def _amount(live: LiveProduct, line: QuoteLine, language: str) -> str:
    """What a line comes to: a price, or what it adds to one or takes off it."""
    minor, currency = line.amount.minor, line.amount.currency
    match line.cause.kind:
        case "base":
            return price_words(minor, currency, language)
        case kind if kind in PARTS:
            return part_words(minor, live.price_list.base, currency, language)
        case _:
            return difference_words(minor, currency, language)
