"""What is chosen, what it costs, when it is ready, and what is in it."""

from collections.abc import Iterable

from catalog.naming import say
from catalog.shop import NONE, AllergenState
from configurator.builder.address_index import index_of
from configurator.builder.folding import empty_copies
from configurator.builder.met_presets import PRESET
from configurator.builder.meter_views import meter_views
from configurator.builder.money_words import PARTS, difference_words, part_words, price_words
from configurator.builder.option_words import allergen_words
from configurator.builder.price_notes import left_out
from configurator.builder.product_words import GroupWords, words_of
from configurator.builder.reasons import sentences, why_forced
from configurator.builder.reckoning import Reckoning
from configurator.builder.translating import gettext as _
from configurator.builder.views import SummaryLine, Totals
from configurator.engine.model import Choice
from configurator.orders.causes import cause_words
from configurator.publishing.configurations import allergens, is_told_within, total_fact
from configurator.publishing.lead_times import lead_time
from configurator.publishing.live import LiveProduct
from pricing.quote import QuoteLine

_TOGETHER = frozenset({"allowance", "halves", "adjustment", "rounding", "floor"})


def summary_lines(reckoning: Reckoning, *, whole: bool = False) -> tuple[SummaryLine, ...]:
    """A line per group with something in it, in the order of asking.

    Of what is `whole` it is also told which of several equal slots stay empty.
    """
    by_group: dict[str, list[Choice]] = {}
    shown = reckoning.choices if reckoning.conflict else reckoning.chosen
    empty = empty_copies(reckoning) if whole else ()
    shown = index_of(reckoning.live).ordered((*shown, *(Choice(each, NONE) for each in empty)))
    for choice in shown:
        unsaid = choice.option == NONE and (choice.group, NONE) not in reckoning.explicit
        if (unsaid and choice.group not in empty) or is_told_within(reckoning.live, choice):
            continue
        by_group.setdefault(choice.group, []).append(choice)
    clashing = {each.group for each in reckoning.conflict.choices} if reckoning.conflict else set()
    return tuple(
        _line(reckoning, reckoning.words.groups[path], choices, path in clashing)
        for path, choices in by_group.items()
    )


def _line(
    reckoning: Reckoning, group: GroupWords, choices: list[Choice], conflict: bool
) -> SummaryLine:
    live, language = reckoning.live, reckoning.here.language
    return SummaryLine(
        group=group.name,
        words=", ".join(words_of(live, each, language) for each in choices),
        price=listed_price(reckoning, choices),
        change_href=reckoning.stay(group.step, f"#{group.key}"),
        forced=forced_words(reckoning, choices),
        conflict=conflict,
    )


def listed_price(reckoning: Reckoning, choices: Iterable[Choice]) -> str:
    """What choices cost by themselves, in words; empty where that is nothing.

    Those in conflict have no quote: they are told at their listed prices.
    """
    listed = reckoning.live.price_list
    keys = {(each.group, each.option, each.amount) for each in choices}
    if reckoning.conflict:
        price = sum(listed.choices.get(key, 0) for key in keys)
    else:
        causes = ((line.cause, line.amount.minor) for line in reckoning.quoted.lines)
        price = sum(
            amount
            for cause, amount in causes
            if (cause.path, cause.option, cause.amount_id) in keys
        )
    if not price:
        return ""
    return part_words(price, listed.base, listed.currency, reckoning.here.language)


def charges(reckoning: Reckoning) -> tuple[tuple[str, str], ...]:
    """What is charged or taken off for several choices together, with its amount.

    The price of a preset is told beside the summary, and no part of it.
    """
    live, language = reckoning.live, reckoning.here.language
    if reckoning.conflict:
        return ()
    return tuple(
        (
            say(cause_words(live, line.cause), language),
            _charge(live, line, language),
        )
        for line in reckoning.quoted.lines
        if line.cause.kind in _TOGETHER and not line.cause.name.startswith((PRESET, "base:"))
    )


def _charge(live: LiveProduct, line: QuoteLine, language: str) -> str:
    minor, currency = line.amount.minor, line.amount.currency
    if line.cause.kind in PARTS:
        return part_words(minor, live.price_list.base, currency, language)
    return difference_words(minor, currency, language)


def forced_words(reckoning: Reckoning, choices: list[Choice]) -> str:
    """Why a group has its answer although nobody chose it; empty where somebody did."""
    forced = next((c for c in choices if (c.group, c.option) in reckoning.forced), None)
    if forced is None or (forced.group, forced.option) in reckoning.explicit:
        return ""
    explanation = why_forced(reckoning, forced)
    here = reckoning.here
    told = sentences(reckoning.live, explanation, reckoning.chosen, here.language, here.unavailable)
    return told[0] if told else _("Comes with it")


def totals(reckoning: Reckoning) -> Totals:
    """The figures that stay in sight, for the configuration or its nearest repair."""
    live, language = reckoning.live, reckoning.here.language
    currency = live.price_list.currency
    chosen = reckoning.status.complete or reckoning.chosen
    now = reckoning.quoted.total.minor
    cheapest = reckoning.domains.cheapest
    least = now if cheapest is None else live.total(cheapest)
    contains, may_contain, unknown = contents(live, chosen, language)
    return Totals(
        so_far=price_words(now, currency, language),
        least=price_words(least, currency, language),
        complete=reckoning.status.complete is not None,
        left_out=left_out(live, language),
        lead=lead_time(live, chosen) + reckoning.here.waiting,
        kcal=kcal_words(live, chosen),
        meters=meter_views(live, chosen, language),
        contains=contains,
        may_contain=may_contain,
        unknown=unknown,
    )


def kcal_words(live: LiveProduct, chosen: Iterable[Choice]) -> str:
    """The calories of everything chosen; empty for a shop that does not count them."""
    if all(attribute.id != "kcal" for attribute in live.shop.attributes):
        return ""
    kcal = total_fact(live, chosen, "kcal")
    return _("calories not known") if kcal is None else f"{int(kcal):,} kcal"


def contents(
    live: LiveProduct, chosen: Iterable[Choice], language: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names of allergens contained, possibly contained, and unknown."""
    states = allergens(live, chosen)

    def named(wanted: AllergenState) -> tuple[str, ...]:
        return tuple(
            allergen_words(each, language)
            for each in live.shop.allergens
            if states[each.id] is wanted
        )

    return (
        named(AllergenState.CONTAINS),
        named(AllergenState.MAY_CONTAIN),
        named(AllergenState.UNKNOWN),
    )
