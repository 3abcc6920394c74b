"""What the lines of a quote are for, in the words of the shop."""

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import placed_adjustments, placed_products
from catalog.shop import Text
from configurator.publishing.engine_model import placed_name
from configurator.publishing.live import LiveProduct
from pricing.quote import Cause


def cause_words(live: LiveProduct, cause: Cause) -> Text:
    """Why an amount is charged or taken off, in every language of the shop."""
    return {language: _words(live, cause, language) for language in live.shop.languages}


def _words(live: LiveProduct, cause: Cause, language: str) -> str:
    if cause.kind == "base":
        return say(live.product.name, language)
    if cause.kind == "adjustment":
        return say(_adjustment_label(live, cause.name), language)
    flat = live.group(cause.path)
    words = choice_words(live.shop, flat, cause.option, cause.amount_id, language)
    # A size of a drink of a set says nothing without its group.
    return f"{group_words(live.shop, flat, language)}: {words}" if flat.prefix else words


def _adjustment_label(live: LiveProduct, name: str) -> Text:
    """The label of a priced condition, by the name that `engine_model` gave it."""
    kind, _, rest = name.partition(":")
    if kind == "preset":
        return _menu_price(live.shop.preset(rest).name)
    if kind == "base":
        return dict(placed_products(live.shop, live.product))[rest].name
    labels = {
        placed_name(prefix, each.id): each.label
        for prefix, each in placed_adjustments(live.shop, live.product)
    }
    return labels[rest]


def _menu_price(name: Text) -> Text:
    """What a preset takes off, or adds, named so that it is not read as a second product."""
    before = {"en": "Menu price: ", "ko": "메뉴 가격: "}
    return {language: before.get(language, "") + words for language, words in name.items()}
