"""What whoever makes it has to know: what nobody could check, what to look at, what is noted."""

from collections.abc import Iterable

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import placed_rules
from catalog.shop import NONE, Allergen, Attribute, Rule, Text
from configurator.engine.model import Choice
from configurator.engine.sentences import fill, placeholders
from configurator.engine.unchecked import Unchecked
from configurator.orders.wording import gettext_in
from configurator.publishing.configurations import inspections, unchecked
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import placed_name


def unchecked_texts(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Text, ...]:
    """The rules that are not checked for a complete configuration, in every language."""
    return tuple(
        {
            language: unchecked_words(live, each, complete, language)
            for language in live.shop.languages
        }
        for each in unchecked(live, complete, complete=True)
    )


def unknown_texts(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Text, ...]:
    """What is not known of each choice so that rules are not checked: the short form of it."""
    found = unchecked(live, complete, complete=True)
    each_language = [
        [not_known(words, language) for words in missing_words(live, found, language)]
        for language in live.shop.languages
    ]
    return tuple(
        dict(zip(live.shop.languages, told, strict=True))
        for told in zip(*each_language, strict=False)
    )


def by_hand(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Text, ...]:
    """What whoever makes it has to check: what is not known, then what the shop looks at."""
    looked_at = (each.words for each in inspections(live, complete))
    return (*unchecked_texts(live, complete), *looked_at)


def notes(live: LiveProduct, complete: tuple[Choice, ...]) -> tuple[Text, ...]:
    """What the shop's warnings and notes say of a complete configuration, in every language."""
    return tuple(
        {
            language: rule_sentence(live, name, complete, language)
            for language in live.shop.languages
        }
        for name in live.judge.notices(complete)
    )


def unchecked_words(
    live: LiveProduct, each: Unchecked, chosen: Iterable[Choice], language: str
) -> str:
    """What of which choice is not known, and the rule that may or may not be broken by it."""
    told = rule_sentence(live, each.rule, tuple(chosen), language)
    missing = "; ".join(missing_words(live, [each], language))
    _ = gettext_in(language)
    return _("%(facts)s not known. This may apply: “%(rule)s”", facts=missing, rule=told)


def not_known(facts: str, language: str) -> str:
    """That there are facts which nobody knows."""
    _ = gettext_in(language)
    return _("%(facts)s not known", facts=facts)


def attribute_words(live: LiveProduct, attribute: str, language: str) -> str:
    """The name of what rules read: an attribute of the shop, an allergen, or a diet."""
    listed: tuple[Attribute | Allergen, ...] = (*live.shop.attributes, *live.shop.allergens)
    named = next((each.name for each in listed if each.id == attribute), None)
    _ = gettext_in(language)
    return _("diet") if named is None else say(named, language)


def rule_sentence(live: LiveProduct, name: str, chosen: tuple[Choice, ...], language: str) -> str:
    """The sentence of a rule with what is chosen in it; empty where there is no such rule."""
    for prefix, rule in placed_rules(live.shop, live.product):
        if placed_name(prefix, rule.id) == name:
            return _filled(live, prefix, rule, chosen, language)
    return ""


def _filled(
    live: LiveProduct, prefix: str, rule: Rule, chosen: tuple[Choice, ...], language: str
) -> str:
    template = say(rule.sentence, language)
    labels = {
        name: _label(live, f"{prefix}.{name}" if prefix else name, chosen, language)
        for name in placeholders(template)
    }
    return fill(template, labels, language)


def _label(live: LiveProduct, path: str, chosen: tuple[Choice, ...], language: str) -> str:
    """What is chosen in a group, in all its copies together; else the name of the group."""
    places = [flat for flat in live.groups if path in (flat.path, flat.shared_path)]
    names = (
        choice_words(live.shop, flat, choice.option, "", language)
        for flat in places
        for choice in chosen
        if choice.group == flat.path and choice.option != NONE
    )
    found = ", ".join(dict.fromkeys(names))
    return found or next((group_words(live.shop, flat, language) for flat in places), path)


def missing_words(
    live: LiveProduct, unchecked: Iterable[Unchecked], language: str
) -> tuple[str, ...]:
    """What is not known of each choice: "RTX 4070: length, watts"; of equal copies once."""
    unknown: dict[str, dict[str, None]] = {}
    for choice, attribute in (pair for each in unchecked for pair in each.missing):
        option = choice_words(live.shop, live.group(choice.group), choice.option, "", language)
        unknown.setdefault(option, {})[within(attribute_words(live, attribute, language))] = None
    return tuple(f"{option}: {', '.join(names)}" for option, names in unknown.items())


def within(name: str) -> str:
    """A name as it stands within an English sentence; capitals of an abbreviation stay."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"
