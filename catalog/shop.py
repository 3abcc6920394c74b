"""A shop as values: everything a merchant says about it, in one immutable tree.

This is what a shop file holds, what a revision freezes, and what the rest of the product reads.
Prices are whole numbers of the currency's smallest unit. `Text` maps a language to words; every
text has every language of its shop.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, TypeAlias

Text: TypeAlias = Mapping[str, str]
Fact: TypeAlias = bool | int | Decimal | str | tuple[str, ...]
"""The value of an attribute; several words for one of kind *words*. An absent fact is unknown."""

Answer: TypeAlias = str | int | Mapping[str, str]
"""How a preset answers a group: an option id, `-`, a number, or option ids with their amounts."""

NONE = "-"
TAKEN = "taken"
"""The one option of an optional slot."""


class AllergenState(StrEnum):
    """What is known of one allergen in one item. Only *free* is safe."""

    CONTAINS = "contains"
    MAY_CONTAIN = "may_contain"
    FREE = "free"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where an ingredient comes from; diets are derived from it and never ticked by hand."""

    PLANT = "plant"
    DAIRY = "dairy"
    EGG = "egg"
    HONEY = "honey"
    FISH = "fish"
    MEAT = "meat"
    UNKNOWN = "unknown"


class GroupKind(StrEnum):
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    TEXT = "text"
    SLOT = "slot"


@dataclass(frozen=True)
class Attribute:
    """A fact that options may state and rules may read.

    One of kind *words* states a set of them ("AM4, AM5"). `words` says how a word is shown where it
    is not shown as it stands. `better` says which end of a number shoppers look for.
    """

    id: str
    name: Text
    kind: Literal["flag", "number", "word", "words"]
    unit: str = ""
    words: Mapping[str, Text] = field(default_factory=dict)
    better: Literal["more", "less"] | None = None


@dataclass(frozen=True)
class Amount:
    """How much of an option: `units` is what limits and items count it as."""

    id: str
    name: Text
    units: int
    ticket: Text | None = None
    """The word put before the option on a ticket ("EXTRA"); without it, the name."""


@dataclass(frozen=True)
class Place:
    """Where on the product an option goes: on the side, left half, right half."""

    id: str
    name: Text


@dataclass(frozen=True)
class Allergen:
    id: str
    name: Text


@dataclass(frozen=True)
class Item:
    """What is stocked and used up: an ingredient or a part. Absent allergens are unknown."""

    id: str
    name: Text
    origin: Origin = Origin.UNKNOWN
    allergens: Mapping[str, AllergenState] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """Facts per unit of the item (kcal); summed into the options that use it."""


@dataclass(frozen=True)
class Layer:
    """How an option is drawn in its product's picture; lengths are in units of the stage.

    The picture is `width` by `height` with its left edge at `x`, lies at `level` (0 is the bottom;
    a higher one is drawn later), lifts what lies above it by `thickness`, and hangs `hang` below
    what it lies on. One that stands `beside` the stack stays on the floor and moves those that
    stand beside at the same `x` and `level` to the right by its thickness instead.

    One with a `y` has a fixed place instead, its upper edge there; of several at the same place
    each further one is moved by `dx` and `dy` (memory modules in their slots).

    It is drawn once, or once for every `units_each` units of the amount chosen where that is not 0
    (at least once); `copies_by` names a number attribute of the option that says how often besides.
    `top` is a second picture of the same option further up (the crown of a bun).
    `places` says how the option is drawn instead where it goes to that place.
    """

    picture: str
    level: int
    thickness: int
    width: int
    height: int
    x: int = 0
    hang: int = 0
    beside: bool = False
    units_each: int = 0
    top: "Layer | None" = None
    places: Mapping[str, "Layer"] = field(default_factory=dict)
    y: int | None = None
    dx: int = 0
    dy: int = 0
    copies_by: str = ""


@dataclass(frozen=True)
class Drawing:
    """How the options of a group are shown that have no layer or picture of their own.

    It is meant for options that state all the facts of `where` (of a set of words: those among
    them), and whose numbers are known to be no more than those of `at_most`. `picture` stands on
    their cards.
    Of several that are meant for an option the first counts.
    """

    layer: Layer | None = None
    picture: str | None = None
    where: Mapping[str, Fact] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """A possible answer of a group.

    `prices` maps an amount or amount-place to its price; the key "" is the price of an option
    without amounts. `amounts` lists the amounts and amount-places offered, in menu order.
    `minutes` is how long making it takes, `days` how many working days it has to be ordered ahead.
    `merits` are its points for each aim of the product, per unit. `prices_by` prices it by the
    answer of another group instead. `items` says what one unit uses
    up: `None` means that nobody said, so its allergens are unknown; an empty mapping means that it
    uses nothing.
    """

    id: str
    name: Text
    prices: Mapping[str, int] = field(default_factory=dict)
    amounts: tuple[str, ...] = ()
    description: Text | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    items: Mapping[str, int] | None = None
    minutes: int = 0
    picture: str | None = None
    layer: Layer | None = None
    purpose: str | None = None
    """What it is wanted for; options of one purpose can stand in for each other."""
    days: int = 0
    merits: Mapping[str, int] = field(default_factory=dict)
    prices_by: "PriceTable | None" = None


