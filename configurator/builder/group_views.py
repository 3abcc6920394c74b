"""The questions of the step in sight: their options, and the means to look through long lists."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from catalog.shop import NONE, GroupKind, lies_in
from configurator.builder.columns import columns_of
from configurator.builder.finder_views import finder_view
from configurator.builder.finding import POPULAR, is_long
from configurator.builder.folding import folded_lists, settled_copies, unasked_copies
from configurator.builder.list_views import FinderView
from configurator.builder.listing import Listing, listing
from configurator.builder.met_presets import keeping_words
from configurator.builder.option_views import OptionViews
from configurator.builder.product_words import GroupWords, words_of
from configurator.builder.reckoning import Reckoning
from configurator.builder.summary import listed_price
from configurator.builder.text_views import text_price
from configurator.builder.translating import gettext as _
from configurator.builder.views import GroupView, NumberView, OptionView, SettledView
from configurator.builder.warming import get_ready


def group_views(reckoning: Reckoning, paths: tuple[str, ...]) -> tuple[GroupView, ...]:
    """The groups of a step. Those inside a slot appear once the slot is taken."""
    options = OptionViews(reckoning)
    unasked, later = unasked_copies(reckoning), folded_lists(reckoning, paths)
    settled = tuple(_settled(reckoning, slot) for slot in settled_copies(reckoning))
    groups = (reckoning.words.groups[path] for path in paths if path not in unasked)
    shown = (_group(reckoning, options, each) for each in groups)
    keeping = keeping_words(reckoning)
    return tuple(
        replace(
            view,
            later=view.path in later,
            settled=next((each for each in settled if lies_in(view.path, each.slot)), None),
            keeping=keeping.get(view.path, ""),
        )
        for view in shown
        if view is not None
    )


def _settled(reckoning: Reckoning, slot: str) -> SettledView:
    """A copy in one line: what is chosen in it, and what that costs."""
    live, language = reckoning.live, reckoning.here.language
    inside = tuple(each for each in reckoning.chosen if lies_in(each.group, slot))
    told = (each for each in inside if each.group != slot and each.option != NONE)
    group = reckoning.words.groups[slot]
    return SettledView(
        slot=slot,
        key=group.key,
        name=group.name,
        words=", ".join(words_of(live, each, language) for each in told),
        price=listed_price(reckoning, inside),
    )


def _group(reckoning: Reckoning, options: OptionViews, group: GroupWords) -> GroupView | None:
    """A question, or that it does not apply; None inside a slot that is not taken."""
    path = group.path
    answered = any(each == path for each, _option in reckoning.explicit)
    absent = not answered and path not in reckoning.applying
    if absent and group.flat.slots:
        return None
    conflict = reckoning.conflict
    typed = group.flat.group.kind is GroupKind.TEXT
    found = None if absent or not is_long(group.flat) else _listing(reckoning, path)
    return GroupView(
        key=group.key,
        path=path,
        name=group.name,
        help=group.help,
        limit=" · ".join(filter(None, (group.limit, text_price(reckoning.live, path)))),
        kind=group.kind,
        options=() if absent or typed else tuple(_options(options, group, found)),
        number=None if absent else _number(reckoning, group),
        clearable=answered and group.kind == "one",
        asks=path in reckoning.status.open_groups,
        conflict=conflict is not None and any(each.group == path for each in conflict.choices),
        absent=_("Does not apply to what is chosen.") if absent else "",
        shows=group.shows,
        finder=None if found is None else _finder(reckoning, group, found),
    )


def _listing(reckoning: Reckoning, path: str) -> Listing:
    """A long list as it is looked through; what is chosen, forced or wanted stays in sight."""
    address, here = reckoning.address, reckoning.here
    get_ready(reckoning.live, here.language)
    find = address.find(path)
    popular = _popular(reckoning, path) if find.sort == POPULAR else {}
    want = address.want
    keep = [option for group, option in (*reckoning.explicit, *reckoning.forced) if group == path]
    if want is not None and want.group == path:
        keep.append(want.option)
    return listing(
        columns_of(reckoning.live, path, here.language),
        find,
        reckoning.domains.totals,
        popular,
        tuple(dict.fromkeys(keep)),
    )


def _popular(reckoning: Reckoning, path: str) -> Counter[str]:
    """How often each option was ordered in the group, or in the same of any equal slot."""
    shared = reckoning.words.groups[path].flat.shared_path
    alike = {each.path for each in reckoning.live.groups if each.shared_path == shared}
    counts: Counter[str] = Counter()
    for (group, option), count in reckoning.here.popular().items():
        if group in alike:
            counts[option] += count
    return counts


def _options(
    options: OptionViews, group: GroupWords, found: Listing | None
) -> Iterator[OptionView]:
    """All options of a group, or those of a long list that are in sight."""
    nothing = options.nothing(group)
    if nothing is not None:
        yield nothing
    rows = range(len(group.options)) if found is None else (*found.pinned, *found.rows)
    for row in rows:
        yield options.option(group, group.options[row])


def _finder(reckoning: Reckoning, group: GroupWords, found: Listing) -> FinderView:
    others = tuple(each for each in reckoning.address.finds if each.path != group.path)
    attributes = {each.id: each for each in reckoning.live.shop.attributes}
    return finder_view(
        group,
        found,
        attributes,
        reckoning.here.language,
        lambda find: reckoning.looking((*others, find)),
    )


def _number(reckoning: Reckoning, group: GroupWords) -> NumberView | None:
    bounds = group.flat.group
    if bounds.kind is not GroupKind.NUMBER:
        return None
    value = next((option for path, option in reckoning.explicit if path == group.path), "")
    most = bounds.numbers.at_most if bounds.numbers.at_most is not None else 0
    return NumberView(value, bounds.numbers.at_least, most, bounds.step)
