"""Looking through a long list: searching, filtering, sorting, pages, and what stays in sight."""

import unicodedata
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

import pytest

from configurator.builder.address import href_query
from configurator.builder.address_reading import read_query, settled
from configurator.builder.answers import Circumstances, answer
from configurator.builder.list_views import FilterView, FinderView
from configurator.builder.searching import matching, searchable
from configurator.builder.views import BuilderView, GroupView, OptionView, State
from tests.builder.pages import ask, follow, group_of, speaking
from tests.support.parts_shop import parts_live

LIVE = parts_live()
NAMES = ["AMD Ryzen 7 7800X3D", "Intel Core i5-14600K", "삼성 990 PRO 2TB", "ﾊﾞ 라이젠 5"]


def look(*finds: tuple[str, str], query: str = "") -> GroupView:
    """The list of graphics cards, looked through."""
    named = urlencode([(f"find.graphics:{what}", value) for what, value in finds])
    view = ask(LIVE, "&".join(part for part in (query, named) if part), step="graphics")
    return group_of(view, "graphics")


def finder(group: GroupView) -> FinderView:
    assert group.finder is not None
    return group.finder


def cards(group: GroupView) -> list[OptionView]:
    return [option for option in group.options if option.value != "-"]


def number(option: OptionView) -> int:
    return int(option.value.removeprefix("card"))


def all_pages(*finds: tuple[str, str], query: str = "") -> list[int]:
    """The numbers of the cards on every page, in order."""
    last = finder(look(*finds, query=query)).pages
    count = last[-1].number if last else 1
    pages = [look(*finds, ("page", str(each)), query=query) for each in range(1, count + 1)]
    return [number(option) for page in pages for option in cards(page)]


def filter_of(group: GroupView, name: str) -> FilterView:
    return next(each for each in finder(group).filters if each.name == name)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ryzen 7800x3d", [0]),
        ("  RYZEN   7 ", [0]),
        ("i5 14600", [1]),
        ("I5-14600k", [1]),
        ("990pro", [2]),
        ("삼성 2tb", [2]),
        (unicodedata.normalize("NFD", "삼성"), [2]),
        ("라잊", [3]),
        ("라이젠5", [3]),
        ("ㄹㅏ", [3]),
        ("ryzen intel", []),
        ("-", [0, 1, 2, 3]),
        ("", [0, 1, 2, 3]),
    ],
)
def test_every_word_of_a_search_is_found_however_it_is_typed(query: str, found: list[int]) -> None:
    texts = [searchable([name]) for name in NAMES]
    assert [int(row) for row in matching(texts, query).nonzero()[0]] == found


def test_a_word_is_found_in_one_name_and_not_across_two() -> None:
    assert not matching([searchable(["Corona", "Tau"])], "atau")[0]
    assert matching([searchable(["Corona", "코로나"])], "코로 corona")[0]


def test_a_times_sign_is_found_as_the_letter_that_keyboards_have() -> None:
    assert matching([searchable(["Crucial Pro 2 × 16 GB"])], "2x16gb")[0]
    assert matching([searchable(["Crucial Pro 2 × 16 GB"])], "2 × 16")[0]


def test_a_long_list_shows_a_page_and_says_how_many_there_are() -> None:
    group = look()
    assert [number(option) for option in cards(group)] == list(range(24))
    assert finder(group).found == "300 to choose from"
    assert [(page.number, page.current) for page in finder(group).pages] == [
        (1, True),
        (2, False),
        (13, False),
    ]
    assert all_pages() == list(range(300))


def test_a_short_list_has_nothing_to_look_through_with() -> None:
    view = ask(LIVE, "", step="case")
    assert group_of(view, "case").finder is None


def test_the_names_of_both_languages_are_searched() -> None:
    assert all_pages(("q", "borealis rx-0")) == [n for n in range(300) if n % 5 == 1 and n < 100]
    assert all_pages(("q", "보리얼 rx0")) == all_pages(("q", "borealis rx-0"))


MEMORY = (4, 6, 8, 12, 16, 24)


