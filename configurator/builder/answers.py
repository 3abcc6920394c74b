"""The answer to one click: an address and what is live become everything that the page shows."""

from collections.abc import Iterator

from configurator.builder.address import Address, parameter, query
from configurator.builder.address_reading import read_query
from configurator.builder.budget_views import budget_view
from configurator.builder.group_views import group_views
from configurator.builder.met_presets import preset_news
from configurator.builder.notices import notices
from configurator.builder.offers import offer, standing_conflict
from configurator.builder.pictures import picture_of
from configurator.builder.preset_hints import preset_hints
from configurator.builder.price_notes import lists_told
from configurator.builder.product_words import StepWords
from configurator.builder.reckoning import Circumstances, Reckoning, kept_extras, reckon
from configurator.builder.summary import charges, summary_lines, totals
from configurator.builder.translating import gettext as _
from configurator.builder.translating import ngettext
from configurator.builder.undoing import undone
from configurator.builder.views import BuilderView, GroupView, StepStatus, StepView
from configurator.publishing.live import LiveProduct

__all__ = ["Circumstances", "answer"]


def answer(live: LiveProduct, address: Address, here: Circumstances) -> BuilderView:
    """What the builder shows for an address. `here.language` has to be the request's."""
    reckoning = reckon(live, address, here)
    current = reckoning.words.step(address.step)
    steps = tuple(_steps(reckoning, current))
    groups = group_views(reckoning, current.groups)
    figures = totals(reckoning)
    told = offer(reckoning)
    return BuilderView(
        path=reckoning.path,
        title=reckoning.words.name,
        steps=steps,
        step=next(step for step in steps if step.current),
        groups=groups,
        hidden=tuple(_hidden(reckoning, groups)),
        offer=told,
        standing=standing_conflict(reckoning, told),
        notices=notices(reckoning, current.groups),
        picture=picture_of(live, reckoning.chosen, here.language, here.before),
        summary=summary_lines(reckoning),
        charges=charges(reckoning),
        hints=preset_hints(reckoning),
        price_lists=lists_told(live, here.language),
        totals=figures,
        continue_to=_next_step(steps, figures.complete),
        finish_href="" if figures.complete else f"{reckoning.stay()}&finish=1",
        undo_href=_undo_href(reckoning, current),
        shared=query(live, address.choices),
        budget=budget_view(reckoning),
        menu_href=f"/{live.shop.id}/",
        open_words=_open_words(reckoning),
        announcement=_found_words(reckoning, groups) or _announcement(reckoning, figures.so_far),
    )


def _steps(reckoning: Reckoning, current: StepWords) -> Iterator[StepView]:
    open_groups = set(reckoning.status.open_groups)
    clashing = {each.group for each in reckoning.conflict.choices} if reckoning.conflict else set()
    answered = {choice.group for choice in reckoning.chosen}
    for step in reckoning.words.steps:
        status = StepStatus.COMPLETE
        words = _("Done") if answered.intersection(step.groups) else _("Optional")
        if clashing.intersection(step.groups):
            status, words = StepStatus.CONFLICT, _("Does not fit")
        elif open_groups.intersection(step.groups):
            status, words = StepStatus.ATTENTION, _("To choose")
        yield StepView(step.id, step.name, status, words, step is current)


def _next_step(steps: tuple[StepView, ...], complete: bool) -> StepView | None:
    """Where Continue leads: to the next step, and from the last to what is still open."""
    here = next(number for number, step in enumerate(steps) if step.current)
    if here + 1 < len(steps):
        return steps[here + 1]
    if complete:
        return None
    return next((step for step in steps if step.status is not StepStatus.COMPLETE), None)


def _hidden(reckoning: Reckoning, groups: tuple[GroupView, ...]) -> Iterator[tuple[str, str]]:
    """What the form has to carry on: every choice that no visible input stands for."""
    visible = {group.path for group in groups if not group.absent}
    for choice in reckoning.choices:
        if choice.group not in visible:
            yield parameter(choice)
    address = reckoning.address
    yield "was", query(reckoning.live, reckoning.choices)
    yield "step", reckoning.words.step(address.step).id
    for change in address.undo:
        yield "undo", change
    for name, value in kept_extras(address).items():
        # An aim and a budget have fields of their own.
        if value is not None and name not in ("aim", "budget"):
            yield name, str(value)


def _undo_href(reckoning: Reckoning, current: StepWords) -> str:
    """The state before the last change; empty where nothing has been changed."""
    address = reckoning.address
    if not address.undo:
        return ""
    now = dict(map(parameter, address.choices))
    before = "&".join(f"{name}={value}" for name, value in undone(now, address.undo[-1]).items())
    choices = read_query(reckoning.live, before).choices
    extras = kept_extras(address)
    return f"{reckoning.path}?" + query(
        reckoning.live,
        choices,
        step=current.id,
        undo=address.undo[:-1],
        finds=address.finds,
        **extras,
    )


def _open_words(reckoning: Reckoning) -> str:
    """What is still to be chosen, in words."""
    names = [reckoning.words.groups[path].name for path in reckoning.status.open_groups]
    if not names:
        return ""
    return _("Still to choose: %(groups)s", groups=" · ".join(names))


def _found_words(reckoning: Reckoning, groups: tuple[GroupView, ...]) -> str:
    """What a screen reader says where only lists were looked through: how much was found."""
    if reckoning.here.before != reckoning.choices:
        return ""
    return " ".join(f"{each.name}: {each.finder.found}." for each in groups if each.finder)


def _announcement(reckoning: Reckoning, so_far: str) -> str:
    """What a screen reader says after a change: a conflict first, then the total."""
    parts = [_("%(price)s so far.", price=so_far)]
    if reckoning.conflict is not None:
        parts.insert(0, _("Some choices do not go together."))
    count = len(reckoning.status.open_groups)
    if count:
        parts.append(ngettext("%(num)s question left.", "%(num)s questions left.", count))
    return " ".join(filter(None, (*parts, preset_news(reckoning))))
