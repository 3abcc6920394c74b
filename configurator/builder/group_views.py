"""The questions of the step in sight: every option with its state, difference and reason."""

from collections.abc import Iterator

from catalog.shop import NONE, GroupKind
from configurator.builder.address import parameter, want_value
from configurator.builder.money_words import difference_words
from configurator.builder.product_words import GroupWords, OptionWords, html_key
from configurator.builder.reasons import sentences, why_forced, why_not
from configurator.builder.reckoning import Reckoning, ever_possible
from configurator.builder.translating import gettext as _
from configurator.builder.views import AmountView, GroupView, NumberView, OptionView, State
from configurator.engine.explaining import Explanation
from configurator.engine.model import Choice
from configurator.engine.sweep import INFINITE
from configurator.publishing.configurations import SOLD_OUT

MOST_REASONS = 12
"""How many blocked options of a step say why at once; the others answer when tapped."""


def group_views(reckoning: Reckoning, paths: tuple[str, ...]) -> tuple[GroupView, ...]:
    """The groups of a step. Those inside a slot appear once the slot is taken."""
    views = _Views(reckoning)
    groups = (reckoning.words.groups[path] for path in paths)
    shown = (views.group(each) for each in groups if each.flat.group.kind is not GroupKind.TEXT)
    return tuple(view for view in shown if view is not None)


