"""Ways to look through a long list: words, filters, orders and pages."""

import random

from configurator.publishing.live import LiveProduct
from tests.walks.builder_pages import LongList

Changes = tuple[tuple[str, str], ...]

NOWHERE = "no such thing"


def some_way(
    listed: LongList, live: LiveProduct, chance: random.Random
) -> tuple[Changes, dict[str, str]]:
    """A change of the form, and the buttons pressed with it."""
    if listed.pages and chance.random() < 0.3:
        return (), {listed.name("go"): chance.choice(listed.pages)}
    if chance.random() < 0.3:
        return search_for(listed, _some_words(listed, live, chance)), {}
    return (chance.choice(listed.fields),), {}


def search_for(listed: LongList, text: str) -> Changes:
    """The change that searches the whole list, with nothing filtered."""
    cleared = {name: "" for name, _value in listed.fields if name != listed.name("sort")}
    return (*cleared.items(), (listed.name("q"), text))


def _some_words(listed: LongList, live: LiveProduct, chance: random.Random) -> str:
    option = chance.choice(live.group(listed.path).group.options)
    return chance.choice([*option.name["en"].split(), "", NOWHERE])
