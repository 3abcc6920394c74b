"""What is answered in place: a wanted option that does not fit, a conflict, a way to finish."""

from collections.abc import Iterable, Iterator

from catalog.naming import find_option
from catalog.shop import NONE
from configurator.builder.address_index import index_of
from configurator.builder.lead_words import difference_in_lead
from configurator.builder.met_presets import given_up
from configurator.builder.money_words import difference_words
from configurator.builder.option_words import html_key
from configurator.builder.other_ways import with_other_ways
from configurator.builder.pictures import picture_of
from configurator.builder.product_words import words_of
from configurator.builder.reasons import sentences, why_not
from configurator.builder.reckoning import Reckoning
from configurator.builder.translating import gettext as _
from configurator.builder.views import Offer, Plate
from configurator.engine.checked import checked_finish
from configurator.engine.explaining import Explanation
from configurator.engine.model import Choice, taken
from configurator.engine.repairing import Repair
from configurator.engine.situations import kept
from configurator.publishing.canonical import distinct_repairs
from configurator.publishing.lead_times import lead_time
from configurator.publishing.profiles import PROFILE, is_misfit

MOST_SUBSTITUTES = 3


def offer(reckoning: Reckoning) -> Offer | None:
    """The one question to be answered now: a wish first, then a conflict."""
    address = reckoning.address
    if address.want is not None:
        wanted = _wanted(reckoning, address.want)
        if wanted is not None:
            return wanted
    if reckoning.conflict is not None:
        return _conflict(reckoning)
    if address.finish:
        return _finish(reckoning)
    return None


def standing_conflict(reckoning: Reckoning, told: Offer | None) -> Offer | None:
    """The conflict that is not decided yet while a wish is answered: it stays on top."""
    if reckoning.conflict is None or told is None or told.kind != "want":
        return None
    return _conflict(reckoning)


def _wanted(reckoning: Reckoning, wanted: Choice) -> Offer | None:
    """Why it does not fit, and what can be had; None where it simply can be chosen."""
    explanation = why_not(reckoning, wanted)
    if explanation is None:
        return None
    live, language = reckoning.live, reckoning.here.language
    found = distinct_repairs(live, reckoning.situation, wanted)
    found = with_other_ways(reckoning, wanted, found)
    plates = [_repair_plate(reckoning, each) for each in found]
    if not plates:
        plates = list(_substitutes(reckoning, wanted))
    name = words_of(live, wanted, language)
    return Offer(
        kind="want",
        title=_wanted_title(reckoning, wanted, name, possible=bool(found)),
        sentences=sentences(
            live, explanation, reckoning.chosen, language, reckoning.here.unavailable
        ),
        plates=(*plates, _keep_plate(reckoning)),
        place=html_key(wanted.group, "none" if wanted.option == NONE else wanted.option),
        causes=_causes(reckoning, explanation),
    )


def _causes(reckoning: Reckoning, explanation: Explanation) -> tuple[str, ...]:
    """What is counted against a wish. Of a profile no more than that there was one."""
    missing = (reckoning.here.unavailable.reason(each) for each in explanation.unavailable)
    named = (PROFILE if is_misfit(reason) else reason for reason in missing if reason)
    return (*explanation.rules, *dict.fromkeys(named))


def _wanted_title(reckoning: Reckoning, wanted: Choice, name: str, possible: bool) -> str:
    if possible:
        return _("%(option)s needs a change", option=name)
    if is_misfit(reckoning.here.unavailable.reason(wanted)):
        return _("%(option)s is not for your profile. What about this instead?", option=name)
    return _("%(option)s cannot be had today. What about this instead?", option=name)


def _conflict(reckoning: Reckoning) -> Offer:
    live, language = reckoning.live, reckoning.here.language
    told: tuple[str, ...] = ()
    if reckoning.conflict is not None:
        told = sentences(
            live, reckoning.conflict, reckoning.choices, language, reckoning.here.unavailable
        )
    return Offer(
        kind="conflict",
        title=_conflict_title(reckoning),
        sentences=told,
        plates=tuple(_repair_plate(reckoning, each) for each in reckoning.mends),
        place="",
        aside=_("Options and prices below are those of the first way.") if reckoning.mends else "",
    )


def _conflict_title(reckoning: Reckoning) -> str:
    gone = reckoning.conflict.unavailable if reckoning.conflict is not None else ()
    unfit = any(is_misfit(reckoning.here.unavailable.reason(each)) for each in gone)
    if not reckoning.mends:
        if unfit:
            return _("Nothing here suits your profile")
        return _("None of this can be made right now")
    if unfit:
        return _("Not everything here is for your profile. What instead?")
    if gone:
        return _("Not everything here can be had today. What instead?")
    return _("These do not go together. Which way do you want it?")