@dataclass(frozen=True)
class PriceTable:
    """What an option costs instead, by the answer of the *one of* group at `group`.

    `group` is a path in the product that holds the option; `prices` maps the ids of its options to
    prices by amount, as those of an option are given. What is not listed keeps its price.
    """

    group: str
    prices: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Allowance:
    """What is included of several options: the first `free` portions of them cost nothing.

    It counts distinct options, or their `units`. The free ones are the cheapest, the dearest, or
    the first in the order of the menu. `groups` are paths in the product that holds it, and
    `purpose` leaves of their options only those of that purpose.
    """

    id: str
    label: Text
    groups: tuple[str, ...]
    free: int
    which: Literal["cheapest", "dearest", "first"] = "cheapest"
    counts: Literal["options", "units"] = "options"
    purpose: str | None = None


@dataclass(frozen=True)
class Sequence:
    """Prices by position: the first portion of `groups` costs the first price, and so on.

    The last price holds for all further ones. With `counts` *units* an extra portion is priced as
    the next in the sequence. Options of such groups state a price of 0.
    """

    id: str
    label: Text
    groups: tuple[str, ...]
    prices: tuple[int, ...]
    counts: Literal["options", "units"] = "units"


@dataclass(frozen=True)
class Halves:
    """Two *one of* groups with the same prices that make one whole together.

    It costs half of each (`mean`, half a unit counts as a whole one), the dearer one, or both.
    """

    id: str
    label: Text
    groups: tuple[str, str]
    by: Literal["sum", "mean", "dearer"]


@dataclass(frozen=True)
class Bounds:
    """Inclusive; `at_most` None is unbounded."""

    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Group:
    """A question of a product.

    `product` names the product that a slot is answered with. `numbers` are the bounds of a number
    and `step` its step; `price_per_unit` is charged for each unit of a number. `max_length` bounds
    a text. `optional` allows "none". A slot with several `copies` is as many interchangeable slots
    ("up to three drives"), each of them optional where it is. `shows` are the attributes that its
    options are shown with, `filters` those that they can be filtered by. `applies_if` is a
    condition of the rule language, over the product that holds the group.
    `text_price` is charged for a text that is not empty. `included` names options that belong to
    the product's own price: of a *one of* group another option costs only what it costs more (never
    less than nothing), and of a *many of* group leaving one out is credited with the amount said
    there, 0 for none.
    """

    id: str
    name: Text
    kind: GroupKind
    options: tuple[Option, ...] = ()
    optional: bool = False
    distinct: Bounds = Bounds()
    units: Bounds = Bounds()
    numbers: Bounds = Bounds()
    step: int = 1
    price_per_unit: int = 0
    product: str | None = None
    max_length: int = 0
    applies_if: str | None = None
    help: Text | None = None
    copies: int = 1
    shows: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    text_price: int = 0
    included: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def option_of(self) -> Mapping[str, Option]:
        """The options by their ids."""
        return {option.id: option for option in self.options}

    @property
    def every_number(self) -> range:
        """What a number group can be answered with; the least alone where no end is set."""
        least, most = self.numbers.at_least, self.numbers.at_most
        return range(least, (least if most is None else most) + 1, self.step)


