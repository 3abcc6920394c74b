"""What must hold between the prices of one product: tables, what is included, shares."""

from collections.abc import Iterable, Iterator, Mapping

from catalog.claim_checks import claim_faults
from catalog.problems import Fault, Path, unknown
from catalog.product_tree import flat_groups, placed_adjustments
from catalog.shop import Allowance, Group, GroupKind, Halves, Option, Product, Sequence, Shop

MAX_CONDITIONAL_SHARES = 2
"""How many adjustments in percent can be charged on a condition in one product."""

Groups = Mapping[str, Group]

_OPTIONS = (GroupKind.ONE, GroupKind.MANY)


def product_price_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    """What is wrong with the prices of a product whose slots lead to an end."""
    laid_flat = flat_groups(shop, product)
    groups = {flat.path: flat.group for flat in laid_flat}
    for group in product.groups:
        at = ("groups", group.id)
        for path, fault in (*_included_faults(group), *_table_faults(group, groups)):
            yield (*at, *path), fault
    for allowance in product.allowances:
        for path, fault in _allowance_faults(allowance, groups):
            yield ("allowances", allowance.id, *path), fault
    for sequence in product.sequences:
        for path, fault in _sequence_faults(sequence, groups):
            yield ("sequences", sequence.id, *path), fault
    for halves in product.halves:
        for path, fault in _halves_faults(halves, groups):
            yield ("halves", halves.id, *path), fault
    yield from claim_faults(product, laid_flat)
    yield from _share_faults(shop, product)


def _included_faults(group: Group) -> Iterator[tuple[Path, Fault]]:
    """What is included is offered; of a *one of* group it is one option, with nothing back."""
    for option in group.included:
        if option not in group.option_of:
            yield ("included", option), unknown("unknown-option", option, group.option_of)
    is_one = len(group.included) == 1 and not any(group.included.values())
    if group.kind is GroupKind.ONE and group.included and not is_one:
        yield ("included",), Fault("included-one")


def _table_faults(group: Group, groups: Groups) -> Iterator[tuple[Path, Fault]]:
    for option in group.options:
        if option.prices_by is None:
            continue
        at = ("options", option.id, "prices_by")
        asked = groups.get(option.prices_by.group)
        if asked is None:
            yield (*at, "group"), unknown("unknown-group", option.prices_by.group, groups)
        elif asked is group:
            yield (*at, "group"), Fault("table-of-itself", {"word": group.id})
        elif asked.kind is not GroupKind.ONE:
            yield (*at, "group"), Fault("not-a-one-group", {"word": option.prices_by.group})
        else:
            for path, fault in _row_faults(option, asked):
                yield (*at, "prices", *path), fault


def _row_faults(option: Option, asked: Group) -> Iterator[tuple[Path, Fault]]:
    """Rows of a table for answers that there are not, or for amounts that are not offered."""
    rows = option.prices_by.prices if option.prices_by else {}
    if not rows:
        yield (), Fault("missing")
    for answer, prices in rows.items():
        if answer not in asked.option_of:
            yield (answer,), unknown("unknown-option", answer, asked.option_of)
        for amount in prices:
            if amount and amount not in option.amounts:
                yield (answer, amount), Fault("not-offered", {"word": amount})


def _allowance_faults(allowance: Allowance, groups: Groups) -> Iterator[tuple[Path, Fault]]:
    yield from _group_faults(allowance.groups, groups, _OPTIONS)
    purposes = dict.fromkeys(
        option.purpose
        for path in allowance.groups
        if path in groups
        for option in groups[path].options
        if option.purpose
    )
    if allowance.purpose and allowance.purpose not in purposes:
        yield ("purpose",), unknown("unknown-purpose", allowance.purpose, purposes)


def _sequence_faults(sequence: Sequence, groups: Groups) -> Iterator[tuple[Path, Fault]]:
    """A sequence says prices, and its options say none of their own."""
    yield from _group_faults(sequence.groups, groups, _OPTIONS)
    if not sequence.prices:
        yield ("prices",), Fault("missing")
    for at, path in enumerate(sequence.groups):
        for option in groups[path].options if path in groups else ():
            if any(option.prices.values()) or option.prices_by:
                facts = {"word": option.id, "product": sequence.id}
                yield ("groups", str(at)), Fault("price-in-sequence", facts)


def _halves_faults(halves: Halves, groups: Groups) -> Iterator[tuple[Path, Fault]]:
    """Both halves offer the same options at the same prices."""
    wrong = list(_group_faults(halves.groups, groups, (GroupKind.ONE,)))
    yield from wrong
    if wrong or len(halves.groups) != 2:
        return
    known = [groups[path] for path in halves.groups]
    left, right = ({each.id: _priced(each) for each in group.options} for group in known)
    for option in dict.fromkeys((*left, *right)):
        if left.get(option) != right.get(option):
            yield ("groups",), Fault("halves-differ", {"word": option})


def _priced(option: Option) -> object:
    """What an option costs, for comparing: by itself, and by each answer of another group."""
    table = option.prices_by.prices if option.prices_by else {}
    return dict(option.prices), {answer: dict(prices) for answer, prices in table.items()}


def _group_faults(
    paths: Iterable[str], groups: Groups, kinds: tuple[GroupKind, ...]
) -> Iterator[tuple[Path, Fault]]:
    """Groups that there are not, or that are of another kind."""
    empty = True
    for at, path in enumerate(paths):
        empty = False
        if path not in groups:
            yield ("groups", str(at)), unknown("unknown-group", path, groups)
        elif groups[path].kind not in kinds:
            words = tuple(str(kind) for kind in kinds)
            yield (
                ("groups", str(at)),
                Fault("group-of-another-kind", {"word": path, "words": words}),
            )
    if empty:
        yield ("groups",), Fault("missing")


def _share_faults(shop: Shop, product: Product) -> Iterator[tuple[Path, Fault]]:
    """More conditional percentages than can be put together with everything else."""
    placed = [
        (prefix, each)
        for prefix, each in placed_adjustments(shop, product)
        if each.percent is not None and each.condition
    ]
    if len(placed) > MAX_CONDITIONAL_SHARES:
        own = [each.id for prefix, each in placed if not prefix]
        at: Path = ("adjustments", own[-1]) if own else ()
        facts = {"count": len(placed), "limit": MAX_CONDITIONAL_SHARES}
        yield at, Fault("too-many-shares", facts)
