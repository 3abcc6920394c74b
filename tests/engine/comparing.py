"""The engine's answers beside the oracle's, one question at a time; every difference is told."""

from collections.abc import Callable, Iterator

import numpy as np

from configurator.engine.answers import Domains, Situation, count_left, valid_domains
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.completing import finish, status
from configurator.engine.explaining import Explanation, explain, explain_forced
from configurator.engine.expressions import NONE
from configurator.engine.model import Choice, Kind
from configurator.engine.repairing import Repair, repairs
from tests.engine.generator import Case
from tests.engine.oracle import DOES_NOT_APPLY, Mask, Oracle

TOO_MUCH = np.iinfo(np.int64).max


def differences(case: Case) -> Iterator[str]:
    """Every way in which the engine and the oracle disagree about a case; nothing is expected."""
    compiled = compile_model(case.model)
    beside = Beside(case, compiled)
    for check in CHECKS:
        yield from check(beside)


class Beside:
    """A case with both who answer it."""

    def __init__(self, case: Case, compiled: Compiled) -> None:
        self.case = case
        self.oracle = case.oracle
        self.compiled = compiled
        self.situation = Situation(case.choices, case.unavailable)
        self.domains: Domains = valid_domains(compiled, self.situation, case.costs)
        self.totals = case.oracle.totals(case.costs)
        self.available = case.oracle.available(case.unavailable.reasons)
        self.possible = case.oracle.valid & self.available
        self.left = self.possible & case.oracle.among(case.choices)

    def least(self, mask: Mask) -> int | None:
        least = np.min(self.totals, where=mask, initial=TOO_MUCH)
        return int(least) if mask.any() else None

    def switched(self, wanted: Choice | None) -> list[Choice]:
        """The explicit choices that stay when `wanted` is taken."""
        return [each for each in self.case.choices if not self._replaced(wanted, each)]

    def _replaced(self, wanted: Choice | None, other: Choice) -> bool:
        if wanted is None or wanted.group != other.group:
            return False
        if self.case.model.group(wanted.group).kind is not Kind.MANY or wanted.option == NONE:
            return True
        if wanted.option == other.option:
            return True
        return other.option == NONE and wanted.amount != NONE

    def left_with(self, wanted: Choice) -> Mask:
        staying = self.oracle.among(self.switched(wanted))
        return self.possible & staying & self.oracle.holds(wanted)


def all_choices(case: Case) -> Iterator[Choice]:
    """Everything that can be asked for in a model."""
    for group in case.model.groups:
        ids = [str(number) for number in group.numbers] or [option.id for option in group.options]
        if group.kind is not Kind.MANY:
            yield from (Choice(group.path, id_) for id_ in ids)
            if group.optional:
                yield Choice(group.path, NONE)
            if group.applies_if is not None:
                yield Choice(group.path, DOES_NOT_APPLY)
            continue
        yield Choice(group.path, NONE)
        for option in group.options:
            for amount in ("", NONE, *option.amounts):
                yield Choice(group.path, option.id, amount)


def check_domains(beside: Beside) -> Iterator[str]:
    if beside.domains.cheapest != beside.least(beside.left):
        yield f"from: {beside.domains.cheapest}, not {beside.least(beside.left)}"
    for choice in all_choices(beside.case):
        expected = beside.least(beside.left_with(choice))
        if beside.domains.cost_of(choice) != expected:
            yield f"{choice}: costs {beside.domains.cost_of(choice)}, not {expected}"


def check_applies(beside: Beside) -> Iterator[str]:
    """An answer is right; where there is none for a *one of* or number group, both may happen."""
    for group in beside.case.model.groups:
        found = beside.domains.applies(group.path)
        applying = beside.oracle.applying[group.path]
        both = {bool(each) for each in applying[beside.left]}
        if found is not None and both and both != {found}:
            yield f"{group.path} applies: {found}, not {both}"
        if found is None and len(both) == 1 and group.kind is not Kind.MANY:
            yield f"{group.path} is not undecided: {both}"


