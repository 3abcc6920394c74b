"""What stands in the way of something, as the merchant knows it: rules by their sentences.

The engine names rules by id, and limits by the path of their group; `sold-out:<item>` and the
profile are named so by publishing.
"""

from dataclasses import dataclass

from catalog.naming import group_words, say
from catalog.product_tree import FlatGroup, flat_groups, placed_rules
from catalog.shop import Product, Rule, Shop
from configurator.builder.translating import gettext as _
from configurator.engine.sentences import SentenceError, fill, placeholders
from configurator.i18n import language
from configurator.publishing.configurations import SOLD_OUT
from configurator.publishing.product_reader import placed_name
from configurator.publishing.profiles import PROFILE


@dataclass(frozen=True)
class CauseWords:
    """A cause in words; `id` is the rule's where it is one, else empty."""

    words: str
    id: str = ""


def cause_words(shop: Shop, product: Product | None, name: str) -> CauseWords:
    """What a cause is called: a rule by its sentence, a limit by its group, what is missing.

    What is there no more keeps the name that the engine gave it.
    """
    placed = rule_words(shop, product, name) if product is not None else None
    return placed or CauseWords(_built_in(shop, product, name))


def rule_words(shop: Shop, product: Product, name: str) -> CauseWords | None:
    """The rule of that name, or of that id, as its sentence; None where there is none."""
    for prefix, rule in placed_rules(shop, product):
        if name in (placed_name(prefix, rule.id), rule.id):
            return CauseWords(rule_sentence(shop, product, rule, prefix), rule.id)
    return None


def find_flat(shop: Shop, product: Product | None, path: str) -> FlatGroup | None:
    """The group at a path; at the path that equal slots share, the group without its number."""
    for flat in flat_groups(shop, product) if product is not None else ():
        if flat.path == path:
            return flat
        if flat.shared_path == path:
            return flat.unnumbered()
    return None


def rule_sentence(shop: Shop, product: Product, rule: Rule, prefix: str = "") -> str:
    """A rule's sentence with the names of its groups; as it is written where they do not fit."""
    template = say(rule.sentence, language())
    try:
        labels = {
            name: _group(shop, product, f"{prefix}.{name}" if prefix else name)
            for name in placeholders(template)
        }
        return fill(template, labels, language())
    except SentenceError:
        return template


def _group(shop: Shop, product: Product, path: str) -> str:
    flat = find_flat(shop, product, path)
    return group_words(shop, flat, language()) if flat else path


def _built_in(shop: Shop, product: Product | None, name: str) -> str:
    kind, _separator, rest = name.partition(":")
    if name.startswith(SOLD_OUT):
        item = next((each for each in shop.items if each.id == rest), None)
        return _("sold out: %(item)s", item=say(item.name, language()) if item else rest)
    if name == PROFILE:
        return _("an allergy or a diet of the shopper")
    flat = find_flat(shop, product, rest)
    if flat is None or kind not in ("limit", "answer", "applies"):
        return name
    group = group_words(shop, flat, language())
    return {
        "limit": _("the limit of %(group)s", group=group),
        "answer": _("%(group)s needs an answer", group=group),
        "applies": _("%(group)s does not apply", group=group),
    }[kind]
