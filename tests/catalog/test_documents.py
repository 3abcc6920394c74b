"""A shop is stored as a document and comes back as it was."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from catalog.documents import document_to_shop, shop_to_document
from catalog.errors import DocumentError
from catalog.files import load_shop
from catalog.shop import Group, GroupKind, Option, Product, Shop, Store
from tests.catalog.shops import BURGER_BAR, shops

SHOP = Shop(
    "bar", {"en": "Bar"}, ("en",), "KRW", "Asia/Seoul", (Store("main", {"en": "Main"}),), ()
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(shops())
def test_a_shop_comes_back_from_its_document_as_it_was(shop: Shop) -> None:
    written = json.dumps(shop_to_document(shop), sort_keys=True, ensure_ascii=False)
    assert document_to_shop(json.loads(written)) == shop


def test_the_burger_bar_comes_back_from_its_document() -> None:
    shop, _ = load_shop(BURGER_BAR)
    assert document_to_shop(json.loads(json.dumps(shop_to_document(shop)))) == shop


def test_equal_shops_have_equal_documents() -> None:
    documents = [shop_to_document(with_fact(fact)) for fact in (2, Decimal("2"), Decimal("2.0"))]
    assert documents[0] == documents[1] == documents[2]
    assert shop_to_document(with_fact(Decimal("1.50"))) == shop_to_document(
        with_fact(Decimal("1.5"))
    )


def test_a_flag_and_a_number_stay_apart() -> None:
    stored = document_to_shop(shop_to_document(with_fact(True)))
    assert fact_of(stored) is True
    assert fact_of(document_to_shop(shop_to_document(with_fact(1)))) == 1


def test_an_option_that_uses_nothing_is_not_one_that_nobody_described() -> None:
    said: list[dict[str, int] | None] = [None, {}]
    for items in said:
        option = replace(with_fact(1).products[0].groups[0].options[0], items=items)
        shop = with_option(option)
        back = document_to_shop(shop_to_document(shop))
        assert back.products[0].groups[0].options[0].items == items


def test_a_document_from_before_a_field_existed_reads_with_its_default() -> None:
    document = shop_to_document(SHOP)
    del document["theme"]
    assert document_to_shop(document) == SHOP


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"currency": 5}, "currency: expected text"),
        ({"languages": "ko"}, "languages: expected a list"),
        ({"name": []}, "name: expected a map"),
        ({"products": [5]}, "products.0: expected a map"),
        ({"colour": "red"}, "colour: expected a field of Shop"),
        ({"items": [{"id": "a", "name": {}, "origin": "moon"}]}, "items.0.origin: expected one of"),
        ({"attributes": [{"id": "a", "name": {}, "kind": "x"}]}, "attributes.0.kind: expected one"),
        ({"items": [{"id": "a", "name": {}, "facts": {"x": {"decimal": "NaN"}}}]}, "another kind"),
        ({"amounts": [{"id": "a", "name": {}}]}, "amounts.0.units: expected a value"),
    ],
)
def test_a_document_of_another_shape_is_refused_with_its_path(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        document_to_shop({**shop_to_document(SHOP), **change})
    assert told in str(caught.value)


def with_fact(fact: bool | int | Decimal) -> Shop:
    return with_option(Option("a", {"en": "A"}, {"": 0}, facts={"kcal": fact}))


def with_option(option: Option) -> Shop:
    group = Group("g", {"en": "G"}, GroupKind.ONE, (option,))
    return replace(SHOP, products=(Product("p", {"en": "P"}, 0, (group,)),))


def fact_of(shop: Shop) -> object:
    return shop.products[0].groups[0].options[0].facts["kcal"]
