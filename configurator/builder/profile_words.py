"""A profile in words: what it asks for, and why something does not suit it."""

from collections.abc import Iterator

from catalog.shop import Shop
from configurator.builder.option_words import allergen_words
from configurator.builder.product_words import words_of
from configurator.builder.translating import gettext as _
from configurator.engine.model import Unavailable
from configurator.publishing.facts import DIETS
from configurator.publishing.live import LiveProduct
from configurator.publishing.profiles import Misfit, Profile, read_reason


def diet_words(diet: str) -> str:
    """What a diet is called within a sentence."""
    return {"vegan": _("vegan"), "vegetarian": _("vegetarian")}[diet]


def profile_words(shop: Shop, profile: Profile, language: str) -> str:
    """What a profile asks for: "no milk, no nuts, vegetarian"."""
    asked = [
        _("no %(allergen)s", allergen=allergen_words(each, language))
        for each in shop.allergens
        if each.id in profile.free_of
    ]
    asked += [diet_words(diet) for diet in DIETS if diet in profile.diets]
    return ", ".join([*asked, *sorted(profile.unlisted)])


def misfit_words(shop: Shop, reason: str, language: str) -> str:
    """Why something does not suit, from its reason: "contains milk, may contain nuts"."""
    names = {each.id: allergen_words(each, language) for each in shop.allergens}
    return ", ".join(
        _diet_misfit(what, why) if what in DIETS else _allergen_misfit(names.get(what, what), why)
        for what, why in read_reason(reason)
    )


def misfit_sentences(live: LiveProduct, found: Unavailable, language: str) -> Iterator[str]:
    """A sentence for each choice that does not suit."""
    for choice, reason in found.reasons.items():
        yield _(
            "%(option)s is not for your profile: %(why)s.",
            option=words_of(live, choice, language),
            why=misfit_words(live.shop, reason, language),
        )


def _allergen_misfit(name: str, why: Misfit) -> str:
    if why == "contains":
        return _("contains %(allergens)s", allergens=name)
    if why == "may_contain":
        return _("may contain %(allergens)s", allergens=name)
    return _("not known whether it contains %(allergen)s", allergen=name)


def _diet_misfit(diet: str, why: Misfit) -> str:
    if why == "no":
        return _("not %(diet)s", diet=diet_words(diet))
    return _("not known whether it is %(diet)s", diet=diet_words(diet))
