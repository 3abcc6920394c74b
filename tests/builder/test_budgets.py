"""A budget as it is typed, and the best within it as the builder tells it."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from catalog.shop import Adjustment, Aim, Rounding
from configurator.builder.budgets import money_text, read_money
from configurator.builder.proposing import proposals
from configurator.engine.model import Choice
from configurator.publishing.configurations import quote
from configurator.publishing.live import LiveProduct, LiveShop, assemble
from tests.builder.pages import ask, every_valid, follow
from tests.publishing.builders import SANDWICH, SHOP


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1,500", "USD", 150_000),
        ("1500.00", "USD", 150_000),
        ("$1,500.5", "USD", 150_050),
        (" 1 500 ", "USD", 150_000),
        ("0", "USD", 0),
        ("1,500,000원", "KRW", 1_500_000),
        ("₩1,500,000", "KRW", 1_500_000),
        ("150만 원", "KRW", 1_500_000),
        ("1500000.00", "KRW", 1_500_000),
        ("1,500 USD", "USD", 150_000),
        ("US$1,500", "USD", 150_000),
        ("1500$", "USD", 150_000),
        ("1500 dollars", "USD", 150_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, currency: str, minor: int) -> None:
    assert read_money(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "-5", "1.500,00", "15,00", "1.005", "1e9", "9" * 40, "1,500 or 2,000"),
        *("1억", "3백만 원", "2천", "1.5k", "1500k", "10 million", "2m"),
    ],
)
def test_what_is_no_amount_is_not_guessed_at(text: str) -> None:
    assert read_money(text, "USD") is None


@pytest.mark.parametrize(("minor", "text"), [(150_000, "1,500"), (150_050, "1,500.50")])
def test_the_field_shows_an_amount_that_reads_back(minor: int, text: str) -> None:
    assert money_text(minor, "USD", "en") == text
    assert read_money(text, "USD") == minor


POINTS = {"bread": {"rye": 3, "brioche": 9}, "filling": {"ham": 5, "tofu": 8}}


@pytest.fixture(scope="module")
def live() -> LiveProduct:
    """The sandwich, with points for a long walk."""
    groups = tuple(
        replace(
            group,
            options=tuple(
                replace(option, merits={"walk": POINTS.get(group.id, {}).get(option.id, 1)})
                for option in group.options
            ),
        )
        for group in SANDWICH.groups
    )
    aims = (Aim("walk", {"en": "Walking", "ko": "걷기"}),)
    product = replace(SANDWICH, groups=groups, aims=aims)
    shop = replace(SHOP, products=(product, *SHOP.products[1:]))
    return assemble(LiveShop(shop, 1, {}), product, None)


def points(live: LiveProduct, choices: frozenset[Choice]) -> int:
    """The points of a configuration, counted by hand: each option for each of its units."""
    total = 0
    for choice in choices:
        option = next(
            (it for it in live.group(choice.group).group.options if it.id == choice.option), None
        )
        if option is not None:
            units = live.judge.options[choice.group][choice.option].amounts.get(choice.amount, 1)
            total += option.merits.get("walk", 0) * units
    return total


def best_by_hand(live: LiveProduct, budget: int, held: frozenset[Choice]) -> tuple[int, int] | None:
    """The most points within a budget, and the least price for as many: by trying everything."""
    fitting = [
        (points(live, each), -price)
        for each, price in every_valid(live)
        if price <= budget and held <= each
    ]
    return max(fitting, default=None)


@pytest.mark.parametrize("budget", range(4_500, 12_000, 500))
@pytest.mark.parametrize("chosen", ["", "bread=rye"])
def test_what_is_proposed_is_the_best_for_the_whole_price(
    live: LiveProduct, budget: int, chosen: str
) -> None:
    held = frozenset({Choice("bread", "rye")} if chosen else ())
    best = best_by_hand(live, budget, held)

    view = ask(live, f"{chosen}&aim=walk&budget={budget}")

    assert view.budget is not None
    if best is None:
        assert view.budget.proposal is None
        assert "more than your budget" in view.budget.told
        return
    assert view.budget.proposal is not None
    taken = follow(live, view.budget.proposal.href)
    assert taken.totals.complete
    assert taken.totals.so_far == view.budget.proposal.price == f"₩{-best[1]:,}"


@pytest.mark.parametrize("budget", range(4_990, 11_000, 555))
def test_a_budget_counts_shares_and_rounding(live: LiveProduct, budget: int) -> None:
    tenth = Adjustment("tenth", {"en": "-10%"}, "filling is ham", percent=Decimal(-10))
    product = replace(live.product, adjustments=(*live.product.adjustments, tenth))
    shop = replace(live.shop, products=(product, *SHOP.products[1:]), rounding=Rounding(100))
    shared = assemble(LiveShop(shop, 1, {}), product, None)
    best = best_by_hand(shared, budget, frozenset())

    found = proposals(shared, (), (), "walk", budget)

    prices = [price for _, price in every_valid(shared)]
    assert found.cheapest == min(prices)
    assert best is None if found.best is None else best == (found.best.merit, -found.best.price)
    for step in (*found.less, *found.more):
        assert quote(shared, step.choices).total.minor == step.price


def test_prices_and_points_that_outgrow_the_engine_are_told_apart_less_finely(
    live: LiveProduct,
) -> None:
    """The dearest options that there can be, with the most points: something is proposed still."""
    bread = live.product.groups[0]
    dearest = {"rye": (0, 0), "brioche": (10**9, 10**6)}
    options = tuple(
        replace(option, prices={"": dearest[option.id][0]}, merits={"walk": dearest[option.id][1]})
        for option in bread.options
    )
    many = tuple(replace(bread, id=f"bread{number}", options=options) for number in range(40))
    product = replace(live.product, groups=many, steps=(), rules=(), adjustments=())
    shop = replace(live.shop, products=(product,), presets=())
    dear = assemble(LiveShop(shop, 1, {}), product, None)

    found = proposals(dear, (), (), "walk", 10**12)

    assert found.cheapest == dear.price_list.base
    assert found.best is not None
    assert found.best.price == dear.price_list.base + 40 * 10**9
    assert quote(dear, found.best.choices).total.minor == found.best.price
    assert {each.option for each in found.best.choices} == {"brioche"}
    assert not found.best.proven


def test_what_is_too_dear_says_by_how_much_and_how_to_go_on(live: LiveProduct) -> None:
    least = min(price for _, price in every_valid(live))

    panel = ask(live, f"aim=walk&budget={least - 300}").budget

    assert panel is not None
    assert panel.told == f"The cheapest costs ₩{least:,}: ₩300 more than your budget."
    raised = follow(live, panel.raise_href).budget
    assert raised is not None
    assert raised.proposal is not None
    assert raised.proposal.price == f"₩{least:,}"
    assert raised.proposal.slack == "exactly your budget"


def test_the_steps_go_from_less_to_more_and_each_can_be_taken(live: LiveProduct) -> None:
    panel = ask(live, "aim=walk&budget=8000").budget
    assert panel is not None
    assert panel.steps
    signs = [step.difference[0] for step in panel.steps]
    assert signs == sorted(signs, reverse=True)
    assert {"-", "+"} >= set(signs)
    prices = [follow(live, step.href).totals.so_far for step in panel.steps]
    amounts = [int(price.strip("₩").replace(",", "")) for price in prices]
    assert all(one < other for one, other in pairwise(amounts))


def test_the_bar_tells_what_is_left_and_what_is_too_much(live: LiveProduct) -> None:
    inside = ask(live, "bread=rye&filling=ham&aim=walk&budget=20000").budget
    beyond = ask(live, "bread=rye&filling=ham&aim=walk&budget=100").budget
    assert inside is not None
    assert inside.bar is not None
    assert beyond is not None
    assert beyond.bar is not None
    assert inside.bar.words.endswith("left of your budget")
    assert not inside.bar.over
    assert beyond.bar.words.endswith("over your budget")
    assert beyond.bar.over


def test_links_keep_the_budget_and_what_is_shared_does_not(live: LiveProduct) -> None:
    view = ask(live, "bread=rye&aim=walk&budget=8000")
    assert "budget=8000" in view.finish_href
    assert "budget" not in view.shared
    assert "aim" not in view.shared


def test_a_product_without_aims_has_no_panel() -> None:
    plain = assemble(LiveShop(SHOP, 1, {}), SANDWICH, None)
    assert ask(plain, "aim=walk&budget=8000").budget is None
