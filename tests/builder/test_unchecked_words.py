"""What the builder says of parts of which too little is known."""

from configurator.builder.address_reading import read_query
from configurator.builder.check_views import check
from configurator.builder.reckoning import Circumstances, reckon
from configurator.builder.unchecked_words import option_unchecked, unchecked_notices
from configurator.engine.model import Choice
from tests.builder.pages import ask, speaking
from tests.publishing.workshop import workshop

LIVE = workshop()


def on_card(query: str, choice: Choice) -> str:
    with speaking():
        return option_unchecked(reckon(LIVE, read_query(LIVE, query), Circumstances("en")), choice)


def told(query: str) -> list[str]:
    return [each.words for each in ask(LIVE, query).notices]


def test_an_option_says_what_of_it_is_not_known() -> None:
    assert on_card("", Choice("cooler", "mystery")) == "Not checked: height"
    assert on_card("", Choice("cooler", "tower")) == ""
    assert on_card("", Choice("cooler", "pump")) == ""
    assert on_card("cooler=tower", Choice("cpu", "odd")) == "Not checked: TDP"


def test_the_page_says_so_as_soon_as_it_is_chosen() -> None:
    assert told("cooler=mystery") == ["Not checked: Mystery: height not known"]
    assert told("cooler=pump") == []


def test_the_check_page_says_which_rule_may_apply() -> None:
    query = "cooler=mystery&cpu=quick&case=roomy&psu=big&drive-1=-&drive-2=-"
    with speaking():
        view = check(LIVE, read_query(LIVE, query), Circumstances("en"))
    assert [each.words for each in view.notices] == [
        "Not checked: Mystery: height not known. This may apply: “Mystery is too high for Roomy.”"
    ]


def test_what_is_not_known_is_told_at_the_step_of_its_choice_in_one_line() -> None:
    reckoning = reckon(LIVE, read_query(LIVE, "cooler=mystery&cpu=odd"), Circumstances("en"))
    with speaking():
        at_cpu = [each.words for each in unchecked_notices(reckoning, ("cpu",))]
        at_case = [each.words for each in unchecked_notices(reckoning, ("case",))]
    assert at_cpu == ["Not checked: Odd: TDP not known"]
    assert at_case == []


def test_a_note_is_told_as_a_note_and_is_no_conflict() -> None:
    view = ask(LIVE, "cooler=tower&case=roomy")
    assert [(each.kind, each.words) for each in view.notices] == [
        ("note", "Tower fits Roomy tightly.")
    ]
    assert view.offer is None


def test_an_unchecked_part_costs_its_own_price_and_no_penalty() -> None:
    page = ask(LIVE, "cooler=mystery&cpu=quick&case=roomy&psu=big&drive-1=-&drive-2=-")
    assert page.totals.complete
    assert page.totals.so_far == "$4.70"