def _finish(reckoning: Reckoning) -> Offer | None:
    live = reckoning.live
    complete = checked_finish(live.compiled, reckoning.situation, live.checked)
    if complete is None:
        return None
    added = tuple(each for each in taken(complete) if each not in reckoning.chosen)
    whole = index_of(live).ordered((*reckoning.choices, *added))
    return Offer(
        kind="finish",
        title=_("The least expensive way to finish"),
        sentences=() if added else (_("Nothing is left to choose."),),
        plates=(
            _plate(reckoning, whole, reckoning.domains.cheapest or 0, added, ()),
            _keep_plate(reckoning),
        ),
        place="",
    )


def _repair_plate(reckoning: Reckoning, repair: Repair) -> Plate:
    return _plate(reckoning, repair.configuration, repair.cost, repair.added, repair.removed)


def _plate(
    reckoning: Reckoning,
    choices: tuple[Choice, ...],
    cost: int,
    added: Iterable[Choice],
    removed: Iterable[Choice],
) -> Plate:
    """A way on: its title is what makes it different."""
    live, language = reckoning.live, reckoning.here.language
    removed = tuple(removed)
    comes = tuple(_told(reckoning, each) for each in added if each.option != NONE or not removed)
    goes = tuple(words_of(live, each, language) for each in removed if each.option != NONE)
    return Plate(
        title=_plate_title(comes, goes),
        href=reckoning.href(choices),
        action=_("Take this"),
        difference=_difference(reckoning, cost),
        time=_time(reckoning, choices),
        added=comes,
        removed=goes,
        picture=picture_of(live, choices, language, reckoning.choices),
        gives_up=given_up(reckoning, removed),
    )


def _told(reckoning: Reckoning, choice: Choice) -> str:
    """A choice in words; "none" says of what."""
    words = words_of(reckoning.live, choice, reckoning.here.language)
    if choice.option != NONE:
        return words
    return _("no %(group)s", group=reckoning.words.groups[choice.group].name)


def _plate_title(comes: tuple[str, ...], goes: tuple[str, ...]) -> str:
    if comes:
        return ", ".join(comes[:2]) + ("…" if len(comes) > 2 else "")
    if goes:
        return _("Without %(option)s", option=", ".join(goes[:2]))
    return _("As it is")


def _keep_plate(reckoning: Reckoning) -> Plate:
    live, language = reckoning.live, reckoning.here.language
    return Plate(
        title=_("What you have now"),
        href=reckoning.stay(),
        action=_("Keep mine"),
        difference=_("same price"),
        time="",
        added=(),
        removed=(),
        picture=picture_of(live, reckoning.chosen, language),
        keeps=True,
    )


def _difference(reckoning: Reckoning, cost: int) -> str:
    live = reckoning.live
    minor = live.total(cost) - live.total(reckoning.domains.cheapest or 0)
    if not minor:
        return _("same price")
    return difference_words(minor, live.price_list.currency, reckoning.here.language)


def _time(reckoning: Reckoning, choices: tuple[Choice, ...]) -> str:
    live = reckoning.live
    return difference_in_lead(lead_time(live, reckoning.chosen), lead_time(live, choices))


def _substitutes(reckoning: Reckoning, wanted: Choice) -> Iterator[Plate]:
    """What does the same for a wanted option that cannot be had; else what its group still has.

    What would leave a rule unchecked is not offered beside something that does not.
    """
    live = reckoning.live
    group = reckoning.words.groups[wanted.group]
    missing = find_option(group.flat, wanted.option)
    purpose = missing.purpose if missing else None
    offered = [
        (total.unchecked, option.purpose != purpose or purpose is None, total.price, choice)
        for option in group.flat.group.options
        if option is not missing
        for choice in (Choice(wanted.group, option.id, _first(option.amounts)),)
        if choice not in reckoning.choices
        for total in (reckoning.domains.total_of(choice),)
        if total is not None
    ]
    best = sorted(offered)[:MOST_SUBSTITUTES]
    for unchecked, other_purpose, cost, choice in best:
        if unchecked == best[0][0] and (not other_purpose or best[0][1]):
            stays = kept(live.compiled.model, reckoning.nearest, choice)
            yield _plate(reckoning, (*stays, choice), cost, (choice,), _replaced(reckoning, stays))


def _replaced(reckoning: Reckoning, stays: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(each for each in reckoning.nearest if each not in stays)


def _first(amounts: tuple[str, ...]) -> str:
    if not amounts:
        return ""
    return "normal" if "normal" in amounts else amounts[0]