@dataclass(frozen=True)
class Step:
    """A page of groups, named by their ids (a slot brings all groups of its product)."""

    id: str
    name: Text
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A sentence of the rule language, and what shoppers are told when it stands in the way.

    Group paths in `text` are those of the product that holds the rule. `sentence` may hold
    placeholders that name groups: `{bun}` becomes the name of the option chosen there.
    """

    id: str
    text: str
    sentence: Text
    strength: Literal["must", "warn", "note"] = "must"


@dataclass(frozen=True)
class Adjustment:
    """A labelled change of price where `condition` holds (empty: always): negative is a discount.

    It is an `amount`, or a `percent` of everything that stands before it: adjustments are charged
    in their order, after all options, and those of presets before those in percent. Of several
    that name the same `exclusive` only the first that holds is charged.
    """

    id: str
    label: Text
    condition: str
    amount: int = 0
    percent: Decimal | None = None
    exclusive: str = ""


@dataclass(frozen=True)
class Aim:
    """What a product can be put together for (office, gaming): options have merit points for it."""

    id: str
    name: Text


@dataclass(frozen=True)
class Meter:
    """A figure of a configuration, and what it may come to.

    `used` and `limit` are sums of the rule language (`watts of cpu, graphics + 100`); one without a
    limit is a figure alone ("storage in all").
    """

    id: str
    name: Text
    used: str
    limit: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Inspection:
    """What is looked at by hand when a configuration is made, where `condition` holds."""

    id: str
    words: Text
    condition: str = ""


@dataclass(frozen=True)
class Stage:
    """The drawing of a product: a stack of layers in a view box of this size, on a floor line."""

    width: int
    height: int
    floor: int
    background: str | None = None


@dataclass(frozen=True)
class Product:
    """What can be put together. One that is not `on_menu` is only the answer of a slot.

    `standard` names the preset that a configuration is compared with on a ticket. `days` are the
    working days that making takes, beside those of the slowest option. `assembly` lists group paths
    in the order of making; those it leaves out follow in the order of asking. `tax` is the category
    that it is taxed as; where it is empty, that of the product whose slot it answers.
    """

    id: str
    name: Text
    price: int
    groups: tuple[Group, ...]
    steps: tuple[Step, ...] = ()
    rules: tuple[Rule, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    description: Text | None = None
    picture: str | None = None
    stage: Stage | None = None
    minutes: int = 0
    on_menu: bool = True
    standard: str | None = None
    days: int = 0
    aims: tuple[Aim, ...] = ()
    meters: tuple[Meter, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    assembly: tuple[str, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    halves: tuple[Halves, ...] = ()
    tax: str = ""


@dataclass(frozen=True)
class Preset:
    """A named complete configuration on the menu.

    `choices` maps group paths to answers; `asks` lists the paths that are still asked when it is
    ordered (their answers in `choices` are only where asking starts, and may be left out); that of
    a slot asks all of it.
    `defining` lists the paths whose answers make a configuration this preset: whoever gives them
    gets `adjustment` on the price.
    """

    id: str
    product: str
    name: Text
    choices: Mapping[str, Answer]
    defining: tuple[str, ...]
    asks: tuple[str, ...] = ()
    adjustment: int = 0
    category: str | None = None
    description: Text | None = None
    picture: str | None = None
    paused: bool = False

    def is_asked(self, path: str) -> bool:
        """Whether the group at `path` is still asked: itself, or with a slot around it."""
        return any(lies_in(path, asked) for asked in self.asks)


@dataclass(frozen=True)
class Example:
    """Answers of which the merchant knows that the rules must allow them together, or refuse them.

    `choices` are answers as those of a preset, as many as matter. Where `price` is given, the
    cheapest way to finish from there must come to it, at the product's own prices.
    """

    id: str
    product: str
    choices: Mapping[str, Answer]
    allowed: bool
    price: int | None = None


def lies_in(path: str, outer: str) -> bool:
    """Whether `path` is `outer` itself, or lies in the slot there."""
    return path == outer or path.startswith(f"{outer}.")


@dataclass(frozen=True)
class Category:
    id: str
    name: Text


@dataclass(frozen=True)
class Hours:
    """Opening hours of one weekday (0 is Monday), as minutes after midnight, local time."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Store:
    """A place of a shop. `tables` are the names of the tables that orders can be brought to."""

    id: str
    name: Text
    address: Text | None = None
    phone: str = ""
    hours: tuple[Hours, ...] = ()
    tables: tuple[str, ...] = ()


Channel: TypeAlias = Literal["web", "kiosk", "counter"]
Way: TypeAlias = Literal["pickup", "table", "delivery"]
"""How an order reaches the shopper."""


@dataclass(frozen=True)
class Times:
    """When something is in force, by the local time an order is promised for.

    Each is empty for no restriction: `weekdays` (0 is Monday), the minutes after midnight `starts`
    (inclusive) to `ends` (exclusive) of one day, the days `since` and `until`, both inclusive.
    """

    weekdays: tuple[int, ...] = ()
    starts: int | None = None
    ends: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PriceList:
    """Other prices than those of the products, in force together: lunch, a store, club members.

    It is in force at its `times`, in its `channels`, `stores`, and for its `customers` (customer
    groups), each empty for all. Of several in force the last one that prices something counts.
    `prices` maps `product`, `product.group` (each unit of a number, or a text),
    `product.group.option` (all its amounts), or `product.group.option.amount` to the price there;
    the group is the one of the product that holds it. One in another `currency` than the shop's
    gives every price that is not 0, adjustments included, and is in force where the shopper chose
    that currency; `adjustments` maps `product.adjustment` or the id of a preset to amounts.
    """

    id: str
    name: Text
    times: Times = Times()
    channels: tuple[Channel, ...] = ()
    stores: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    currency: str = ""
    prices: Mapping[str, int] = field(default_factory=dict)
    adjustments: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Coupon:
    """A change of an order's price, by `code` or, where that is empty, by itself.

    Negative `amount` or `percent` of what it applies to: the lines of its `products` and `presets`
    (both empty: all), and where `condition` is given, those of its one product that meet it.
    It needs lines worth `least` in all. `uses` bounds it altogether, `uses_each` for one customer
    (by contact), 0 without a bound. Of several that name the same `exclusive` the one that takes
    off most is taken.
    """

    id: str
    label: Text
    code: str = ""
    amount: int = 0
    percent: Decimal | None = None
    products: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    condition: str = ""
    least: int = 0
    times: Times = Times()
    uses: int = 0
    uses_each: int = 0
    exclusive: str = ""


