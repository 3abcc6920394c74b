"""From a shop's product to the model that the engine reasons about."""

from catalog.shop import Product, Shop
from configurator.engine.model import Model
from configurator.publishing.costing import price_conditions
from configurator.publishing.product_reader import ProductReader


def engine_model(shop: Shop, product: Product) -> Model:
    """The product with its slots laid flat, its rules parsed and placed, and named conditions:
    those that prices depend on, and for rules that lack facts that they are not checked.

    Raises `RuleTextError` where a rule or condition cannot be read; `checks` finds all of them.
    """
    return model_of(shop, product, ProductReader(shop, product))


def model_of(shop: Shop, product: Product, reader: ProductReader) -> Model:
    """The same, where the texts of the product are read already."""
    return reader.model(price_conditions(shop, product, reader))
