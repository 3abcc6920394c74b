"""Questions that are answered by typing: as forms show them, with what is wrong in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalog.naming import group_words, say
from catalog.product_tree import FlatGroup
from configurator.builder.money_words import difference_words
from configurator.builder.option_words import html_key
from configurator.builder.translating import gettext as _
from configurator.i18n import language
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import NO_TEXTS, TextFault, Texts, tidied

FIELD = "text:"
"""How the name of a form's field begins that holds typed text; no group's id has a colon."""


@dataclass(frozen=True)
class Typed:
    """What was typed so far, and what is wrong with it, by the path of its group."""

    texts: Texts = field(default_factory=lambda: NO_TEXTS)
    faults: Mapping[str, TextFault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextView:
    """A question to type an answer to. `wrong` says what is the matter with what was typed.

    `most` is how many characters it takes, `price` what it costs once something is typed. A page
    may ask the same twice: `key` is its own.
    """

    key: str
    field: str
    name: str
    help: str
    most: int
    optional: bool
    value: str
    wrong: str
    price: str = ""


def text_views(
    live: LiveProduct, asked: Iterable[FlatGroup], typed: Typed, *place: str
) -> tuple[TextView, ...]:
    """The questions as a form shows them; `place` tells forms on one page apart."""
    return tuple(_view(live, flat, typed, place) for flat in asked)


def typed_fields(texts: Texts) -> tuple[tuple[str, str], ...]:
    """What was typed as fields of a form."""
    return tuple((FIELD + path, text) for path, text in texts.items())


def text_fault_words(live: LiveProduct, path: str, fault: TextFault, typed: str = "") -> str:
    """What is wrong with a text, and what to do about it."""
    flat = live.group(path)
    name = group_words(live.shop, flat, language())
    most = flat.group.max_length
    if fault == "missing":
        return _("%(group)s: type what it should say", group=name)
    if fault == "long":
        return _(
            "%(group)s: up to %(most)s characters fit, and this has %(count)s",
            group=name,
            most=most,
            count=len(tidied(typed)),
        )
    return _("%(group)s: some of this cannot be printed. Type it without hidden signs", group=name)


def _view(live: LiveProduct, flat: FlatGroup, typed: Typed, place: tuple[str, ...]) -> TextView:
    group = flat.group
    value = typed.texts.get(flat.path, "")
    fault = typed.faults.get(flat.path)
    return TextView(
        key=html_key("text", *place, flat.path),
        field=FIELD + flat.path,
        name=group_words(live.shop, flat, language()),
        help=say(group.help, language()) if group.help else "",
        most=group.max_length,
        optional=group.optional,
        value=value,
        wrong=text_fault_words(live, flat.path, fault, value) if fault else "",
        price=text_price(live, flat.path),
    )


def text_price(live: LiveProduct, path: str) -> str:
    """What typing something adds to the price; empty where that is nothing."""
    minor = live.price_list.texts.get(path, 0)
    return difference_words(minor, live.price_list.currency, language()) if minor else ""
