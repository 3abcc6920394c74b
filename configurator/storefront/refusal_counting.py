"""Counting what was wanted and could not be had: after the answer, and for nobody in particular."""

from collections.abc import Mapping

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
    refusal = _refusal(live, wanted, causes)
    response.call_on_close(
        lambda: database.in_transaction(lambda session: count_refusal(session, refusal))
    )


def _refusal(live: LiveProduct, wanted: Choice, causes: tuple[str, ...]) -> Refusal:
    """What is counted: of equal slots all together, as nobody cares which of them it is."""
    shared = {flat.path: flat.shared_path for flat in live.groups}
    return Refusal(
        live.shop.id,
        live.product.id,
        shared[wanted.group],
        wanted.option,
        tuple(dict.fromkeys(_shared_cause(each, shared) for each in causes)),
    )


def _shared_cause(cause: str, shared: Mapping[str, str]) -> str:
    """A built-in limit is named by the path of its group, which it shares with its copies."""
    kind, separator, path = cause.partition(":")
    return f"{kind}{separator}{shared.get(path, path)}"
