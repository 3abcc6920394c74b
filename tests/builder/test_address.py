"""Addresses: what is written reads back, and everything else is told."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.product_tree import FlatGroup
from catalog.shop import NONE, Bounds, Group, GroupKind
from configurator.builder.address import Address, href_query, parameter, query
from configurator.builder.address_reading import MOST_PARAMETERS, read, read_query, settled
from configurator.builder.undoing import changed_back, undone
from configurator.engine.model import Choice
from tests.publishing.builders import SANDWICH, live, text

SEATS = Group("seats", text("Seats"), GroupKind.NUMBER, numbers=Bounds(2, 10), step=2)
NAME = Group("name", text("Name"), GroupKind.TEXT, max_length=20)


class Sold:
    """The sandwich with a number and a text besides: all that addresses ask of a product."""

    product = SANDWICH
    groups = (
        *live().groups,
        FlatGroup("seats", "", SEATS, SANDWICH, ()),
        FlatGroup("name", "", NAME, SANDWICH, ()),
    )


SOLD = Sold()


def answers(flat: FlatGroup) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Every way to answer a group, and not at all."""
    group, none = flat.group, (Choice(flat.path, NONE),)
    if group.kind is GroupKind.TEXT:
        return st.just(())
    if group.kind is GroupKind.MANY:
        amounts = [
            st.sampled_from([(Choice(flat.path, each.id, a),) for a in each.amounts] + [()])
            for each in group.options
        ]
        some = st.tuples(*amounts).map(lambda found: tuple(c for each in found for c in each))
        return st.one_of(st.just(none), some)
    ids = [each.id for each in group.options]
    if group.kind is GroupKind.SLOT:
        ids = ["taken"]
    if group.kind is GroupKind.NUMBER:
        ids = ["2", "4", "10"]
    without = [none] if group.optional else []
    return st.sampled_from([(), *without, *((Choice(flat.path, each),) for each in ids)])


configurations = st.tuples(*map(answers, SOLD.groups)).map(
    lambda found: tuple(choice for each in found for choice in each)
)


def given_as(**parameters: str) -> Address:
    return read(SOLD, MultiDict(parameters))


@given(configurations)
def test_what_is_written_reads_back(choices: tuple[Choice, ...]) -> None:
    address = read_query(SOLD, query(SOLD, choices))
    assert set(address.choices) == set(choices)
    assert not address.problems
    assert query(SOLD, address.choices) == query(SOLD, choices)


@given(configurations.flatmap(lambda choices: st.permutations(choices)))
def test_the_order_of_parameters_makes_no_difference(choices: list[Choice]) -> None:
    shuffled = urlencode([parameter(choice) for choice in choices])
    assert read_query(SOLD, shuffled) == read_query(SOLD, query(SOLD, choices))


@given(configurations, configurations)
def test_a_change_can_be_undone(before: tuple[Choice, ...], after: tuple[Choice, ...]) -> None:
    change = changed_back(before, after)
    now = dict(parse_qsl(query(SOLD, after)))
    back = read_query(SOLD, urlencode(undone(now, change)))
    assert set(back.choices) == set(before)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=12))
def test_no_address_breaks_the_reader(pairs: list[tuple[str, str]]) -> None:
    for prefix in ("", "extras.", "bread", "want"):
        address = read(SOLD, MultiDict([(prefix + name, value) for name, value in pairs]))
        assert read_query(SOLD, query(SOLD, address.choices)).choices == address.choices


