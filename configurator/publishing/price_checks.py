"""Prices that can be read one by one, but are too much together or would surprise."""

from collections.abc import Iterator

from catalog.product_tree import placed_products
from catalog.shop import Product, Shop, Text
from configurator.publishing.list_sets import MOST_SETS, TooManySetsError, sets_of_lists
from configurator.publishing.problems import RuleProblem

MOST_SHARES = 2
"""Percentages on a condition that a product may have: each multiplies what prices depend on."""


def check_prices(shop: Shop) -> list[RuleProblem]:
    """Every mistake in how prices work together."""
    return [problem for product in shop.products for problem in _product(shop, product)]


def _product(shop: Shop, product: Product) -> Iterator[RuleProblem]:
    yield from _conditional(product)
    inner = {each.id: each for prefix, each in placed_products(shop, product) if prefix}
    for each in inner.values():
        yield from _in_slots(product, each)
    yield from _lists(shop, product)


def _conditional(product: Product) -> Iterator[RuleProblem]:
    """Percentages on a condition beyond those that can be had."""
    conditional = [
        each for each in product.adjustments if each.percent is not None and each.condition
    ]
    message = {
        "ko": f"조건이 있는 퍼센트는 {MOST_SHARES}개까지예요. 금액(amount)으로 바꾸세요.",
        "en": f"At most {MOST_SHARES} percentages can have a condition. Write an amount.",
    }
    for each in conditional[MOST_SHARES:]:
        yield _at(("products", product.id, "adjustments", each.id, "percent"), message)


def _in_slots(outer: Product, inner: Product) -> Iterator[RuleProblem]:
    """Percentages of what is part of something else: they would be of the whole."""
    message = {
        "ko": f"{outer.id}의 일부라서 퍼센트가 전체 값에 매겨져요. 금액(amount)으로 쓰세요.",
        "en": f"This is part of {outer.id}, of which the whole would be changed. Write an amount.",
    }
    for each in inner.adjustments:
        if each.percent is not None:
            yield _at(("products", inner.id, "adjustments", each.id, "percent"), message)


def _lists(shop: Shop, product: Product) -> Iterator[RuleProblem]:
    try:
        sets_of_lists(shop, product)
    except TooManySetsError:
        message = {
            "ko": f"{product.id}에 함께 적용될 수 있는 가격표 조합이 {MOST_SETS}개를 넘어요."
            " 시간이나 매장이 겹치지 않게 하거나 합치세요.",
            "en": f"More than {MOST_SETS} combinations of price lists can hold for {product.id}."
            " Keep their times or stores apart, or join some.",
        }
        yield _at(("price_lists", shop.price_lists[-1].id), message)


def _at(path: tuple[str, ...], message: Text) -> RuleProblem:
    return RuleProblem(path, 0, 0, message)
