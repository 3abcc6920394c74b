"""The builder of a computer with several equal drives: what is asked, folded, told and offered."""

from dataclasses import replace

import pytest

from catalog.naming import group_words
from catalog.shop import Option, Rule
from configurator.builder.address import query, read_query
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


def names(view: BuilderView, *, folded: bool = False) -> list[str]:
    return [group.name for group in view.groups if group.folded is folded]


@pytest.mark.parametrize(
    ("models", "seen", "folded"),
    [
        ((), ["Drive 1"], ["Drive 2", "Drive 3"]),
        (("a",), ["Drive 1", "Drive 1, model", "Drive 2"], ["Drive 3"]),
        (("", "a"), ["Drive 1", "Drive 2", "Drive 2, model"], ["Drive 3"]),
        (("-", "-", "-"), ["Drive 1", "Drive 2", "Drive 3"], []),
    ],
)
def test_drives_after_the_first_open_one_are_folded(
    models: tuple[str, ...], seen: list[str], folded: list[str]
) -> None:
    view = shown(drives(), *models)
    assert names(view) == ["Case", *seen]
    assert names(view, folded=True) == folded


def test_a_drive_that_is_wanted_or_asked_is_not_folded() -> None:
    full = Rule("one", "at most 1 of drive", both("There is room for one."))
    wanted = shown(drives(full), "a", want="drive-3:taken")
    assert "Drive 3" in names(wanted)
    needed = Rule("three", "exactly 3 of drive", both("Three, always."))
    assert not names(shown(drives(needed)), folded=True)


def test_drives_that_nobody_answered_leave_nothing_to_choose() -> None:
    view = shown(drives(copies=8), "c")
    assert view.totals.complete
    assert "drive-2" not in view.check_href


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
    assert shown(of, "c", "", "a").check_href.endswith(f"?{address}")


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


def test_what_is_popular_in_one_copy_is_so_in_all() -> None:
    models = tuple(Option(f"m{n}", both(f"Model {n}"), {"": 10}, items={}) for n in range(40))
    inner = replace(DRIVE, groups=(replace(DRIVE.groups[0], options=models),))
    rule = Rule("any", "at least 0 of drive", both("So."))
    of = live(drive_shop(rule, copies=3, inner=inner))
    counts = {("drive-1.model", "m7"): 4, ("drive-2.model", "m7"): 1, ("drive-1.model", "m9"): 3,
              ("drive-3.model", "m9"): 3}  # fmt: skip
    address = read_query(of, "case=tower&drive-2=taken&find.drive-2.model:sort=popular")
    with speaking():
        view = answer(of, address, Circumstances("en", popular=lambda: counts))
    names_shown = [option.name for option in group_of(view, "drive-2.model").options]
    assert names_shown[:3] == ["Model 9", "Model 7", "Model 0"]
