"""What `flask catalog check` tells of the rules of products as a whole."""

from collections.abc import Iterable, Iterator

from configurator.publishing.finding_words import cause_line, finding_words
from configurator.publishing.live import LiveProduct
from configurator.publishing.rule_findings import product_findings


def finding_lines(products: Iterable[LiveProduct], language: str) -> Iterator[str]:
    """What is found about the rules of the products, each finding above the rules it names."""
    for found in product_findings(products):
        product = found.live.product
        for told in finding_words(found, language):
            yield f"{product.id}: {told.words}"
            for name in told.rules:
                yield f"  - {cause_line(found.live.shop, product, name, language)}"
