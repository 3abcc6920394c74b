"""What makes a configuration a preset: its defining answers, in whatever order copies hold them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from catalog.product_tree import copy_ids
from catalog.shop import Answer, Group, GroupKind, Preset, Product, Shop
from configurator.engine.expressions import NONE, And, Expression, Has, Is, Or
from configurator.publishing.placing import placed


def defining_expression(shop: Shop, product: Product, preset: Preset) -> Expression:
    """Whether a configuration gives every defining answer of the preset."""
    answers = {path: preset.choices.get(path, NONE) for path in preset.defining}
    return And(tuple(_given(shop, product, answers)))


def _given(shop: Shop, product: Product, answers: Mapping[str, Answer]) -> Iterator[Expression]:
    """That a product has these answers; paths are as seen from it."""
    for group in product.groups:
        if group.kind is not GroupKind.SLOT:
            if group.id in answers:
                yield from _answered(group, answers[group.id])
            continue
        inner = shop.product(group.product or "")
        paths = tuple(name for name, _copy in copy_ids(group))
        contents = [_content(shop, inner, path, answers) for path in paths]
        yield from _held([each for each in contents if each != _Content()], paths)


def _answered(group: Group, answer: Answer) -> Iterator[Expression]:
    if isinstance(answer, Mapping):
        for option, amount in answer.items():
            yield Has(group.id, option, (amount,))
    elif group.kind is not GroupKind.MANY:
        yield Is(group.id, (str(answer),))


@dataclass(frozen=True)
class _Content:
    """What a slot is answered with: itself, and in its product, as seen from there."""

    own: tuple[str, ...] = ()
    inner: tuple[Expression, ...] = ()

    def at(self, path: str) -> Expression:
        """That the slot at `path` holds this."""
        own = [Is(path, self.own)] if self.own else []
        return And((*own, *(placed(each, path) for each in self.inner)))

    def answers(self) -> dict[str, tuple[str, ...]]:
        """The single answers it gives, by group."""
        given = {each.group: each.options for each in self.inner if isinstance(each, Is)}
        return given | ({"": self.own} if self.own else {})

    def excludes(self, other: "_Content") -> bool:
        """Whether no slot holds both, because they answer one question differently."""
        mine, others = self.answers(), other.answers()
        return any(path in others and others[path] != mine[path] for path in mine)


def _content(shop: Shop, inner: Product, path: str, answers: Mapping[str, Answer]) -> _Content:
    below = {
        each.removeprefix(f"{path}."): answer
        for each, answer in answers.items()
        if each.startswith(f"{path}.")
    }
    own = (str(answers[path]),) if path in answers else ()
    return _Content(own, tuple(_given(shop, inner, below)))


def _held(contents: list[_Content], paths: tuple[str, ...]) -> Iterator[Expression]:
    """That each content has a copy of its own, in whatever order.

    By Hall's theorem this is so where every set of contents finds enough copies that hold one of
    them; and sets that no copy can hold one of each of need not be looked at together.
    """
    if len(paths) == 1:
        yield from (each.at(paths[0]) for each in contents)
        return
    counts = Counter(contents)
    for size in range(1, len(counts) + 1):
        for some in combinations(counts, size):
            if _overlap(some):
                needed = sum(counts[each] for each in some)
                held = [_any([each.at(path) for each in some]) for path in paths]
                yield _any([And(each) for each in combinations(held, needed)])


def _overlap(contents: tuple[_Content, ...]) -> bool:
    """Whether one can come from each content to every other over such as one copy may hold both."""
    reached, waiting = {contents[0]}, [contents[0]]
    while waiting:
        here = waiting.pop()
        near = {each for each in contents if each not in reached and not each.excludes(here)}
        reached |= near
        waiting += near
    return len(reached) == len(contents)


def _any(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Or(tuple(parts))
