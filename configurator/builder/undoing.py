"""Undo without a memory: each address carries how to go back from it, change by change."""

from collections.abc import Iterable

from configurator.engine.model import Choice


def changed_back(before: Iterable[Choice], after: Iterable[Choice]) -> str:
    """What turns `after` into `before` again: `bun:sesame,toppings.onion:` (an empty value goes).

    Ids hold neither commas nor colons, so the text reads back without doubt.
    """
    old = dict(map(_written, before))
    new = dict(map(_written, after))
    names = [*old, *(name for name in new if name not in old)]
    return ",".join(
        f"{name}:{old.get(name, '')}" for name in names if old.get(name) != new.get(name)
    )


def undone(parameters: dict[str, str], change: str) -> dict[str, str]:
    """The parameters of a configuration with a change of `changed_back` applied."""
    result = dict(parameters)
    for each in change.split(","):
        name, _, value = each.partition(":")
        result.pop(name, None)
        if value:
            result[name] = value
    return result


def _written(choice: Choice) -> tuple[str, str]:
    if choice.amount:
        return f"{choice.group}.{choice.option}", choice.amount
    return choice.group, choice.option
