"""The builder of a computer with several equal drives: what is asked, told and offered."""

from dataclasses import replace

import pytest

from catalog.naming import group_words
from catalog.shop import Option, Rule
from configurator.builder.address import query
from configurator.builder.address_reading import read_query
from configurator.builder.answers import Circumstances, answer
from configurator.builder.views import BuilderView, State
from configurator.publishing.live import LiveProduct
from tests.builder.pages import ask, group_of, option_of, speaking
from tests.publishing.drive_shop import DRIVE, SOCKETS, both, drive_shop, live, with_drives


def drives(*rules: Rule, copies: int = 3) -> LiveProduct:
    return live(drive_shop(*rules, copies=copies))


def shown(of: LiveProduct, *models: str, want: str = "") -> BuilderView:
    wanted = f"&want={want}" if want else ""
    return ask(of, query(of, with_drives(*models)) + wanted, step="parts")


def names(view: BuilderView) -> list[str]:
    return [group.name for group in view.groups]


@pytest.mark.parametrize(
    ("models", "seen"),
    [
        ((), ["Drive 1"]),
        (("a",), ["Drive 1", "Drive 1, model", "Drive 2"]),
        (("", "a"), ["Drive 1", "Drive 2", "Drive 2, model"]),
        (("-", "-", "-"), ["Drive 1", "Drive 2", "Drive 3"]),
    ],
)
def test_one_open_drive_is_asked_at_a_time(models: tuple[str, ...], seen: list[str]) -> None:
    assert names(shown(drives(), *models)) == ["Case", *seen]


def test_no_further_drive_is_asked_before_the_last_one_is_chosen() -> None:
    view = ask(drives(), "case=tower&drive-1=taken", step="parts")
    assert names(view) == ["Case", "Drive 1", "Drive 1, model"]


def test_a_drive_that_is_wanted_or_needed_is_shown() -> None:
    full = Rule("one", "at most 1 of drive", both("There is room for one."))
    wanted = shown(drives(full), "a", want="drive-3:taken")
    assert "Drive 3" in names(wanted)
    needed = Rule("three", "exactly 3 of drive", both("Three, always."))
    assert names(shown(drives(needed))) == [
        "Case",
        *(f"Drive {copy}{part}" for copy in (1, 2, 3) for part in ("", ", model")),
    ]


def test_drives_that_nobody_answered_leave_nothing_to_choose() -> None:
    view = shown(drives(copies=8), "c")
    assert view.totals.complete
    assert "drive-2" not in view.shared


def test_a_step_brings_every_copy_whole_in_order() -> None:
    view = shown(drives(), "c", "c", "a")
    assert [group.path for group in view.groups] == [
        "case",
        "drive-1",
        "drive-1.model",
        "drive-2",
        "drive-2.model",
        "drive-3",
        "drive-3.model",
    ]


def test_drives_stay_where_the_shopper_put_them() -> None:
    of = drives()
    address = query(of, with_drives("c", "", "a"))
    assert read_query(of, address).choices == with_drives("c", "", "a")
    assert shown(of, "c", "", "a").shared == address


def test_every_copy_is_named_in_korean_too() -> None:
    of = drives()
    words = {flat.path: flat for flat in of.groups}
    assert group_words(of.shop, words["drive-2"], "ko") == "드라이브 2"
    assert group_words(of.shop, words["drive-2.model"], "ko") == "드라이브 2 모델"


def test_a_sentence_about_all_copies_names_what_is_taken_in_them() -> None:
    view = shown(drives(SOCKETS), "a", want="drive-2.model:b")
    assert view.offer is not None
    (sentence,) = view.offer.sentences
    assert sentence.startswith("There is one M.2 socket for ")
    assert "A" in sentence
    assert "{" not in sentence


def test_a_conflict_offers_no_way_twice_in_another_order() -> None:
    one = Rule("one", "at most 1 of drive", both("There is room for one."))
    view = shown(drives(one), "c", "c", "c")
    assert view.offer is not None
    assert len(view.offer.plates) == 1


def test_the_same_drive_costs_the_same_in_each_copy() -> None:
    view = shown(drives(SOCKETS), "c", "c", "c")
    differences = {option_of(view, f"drive-{copy}.model", "A").difference for copy in (1, 2, 3)}
    assert len(differences) == 1
    assert {option_of(view, f"drive-{copy}.model", "A").state for copy in (1, 2, 3)} == {
        State.AVAILABLE
    }


def many_models() -> LiveProduct:
    """Three drives, each of a long list."""
    models = tuple(Option(f"m{n}", both(f"Model {n}"), {"": 10}, items={}) for n in range(40))
    inner = replace(DRIVE, groups=(replace(DRIVE.groups[0], options=models),))
    rule = Rule("any", "at least 0 of drive", both("So."))
    return live(drive_shop(rule, copies=3, inner=inner))


def settled(view: BuilderView) -> list[str]:
    """The slots that are told in one line, by name and what is in them."""
    found = (group.settled for group in view.groups)
    return list(dict.fromkeys(f"{each.name}: {each.words}" for each in found if each is not None))


def test_a_drive_with_a_long_list_is_one_line_once_it_is_chosen() -> None:
    of = many_models()
    assert settled(shown(of, "m3")) == ["Drive 1: Model 3"]
    assert settled(shown(of, "m3", "m4")) == ["Drive 1: Model 3", "Drive 2: Model 4"]
    assert settled(ask(of, "case=tower&drive-1=taken&drive-2=taken", step="parts")) == []
    assert settled(shown(drives(), "a")) == []
    assert settled(shown(of, "m3", want="drive-1.model:m5")) == []


def test_the_list_stays_open_under_the_finger_that_chose_from_it() -> None:
    of = many_models()
    before, now = read_query(of, "case=tower&drive-1=taken"), with_drives("m3")
    address = replace(before, choices=now, step="parts")
    with speaking():
        assert settled(answer(of, address, Circumstances("en", before=before.choices))) == []
        assert settled(answer(of, address, Circumstances("en", before=now))) == ["Drive 1: Model 3"]


def test_a_list_that_is_being_searched_is_open() -> None:
    of = many_models()
    chosen = query(of, with_drives("m3"))
    assert settled(ask(of, f"{chosen}&find.drive-1.model:q=4", step="parts")) == []


def test_what_is_popular_in_one_copy_is_so_in_all() -> None:
    of = many_models()
    counts = {("drive-1.model", "m7"): 4, ("drive-2.model", "m7"): 1, ("drive-1.model", "m9"): 3,
              ("drive-3.model", "m9"): 3}  # fmt: skip
    address = read_query(of, "case=tower&drive-2=taken&find.drive-2.model:sort=popular")
    with speaking():
        view = answer(of, address, Circumstances("en", popular=lambda: counts))
    names_shown = [option.name for option in group_of(view, "drive-2.model").options]
    assert names_shown[:3] == ["Model 9", "Model 7", "Model 0"]
