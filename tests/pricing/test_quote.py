"""A quote traces every unit of the total to a cause."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.charges import Adjustment
from pricing.errors import MissingPriceError
from pricing.money import Money, total
from pricing.price_list import ChoiceKey, PriceList
from pricing.quote import Cause, QuoteLine, quote
from pricing.rounding import Rounding

ids = st.sampled_from("abcdefgh")
prices = st.integers(-50_000, 50_000)
books = st.builds(
    PriceList,
    currency=st.sampled_from(["KRW", "USD"]),
    base=st.integers(0, 100_000),
    choices=st.dictionaries(st.tuples(ids, ids, st.sampled_from(["", "extra"])), prices),
    adjustments=st.lists(
        st.builds(lambda name, amount: Adjustment(name, amount, condition=name), ids, prices),
        unique_by=lambda each: each.name,
    ).map(tuple),
    rounding=st.just(Rounding(below_zero=True)),
)

BURGER = PriceList(
    currency="KRW",
    base=5900,
    choices={
        ("bun", "sesame", ""): 0,
        ("bun", "brioche", ""): 700,
        ("toppings", "onion", "normal"): 300,
        ("toppings", "onion", "extra"): 500,
    },
    adjustments=(
        Adjustment("preset:classic", -400, condition="preset:classic"),
        Adjustment("lunch", -1000, condition="lunch"),
    ),
)


def line(amount: int, cause: Cause) -> QuoteLine:
    return QuoteLine(cause, Money(amount, "KRW"))


@given(books, st.data())
def test_lines_add_up_to_the_total(book: PriceList, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(book.choices)))) if book.choices else set()
    held = data.draw(st.sets(ids))
    priced = quote(book, chosen, held)
    charged = book.base + sum(book.choices[choice] for choice in chosen)
    charged += sum(each.amount for each in book.adjustments if each.condition in held)
    assert total((each.amount for each in priced.lines), book.currency) == priced.total
    assert priced.total == Money(charged, book.currency)


@given(books, st.randoms(use_true_random=False))
def test_the_order_of_choices_does_not_matter(book: PriceList, shuffler: random.Random) -> None:
    chosen: list[ChoiceKey] = list(book.choices)
    shuffled = chosen + chosen[:2]
    shuffler.shuffle(shuffled)
    held = [each.condition for each in book.adjustments]
    assert quote(book, shuffled, held[::-1]) == quote(book, chosen, held)


def test_lines_stand_in_the_order_of_the_book_and_free_choices_give_none() -> None:
    chosen = [("toppings", "onion", "extra"), ("bun", "sesame", ""), ("bun", "brioche", "")]
    assert quote(BURGER, chosen, {"lunch", "preset:classic"}).lines == (
        line(5900, Cause("base")),
        line(700, Cause("choice", path="bun", option="brioche")),
        line(500, Cause("choice", path="toppings", option="onion", amount_id="extra")),
        line(-400, Cause("adjustment", name="preset:classic")),
        line(-1000, Cause("adjustment", name="lunch")),
    )


def test_a_free_product_still_has_its_base_line() -> None:
    assert quote(PriceList("KRW", 0), [], ()).lines == (line(0, Cause("base")),)


def test_a_choice_without_a_price_is_never_priced_silently() -> None:
    with pytest.raises(MissingPriceError) as caught:
        quote(BURGER, [("toppings", "onion", "light")], ())
    assert (caught.value.path, caught.value.option) == ("toppings", "onion")
    assert "no price for toppings: onion in the amount light" in str(caught.value)


def test_a_condition_without_an_adjustment_is_free() -> None:
    assert quote(BURGER, [], {"vegan"}).total == Money(5900, "KRW")
