"""What the forms that fill a cart say, read strictly."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from configurator.builder.address import Address
from configurator.builder.address_reading import read, read_query
from configurator.builder.problems import Problem
from configurator.builder.text_views import FIELD
from configurator.engine.model import Choice
from configurator.orders.cart import read_quantity
from configurator.publishing.configurations import preset_choices
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import Texts
from configurator.storefront.cart_session import read_nonce

FORM_FIELDS = frozenset(
    {"product", "configuration", "quantity", "preset", "line", "nonce", "csrf_token", "do"}
)
"""The fields of a form that are no groups; every other one answers a group."""


@dataclass(frozen=True)
class CartForm:
    """A configuration to be put in the cart. `line` is the one that it is to replace.

    `typed` is what was typed, by the path of its group, as it came.
    `quantity` is None where it is no number from 1 to 99; `line` is -1 for one that cannot be.
    """

    choices: tuple[Choice, ...]
    problems: tuple[Problem, ...]
    quantity: int | None
    preset_id: str | None
    line: int | None
    nonce: str | None
    typed: Texts


def read_cart_form(live: LiveProduct, form: MultiDict[str, str]) -> CartForm:
    """What a form says. Answers in fields of their own win over those in `configuration`."""
    whole = _configuration(live, form)
    beside = read(
        live,
        MultiDict([pair for pair in form.items(multi=True) if _answers(pair[0])]),
    )
    answered = {each.group for each in beside.choices}
    kept = tuple(each for each in whole.choices if each.group not in answered)
    return CartForm(
        choices=(*kept, *beside.choices),
        problems=(*whole.problems, *beside.problems),
        quantity=read_quantity(form.get("quantity", "1")),
        preset_id=form.get("preset") or whole.preset,
        line=read_line(form.get("line") or whole.line or ""),
        nonce=read_nonce(form.get("nonce", "")),
        typed=read_typed(form),
    )


def read_typed(form: MultiDict[str, str]) -> Texts:
    """What was typed, by the path of its group, as it came."""
    return {name.removeprefix(FIELD): text for name, text in form.items() if name.startswith(FIELD)}


def _answers(name: str) -> bool:
    """Whether a field answers a group in the way that addresses do."""
    return name not in FORM_FIELDS and not name.startswith(FIELD)


def _configuration(live: LiveProduct, form: MultiDict[str, str]) -> Address:
    """The posted configuration; that of the posted preset where there is none."""
    text = form.get("configuration", "")
    preset = next(
        (each for each, _ in live.presets if each.id == form.get("preset") and not text), None
    )
    if preset is not None:
        answers = preset_choices(live, preset)
        return Address(tuple(each for each in answers if not preset.is_asked(each.group)))
    return read_query(live, text)


def read_line(typed: str) -> int | None:
    """The number of a line; None for a new one."""
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
