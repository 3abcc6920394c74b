"""The menu as a profile sees it: what does not suit stays, says so, and leads to what does."""

from collections.abc import Mapping
from dataclasses import replace

from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.menu_views import PresetCard, Section
from configurator.builder.preset_asking import Asked
from configurator.builder.product_words import words_of
from configurator.builder.profile_words import misfit_words
from configurator.builder.reckoning import Missing, frozen
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.engine.answers import valid_domains
from configurator.engine.model import Choice, Unavailable
from configurator.engine.situations import Situation
from configurator.publishing.canonical import distinct_repairs
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import LiveProduct
from configurator.publishing.profiles import Profile, is_misfit, unsuited, with_profile

MOST_TOLD = 2


def heeding(
    lives: Mapping[str, LiveProduct], missing: Mapping[str, Missing], profile: Profile
) -> Mapping[str, Missing]:
    """What of each product cannot be had, with what does not suit; without a profile, as it is."""
    return {
        name: frozen(with_profile(Unavailable(dict(missing[name])), unsuited(live, profile)))
        for name, live in lives.items()
    }


def suiting_sections(
    sections: tuple[Section, ...],
    lives: Mapping[str, LiveProduct],
    together: Mapping[str, Missing],
    language: str,
) -> tuple[Section, ...]:
    """The menu, each preset told apart by whether it suits, from what `heeding` found."""
    return tuple(
        replace(
            section,
            cards=tuple(
                _card(lives[card.product], card, together[card.product], language)
                for card in section.cards
            ),
        )
        for section in sections
    )


def _card(live: LiveProduct, card: PresetCard, together: Missing, language: str) -> PresetCard:
    unfit, change_href, reasons = _judged(live, card.id, card.configuration, together, language)
    return replace(
        card,
        unfit=unfit,
        change_href=change_href or card.change_href,
        suiting=bool(change_href),
        asked=tuple(_asked(each, reasons) for each in card.asked),
    )


def _judge(
    live: LiveProduct, preset_id: str, configuration: str, together: Missing, language: str
) -> tuple[str, str, dict[tuple[str, str], str]]:
    """Why a preset does not suit, the way to what comes closest, and why options do not."""
    unavailable = Unavailable(dict(together))
    given = read_query(live, configuration).choices
    reasons = {
        (choice.group, choice.option): misfit_words(live.shop, reason, language)
        for choice, reason in together
        if is_misfit(reason)
    }
    told = [
        f"{words_of(live, Choice(*each), language)} ({reasons[each]})"
        for each in dict.fromkeys((choice.group, choice.option) for choice in given)
        if each in reasons
    ]
    fits = valid_domains(live.compiled, Situation(given, unavailable), live.costs).consistent
    if not told and fits:
        return "", "", reasons
    words = " · ".join(told[:MOST_TOLD]) + (" …" if len(told) > MOST_TOLD else "")
    return (
        words or _("nothing that it asks suits"),
        _nearest_href(live, preset_id, unavailable),
        reasons,
    )


_judged = remembered(_judge, limit=1024)


def _nearest_href(live: LiveProduct, preset_id: str, unavailable: Unavailable) -> str:
    """The builder with the suiting configuration that is nearest to a preset; empty for none."""
    choices = preset_choices(live, live.shop.preset(preset_id))
    ways = distinct_repairs(live, Situation(choices, unavailable), None)
    if not ways:
        return ""
    page = f"/{live.shop.id}/{live.product.id}/build?"
    return page + query(live, ways[0].configuration, preset=preset_id, revision=live.revision)


def _asked(asked: Asked, reasons: dict[tuple[str, str], str]) -> Asked:
    """What is asked in place: an answer that does not suit says why, and is not taken by itself."""
    return replace(
        asked,
        options=tuple(
            replace(each, unfit=reasons[asked.field, each.value], checked=False)
            if (asked.field, each.value) in reasons
            else each
            for each in asked.options
        ),
    )
