"""What is found about the rules of products before they are published: and which examples fail."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from catalog.product_tree import placed_products
from catalog.shop import Example
from configurator.engine.answers import Situation
from configurator.engine.checked import checked_finish
from configurator.engine.findings import RuleFindings, faulty_sets, rule_findings
from configurator.engine.model import Choice, Model
from configurator.engine.redundancy import IdleRules
from configurator.publishing.configurations import preset_choices, quote
from configurator.publishing.live import LiveProduct
from configurator.publishing.product_reader import placed_name

MOST_KEPT = 16
"""The findings of so many models are kept: a page is looked at until it is right."""


@dataclass(frozen=True)
class FailedExample:
    """An example that does not come out as it should.

    One that must be allowed and is refused names the smallest `faulty` sets of constraints; an
    empty set: its answers contradict each other. Otherwise `complete` is the cheapest way to
    finish: what refuses nothing, or what costs `price` instead of what the example says.
    """

    example: Example
    faulty: tuple[tuple[str, ...], ...] = ()
    complete: tuple[Choice, ...] = ()
    price: int | None = None


@dataclass(frozen=True)
class ProductFindings:
    """What is found about a product as it would be published."""

    live: LiveProduct
    rules: RuleFindings


def failed_examples(live: LiveProduct) -> tuple[FailedExample, ...]:
    """The examples of a product that fail, in the order of the shop."""
    judged = (_judged(live, each) for each in live.shop.examples if each.product == live.product.id)
    return tuple(each for each in judged if each is not None)


def product_findings(products: Iterable[LiveProduct]) -> tuple[ProductFindings, ...]:
    """What is found about the rules of products that are published together.

    A rule of a product that fills slots too makes no difference only where it makes none in any
    place; it is told at the first of them.
    """
    found = [ProductFindings(each, _known(each)) for each in products]
    redundant = _Places(found, lambda idle: [each.rule for each in idle.redundant])
    never_told = _Places(found, lambda idle: idle.never_told)
    always_told = _Places(found, lambda idle: idle.always_told)
    return tuple(
        replace(
            each,
            rules=replace(
                each.rules,
                idle=IdleRules(
                    tuple(one for one in idle.redundant if redundant.is_told(each, one.rule)),
                    tuple(one for one in idle.never_told if never_told.is_told(each, one)),
                    tuple(one for one in idle.always_told if always_told.is_told(each, one)),
                    idle.undecided,
                ),
            ),
        )
        for each in found
        for idle in [each.rules.idle]
    )


def _judged(live: LiveProduct, example: Example) -> FailedExample | None:
    """What is wrong with an example; None where it comes out as it should."""
    choices = preset_choices(live, example)
    complete = checked_finish(live.compiled, Situation(choices), live.checked)
    if complete is None:
        if not example.allowed:
            return None
        return FailedExample(example, faulty=faulty_sets(live.compiled, choices))
    price = quote(live, complete).total.minor
    if not example.allowed:
        return FailedExample(example, complete=complete, price=price)
    if example.price in (None, price):
        return None
    return FailedExample(example, complete=complete, price=price)


_Names = Callable[[IdleRules], Sequence[str]]
"""Names rules that make no difference in one way."""


class _Places:
    """The places of rules, and in which of them a rule makes no difference in one way."""

    def __init__(self, found: Sequence[ProductFindings], names: _Names) -> None:
        self._owners = {id(each): dict(_rules_of(each.live)) for each in found}
        self._places = Counter(
            owner
            for each in found
            if not each.rules.void
            for owner in self._owners[id(each)].values()
        )
        self._idle: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for each in found:
            for name in names(each.rules.idle):
                owner = self._owners[id(each)][name]
                self._idle.setdefault(owner, []).append((id(each), name))

    def is_told(self, found: ProductFindings, name: str) -> bool:
        owner = self._owners[id(found)][name]
        idle = self._idle[owner]
        return len(idle) == self._places[owner] and idle[0] == (id(found), name)


def _rules_of(live: LiveProduct) -> Iterator[tuple[str, tuple[str, str]]]:
    """The rules by the names that the engine knows them by, each with its product and its id."""
    for prefix, product in placed_products(live.shop, live.product):
        for rule in product.rules:
            yield placed_name(prefix, rule.id), (product.id, rule.id)


_kept: list[tuple[Model, RuleFindings]] = []
_keeping = Lock()


def _known(live: LiveProduct) -> RuleFindings:
    """The findings of a product; of equal models they are worked out once."""
    model = live.compiled.model
    with _keeping:
        kept = next((found for known, found in _kept if _says_the_same(known, model)), None)
    if kept is not None:
        return kept
    found = rule_findings(live.compiled)
    with _keeping:
        _kept.insert(0, (model, found))
        del _kept[MOST_KEPT:]
    return found


def _says_the_same(one: Model, other: Model) -> bool:
    """Whether two models bind answers in the same way, whatever they cost."""
    return one.groups == other.groups and one.rules == other.rules
