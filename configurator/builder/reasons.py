"""Explanations in words: the shop's own sentence for its rules, ours for the built-in limits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from catalog.naming import find_option, group_words, say
from catalog.product_tree import placed_rules
from catalog.shop import NONE, Text
from configurator.builder.product_words import ProductWords, product_words, words_of
from configurator.builder.profile_words import misfit_words
from configurator.builder.reckoning import Missing, Reckoning, frozen
from configurator.builder.remembering import remembered
from configurator.builder.translating import gettext as _
from configurator.engine.explaining import Explanation, explain, explain_forced
from configurator.engine.model import Choice, Unavailable, taken
from configurator.engine.sentences import fill, placeholders
from configurator.engine.situations import Situation
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import placed_name
from configurator.publishing.profiles import is_misfit

EVERYTHING_THERE = Unavailable()


def why_not(reckoning: Reckoning, wanted: Choice, *, blocked: bool = False) -> Explanation | None:
    """Why something cannot be taken as things stand; asked once per configuration and process.

    `blocked`: the domains of the reckoning say that it cannot be.
    """
    missing = frozen(reckoning.here.unavailable)
    return _explained(reckoning.live, reckoning.nearest, missing, wanted, blocked)


def why_forced(reckoning: Reckoning, forced: Choice) -> Explanation:
    """Why something comes with what is chosen."""
    return _explained_forced(
        reckoning.live, reckoning.nearest, frozen(reckoning.here.unavailable), forced
    )


def sentences(
    live: LiveProduct,
    explanation: Explanation,
    beside: Iterable[Choice],
    language: str,
    unavailable: Unavailable = EVERYTHING_THERE,
) -> tuple[str, ...]:
    """An explanation as sentences: rules first, then what cannot be had, then the built-in limits.

    `unavailable` says why something cannot be had; without that it is sold out.
    """
    words = product_words(live, language)
    labels = _labels(live, explanation, beside, words)
    told = list(_rule_sentences(live, explanation, labels, language))
    told += [
        _missing_sentence(live, each, unavailable.reason(each), language)
        for each in explanation.unavailable
    ]
    limits = [name for name in explanation.rules if name.startswith("limit:")]
    if limits or not told:
        names = limits or explanation.rules
        told += [_limit_sentence(words, name) for name in names if ":" in name]
    return tuple(dict.fromkeys(each for each in told if each))


def _missing_sentence(live: LiveProduct, choice: Choice, reason: str | None, language: str) -> str:
    """Why something cannot be had: it does not suit a profile, or is sold out."""
    option = words_of(live, choice, language)
    if reason is None or not is_misfit(reason):
        return _("%(option)s is sold out today.", option=option)
    why = misfit_words(live.shop, reason, language)
    return _("%(option)s is not for your profile: %(why)s.", option=option, why=why)


def notice_words(live: LiveProduct, rule: str, chosen: Iterable[Choice], language: str) -> str:
    """The sentence of a rule that is only told."""
    placed = _sentences_of(live).get(rule)
    if placed is None:
        return ""
    prefix, sentence = placed
    chosen = tuple(chosen)
    labels = _labels(
        live, Explanation(None, chosen, (rule,), ()), chosen, product_words(live, language)
    )
    return _filled(prefix, sentence, labels, language)


def _explained_now(
    live: LiveProduct,
    choices: tuple[Choice, ...],
    missing: Missing,
    wanted: Choice,
    blocked: bool,
) -> Explanation | None:
    situation = Situation(choices, Unavailable(dict(missing)))
    return explain(live.compiled, situation, wanted, blocked=blocked)


def _explained_forced_now(
    live: LiveProduct, choices: tuple[Choice, ...], missing: Missing, forced: Choice
) -> Explanation:
    return explain_forced(live.compiled, Situation(choices, Unavailable(dict(missing))), forced)


_explained = remembered(_explained_now, limit=4096)
_explained_forced = remembered(_explained_forced_now, limit=1024)


@remembered
def _sentences_of(live: LiveProduct) -> Mapping[str, tuple[str, Text]]:
    """The sentence of every rule of the product, with the prefix that its group names are under."""
    return MappingProxyType(
        {
            placed_name(prefix, rule.id): (prefix, rule.sentence)
            for prefix, rule in placed_rules(live.shop, live.product)
        }
    )


def _rule_sentences(
    live: LiveProduct, explanation: Explanation, labels: Mapping[str, str], language: str
) -> Iterator[str]:
    """Those first that speak of what is wanted: they say most where only one is shown."""
    known = _sentences_of(live)
    wanted = explanation.wanted

    def is_beside(name: str) -> bool:
        prefix, sentence = known[name]
        named = (
            f"{prefix}.{each}" if prefix else each for each in placeholders(say(sentence, language))
        )
        return wanted is None or wanted.group not in named

    for name in sorted((each for each in explanation.rules if each in known), key=is_beside):
        prefix, sentence = known[name]
        yield _filled(prefix, sentence, labels, language)


def _filled(prefix: str, sentence: Text, labels: Mapping[str, str], language: str) -> str:
    """A sentence with the labels of the groups it names, as seen from its own product."""
    template = say(sentence, language)
    under = {
        name: labels.get(f"{prefix}.{name}" if prefix else name, name)
        for name in placeholders(template)
    }
    return fill(template, under, language)


def _labels(
    live: LiveProduct, explanation: Explanation, beside: Iterable[Choice], words: ProductWords
) -> dict[str, str]:
    """What each group is called in a sentence: what is taken or wanted in it, else its name."""
    labels = {path: group.name for path, group in words.groups.items()}
    named: dict[str, list[str]] = {}
    for choice in taken(dict.fromkeys((*explanation.choices, *beside))):
        named.setdefault(choice.group, []).append(_name(live, choice, words.language))
    labels.update({path: ", ".join(dict.fromkeys(names)) for path, names in named.items()})
    for choice in taken(explanation.choices):
        labels[choice.group] = _name(live, choice, words.language)
    if explanation.wanted is not None and explanation.wanted.option != NONE:
        labels[explanation.wanted.group] = _name(live, explanation.wanted, words.language)
        named.setdefault(explanation.wanted.group, [])
    return labels | _shared_labels(live, labels, named.keys(), words.language)


def _shared_labels(
    live: LiveProduct, labels: Mapping[str, str], taken_in: Collection[str], language: str
) -> dict[str, str]:
    """What copies are called that a rule names together: what is taken in any, else their name."""
    shared: dict[str, list[str]] = {}
    for flat in live.groups:
        if flat.shared_path != flat.path:
            names = shared.setdefault(flat.shared_path, [])
            names += [labels[flat.path]] if flat.path in taken_in else []
    bare = {
        flat.shared_path: group_words(live.shop, flat.unnumbered(), language)
        for flat in live.groups
        if flat.shared_path in shared
    }
    return {path: ", ".join(dict.fromkeys(names)) or bare[path] for path, names in shared.items()}


def _name(live: LiveProduct, choice: Choice, language: str) -> str:
    option = find_option(live.group(choice.group), choice.option) if choice.amount != NONE else None
    return say(option.name, language) if option else words_of(live, choice, language)


def _limit_sentence(words: ProductWords, name: str) -> str:
    kind, _separator, path = name.partition(":")
    group = words.groups.get(path)
    if group is None:
        return ""
    if kind == "limit":
        return _("%(group)s: %(limit)s.", group=group.name, limit=group.limit)
    if kind == "answer":
        return _("%(group)s needs an answer.", group=group.name)
    slots = [words.groups[slot].name for slot in group.flat.slots if slot in words.groups]
    if slots and slots[-1] == group.name:
        return _("Something is chosen for %(slot)s.", slot=slots[-1])
    if slots:
        return _("%(group)s comes only with %(slot)s.", group=group.name, slot=slots[-1])
    return _("%(group)s does not apply to what is chosen.", group=group.name)
