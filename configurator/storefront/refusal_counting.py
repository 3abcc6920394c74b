"""Counting what was wanted and could not be had: after the answer, and for nobody in particular."""

from flask import Response

from configurator.database import current_database
from configurator.engine.model import Choice
from configurator.insight.refusals import Refusal, count_refusal
from configurator.publishing.live import LiveProduct
from configurator.storefront.finding import is_prefetch


def count_when_answered(
    response: Response, live: LiveProduct, wanted: Choice, causes: tuple[str, ...]
) -> None:
    """Count a refusal once the visitor has the answer; a prefetched page refuses nobody."""
    if is_prefetch():
        return
    database = current_database()
    refusal = Refusal(live.shop.id, live.product.id, wanted.group, wanted.option, causes)
    response.call_on_close(
        lambda: database.in_transaction(lambda session: count_refusal(session, refusal))
    )
