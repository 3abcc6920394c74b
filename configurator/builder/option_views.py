"""An option as its card shows it: its state, difference and reason."""

from collections.abc import Iterator

from catalog.shop import NONE, GroupKind
from configurator.builder.address import parameter, want_value
from configurator.builder.money_words import difference_words
from configurator.builder.option_words import OptionWords, html_key
from configurator.builder.product_words import GroupWords
from configurator.builder.profile_words import misfit_words
from configurator.builder.reasons import sentences, why_forced, why_not
from configurator.builder.reckoning import Reckoning, ever_possible
from configurator.builder.translating import gettext as _
from configurator.builder.unchecked_words import option_unchecked
from configurator.builder.views import AmountView, OptionView, State
from configurator.engine.explaining import Explanation
from configurator.engine.model import Choice
from configurator.engine.sweep import INFINITE
from configurator.publishing.configurations import SOLD_OUT
from configurator.publishing.profiles import is_misfit

MOST_REASONS = 12
"""How many blocked options of a step say why at once; the others answer when tapped."""


class OptionViews:
    """Builds the options of one click; counts how many reasons it has given."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._of = reckoning
        self._cheapest = reckoning.domains.cheapest or 0
        self._least = reckoning.live.total(self._cheapest)
        self._answered = {choice.group for choice in reckoning.chosen}
        self._reasons_left = MOST_REASONS
        self._words = {
            State.CHOSEN: _("Chosen"),
            State.AVAILABLE: "",
            State.FORCED: _("Comes with it"),
            State.NEEDS_CHANGES: _("Needs a change"),
            State.NEVER: _("Not possible here"),
            State.SOLD_OUT: _("Sold out today"),
            State.NOT_FOR_PROFILE: _("Not for your profile"),
            State.DOES_NOT_APPLY: _("Does not apply"),
        }

    def nothing(self, group: GroupWords) -> OptionView | None:
        """The explicit "none" of a group; None where nothing is no answer."""
        if not _may_be_none(group):
            return None
        choice = Choice(group.path, NONE)
        cost = self._of.domains.cost_of(choice)
        words = OptionWords(NONE, html_key(group.path, "none"), _nothing_words(group))
        state = self._state(choice, cost)
        return self._view(group, words, choice, state, self._difference(choice, state, cost), ())

    def option(self, group: GroupWords, option: OptionWords) -> OptionView:
        """An option of a group, with its amounts where it has several."""
        amounts = [pair for pair, _name in option.amounts]
        if len(amounts) > 1:
            return self._with_amounts(group, option)
        return self._plain(group, option, amounts[0] if amounts else "")

    def _plain(self, group: GroupWords, option: OptionWords, amount: str) -> OptionView:
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
            plain = cost is None or state is State.CHOSEN or (without and cost == self._cheapest)
            difference = "" if plain or cost is None else self._figure(choice, self._more(cost))
            yield AmountView(
                key=html_key(group.path, option.id, pair),
                value="" if without else pair,
                name=name,
                state=state,
                difference=difference,
                want=want_value(choice),
            )

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
            shown=option.shown,
            unchecked="" if state.is_blocked else option_unchecked(self._of, choice),
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
        domains = self._of.domains
        total = domains.totals.item(domains.compiled.values.index(choice))
        return None if total >= INFINITE else total

    def _state(self, choice: Choice, cost: int | None) -> State:
        address = (choice.group, choice.option)
        if address in self._of.explicit:
            return State.CHOSEN
        if address in self._of.forced:
            return State.FORCED
        return State.AVAILABLE if cost is not None else self._blocked(choice)

    def _blocked(self, choice: Choice) -> State:
        """Why in one word: sold out is not the same as not fitting, nor that as never."""
        reason = self._of.here.unavailable.reason(choice) or ""
        if reason.startswith(SOLD_OUT):
            return State.SOLD_OUT
        if is_misfit(reason):
            return State.NOT_FOR_PROFILE
        if not ever_possible(self._of.live).is_available(choice):
            return State.NEVER
        return State.NEEDS_CHANGES

    def _difference(self, choice: Choice, state: State, cost: int | None) -> str:
        """From-to-from; for what is taken in a *many of* group, what it adds."""
        if state is State.FORCED or cost is None:
            return ""
        if state is not State.CHOSEN:
            return self._figure(choice, self._more(cost))
        if not choice.amount:
            return ""
        without = self._cost(Choice(choice.group, choice.option, NONE))
        return "" if without is None else self._figure(choice, -self._more(without))

    def _more(self, cost: int) -> int:
        """What a total of the engine's costs is above the cheapest way to finish, in money."""
        return self._of.live.total(cost) - self._least

    def _figure(self, choice: Choice, minor: int) -> str:
        if not minor and not choice.amount and choice.group in self._answered:
            return _("same price")
        if not minor and choice.option == NONE:
            return _("no extra charge")
        return difference_words(minor, self._of.live.price_list.currency, self._of.here.language)

    def _reason(self, choice: Choice, state: State) -> str:
        """One sentence for what is forced, or does not fit; the rest is told when asked."""
        if state is State.FORCED:
            forced = self._forced_choice(choice)
            return self._sentence(why_forced(self._of, forced)) if forced else ""
        if state is State.NOT_FOR_PROFILE:
            reason = self._of.here.unavailable.reason(choice) or ""
            return misfit_words(self._of.live.shop, reason, self._of.here.language)
        if state not in (State.NEEDS_CHANGES, State.NEVER) or not self._reasons_left:
            return ""
        self._reasons_left -= 1
        explanation = why_not(self._of, choice, blocked=True)
        return self._sentence(explanation) if explanation else ""

    def _forced_choice(self, choice: Choice) -> Choice | None:
        wanted = (choice.group, choice.option)
        return next((e for e in self._of.domains.forced if (e.group, e.option) == wanted), None)

    def _sentence(self, explanation: Explanation) -> str:
        here = self._of.here
        told = sentences(
            self._of.live, explanation, self._of.chosen, here.language, here.unavailable
        )
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
