"""What a line keeps of its product: enough to show, charge and make it for ever, without a shop.

Everything is canonical text, so that equal things are equal bytes, and an order that was placed
reads the same under every later revision.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Protocol

from catalog.database import canonical_json
from catalog.naming import choice_words, group_words
from catalog.product_tree import FlatGroup
from catalog.shop import AllergenState, Preset, Text
from configurator.engine.model import Choice, taken
from configurator.orders.by_hand import unknown_texts
from configurator.orders.causes import cause_words
from configurator.orders.ticket import AllergenNotice, Ticket, TicketLine, quoted, ticket_of
from configurator.publishing.canonical import in_canonical_order, texts_in_canonical_order
from configurator.publishing.configurations import is_told_within, matched_presets, quote
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import NO_TEXTS, Texts


class Kept(Protocol):
    """The texts that a line keeps, in the database or not yet."""

    @property
    def quote(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def ticket(self) -> str: ...
    @property
    def texts(self) -> str: ...
    @property
    def unit_price(self) -> int: ...


@dataclass(frozen=True)
class Frozen:
    """The texts of a line, and the price of one piece in the smallest unit of the currency.

    `lists` are the ids of the price lists that it was priced by, as canonical text.
    """

    configuration: str
    quote: str
    words: str
    ticket: str
    unit_price: int
    texts: str = "{}"
    lists: str = "[]"
    currency: str = ""


@dataclass(frozen=True)
class ChosenWords:
    """A group and what was chosen in it, in every language."""

    path: str
    group: Text
    chosen: Text


@dataclass(frozen=True)
class ReceiptLine:
    """A line of a quote: what it is for, and its signed amount; `kind` is that of its cause."""

    words: Text
    amount: int
    kind: str


def canonical_configuration(live: LiveProduct, complete: tuple[Choice, ...]) -> str:
    """The taken choices in the order of the product: equal configurations, equal text."""
    ordered = in_canonical_order(live, taken(complete))
    return canonical_json([[each.group, each.option, each.amount] for each in ordered])


def read_configuration(text: str) -> tuple[Choice, ...]:
    """The taken choices of a canonical configuration."""
    return tuple(Choice(group, option, amount) for group, option, amount in json.loads(text))


def canonical_texts(texts: Texts) -> str:
    """What was typed as canonical text."""
    return canonical_json(dict(texts))


def read_kept_texts(text: str) -> Texts:
    """What was typed, from its canonical text."""
    texts: Texts = json.loads(text)
    return texts


def freeze(
    live: LiveProduct,
    complete: tuple[Choice, ...],
    preset_id: str | None,
    texts: Texts = NO_TEXTS,
) -> Frozen:
    """Everything a line keeps of a complete configuration under the revision of `live`.

    `texts` is what was typed, as `read_texts` takes it.
    """
    configuration = canonical_configuration(live, complete)
    chosen = read_configuration(configuration)
    texts = texts_in_canonical_order(live, taken(complete), texts)
    priced = quote(live, chosen, tuple(texts))
    return Frozen(
        configuration,
        canonical_json(
            [
                {
                    "words": cause_words(live, line.cause),
                    "amount": line.amount.minor,
                    "cause": asdict(line.cause),
                }
                for line in priced.lines
            ]
        ),
        canonical_json(
            {
                "title": _title(live, chosen),
                "chosen": list(_chosen_words(live, chosen, texts)),
                "unchecked": unknown_texts(live, chosen),
            }
        ),
        _ticket_text(ticket_of(live, chosen, find_preset(live, preset_id), texts)),
        priced.total.minor,
        canonical_texts(texts),
        canonical_json(live.lists),
        priced.total.currency,
    )


def find_preset(live: LiveProduct, preset_id: str | None) -> Preset | None:
    """The preset of that id that is made of this product, if there is one."""
    presets = {each.id: each for each in live.shop.presets if each.product == live.product.id}
    return presets.get(preset_id or "")


def title(line: Kept) -> Text:
    """The name of the preset that the line is, or of its product."""
    words: Text = json.loads(line.words)["title"]
    return words


def chosen_words(line: Kept) -> tuple[ChosenWords, ...]:
    """What was chosen, group by group."""
    return tuple(ChosenWords(**each) for each in json.loads(line.words)["chosen"])


def unchecked(line: Kept) -> tuple[Text, ...]:
    """What was not known of each choice when the line was made, so that rules were not checked."""
    return tuple(json.loads(line.words).get("unchecked", ()))


def receipt(line: Kept) -> tuple[ReceiptLine, ...]:
    """The lines of the frozen quote; for one piece they add up to `unit_price`."""
    return tuple(
        ReceiptLine(each["words"], each["amount"], each["cause"]["kind"])
        for each in json.loads(line.quote)
    )


def is_priced_in_full(line: Kept, shares: Collection[str] = ()) -> bool:
    """Whether every price of a line comes from a price list: none is the shop's own, which would be
    in another currency than such a list. `shares` names the adjustments in percent, which are of
    every currency."""
    own = ("base", "choice", "text", "adjustment")
    causes = ((each["cause"], each["amount"]) for each in json.loads(line.quote))
    return all(
        cause["price_list"] or not amount or cause["name"] in shares
        for cause, amount in causes
        if cause["kind"] in own
    )


def ticket(line: Kept) -> Ticket:
    """The frozen ticket."""
    kept = json.loads(line.ticket)
    return Ticket(
        kept["title"],
        kept["standard"],
        tuple(TicketLine(**each) for each in kept["lines"]),
        tuple(
            AllergenNotice(each["name"], AllergenState(each["state"])) for each in kept["allergens"]
        ),
        tuple(kept.get("by_hand", ())),
        tuple(kept.get("notes", ())),
    )


def _title(live: LiveProduct, chosen: tuple[Choice, ...]) -> Text:
    matched = matched_presets(live, chosen)
    return matched[0].name if matched else live.product.name


def _chosen_words(
    live: LiveProduct, chosen: tuple[Choice, ...], texts: Texts
) -> Iterator[dict[str, object]]:
    """The groups in which something was taken or typed, in the order of the product."""
    for flat in live.groups:
        here = [
            each for each in chosen if each.group == flat.path and not is_told_within(live, each)
        ]
        if flat.path in texts:
            yield _typed_words(live, flat, texts[flat.path])
        if not here:
            continue
        yield {
            "path": flat.path,
            "group": {each: group_words(live.shop, flat, each) for each in live.shop.languages},
            "chosen": {
                language: ", ".join(
                    choice_words(live.shop, flat, each.option, each.amount, language)
                    for each in here
                )
                for language in live.shop.languages
            },
        }


def _typed_words(live: LiveProduct, flat: FlatGroup, text: str) -> dict[str, object]:
    """What was typed reads the same in every language."""
    return {
        "path": flat.path,
        "group": {each: group_words(live.shop, flat, each) for each in live.shop.languages},
        "chosen": dict.fromkeys(live.shop.languages, quoted(text)),
    }


def _ticket_text(ticket: Ticket) -> str:
    return canonical_json(
        {
            "title": ticket.title,
            "standard": ticket.standard,
            "lines": [
                {"group": each.group, "words": each.words, "differs": each.differs}
                for each in ticket.lines
            ],
            "allergens": [{"name": each.name, "state": each.state} for each in ticket.allergens],
            "by_hand": ticket.by_hand,
            "notes": ticket.notes,
        }
    )
