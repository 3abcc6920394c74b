"""What the lines of a quote are for, in the words of the shop."""

from collections import Counter

from catalog.naming import choice_words, group_words, option_words, say
from catalog.product_tree import placed_adjustments, placed_products
from catalog.shop import PriceList, Shop, Text
from configurator.i18n import in_current_language
from configurator.orders.charge_words import fixed_words
from configurator.orders.times_words import times_words
from configurator.orders.wording import gettext_in
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import placed_name
from pricing.charges import ChoiceKey
from pricing.quote import Cause

_LIST = " · "
"""Stands between what is priced and the price list that prices it."""


def cause_words(live: LiveProduct, cause: Cause) -> Text:
    """Why an amount is charged or taken off, in every language of the shop.

    What is priced by a price list says which.
    """
    return {
        language: _with_list(live.shop, _words(live, cause, language), cause.price_list, language)
        for language in live.shop.languages
    }


def without_list(words: str) -> str:
    """The words of a cause without the name of the price list that it is priced by."""
    return words.rpartition(_LIST)[0] or words


def list_words(prices: PriceList) -> str:
    """A price list with when it is in force, in the visitor's language: "Lunch prices, 11:30
    AM–2:00 PM"."""
    return ", ".join(filter(None, (in_current_language(prices.name), times_words(prices.times))))


def _with_list(shop: Shop, words: str, list_id: str, language: str) -> str:
    name = next((say(each.name, language) for each in shop.price_lists if each.id == list_id), "")
    return f"{words}{_LIST}{name}" if name else words


def _words(live: LiveProduct, cause: Cause, language: str) -> str:
    match cause.kind:
        case "base":
            return say(live.product.name, language)
        case "adjustment":
            return _adjustment_words(live, cause.name, language)
        case "allowance":
            return _allowance_words(live, cause, language)
        case "halves":
            label = _label(live, cause.name, language)
            return f"{label}: {' + '.join(_portions(live, cause.portions, language))}"
        case "rounding" | "floor":
            return fixed_words(cause.kind, language)
        case "text":
            return group_words(live.shop, live.group(cause.path), language)
        case _:
            return _choice(live, (cause.path, cause.option, cause.amount_id), language)


def _choice(live: LiveProduct, choice: ChoiceKey, language: str) -> str:
    """A choice as a line says it: a size of a drink of a set says nothing without its group."""
    path, option, amount = choice
    flat = live.group(path)
    words = choice_words(live.shop, flat, option, amount, language)
    return f"{group_words(live.shop, flat, language)}: {words}" if flat.prefix else words


def _allowance_words(live: LiveProduct, cause: Cause, language: str) -> str:
    """What is included, how many of those chosen that came to, and which: "2 of 3: Onion, Mayo"."""
    label, free = _label(live, cause.name, language), len(cause.portions)
    told = ", ".join(_portions(live, cause.portions, language))
    _ = gettext_in(language)
    return _(
        "%(label)s, %(free)s of %(counted)s: %(options)s",
        label=label,
        free=free,
        counted=cause.counted,
        options=told,
    )


def _portions(live: LiveProduct, portions: tuple[ChoiceKey, ...], language: str) -> list[str]:
    """The options of portions, each once, with how many of its portions there are."""
    counts = Counter((path, option) for path, option, _ in portions)
    return [
        option_words(live.group(path), option, language) + (f" ×{count}" if count > 1 else "")
        for (path, option), count in counts.items()
    ]


def _label(live: LiveProduct, name: str, language: str) -> str:
    """The label of an allowance or of halves, by the name that `shared_charges` gave it."""
    labels: dict[str, Text] = {}
    for prefix, product in placed_products(live.shop, live.product):
        for allowance in product.allowances:
            labels[f"allowance:{placed_name(prefix, allowance.id)}"] = allowance.label
        for halves in product.halves:
            labels[f"halves:{placed_name(prefix, halves.id)}"] = halves.label
    return say(labels[name], language)


def _adjustment_words(live: LiveProduct, name: str, language: str) -> str:
    """What a priced condition is for, by the name that `adjusting` gave it."""
    kind, rest = name.split(":", 1)
    _ = gettext_in(language)
    if kind == "preset":
        return _("Menu price: %(name)s", name=say(live.shop.preset(rest).name, language))
    if kind == "base":
        return say(dict(placed_products(live.shop, live.product))[rest].name, language)
    if kind == "credit":
        path, option = rest.rsplit(":", 1)
        left_out = option_words(live.group(path), option, language)
        return _("%(option)s left out", option=left_out)
    labels = {
        placed_name(prefix, each.id): each.label
        for prefix, each in placed_adjustments(live.shop, live.product)
    }
    return say(labels[rest], language)