def check_count(beside: Beside) -> Iterator[str]:
    counted = count_left(beside.compiled, beside.situation)
    if counted != beside.left.sum():
        yield f"count: {counted}, not {beside.left.sum()}"


def check_forced(beside: Beside) -> Iterator[str]:
    expected = set(_forced(beside))
    if set(beside.domains.forced) != expected:
        yield f"forced: {beside.domains.forced}, not {expected}"
    for choice in beside.domains.forced:
        explanation = explain_forced(beside.compiled, beside.situation, choice)
        goal = ~beside.oracle.holds(choice)
        yield from _flaws(beside, explanation, goal, list(beside.case.choices))


def _forced(beside: Beside) -> Iterator[Choice]:
    if not beside.left.any():
        return
    explicit = {(each.group, each.option) for each in beside.case.choices}
    answered = {each.group for each in beside.case.choices}
    for choice in all_choices(beside.case):
        if beside.case.model.group(choice.group).kind is not Kind.MANY:
            is_open = choice.group not in answered and choice.option != DOES_NOT_APPLY
        else:
            spoken = explicit & {(choice.group, choice.option), (choice.group, NONE)}
            is_open = choice.amount not in ("", NONE) and not spoken
        if is_open and not (beside.left & ~beside.oracle.holds(choice)).any():
            yield choice


def check_finish(beside: Beside) -> Iterator[str]:
    finished = finish(beside.compiled, beside.situation, beside.case.costs)
    if not beside.left.any():
        if finished is not None:
            yield f"finished a conflict with {finished}"
        return
    expected = min(
        np.flatnonzero(beside.left & (beside.totals == beside.least(beside.left))),
        key=lambda each: (len(beside.oracle.configuration_at(int(each))), each),
    )
    if finished != beside.oracle.configuration_at(int(expected)):
        yield f"finished {finished}, not {beside.oracle.configuration_at(int(expected))}"


def check_status(beside: Beside) -> Iterator[str]:
    found = status(beside.compiled, beside.situation)
    if found.conflict is bool(beside.left.any()):
        yield f"conflict: {found.conflict}"
    if found.conflict:
        return
    decided = {*beside.case.choices, *beside.domains.forced}
    more = {
        tuple(
            each for each in beside.oracle.configuration_at(int(candidate)) if each not in decided
        )
        for candidate in np.flatnonzero(beside.left)
    }
    fewest = min(map(len, more))
    if (found.complete is not None) is not (fewest == 0):
        yield f"complete: {found.complete}, though {fewest} answers are missing"
    if found.complete and beside.oracle.candidate_of(found.complete) is None:
        yield f"complete, but not valid: {found.complete}"
    open_groups = {
        tuple(dict.fromkeys(it.group for it in each)) for each in more if len(each) == fewest
    }
    if found.open_groups not in open_groups:
        yield f"open: {found.open_groups}, not one of {open_groups}"


def check_explanations(beside: Beside) -> Iterator[str]:
    for wanted in [None, *all_choices(beside.case)]:
        explanation = explain(beside.compiled, beside.situation, wanted)
        left = beside.left if wanted is None else beside.left_with(wanted)
        if bool(left.any()) is not (explanation is None):
            yield f"{wanted}: explained by {explanation}"
        if explanation is not None:
            goal = beside.oracle.everything if wanted is None else beside.oracle.holds(wanted)
            yield from _flaws(beside, explanation, goal, beside.switched(wanted))


def _flaws(
    beside: Beside, explanation: Explanation, goal: Mask, choices: list[Choice]
) -> Iterator[str]:
    """Where an explanation is not enough, or says more than enough."""
    oracle = beside.oracle
    if not set(explanation.choices) <= set(choices):
        yield f"names other choices: {explanation}"
    if (oracle.valid & beside.available & goal & oracle.among(explanation.choices)).any():
        yield f"these choices do not exclude it: {explanation}"
    for choice in explanation.choices:
        fewer = oracle.among(each for each in explanation.choices if each != choice)
        if not (oracle.valid & beside.available & goal & fewer).any():
            yield f"{choice} is not needed: {explanation}"
    asked = goal & oracle.among(explanation.choices)
    parts = [oracle.constraints[name] for name in explanation.rules]
    parts += [oracle.available([choice]) for choice in explanation.unavailable]
    if _all(oracle, parts, asked).any():
        yield f"not enough: {explanation}"
    for place in range(len(parts)):
        if not _all(oracle, parts[:place] + parts[place + 1 :], asked).any():
            yield f"part {place} of its rules is not needed: {explanation}"


