"""Mistakes in what a shop says that only reading it as a whole finds."""

from dataclasses import dataclass

from catalog.shop import Text

LANGUAGES = ("ko", "en")
"""Those of the product, which mistakes are worded in whatever the shop speaks."""


@dataclass(frozen=True)
class RuleProblem:
    """A mistake in a text of the rule language, or in the sentence that tells a rule.

    `path` leads to the text through the shop file (`products`, a product's id, `rules`, ...);
    `start` and `end` are offsets in it. `message` is worded in the product's languages.
    """

    path: tuple[str, ...]
    start: int
    end: int
    message: Text