@pytest.mark.parametrize(
    ("finds", "holds"),
    [
        ([("maker", "draco")], lambda n: n % 5 == 3),
        ([("maker", "draco"), ("maker", "aurora")], lambda n: n % 5 in (0, 3)),
        ([("maker", "draco"), ("quiet", "yes")], lambda n: n % 5 == 3 and n % 3 == 0),
        ([("quiet", "no")], lambda n: n % 3 != 0),
        ([("ports", "usb-c")], lambda n: n % 4 >= 2),
        ([("ports", "usb-c"), ("ports", "hdmi")], lambda n: True),
        ([("memory.from", "12")], lambda n: MEMORY[n % 6] >= 12),
        ([("memory.from", "8"), ("memory.to", "12")], lambda n: MEMORY[n % 6] in (8, 12)),
        ([("length.to", "200")], lambda n: n % 11 != 10 and 160 + n * 7 % 190 <= 200),
        ([("clock.from", "2.6")], lambda n: n % 13 == 12),
    ],
)
def test_filters_leave_what_states_all_that_is_asked(
    finds: list[tuple[str, str]], holds: Callable[[int], bool]
) -> None:
    assert all_pages(*finds) == [n for n in range(300) if holds(n)]


def test_a_filter_counts_what_each_word_would_find_beside_the_other_filters() -> None:
    group = look(("maker", "draco"), ("quiet", "yes"))
    counts = {word.value: word.count for word in filter_of(group, "Maker").words}
    assert counts == {maker: len(all_pages(("maker", maker), ("quiet", "yes"))) for maker in counts}
    assert [word.value for word in filter_of(group, "Maker").words if word.chosen] == ["draco"]
    assert {word.words for word in filter_of(group, "Ports").words} == {
        "HDMI",
        "DisplayPort",
        "USB-C",
        "dvi",
    }


def test_a_number_is_asked_for_by_the_end_that_shoppers_look_for() -> None:
    group = look()
    assert [end.name for end in filter_of(group, "Memory").ends] == ["at least"]
    assert [end.name for end in filter_of(group, "Length").ends] == ["at most"]
    assert [end.name for end in filter_of(group, "Clock").ends] == ["at least", "at most"]
    steps = dict(filter_of(group, "Memory").ends[0].steps)
    assert steps["16"] == f"16 GB ({len(all_pages(('memory.from', '16')))})"


@pytest.mark.parametrize("sort", ["price", "memory", "length", "clock"])
def test_sorting_keeps_the_menus_order_among_equals_and_the_unknown_last(sort: str) -> None:
    price = {n: 9900 + n * 137 % 80000 for n in range(300)}
    keys: dict[str, Callable[[int], float]] = {
        "price": lambda n: price[n],
        "memory": lambda n: -MEMORY[n % 6],
        "length": lambda n: 160 + n * 7 % 190 if n % 11 != 10 else 10**6,
        "clock": lambda n: n % 13,
    }
    assert all_pages(("sort", sort)) == sorted(range(300), key=keys[sort])


def test_sorting_by_popularity_begins_with_what_was_ordered_most() -> None:
    counts = {("graphics", "card200"): 3, ("graphics", "card7"): 5, ("case", "card1"): 9}
    address = read_query(LIVE, "step=graphics&find.graphics:sort=popular")
    with speaking():
        view = answer(LIVE, address, Circumstances("en", popular=lambda: counts))
    shown = [number(option) for option in cards(group_of(view, "graphics"))]
    assert shown[:4] == [7, 200, 0, 1]


def test_the_switch_hides_as_many_as_it_says_and_only_what_does_not_fit() -> None:
    group = look(query="case=small")
    too_long = {n for n in range(300) if n % 11 != 10 and 160 + n * 7 % 190 > 250}
    assert finder(group).misfits == f"hides {len(too_long)}"
    assert all_pages(("fits", "1"), query="case=small") == sorted(set(range(300)) - too_long)
    assert finder(look(query="case=large")).misfits == "hides none"


@pytest.mark.parametrize("finds", [[("page", "5")], [("q", "aurora")], [("q", "nothing at all")]])
def test_what_is_chosen_and_what_is_wanted_are_always_in_sight(
    finds: list[tuple[str, str]],
) -> None:
    group = look(*finds, query="case=small&graphics=card3&want=graphics:card14")
    shown = {number(option): option for option in cards(group)}
    assert shown[3].state is State.CHOSEN
    assert shown[14].wanted
    assert len(group.options) == len({option.key for option in group.options})


def test_nothing_found_offers_to_remove_each_filter() -> None:
    group = look(("q", "aurora"), ("maker", "draco"), ("fits", "1"), query="case=small")
    assert cards(group) == []
    assert finder(group).nothing
    assert [each.words for each in finder(group).removals] == [
        "“aurora”",
        "Maker: draco",
        "Only what fits",
    ]
    without = follow(LIVE, removed(group, "Maker: draco") + "&step=graphics")
    found = finder(group_of(without, "graphics"))
    assert [each.words for each in found.removals] == ["“aurora”", "Only what fits"]


