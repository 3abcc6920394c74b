"""What is found about rules and examples, in words: for pages, and for `flask catalog check`.

Each finding is a line and the constraints that it means, by the engine's names; `cause_line` says
those where nothing better is at hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.naming import choice_words, group_words, say
from catalog.product_tree import flat_groups, placed_rules
from catalog.shop import NONE, GroupKind, Product, Shop
from configurator.engine.findings import Impossible
from configurator.engine.model import Choice
from configurator.engine.redundancy import Redundant
from configurator.engine.sentences import SentenceError, fill, placeholders
from configurator.engine.unknown_facts import UNCHECKED
from configurator.i18n import money
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import placed_name, placed_path
from configurator.publishing.rule_findings import FailedExample, ProductFindings

MOST_NAMED = 12
"""So many answers are named in one line."""


@dataclass(frozen=True)
class FindingWords:
    """A finding in words, and the constraints that it names, as the engine calls them."""

    words: str
    rules: tuple[str, ...] = ()


def finding_words(found: ProductFindings, language: str) -> tuple[FindingWords, ...]:
    """Everything found about the rules of a product, line by line."""
    told = _Told(found.live, language)
    rules = found.rules
    return (
        *(FindingWords(told.word("faulty"), each) for each in rules.faulty),
        *told.impossible("never", rules.never),
        *told.impossible("always", rules.always),
        *map(told.redundant, rules.idle.redundant),
        *told.idle("never-told", rules.idle.never_told),
        *told.idle("always-told", rules.idle.always_told),
        *told.undecided(rules.idle.undecided),
    )


def example_words(live: LiveProduct, failed: FailedExample, language: str) -> list[FindingWords]:
    """What is wrong with an example: a line for each smallest faulty set, or one alone."""
    told = _Told(live, language)
    facts = {"example": failed.example.id, "choices": told.named(failed.complete)}
    if failed.faulty == ((),):
        return [FindingWords(told.word("contradicts", **facts))]
    if failed.faulty:
        return [FindingWords(told.word("refused", **facts), each) for each in failed.faulty]
    if not failed.example.allowed:
        return [FindingWords(told.word("allowed", **facts))]
    prices = {"costs": told.money(failed.price), "should": told.money(failed.example.price)}
    return [FindingWords(told.word("price", **facts, **prices))]


def cause_line(shop: Shop, product: Product, name: str, language: str) -> str:
    """A constraint as its author finds it: a rule by its id and sentence, what is built in."""
    for prefix, rule in placed_rules(shop, product):
        if placed_name(prefix, rule.id) == name:
            sentence = say(rule.sentence, language)
            return f"{name}: {_sentence(shop, product, prefix, sentence, language)}"
    kind, _, path = name.partition(":")
    flat = next((each for each in flat_groups(shop, product) if each.path == path), None)
    if flat is None or kind not in _WORDS:
        return name
    return _said(kind, language, group=group_words(shop, flat, language))


def _sentence(shop: Shop, product: Product, prefix: str, template: str, language: str) -> str:
    """A rule's sentence with the names of its groups; as it is written where they do not fit."""
    flats = {
        path: flat for flat in flat_groups(shop, product) for path in (flat.path, flat.shared_path)
    }
    try:
        paths = {name: placed_path(prefix, name) for name in placeholders(template)}
        labels = {
            name: group_words(shop, flats[path], language) if path in flats else path
            for name, path in paths.items()
        }
        return fill(template, labels, language)
    except SentenceError:
        return template


class _Told:
    """Words for one product, in one language."""

    def __init__(self, live: LiveProduct, language: str) -> None:
        self._live = live
        self._language = language
        self._flats = {each.path: each for each in live.groups}

    def word(self, code: str, **facts: str) -> str:
        return _said(code, self._language, **facts)

    def undecided(self, rules: tuple[str, ...]) -> Iterator[FindingWords]:
        """One line, that names a few of them."""
        if rules:
            words = self.word("undecided", count=f"{len(rules):,}")
            yield FindingWords(words, rules[:MOST_NAMED])

    def money(self, amount: int | None) -> str:
        currency = self._live.price_list.currency
        return money(amount or 0, currency, self._language)

    def impossible(self, code: str, found: Iterable[Impossible]) -> Iterator[FindingWords]:
        """One line for all that the same constraints make impossible."""
        together: dict[tuple[str, ...] | None, list[Choice]] = {}
        for each in found:
            together.setdefault(each.rules, []).append(each.choice)
        for rules, choices in together.items():
            ending = "" if rules is None else "-because"
            words = self.word(code + ending, choices=self.named(choices))
            yield FindingWords(words, rules or ())

    def redundant(self, found: Redundant) -> FindingWords:
        if found.by:
            return FindingWords(self.word("redundant"), (found.rule, *found.by))
        unknown = UNCHECKED + found.rule in self._live.compiled.model.conditions
        if found.by is None:
            return FindingWords(self.word("redundant-unknown"), (found.rule,))
        return FindingWords(self.word("unstated" if unknown else "idle"), (found.rule,))

    def idle(self, code: str, rules: Iterable[str]) -> Iterator[FindingWords]:
        return (FindingWords(self.word(code), (each,)) for each in rules)

    def named(self, choices: Iterable[Choice]) -> str:
        """Choices by name; of equal slots together what is said of all of them."""
        names = list(dict.fromkeys(map(self._name, choices)))
        more = len(names) - MOST_NAMED
        shown = ", ".join(names[:MOST_NAMED])
        return self.word("more", names=shown, count=f"{more:,}") if more > 0 else shown

    def _name(self, choice: Choice) -> str:
        flat = self._flats[choice.group].unnumbered()
        group = group_words(self._live.shop, flat, self._language)
        if choice.option == NONE or flat.group.kind is GroupKind.SLOT:
            return group
        amount = "" if choice.amount == NONE else choice.amount
        words = choice_words(self._live.shop, flat, choice.option, amount, self._language)
        return f"{group}: {words}"


