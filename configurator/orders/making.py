"""From what was posted to what a line is to be: choices completed, texts read."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from configurator.engine.model import Choice
from configurator.orders.completing import NotOrderable, completed
from configurator.orders.freezing import (
    Frozen,
    canonical_configuration,
    canonical_texts,
    freeze,
)
from configurator.orders.models import Line
from configurator.publishing.canonical import in_canonical_order, texts_in_canonical_order
from configurator.publishing.configurations import unavailable
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import TextFault, Texts, read_texts


@dataclass(frozen=True)
class Mistyped:
    """What is wrong with typed text, by the path of its group."""

    faults: Mapping[str, TextFault]


@dataclass(frozen=True)
class Made:
    """What can be made: complete, valid, to be had now, and everything asked for typed.

    Its copies stand in canonical order.
    """

    live: LiveProduct
    complete: tuple[Choice, ...]
    texts: Texts

    def frozen(self, preset_id: str | None) -> Frozen:
        return freeze(self.live, self.complete, preset_id, self.texts)

    def equals(self, line: Line) -> bool:
        """Whether a line holds the same, typed text included."""
        configuration = canonical_configuration(self.live, self.complete)
        mine = (self.live.product.id, configuration, canonical_texts(self.texts))
        return mine == (line.product_id, line.configuration, line.texts)


def made(
    session: Session, live: LiveProduct, choices: tuple[Choice, ...], typed: Texts
) -> Made | NotOrderable | Mistyped:
    """What the choices make with what was typed; or why they cannot be ordered as they are."""
    complete = completed(live, choices, unavailable(session, live))
    if isinstance(complete, NotOrderable):
        return complete
    texts, faults = read_texts(live, complete, typed)
    if faults:
        return Mistyped(faults)
    return Made(
        live,
        in_canonical_order(live, complete),
        texts_in_canonical_order(live, complete, texts),
    )