class _Views:
    """Builds the views of one click; counts how many reasons it has given."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._of = reckoning
        self._cheapest = reckoning.domains.cheapest or 0
        self._totals: list[int] = reckoning.domains.totals.tolist()
        self._reasons_left = MOST_REASONS
        self._words = {
            State.CHOSEN: _("Chosen"),
            State.AVAILABLE: "",
            State.FORCED: _("Comes with it"),
            State.NEEDS_CHANGES: _("Needs a change"),
            State.NEVER: _("Not possible here"),
            State.SOLD_OUT: _("Sold out today"),
            State.DOES_NOT_APPLY: _("Does not apply"),
        }

    def group(self, group: GroupWords) -> GroupView | None:
        """A question, or that it does not apply; None inside a slot that is not taken."""
        path = group.path
        answered = any(each == path for each, _option in self._of.explicit)
        absent = not answered and path not in self._of.applying
        if absent and group.flat.slots:
            return None
        conflict = self._of.conflict
        clashing = conflict is not None and any(each.group == path for each in conflict.choices)
        return GroupView(
            key=group.key,
            path=path,
            name=group.name,
            help=group.help,
            limit=group.limit,
            kind=group.kind,
            options=() if absent else tuple(self._options(group)),
            number=None if absent else self._number(group),
            clearable=answered and group.kind == "one",
            asks=path in self._of.status.open_groups,
            conflict=clashing,
            absent=_("Does not apply to what is chosen.") if absent else "",
        )

    def _options(self, group: GroupWords) -> Iterator[OptionView]:
        if _may_be_none(group):
            yield self._nothing(group)
        for option in group.options:
            amounts = [pair for pair, _name in option.amounts]
            if len(amounts) > 1:
                yield self._with_amounts(group, option)
            else:
                yield self._option(group, option, amounts[0] if amounts else "")

    def _option(self, group: GroupWords, option: OptionWords, amount: str) -> OptionView:
        """An option that is simply taken or not."""
        choice = Choice(group.path, option.id, amount)
        cost = self._cost(choice)
        state = self._state(choice, cost)
        return self._view(group, option, choice, state, self._difference(choice, state, cost), ())

    def _with_amounts(self, group: GroupWords, option: OptionWords) -> OptionView:
        """An option of which there may be more or less: going without is one of its amounts."""
        whole = Choice(group.path, option.id)
        each = [self._cost(Choice(group.path, option.id, pair)) for pair, _name in option.amounts]
        cost = min((total for total in each if total is not None), default=None)
        state = self._state(whole, cost)
        amounts: tuple[AmountView, ...] = ()
        if not state.is_blocked and state is not State.FORCED:
            amounts = tuple(self._amounts(group, option))
        offered = [pair for pair, _name in option.amounts]
        lead = Choice(group.path, option.id, "normal" if "normal" in offered else offered[0])
        # A forced or blocked option has no amounts to choose from, only a button or a word.
        difference = "" if amounts else self._difference(whole, state, cost)
        return self._view(group, option, lead, state, difference, amounts)

    def _amounts(self, group: GroupWords, option: OptionWords) -> Iterator[AmountView]:
        taken = self._of.explicit.get((group.path, option.id))
        for pair, name in ((NONE, _("None")), *option.amounts):
            choice = Choice(group.path, option.id, pair)
            cost = self._cost(choice)
            without = pair == NONE
            if pair == taken or (without and taken is None):
                state = State.CHOSEN
            else:
                state = State.AVAILABLE if cost is not None else self._blocked(choice)
            difference = "" if cost is None or state is State.CHOSEN else self._figure(cost)
            yield AmountView(
                key=html_key(group.path, option.id, pair),
                value="" if without else pair,
                name=name,
                state=state,
                difference=difference,
                want=want_value(choice),
            )

    def _nothing(self, group: GroupWords) -> OptionView:
        """The explicit "none" of a group, where nothing is an answer."""
        choice = Choice(group.path, NONE)
        cost = self._of.domains.cost_of(choice)
        words = OptionWords(
            NONE, html_key(group.path, "none"), _nothing_words(group), "", "", "", ()
        )
        state = self._state(choice, cost)
        return self._view(group, words, choice, state, self._difference(choice, state, cost), ())

    def _view(
        self,
        group: GroupWords,
        option: OptionWords,
        choice: Choice,
        state: State,
        difference: str,
        amounts: tuple[AmountView, ...],
    ) -> OptionView:
        field, value = parameter(choice)
        want = self._of.address.want
        return OptionView(
            key=option.key,
            field=field,
            value=value,
            name=option.name,
            description=option.description,
            picture=option.picture,
            facts=option.facts,
            state=state,
            state_words=self._state_words(choice, state),
            difference=difference,
            reason=self._reason(choice, state),
            want=want_value(choice),
            amounts=amounts,
            wanted=want is not None and (want.group, want.option) == (group.path, option.id),
        )

    def _state_words(self, choice: Choice, state: State) -> str:
        if state is State.FORCED and choice.option == NONE:
            return _("Has to stay empty")
        return self._words[state]

    def _cost(self, choice: Choice) -> int | None:
        """The least total once one value is taken: read from the sweep, as a step has hundreds."""
        total = self._totals[self._of.domains.compiled.values.index(choice)]
        return None if total >= INFINITE else total

    def _number(self, group: GroupWords) -> NumberView | None:
        bounds = group.flat.group
        if bounds.kind is not GroupKind.NUMBER:
            return None
        value = next((option for path, option in self._of.explicit if path == group.path), "")
        most = bounds.numbers.at_most if bounds.numbers.at_most is not None else 0
        return NumberView(value, bounds.numbers.at_least, most, bounds.step)

    def _state(self, choice: Choice, cost: int | None) -> State:
        address = (choice.group, choice.option)
        if address in self._of.explicit:
            return State.CHOSEN
        if address in self._of.forced:
            return State.FORCED
        return State.AVAILABLE if cost is not None else self._blocked(choice)

    def _blocked(self, choice: Choice) -> State:
        """Why in one word: sold out is not the same as not fitting, nor that as never."""
        if (self._of.here.unavailable.reason(choice) or "").startswith(SOLD_OUT):
            return State.SOLD_OUT
        if not ever_possible(self._of.live).is_available(choice):
            return State.NEVER
        return State.NEEDS_CHANGES

    def _difference(self, choice: Choice, state: State, cost: int | None) -> str:
        """From-to-from; for what is taken in a *many of* group, what it adds."""
        if state is State.FORCED or cost is None:
            return ""
        if state is not State.CHOSEN:
            return self._figure(cost)
        if not choice.amount:
            return ""
        without = self._cost(Choice(choice.group, choice.option, NONE))
        return "" if without is None else self._figure(2 * self._cheapest - without)

    def _figure(self, cost: int) -> str:
        minor = cost - self._cheapest
        return difference_words(minor, self._of.live.shop.currency, self._of.here.language)

    def _reason(self, choice: Choice, state: State) -> str:
        """One sentence for what is forced, or does not fit; the rest is told when asked."""
        if state is State.FORCED:
            forced = self._forced_choice(choice)
            return self._sentence(why_forced(self._of, forced)) if forced else ""
        if state not in (State.NEEDS_CHANGES, State.NEVER) or not self._reasons_left:
            return ""
        self._reasons_left -= 1
        explanation = why_not(self._of, choice)
        return self._sentence(explanation) if explanation else ""

    def _forced_choice(self, choice: Choice) -> Choice | None:
        wanted = (choice.group, choice.option)
        return next((e for e in self._of.domains.forced if (e.group, e.option) == wanted), None)

    def _sentence(self, explanation: Explanation) -> str:
        told = sentences(self._of.live, explanation, self._of.chosen, self._of.here.language)
        return told[0] if told else ""


def _may_be_none(group: GroupWords) -> bool:
    inner = group.flat.group
    if inner.kind is GroupKind.MANY:
        return not inner.distinct.at_least and not inner.units.at_least
    return inner.optional


def _nothing_words(group: GroupWords) -> str:
    if group.flat.group.kind is GroupKind.SLOT:
        return _("No, thank you")
    return _("None")