def _said(code: str, language: str, **facts: str) -> str:
    return _WORDS[code]["ko" if language == "ko" else "en"].format(**facts)


_WORDS = {
    "faulty": {
        "ko": "이 규칙들은 함께 지켜질 수 없어요:",
        "en": "These cannot hold together:",
    },
    "never": {
        "ko": "아무도 고를 수 없어요: {choices}",
        "en": "Never possible: {choices}",
    },
    "never-because": {
        "ko": "아무도 고를 수 없어요: {choices}. 이 규칙들 때문이에요:",
        "en": "Never possible: {choices}. What makes it so:",
    },
    "always": {
        "ko": "고르지 않아도 된다지만 아무도 뺄 수 없어요: {choices}",
        "en": "Said to be optional, but nobody can go without: {choices}",
    },
    "always-because": {
        "ko": "고르지 않아도 된다지만 아무도 뺄 수 없어요: {choices}. 이 규칙들 때문이에요:",
        "en": "Said to be optional, but nobody can go without: {choices}. What makes it so:",
    },
    "redundant": {
        "ko": "첫 번째 규칙이 없어도 똑같아요. 나머지가 이미 그렇게 정해요:",
        "en": "Without the first of these nothing changes. The others say it already:",
    },
    "redundant-unknown": {
        "ko": "이 규칙이 없어도 똑같아요. 다른 규칙들이 이미 그렇게 정해요:",
        "en": "Without this rule nothing changes. Others say it already:",
    },
    "idle": {
        "ko": "무엇을 골라도 지켜지는 규칙이라 아무것도 막지 않아요:",
        "en": "This rule stops nothing: it holds whatever is chosen:",
    },
    "unstated": {
        "ko": "이 규칙은 아무것도 막지 않아요. 읽는 정보가 적혀 있지 않아요:",
        "en": "This rule stops nothing: facts that it reads are not stated:",
    },
    "never-told": {
        "ko": "이 안내는 아무에게도 보이지 않아요:",
        "en": "Nobody is ever told this:",
    },
    "always-told": {
        "ko": "이 안내는 무엇을 골라도 보여요:",
        "en": "Everybody is told this, whatever they choose:",
    },
    "undecided": {
        "ko": "규칙 {count}개가 꼭 필요한지는 너무 오래 걸려서 알아보지 못했어요:",
        "en": "Whether these make a difference took too long to find out ({count} in all):",
    },
    "contradicts": {
        "ko": "“{example}” 예의 답은 서로 맞지 않아요.",
        "en": "The answers of the example “{example}” contradict each other.",
    },
    "refused": {
        "ko": "“{example}” 예는 허락되어야 하지만 거절돼요. 이 규칙들 때문이에요:",
        "en": "The example “{example}” must be allowed and is refused. What refuses it:",
    },
    "allowed": {
        "ko": "“{example}” 예는 거절되어야 하지만 거절하는 규칙이 없어요. "
        "이렇게 주문돼요: {choices}",
        "en": "The example “{example}” must be refused, and nothing refuses it. "
        "It can be ordered as: {choices}",
    },
    "price": {
        "ko": "“{example}” 예의 값이 달라요. 적힌 값 {should}, 실제 값 {costs}. 구성: {choices}",
        "en": "The example “{example}” must cost {should} and costs {costs}: {choices}",
    },
    "more": {"ko": "{names} 외 {count}개", "en": "{names} and {count} more"},
    "limit": {"ko": "{group}의 제한", "en": "the limit of {group}"},
    "answer": {"ko": "{group}: 답이 필요해요", "en": "{group} needs an answer"},
    "applies": {"ko": "{group}: 해당하지 않아요", "en": "{group} does not apply"},
}