@dataclass(frozen=True)
class Bundle:
    """Several products bought together at another price: `needs` maps product ids to pieces.

    Each full set of them in an order changes the price by `amount`; the cheapest pieces count.
    """

    id: str
    label: Text
    needs: Mapping[str, int]
    amount: int


@dataclass(frozen=True)
class Fee:
    """What an order costs besides its lines: `amount`, or `percent` of its lines after discounts.

    It is charged for its `ways` and `channels` (empty: all), not from `free_from` on (0: always),
    and taxed as `tax`.
    """

    id: str
    label: Text
    amount: int = 0
    percent: Decimal | None = None
    ways: tuple[Way, ...] = ()
    channels: tuple[Channel, ...] = ()
    free_from: int = 0
    tax: str = ""


@dataclass(frozen=True)
class TaxRate:
    """The `percent` of tax on what is of a `category`, when it goes one of `ways` (empty: all).

    Of several that fit, the first counts.
    """

    id: str
    name: Text
    category: str
    percent: Decimal
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Taxes:
    """How a shop's prices are taxed: the tax is `included` in them or added on top.

    `category` is what products and fees are taxed as that do not say. Tax is rounded for each line
    or once for each rate of an order.
    """

    rates: tuple[TaxRate, ...] = ()
    category: str = ""
    included: bool = True
    rounded: Literal["line", "order"] = "line"


@dataclass(frozen=True)
class CustomerGroup:
    """Customers with prices of their own: who types its `code` belongs to it."""

    id: str
    name: Text
    code: str


@dataclass(frozen=True)
class Rounding:
    """Prices of a line, or the total of an order, are multiples of `to` smallest units (half up).

    What it changes is a line of its own. `below_zero` lets a price be negative; otherwise the least
    is 0, and that too is a line of its own.
    """

    to: int = 1
    of: Literal["line", "order"] = "line"
    below_zero: bool = False


@dataclass(frozen=True)
class Shop:
    """A shop with everything it sells. Ids are unique within their kind; references resolve.

    `made_in` says who makes it, and so what its pages and tickets call them. `prices_on` is the day
    (`2026-11-01`) that the prices are of, and `credits` names the sources of its facts; both are
    shown to shoppers where they are given. `tips` are the percentages that the checkout offers;
    `currencies` are those that can be paid in besides `currency`, each with a price list of its
    own.
    """

    id: str
    name: Text
    languages: tuple[str, ...]
    currency: str
    time_zone: str
    stores: tuple[Store, ...]
    products: tuple[Product, ...]
    tagline: Text | None = None
    theme: str = "burger"
    made_in: Literal["kitchen", "workshop"] = "kitchen"
    prices_on: str = ""
    credits: Text | None = None
    attributes: tuple[Attribute, ...] = ()
    amounts: tuple[Amount, ...] = ()
    places: tuple[Place, ...] = ()
    allergens: tuple[Allergen, ...] = ()
    items: tuple[Item, ...] = ()
    categories: tuple[Category, ...] = ()
    presets: tuple[Preset, ...] = ()
    price_lists: tuple[PriceList, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    fees: tuple[Fee, ...] = ()
    tips: tuple[int, ...] = ()
    taxes: Taxes = Taxes()
    rounding: Rounding = Rounding()
    customers: tuple[CustomerGroup, ...] = ()
    currencies: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    def product(self, product_id: str) -> Product:
        """The product of that id; raises `KeyError` where there is none."""
        return {product.id: product for product in self.products}[product_id]

    def preset(self, preset_id: str) -> Preset:
        """The preset of that id; raises `KeyError` where there is none."""
        return {preset.id: preset for preset in self.presets}[preset_id]

    def menu_presets(self, product_id: str) -> tuple[Preset, ...]:
        """The presets of a product that are on the menu, in its order: paused ones are not."""
        return tuple(
            preset for preset in self.presets if preset.product == product_id and not preset.paused
        )
