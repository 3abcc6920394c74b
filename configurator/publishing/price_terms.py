"""A price as a sum of terms that the engine can add up: of choices, and of conditions.

The quote charges one thing after another; here the same is taken apart so that nothing depends on
what was charged before. Amounts are exact.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from configurator.engine.expressions import And, Expression, Has, Is
from pricing.charges import ChoiceKey

Exact = int | Fraction


@dataclass(frozen=True)
class Shapes:
    """Which groups are *many of* groups: there every option is a variable of its own."""

    many: frozenset[str]

    def variable(self, key: ChoiceKey) -> tuple[str, str]:
        """What a choice is a value of."""
        path, option, _ = key
        return (path, option) if path in self.many else (path, "")

    def taken(self, keys: Iterable[ChoiceKey]) -> Expression:
        """That one of these choices is taken, all of them values of one variable."""
        listed = tuple(keys)
        path, option, _ = listed[0]
        if path in self.many:
            return Has(path, option, tuple(amount for _, _, amount in listed))
        return Is(path, tuple(each for _, each, _ in listed))

    def alike(
        self, amounts: Mapping[ChoiceKey, Exact]
    ) -> list[tuple[tuple[ChoiceKey, ...], Exact]]:
        """The choices that add the same to one variable, each with what they add; 0 left out."""
        found: dict[tuple[tuple[str, str], Exact], list[ChoiceKey]] = {}
        for key, amount in amounts.items():
            if amount:
                found.setdefault((self.variable(key), amount), []).append(key)
        return [(tuple(keys), amount) for (_, amount), keys in found.items()]


@dataclass
class Terms:
    """What a configuration costs: `base`, what it takes, and the conditions that hold.

    Each condition is kept with the name of what it is charged for.
    """

    shapes: Shapes
    base: Exact = 0
    choices: dict[ChoiceKey, Exact] = field(default_factory=dict)
    conditions: dict[Expression, tuple[str, Exact]] = field(default_factory=dict)

    def choice(self, key: ChoiceKey, amount: Exact) -> None:
        """Where this is taken."""
        self.choices[key] = self.choices.get(key, 0) + amount

    def taken(
        self, name: str, amounts: Mapping[ChoiceKey, Exact], condition: Expression | None
    ) -> None:
        """Where each of these is taken, and the condition holds."""
        if condition is None:
            for key, amount in amounts.items():
                self.choice(key, amount)
            return
        for keys, amount in self.shapes.alike(amounts):
            self.where(name, both(condition, self.shapes.taken(keys)), amount)

    def where(self, name: str, condition: Expression | None, amount: Exact) -> None:
        """Where the condition holds; None is always."""
        if condition is None:
            self.base += amount
        elif amount:
            first, before = self.conditions.get(condition, (name, 0))
            self.conditions[condition] = first, before + amount

    def share(self, name: str, share: Fraction, condition: Expression | None) -> None:
        """A share of everything so far, where the condition holds."""
        if condition is None:
            self._scale(1 + share)
            return
        sofar = tuple(self.conditions.items())
        self.where(name, condition, self.base * share)
        self.taken(name, {key: each * share for key, each in self.choices.items()}, condition)
        for part, (_, amount) in sofar:
            self.where(name, both(condition, part), amount * share)

    def _scale(self, factor: Fraction) -> None:
        self.base *= factor
        self.choices = {key: each * factor for key, each in self.choices.items()}
        self.conditions = {
            part: (name, each * factor) for part, (name, each) in self.conditions.items()
        }


def both(condition: Expression | None, part: Expression) -> Expression:
    """That both hold; None always does."""
    if condition is None or condition == part:
        return part
    parts: dict[Expression, None] = {}
    for each in (condition, part):
        parts.update(dict.fromkeys(each.parts if isinstance(each, And) else (each,)))
    return And(tuple(parts))


def named_by_content(name: str, condition: Expression) -> str:
    """A name for a condition: the same wherever the same condition is charged for the same."""
    digest = hashlib.sha256(repr(condition).encode()).hexdigest()
    return f"{name}#{digest[:12]}"


def price_name(named: str) -> str:
    """What a condition is charged for, of its name by content."""
    return named.partition("#")[0]
