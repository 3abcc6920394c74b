"""Prices that can be read one by one, but are too much together or would surprise."""

from collections.abc import Iterator

from catalog.product_tree import placed_products
from catalog.shop import Product, Shop, Text
from configurator.publishing.fine_percentages import is_too_fine
from configurator.publishing.list_sets import MOST_SETS, TooManySetsError, sets_of_lists
from configurator.publishing.problems import RuleProblem


def check_prices(shop: Shop) -> list[RuleProblem]:
    """Every mistake in how prices work together."""
    return [problem for product in shop.products for problem in _product(shop, product)]


def _product(shop: Shop, product: Product) -> Iterator[RuleProblem]:
    inner = {each.id: each for prefix, each in placed_products(shop, product) if prefix}
    for each in inner.values():
        yield from _in_slots(product, each)
    yield from _lists(shop, product)
    if is_too_fine(shop, product):
        yield _too_fine(product)


def _too_fine(product: Product) -> RuleProblem:
    *_, last = (each.id for each in product.adjustments if each.percent is not None)
    message = {
        "ko": f"{product.id}의 퍼센트를 모두 곱하면 너무 잘게 나뉘어 값을 정확히 더할 수 없어요."
        " 소수점 자리를 줄이거나 퍼센트를 줄이세요.",
        "en": f"The percentages of {product.id} together are too fine to add prices up exactly."
        " Write fewer decimals, or fewer percentages.",
    }
    return _problem(("products", product.id, "adjustments", last, "percent"), message)


def _in_slots(outer: Product, inner: Product) -> Iterator[RuleProblem]:
    """Percentages of what is part of something else: they would be of the whole."""
    message = {
        "ko": f"{outer.id}의 일부라서 퍼센트가 전체 값에 매겨져요. 금액(amount)으로 쓰세요.",
        "en": f"This is part of {outer.id}, of which the whole would be changed. Write an amount.",
    }
    for each in inner.adjustments:
        if each.percent is not None:
            yield _problem(("products", inner.id, "adjustments", each.id, "percent"), message)


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
        yield _problem(("price_lists", shop.price_lists[-1].id), message)


def _problem(path: tuple[str, ...], message: Text) -> RuleProblem:
    """A mistake in a whole field."""
    return RuleProblem(path, 0, 0, message)
