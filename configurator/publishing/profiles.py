"""What somebody does not eat, and what of a product does not suit them.

Only what is known to be free suits: what may contain something, or of which nobody knows, does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from catalog.shop import AllergenState, Shop
from configurator.engine.expressions import AttributeValue
from configurator.engine.model import Choice, Unavailable, taken
from configurator.publishing.facts import DIETS
from configurator.publishing.live import LiveProduct

PROFILE = "profile:"
"""How the reason of an option begins that does not suit somebody's profile."""

Misfit: TypeAlias = Literal["contains", "may_contain", "unknown", "no"]
"""Why something does not suit: what is known of an allergen, or that a diet does not allow it."""


@dataclass(frozen=True)
class Profile:
    """What has to be free of which allergens, and which diets it has to suit, by their ids.

    `unlisted` are ids that the shop does not know any more: nothing can be said about them.
    """

    free_of: frozenset[str] = frozenset()
    diets: frozenset[str] = frozenset()
    unlisted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.free_of or self.diets or self.unlisted)


NO_PROFILE = Profile()


def profile_of(shop: Shop, ids: Iterable[str]) -> Profile:
    """The profile that ids of allergens and diets make in a shop."""
    asked = frozenset(ids)
    allergens = frozenset(each.id for each in shop.allergens)
    diets = frozenset(DIETS)
    return Profile(asked & allergens, asked & diets, asked - allergens - diets)


def unsuited(live: LiveProduct, profile: Profile) -> Unavailable:
    """The options of a product that do not suit, each with what does not as its reason."""
    if not (profile.free_of or profile.diets):
        return Unavailable()
    return Unavailable(
        {
            Choice(flat.path, option.id): PROFILE + reason
            for flat in live.groups
            for option in flat.group.options
            if (reason := _reason(live, flat.path, option.id, profile))
        }
    )


def unsuited_among(live: LiveProduct, profile: Profile, choices: Iterable[Choice]) -> Unavailable:
    """Those of the choices that do not suit; an option once, whatever its amount."""
    reasons = unsuited(live, profile)
    chosen = dict.fromkeys(Choice(each.group, each.option) for each in taken(choices))
    return Unavailable({each: reason for each in chosen if (reason := reasons.reason(each))})


def with_profile(missing: Unavailable, profile: Unavailable) -> Unavailable:
    """What cannot be had and what does not suit, together; what is sold out is called that."""
    return Unavailable({**profile.reasons, **missing.reasons})


def is_misfit(reason: str | None) -> bool:
    """Whether something cannot be had because it does not suit a profile."""
    return (reason or "").startswith(PROFILE)


def read_reason(reason: str) -> tuple[tuple[str, Misfit], ...]:
    """What does not suit, from a reason: ids of allergens and diets, each with why."""
    parts = reason.removeprefix(PROFILE).split(",")
    return tuple(_read_part(part) for part in parts)


def _reason(live: LiveProduct, path: str, option: str, profile: Profile) -> str:
    facts = live.judge.options[path][option].attributes
    return ",".join(f"{what}={why}" for what, why in _misfits(facts, profile))


def _misfits(
    facts: Mapping[str, AttributeValue | None], profile: Profile
) -> Iterator[tuple[str, Misfit]]:
    for allergen in sorted(profile.free_of):
        state = facts.get(allergen)
        if state == AllergenState.CONTAINS.value:
            yield allergen, "contains"
        elif state == AllergenState.MAY_CONTAIN.value:
            yield allergen, "may_contain"
        elif state != AllergenState.FREE.value:
            yield allergen, "unknown"
    for diet in sorted(profile.diets):
        if facts.get(diet) is not True:
            yield diet, "no" if facts.get(diet) is False else "unknown"


def _read_part(part: str) -> tuple[str, Misfit]:
    what, _, why = part.partition("=")
    known: Mapping[str, Misfit] = {
        "contains": "contains",
        "may_contain": "may_contain",
        "no": "no",
    }
    return what, known.get(why, "unknown")
