"""The demo shops show no finding about their rules, and their examples come out as they should."""

import pytest

from catalog.files import load_shop
from configurator.cli.demo import DEMOS
from configurator.publishing.live import LiveShop, assemble
from configurator.publishing.rule_findings import failed_examples, product_findings


@pytest.mark.parametrize("name", ["burger-bar", "laptop", "pc"])
def test_no_rule_of_a_demo_shop_is_idle_and_no_option_out_of_reach(name: str) -> None:
    shop, _ = load_shop(DEMOS / name)
    products = [
        assemble(LiveShop(shop, 0, {}), each, None) for each in shop.products if each.on_menu
    ]
    assert all(found.rules.is_clean for found in product_findings(products))
    assert not any(found.rules.idle.undecided for found in product_findings(products))
    assert [failed for each in products for failed in failed_examples(each)] == []