def _all(oracle: Oracle, parts: list[Mask], start: Mask) -> Mask:
    for part in parts:
        start = start & part
    return start


def check_repairs(beside: Beside) -> Iterator[str]:
    for wanted in [None, *all_choices(beside.case)]:
        if wanted is not None and DOES_NOT_APPLY in (wanted.option, wanted.amount):
            continue
        found = repairs(beside.compiled, beside.situation, wanted, beside.case.costs)
        yield from _wrong_repairs(beside, wanted, found)


def _wrong_repairs(
    beside: Beside, wanted: Choice | None, found: tuple[Repair, ...]
) -> Iterator[str]:
    choices = beside.switched(wanted)
    goal = beside.oracle.everything if wanted is None else beside.oracle.holds(wanted)
    open_ones = beside.possible & goal
    changes = _changes(beside, choices)
    for place in range(3):
        for earlier in found[:place][-1:]:
            kept_one = ~beside.oracle.among([])
            for choice in earlier.removed:
                kept_one = kept_one | beside.oracle.holds(choice)
            open_ones = open_ones & kept_one
        if not open_ones.any() or place >= len(found):
            if open_ones.any() or place < len(found):
                yield f"{wanted}: {len(found)} repairs: {found}"
            return
        fewest = int(changes[open_ones].min())
        cheapest = beside.least(open_ones & (changes == fewest))
        if not _is_best(beside, found[place], fewest, cheapest or 0):
            yield f"{wanted}: not the best is {found[place]}: {fewest}, {cheapest}"
        yield from _flaws_of_repair(beside, wanted, found[place], choices)


def _is_best(beside: Beside, repair: Repair, fewest: int, cheapest: int) -> bool:
    """Whether a repair has the least changes and total.

    Withdrawing the none of a *many of* group counts the options taken, so that taking one more may
    be cheaper than the cheapest with the fewest changes.
    """
    withdrawn = any(
        each.option == NONE and beside.case.model.group(each.group).kind is Kind.MANY
        for each in repair.removed
    )
    fits = repair.cost <= cheapest if withdrawn else repair.cost == cheapest
    return repair.changes == fewest and fits


def _changes(beside: Beside, choices: list[Choice]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """In each candidate the number of explicit answers that differ from `choices`."""
    changes = np.zeros(beside.oracle.size, dtype=np.int64)
    for choice in choices:
        group = beside.case.model.group(choice.group)
        if choice.option == NONE and group.kind is Kind.MANY:
            for option in group.options:
                changes += beside.oracle.holds(Choice(group.path, option.id))
        else:
            changes += ~beside.oracle.holds(choice)
    return changes


def _flaws_of_repair(
    beside: Beside, wanted: Choice | None, repair: Repair, choices: list[Choice]
) -> Iterator[str]:
    after = beside.possible & beside.oracle.among(repair.configuration)
    if beside.least(after) != repair.cost:
        yield f"{wanted}: {repair} leads to {beside.least(after)}"
    if wanted and (beside.oracle.among(repair.configuration) & ~beside.oracle.holds(wanted)).any():
        yield f"{wanted} is not in {repair}"
    if set(repair.removed) != set(choices) - set(repair.configuration):
        yield f"{wanted}: removes something else: {repair}"
    if not set(repair.added) <= set(repair.configuration) - set(choices):
        yield f"{wanted}: adds something else: {repair}"


CHECKS: tuple[Callable[[Beside], Iterator[str]], ...] = (
    check_domains,
    check_applies,
    check_count,
    check_forced,
    check_finish,
    check_status,
    check_explanations,
    check_repairs,
)