def removed(group: GroupView, words: str) -> str:
    """The link that removes a filter, without its step, which `ask` adds."""
    href = next(each.href for each in finder(group).removals if each.words == words)
    return href.replace("&step=graphics", "").replace("step=graphics&", "")


def test_a_page_past_the_last_is_the_last() -> None:
    assert finder(look(("page", "9999"))).page == 13


@pytest.mark.parametrize(
    ("name", "value", "malformed"),
    [
        ("find.graphics:colour", "red", False),
        ("find.graphics:maker", "zeus", False),
        ("find.graphics:sort", "colour", False),
        ("find.case:q", "small", False),
        ("find.wheels:q", "x", False),
        ("find.graphics", "x", False),
        ("find.", "x", False),
        ("find.graphics:memory", "8", True),
        ("find.graphics:memory.from", "eight", True),
        ("find.graphics:memory.from", "٨", True),
        ("find.graphics:memory.from", "1e99", True),
        ("find.graphics:maker.from", "1", True),
        ("find.graphics:page", "0", True),
        ("find.graphics:page", "99999", True),
        ("find.graphics:fits", "yes", True),
        ("find.graphics:quiet", "maybe", True),
        ("find.graphics:q", "x" * 61, True),
    ],
)
def test_what_cannot_be_read_is_told_and_leaves_the_choices_alone(
    name: str, value: str, malformed: bool
) -> None:
    address = read_query(LIVE, "case=small&graphics=card3&" + urlencode({name: value}))
    assert [each.option for each in address.choices] == ["small", "card3"]
    assert len(address.problems) == 1
    assert address.malformed is malformed
    with speaking():
        view = answer(LIVE, address, Circumstances("en"))
    assert len(view.notices) == 1


def test_too_many_filters_are_not_read() -> None:
    query = "case=small&" + "&".join("find.graphics:quiet=yes" for _ in range(130))
    address = read_query(LIVE, query)
    assert address.malformed
    assert len(address.choices) == 1


def submitted(query: str) -> str:
    """The canonical address of what a form sends."""
    return href_query(LIVE, settled(LIVE, read_query(LIVE, query)))


def finds_in(query: str) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(query) if name.startswith("find.")}


def test_the_list_stays_as_it_is_while_choosing_and_begins_anew_on_another_step() -> None:
    looked = "step=graphics&find.graphics:q=aurora&find.graphics:page=2"
    form = f"case=small&was=case%3Dsmall&{looked}&find.graphics:was=find.graphics:q%3Daurora"
    expected = {"find.graphics:q": "aurora", "find.graphics:page": "2"}
    assert finds_in(submitted(f"{form}&graphics=card50")) == expected
    assert finds_in(submitted(f"{form}&go=case")) == {}
    assert finds_in(submitted(f"{form}&find.graphics:go=3"))["find.graphics:page"] == "3"
    narrowed = submitted(f"{form}&find.graphics:maker=aurora")
    assert finds_in(narrowed) == {"find.graphics:q": "aurora", "find.graphics:maker": "aurora"}


def test_carts_and_shared_links_know_nothing_of_lists_and_undo_keeps_them() -> None:
    query = "case=small&graphics=card3&undo=graphics:&find.graphics:q=draco"
    view = ask(LIVE, query, step="graphics")
    assert "find." not in view.shared
    assert "find.graphics:q=draco" in view.undo_href
    back = follow_undo(view)
    assert finder(group_of(back, "graphics")).search == "draco"
    assert all(option.state is not State.CHOSEN for option in group_of(back, "graphics").options)


def follow_undo(view: BuilderView) -> BuilderView:
    query = view.undo_href.partition("?")[2].replace("&step=graphics", "")
    return ask(LIVE, query, step="graphics")


def test_facts_are_shown_with_their_names_and_the_unknown_ones_say_so() -> None:
    group = look(("q", "rx-010"))
    facts = {fact.name: fact for fact in cards(group)[0].shown}
    assert {name: fact.words for name, fact in facts.items()} == {
        "Memory": "16 GB",
        "Length": "not known",
        "Clock": "2.4 GHz",
        "Ports": "HDMI, DisplayPort, USB-C",
    }
    assert [fact.name for fact in facts.values() if not fact.known] == ["Length"]
    assert group.shows == ("Memory", "Length", "Clock", "Ports")


def test_what_a_rule_cannot_check_is_said_on_the_option() -> None:
    unknown, known = (cards(look(("q", q), query="case=small"))[0] for q in ("rx-010", "rx-000"))
    assert "length" in unknown.unchecked
    assert known.unchecked == ""
