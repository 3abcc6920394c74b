"""Variables and their values: what the groups of a model are to the compiler.

A *one of* group and a number group are one variable each; a *many of* group is one variable per
option, whose values are "not taken" and the amounts it offers. A group that may not apply has the
further value `DOES_NOT_APPLY`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Group, Kind, Model

DOES_NOT_APPLY = "~"
"""The option id that addresses "the group does not apply"."""

MOST_NUMBERS = 4_096
"""The most values that a number group may have."""


class ModelTooLarge(Exception):
    """A number group lists more values than the engine takes."""

    def __init__(self, group: str, values: int) -> None:
        super().__init__(group, values)
        self.group = group
        self.values = values

    def __str__(self) -> str:
        return (
            f"{self.group} has {self.values:,} values, and at most {MOST_NUMBERS:,} can be compiled"
        )


@dataclass(frozen=True)
class Variable:
    """What takes exactly one of the values numbered `start` to `stop` (exclusive).

    `option` is set for the variable of one option of a *many of* group.
    """

    name: str
    group: str
    option: str | None
    start: int
    stop: int

    @property
    def indexes(self) -> range:
        """The numbers of its values."""
        return range(self.start, self.stop)


class Values:
    """The numbering of all values of all groups, in the order of the model."""

    def __init__(self, variables: tuple[Variable, ...], choices: tuple[Choice, ...]) -> None:
        self.variables = variables
        self._choices = choices
        self._indexes = {
            (choice.group, choice.option, choice.amount): index
            for index, choice in enumerate(choices)
        }
        self._variable_of = tuple(
            number for number, variable in enumerate(variables) for _ in variable.indexes
        )
        of_group: dict[str, list[Variable]] = {}
        for variable in variables:
            of_group.setdefault(variable.group, []).append(variable)
        self._of_group = {path: tuple(each) for path, each in of_group.items()}

    def __len__(self) -> int:
        return len(self._choices)

    def index(self, choice: Choice) -> int:
        """The number of a value; raises `KeyError` where the model has no such choice.

        A choice of a *many of* group names its amount, or `NONE` in its place for "not taken".
        """
        return self._indexes[choice.group, choice.option, choice.amount]

    def choice(self, index: int) -> Choice:
        return self._choices[index]

    def variable_of(self, index: int) -> Variable:
        """The variable that the value belongs to."""
        return self.variables[self._variable_of[index]]

    def number_of(self, index: int) -> int:
        """The number of the variable that the value belongs to."""
        return self._variable_of[index]

    def of_group(self, path: str) -> tuple[Variable, ...]:
        """The variables of a group, in order; raises `KeyError` where there is no such group."""
        return self._of_group[path]

    def taking(self, path: str, option: str) -> tuple[int, ...]:
        """The values that take an option of a group, in all its amounts; empty where unknown."""
        return tuple(
            index
            for variable in self._of_group.get(path, ())
            for index in variable.indexes
            if self._choices[index].option == option and self.taken(index)
        )

    def taken(self, index: int) -> bool:
        """Whether the value takes something, and is no "none", "not taken" or "does not apply"."""
        return takes(self._choices[index])


def takes(choice: Choice) -> bool:
    """Whether a value's choice takes something, and is no "none" or "does not apply"."""
    return choice.option not in (NONE, DOES_NOT_APPLY) and choice.amount != NONE


def values_of(model: Model) -> Values:
    """The values of a model; raises `ModelTooLarge`."""
    variables: list[Variable] = []
    choices: list[Choice] = []
    for group in model.groups:
        for option, listed in _listed(group):
            name = group.path if option is None else f"{group.path}.{option}"
            start = len(choices)
            choices.extend(listed)
            variables.append(Variable(name, group.path, option, start, len(choices)))
    return Values(tuple(variables), tuple(choices))


def _listed(group: Group) -> Iterator[tuple[str | None, list[Choice]]]:
    """The variables of a group: the option each stands for, and its values."""
    if group.kind is Kind.MANY:
        for option in group.options:
            amounts = (NONE, *option.amounts)
            yield option.id, [Choice(group.path, option.id, amount) for amount in amounts]
        return
    if len(group.numbers) > MOST_NUMBERS:
        raise ModelTooLarge(group.path, len(group.numbers))
    answers = [NONE] if group.optional else []
    if group.kind is Kind.NUMBER:
        answers += [str(number) for number in group.numbers]
    else:
        answers += [option.id for option in group.options]
    if group.applies_if is not None:
        answers.append(DOES_NOT_APPLY)
    yield None, [Choice(group.path, answer) for answer in answers]
