"""The panel that puts a configuration together for an aim within a budget."""

from dataclasses import dataclass, replace

from babel.numbers import get_currency_symbol

from catalog.naming import say
from configurator.builder.address import query
from configurator.builder.address_index import index_of
from configurator.builder.budget_panel import (
    AimView,
    BudgetBar,
    BudgetEntry,
    BudgetStep,
    BudgetView,
    ProposalView,
)
from configurator.builder.budgets import money_text
from configurator.builder.ladder import aim_name, step_words
from configurator.builder.money_words import difference_words, price_words
from configurator.builder.product_words import words_of
from configurator.builder.proposing import Proposal, Proposals, proposals, told_choices
from configurator.builder.reckoning import Reckoning, frozen, kept_extras
from configurator.builder.translating import gettext as _
from configurator.engine.model import Choice
from configurator.publishing.live import LiveProduct


def aims_of(live: LiveProduct, language: str) -> tuple[AimView, ...]:
    """What the product can be put together for."""
    return tuple((aim.id, say(aim.name, language)) for aim in live.product.aims)


def budget_entry(live: LiveProduct, language: str) -> BudgetEntry | None:
    """What a menu asks; None for a product without aims."""
    aims = aims_of(live, language)
    symbol = get_currency_symbol(live.price_list.currency, language)
    return BudgetEntry(aims, symbol) if aims else None


def budget_view(reckoning: Reckoning) -> BudgetView | None:
    """The panel; None for a product without aims."""
    live, language, address = reckoning.live, reckoning.here.language, reckoning.address
    aims = aims_of(live, language)
    if not aims:
        return None
    aim = address.aim if address.aim in dict(aims) else aims[0][0]
    budget = address.budget
    text = address.typed or ""
    error = ""
    if address.typed:
        error = _("“%(typed)s” is not an amount. Write it like 1,500.", typed=address.typed)
    answer = _Answer()
    if budget is not None:
        text = money_text(budget, live.price_list.currency, language)
        answer = _answer(reckoning, aim, budget)
    return BudgetView(
        aims=aims,
        aim=aim,
        text=text,
        currency=get_currency_symbol(live.price_list.currency, language),
        error=error,
        asked=budget is not None or bool(error),
        taken=answer.taken,
        title=_title(reckoning, aim, budget),
        bar=None if budget is None else _bar(reckoning, budget),
        told=answer.told,
        proposal=answer.proposal,
        steps=answer.steps,
        raise_href=answer.raise_href,
        raise_words=answer.raise_words,
        anew_href=_asking(reckoning, (), budget) if budget is not None and address.choices else "",
    )


@dataclass(frozen=True)
class _Answer:
    told: str = ""
    taken: bool = False
    proposal: ProposalView | None = None
    steps: tuple[BudgetStep, ...] = ()
    raise_href: str = ""
    raise_words: str = ""


def _answer(reckoning: Reckoning, aim: str, budget: int) -> _Answer:
    if reckoning.conflict is not None:
        return _Answer(_("Some choices do not go together. Decide that first."))
    missing = frozen(reckoning.here.unavailable)
    found = proposals(reckoning.live, reckoning.choices, missing, aim, budget)
    if found.cheapest is None:
        return _Answer(_("None of this can be made right now"))
    if found.best is None:
        return _too_dear(reckoning, found.cheapest, budget)
    steps = tuple(
        _step(reckoning, aim, found.best, each) for each in (*found.less[::-1], *found.more)
    )
    if not _added(reckoning, found.best):
        return _Answer(
            _("This is what you have now: nothing within the budget is better."), taken=True
        )
    return _Answer(proposal=_proposal(reckoning, aim, budget, found, found.best), steps=steps)


def _too_dear(reckoning: Reckoning, cheapest: int, budget: int) -> _Answer:
    price, over = _price(reckoning, cheapest), _price(reckoning, cheapest - budget)
    if reckoning.choices:
        told = _(
            "The cheapest with your choices costs %(price)s: %(over)s more than your budget.",
            price=price,
            over=over,
        )
    else:
        told = _(
            "The cheapest costs %(price)s: %(over)s more than your budget.", price=price, over=over
        )
    return _Answer(
        told,
        raise_href=_asking(reckoning, reckoning.choices, cheapest),
        raise_words=_("Raise the budget to %(price)s", price=price),
    )


def _proposal(
    reckoning: Reckoning, aim: str, budget: int, found: Proposals, best: Proposal
) -> ProposalView:
    live, language = reckoning.live, reckoning.here.language
    names = reckoning.words.groups
    left = budget - best.price
    slack = _("exactly your budget")
    if left:
        slack = _("within your budget by %(left)s", left=_price(reckoning, left))
    aside = _("There is so much to compare that there may be a better one.")
    return ProposalView(
        price=_price(reckoning, best.price),
        slack=slack,
        merit=_share_words(reckoning, aim, best.merit, found.most),
        takes=tuple(
            (names[each.group].name, words_of(live, each, language))
            for each in told_choices(live, _added(reckoning, best))
        ),
        href=_take(reckoning, best),
        aside="" if best.proven else aside,
    )


def _share_words(reckoning: Reckoning, aim: str, merit: int, most: int) -> str:
    """The merit beside that of the best there is."""
    if merit >= most or most <= 0:
        return _("The best for %(aim)s there is", aim=aim_name(reckoning, aim))
    return _(
        "%(percent)s%% of the best there is for %(aim)s",
        percent=max(0, min(99, round(100 * merit / most))),
        aim=aim_name(reckoning, aim),
    )


def _step(reckoning: Reckoning, aim: str, best: Proposal, step: Proposal) -> BudgetStep:
    live = reckoning.live
    return BudgetStep(
        difference=difference_words(
            step.price - best.price, live.price_list.currency, reckoning.here.language
        ),
        words=step_words(reckoning, aim, best, step),
        href=_take(reckoning, step),
    )


def _added(reckoning: Reckoning, proposal: Proposal) -> tuple[Choice, ...]:
    return tuple(each for each in proposal.choices if each not in reckoning.choices)


def _take(reckoning: Reckoning, proposal: Proposal) -> str:
    """A link to the configuration, from which Undo leads back."""
    whole = (*reckoning.choices, *_added(reckoning, proposal))
    return reckoning.href(index_of(reckoning.live).ordered(whole))


def _asking(reckoning: Reckoning, choices: tuple[Choice, ...], budget: int) -> str:
    """A link that asks for the same aim with these choices and this budget."""
    address = reckoning.address
    asked = replace(address, budget=budget)
    return f"{reckoning.path}?" + query(
        reckoning.live,
        choices,
        step=address.step,
        undo=address.undo_to(choices),
        **kept_extras(asked),
    )


def _bar(reckoning: Reckoning, budget: int) -> BudgetBar:
    used = reckoning.quoted.total.minor
    if used > budget:
        words = _("%(over)s over your budget", over=_price(reckoning, used - budget))
    else:
        words = _("%(left)s left of your budget", left=_price(reckoning, budget - used))
    return BudgetBar(used, budget, words, used > budget)


def _title(reckoning: Reckoning, aim: str, budget: int | None) -> str:
    if budget is None:
        return _("Let us put it together")
    return _(
        "The best for %(aim)s within %(budget)s",
        aim=aim_name(reckoning, aim),
        budget=_price(reckoning, budget),
    )


def _price(reckoning: Reckoning, minor: int) -> str:
    return price_words(minor, reckoning.live.price_list.currency, reckoning.here.language)
