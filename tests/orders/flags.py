"""The diner with a flag on its burgers: what is written on it is typed."""

from dataclasses import replace

from catalog.shop import Group, GroupKind, Option, Preset, Shop, Step
from tests.orders.diner import BURGER, DINER, SET, both

FLAG = Group(
    "flag",
    both("Flag", "깃발"),
    GroupKind.ONE,
    (Option("paper", both("Paper flag", "종이 깃발"), {"": 200}, items={}),),
    optional=True,
)
SAYS = Group(
    "says",
    both("Flag text", "깃발 문구"),
    GroupKind.TEXT,
    max_length=10,
    applies_if="flag is paper",
    help=both("A name or a wish", "이름이나 인사말"),
)
GREETING = Group("greeting", both("Greeting", "인사"), GroupKind.TEXT, max_length=20, optional=True)


def with_flags(says: Group | None = SAYS, greeting: Group | None = GREETING) -> Shop:
    """The diner where burgers can carry a flag, and a preset asks what is on it."""
    extra = tuple(each for each in (FLAG, says, greeting) if each is not None)
    ids = (*BURGER.steps[0].groups, *(each.id for each in extra))
    burger = replace(
        BURGER,
        groups=(*BURGER.groups, *extra),
        steps=(Step("all", both("All", "전체"), ids),),
    )
    presets = tuple(replace(each, choices={**each.choices, "flag": "-"}) for each in DINER.presets)
    party = Preset(
        "party",
        "burger",
        both("Party burger", "파티 버거"),
        {**DINER.presets[0].choices, "flag": "paper"},
        defining=("bun", "patty", "flag"),
        asks=("says",) if says else (),
    )
    return replace(DINER, products=(burger, SET), presets=(*presets, party))