@pytest.mark.parametrize("value", ["-1", "0", "1.5", "NaN", "1_000", "７", "٣", "1e3", "+2", " 2"])
@pytest.mark.parametrize("name", ["extras.cheese", "seats"])
def test_an_amount_that_nobody_can_order_is_malformed(name: str, value: str) -> None:
    address = given_as(bread="rye", **{name: value})
    assert address.malformed
    assert address.choices == (Choice("bread", "rye"),)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("pickles", "dill", "unknown-group"),
        ("bread", "spelt", "unknown-option"),
        ("bread", "-", "unknown-option"),
        ("extras.tomato", "normal", "unknown-option"),
        ("extras.cheese", "triple", "unknown-amount"),
        ("extras.cheese", "7", "unknown-amount"),
        ("seats", "12", "number-outside"),
        ("seats", "3", "number-outside"),
        ("name", "Kim", "typed-text"),
    ],
)
def test_what_is_no_longer_offered_is_told_and_the_rest_kept(
    name: str, value: str, code: str
) -> None:
    address = given_as(filling="ham", **{name: value})
    assert [problem.code for problem in address.problems] == [code]
    assert not address.malformed
    assert address.choices == (Choice("filling", "ham"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [("fbclid", "IwAR0_x"), ("utm_source", "letter"), ("x[]", "1"), ("q", "Two Words")],
)
def test_foreign_parameters_are_ignored(name: str, value: str) -> None:
    address = given_as(filling="ham", **{name: value})
    assert not address.problems
    assert address.choices == (Choice("filling", "ham"),)


def test_an_empty_value_is_no_answer() -> None:
    assert given_as(bread="", **{"extras.onion": ""}) == given_as()


def test_a_second_answer_is_told_and_the_first_kept() -> None:
    address = read(SOLD, MultiDict([("bread", "rye"), ("bread", "brioche")]))
    assert address.choices == (Choice("bread", "rye"),)
    assert [problem.code for problem in address.problems] == ["answered-twice"]


def test_none_beside_options_in_a_link_is_told_and_the_options_kept() -> None:
    address = given_as(extras="-", **{"extras.onion": "normal"})
    assert address.choices == (Choice("extras", "onion", "normal"),)
    assert [problem.code for problem in address.problems] == ["none-and-more"]


def test_of_none_and_options_in_a_form_the_newer_answer_counts() -> None:
    both = {"extras": "-", "extras.onion": "normal"}
    assert given_as(was="extras.onion=normal", **both).choices == (Choice("extras", NONE),)
    assert given_as(was="extras=-", **both).choices == (Choice("extras", "onion", "normal"),)


def test_too_many_parameters_are_malformed() -> None:
    many = MultiDict([(f"a{number}", "b") for number in range(MOST_PARAMETERS + 1)])
    assert read(SOLD, many).malformed


def test_a_query_that_is_too_long_is_not_read() -> None:
    assert read_query(SOLD, "bread=rye&" + "x" * 5000).malformed


def test_a_form_remembers_the_state_that_it_was_shown_for() -> None:
    given = given_as(bread="brioche", was="bread=rye", step="all")
    address = settled(SOLD, given)
    assert given.submitted
    assert not address.submitted
    assert address.undo == ("bread:rye",)
    assert href_query(SOLD, address) == "bread=brioche&step=all&undo=bread:rye"


def test_a_form_that_changes_nothing_leaves_nothing_to_undo() -> None:
    assert settled(SOLD, given_as(bread="rye", was="bread=rye")).undo == ()


def test_an_answer_can_be_cleared() -> None:
    address = settled(
        SOLD, given_as(bread="rye", filling="ham", was="bread=rye&filling=ham", clear="bread")
    )
    assert address.choices == (Choice("filling", "ham"),)
    assert address.undo == ("bread:rye",)


def test_a_wanted_option_is_read_with_and_without_its_amount() -> None:
    assert given_as(want="bread:rye").want == Choice("bread", "rye")
    assert given_as(want="extras:onion").want == Choice("extras", "onion", "normal")
    assert given_as(want="extras:onion:extra").want == Choice("extras", "onion", "extra")
    assert given_as(want="extras:onion:-").want == Choice("extras", "onion", NONE)
    assert given_as(want="extras:tomato").want is None


@pytest.mark.parametrize("value", ["", "-1", "1.5", "٣", "x", "9" * 40])
def test_a_revision_that_is_none_is_no_hint(value: str) -> None:
    assert given_as(r=value).revision is None
