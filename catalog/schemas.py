"""The form of shop files: which fields stand where, and which of them must.

`SHOP_FILES.md` shows the same with examples.
"""

from collections.abc import Mapping
from typing import Any

from catalog.entries import Entry, Faults, Keyed, Named, Series, Within
from catalog.fields import (
    Day,
    Flag,
    Id,
    Listed,
    OneWordOf,
    OptionPrice,
    PictureName,
    Price,
    Ref,
    Texts,
    Whole,
    Words,
)
from catalog.group_checks import group_faults, number_faults
from catalog.map_fields import (
    Allergens,
    Answers,
    Facts,
    Limits,
    Merits,
    OpeningHours,
    Prices,
    Quantities,
    WordTexts,
)
from catalog.price_fields import Included, Tips
from catalog.price_schemas import (
    AdjustmentEntry,
    AllowanceEntry,
    BundleEntry,
    CouponEntry,
    CustomerEntry,
    FeeEntry,
    HalvesEntry,
    PriceListEntry,
    PriceTableEntry,
    RoundingEntry,
    SequenceEntry,
    TaxesEntry,
    by_amounts,
)
from catalog.problems import Fault
from catalog.product_checks import merit_faults
from catalog.shop import (
    Aim,
    Allergen,
    Amount,
    Attribute,
    Bounds,
    Category,
    Drawing,
    Example,
    Group,
    GroupKind,
    Inspection,
    Item,
    Layer,
    Meter,
    Option,
    Origin,
    Place,
    Preset,
    Product,
    Rule,
    Stage,
    Step,
    Store,
)

MAX_UNITS = 1000
MAX_MINUTES = 30 * 24 * 60
MAX_DAYS = 365
MAX_COPIES = 8
MAX_LENGTH = 10_000
MAX_TEXT_ANSWER = 500
ANY_WHOLE = {"at_least": -(10**9)}


class AttributeEntry(Entry):
    makes = Attribute
    name = Texts(required=True)
    kind = OneWordOf(("flag", "number", "word", "words"), required=True)
    unit = Words()
    words = WordTexts()
    better = OneWordOf(("more", "less"))

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        """Only words can be shown otherwise, and only numbers have a better end."""
        for name, kinds in (("words", ("word", "words")), ("better", ("number",))):
            if name in given and values.get("kind", kinds[0]) not in kinds:
                yield (name,), Fault("not-for-attribute", {"word": name, "words": kinds})


class AmountEntry(Entry):
    makes = Amount
    name = Texts(required=True)
    units = Whole(0, MAX_UNITS, required=True)
    ticket = Texts()


class ItemEntry(Entry):
    makes = Item
    name = Texts(required=True)
    origin = OneWordOf(Origin)
    allergens = Allergens()
    facts = Facts()


class BareLayerEntry(Entry):
    makes = Layer
    picture = PictureName(required=True)
    level = Whole(-MAX_LENGTH, MAX_LENGTH, required=True)
    thickness = Whole(0, MAX_LENGTH, required=True)
    width = Whole(0, MAX_LENGTH, required=True)
    height = Whole(0, MAX_LENGTH, required=True)
    x = Whole(-MAX_LENGTH, MAX_LENGTH)
    hang = Whole(-MAX_LENGTH, MAX_LENGTH)
    beside = Flag()
    units_each = Whole(0, MAX_UNITS)
    y = Whole(-MAX_LENGTH, MAX_LENGTH)
    dx = Whole(-MAX_LENGTH, MAX_LENGTH)
    dy = Whole(-MAX_LENGTH, MAX_LENGTH)
    copies_by = Ref("attribute")


class PlacedLayers(Keyed):
    """The layer of an option by the place it goes to."""

    def read_entry(self, key: str, value: object) -> Any:
        Ref("place").deserialize(key)
        return key, BareLayerEntry().read(value)

    def made(self, values: dict[str, Any]) -> Any:
        return dict(each for each in values.values() if isinstance(each, tuple))

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        return {place: BareLayerEntry().write(layer) for place, layer in value.items()}


class LayerEntry(BareLayerEntry):
    top = Within(BareLayerEntry)
    places = PlacedLayers(BareLayerEntry)


class OptionEntry(Entry):
    makes = Option
    name = Texts(required=True)
    description = Texts()
    price = OptionPrice()
    prices = Prices()
    prices_by = Within(PriceTableEntry)
    amounts = Listed("offer")
    items = Quantities()
    facts = Facts()
    minutes = Whole(0, MAX_MINUTES)
    picture = PictureName()
    layer = Within(LayerEntry)
    purpose = Id()
    days = Whole(0, MAX_DAYS)
    merits = Merits()

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        """A price is given once, for everything that is offered and for nothing else."""
        if "price" in given and "prices" in given:
            yield ("prices",), Fault("price-twice")
        elif "price" not in given and "prices" not in given:
            yield ("price",), Fault("missing")
        if "amounts" in values and "prices" in values:
            for amount in values["amounts"]:
                if amount not in values["prices"]:
                    yield ("prices",), Fault("price-missing", {"word": amount})
            for amount in values["prices"]:
                if amount not in values["amounts"]:
                    yield ("prices", amount), Fault("not-offered", {"word": amount})

    def made(self, values: dict[str, Any]) -> Any:
        rest = {key: each for key, each in values.items() if key != "price"}
        if "prices" in values:
            rest["amounts"] = values.get("amounts") or tuple(values["prices"])
        elif "price" in values:
            rest["prices"] = dict.fromkeys(values.get("amounts") or ("",), values["price"])
        if rest.get("prices_by"):
            rest["prices_by"] = by_amounts(rest["prices_by"], rest.get("amounts") or ("",))
        return super().made(rest)

    def write(self, value: Option) -> dict[str, Any]:
        written = super().write(value)
        if not value.amounts and set(value.prices) == {""}:
            del written["prices"]
            return {"name": written.pop("name"), "price": value.prices[""], **written}
        if tuple(value.prices) == value.amounts:
            del written["amounts"]
        return written


class BoundsEntry(Entry):
    makes = Bounds
    at_least = Whole(**ANY_WHOLE)
    at_most = Whole(**ANY_WHOLE)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        yield from number_faults(values)


class DrawingEntry(Entry):
    makes = Drawing
    layer = Within(LayerEntry)
    picture = PictureName()
    where = Facts()
    at_most = Limits()


class GroupEntry(Entry):
    makes = Group
    kind = OneWordOf(GroupKind, required=True)
    name = Texts(required=True)
    help = Texts()
    optional = Flag()
    applies_if = Words()
    distinct = Within(BoundsEntry)
    units = Within(BoundsEntry)
    numbers = Within(BoundsEntry)
    step = Whole(1)
    price_per_unit = Price()
    text_price = Price()
    included = Included()
    product = Ref("product")
    copies = Whole(1, MAX_COPIES)
    max_length = Whole(1, MAX_TEXT_ANSWER)
    shows = Listed("attribute")
    filters = Listed("attribute")
    drawings = Series(DrawingEntry)
    options_from = Words()
    options = Keyed(OptionEntry)

    def made(self, values: dict[str, Any]) -> Any:
        """The parts of a list are among the options by now."""
        return super().made({key: each for key, each in values.items() if key != "options_from"})

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        if "kind" in values:
            yield from group_faults(self.made({"id": "", **values}), given)


class StepEntry(Entry):
    makes = Step
    name = Texts(required=True)
    groups = Listed(required=True)


class RuleEntry(Entry):
    makes = Rule
    text = Words(required=True)
    sentence = Texts(required=True)
    strength = OneWordOf(("must", "warn", "note"))


class MeterEntry(Entry):
    makes = Meter
    name = Texts(required=True)
    used = Words(required=True)
    limit = Words()
    unit = Words()


class InspectionEntry(Entry):
    makes = Inspection
    words = Texts(required=True)
    condition = Words()


class StageEntry(Entry):
    makes = Stage
    width = Whole(1, MAX_LENGTH, required=True)
    height = Whole(1, MAX_LENGTH, required=True)
    floor = Whole(0, MAX_LENGTH, required=True)
    background = PictureName()


class ProductEntry(Entry):
    makes = Product
    name = Texts(required=True)
    description = Texts()
    price = Price(required=True)
    picture = PictureName()
    stage = Within(StageEntry)
    minutes = Whole(0, MAX_MINUTES)
    on_menu = Flag()
    standard = Ref("preset")
    groups = Keyed(GroupEntry, "group", required=True)
    steps = Keyed(StepEntry)
    rules = Keyed(RuleEntry, kind="rule")
    allowances = Keyed(AllowanceEntry)
    sequences = Keyed(SequenceEntry)
    halves = Keyed(HalvesEntry)
    adjustments = Keyed(AdjustmentEntry)
    tax = Ref("tax")
    days = Whole(0, MAX_DAYS)
    aims = Named(Aim)
    meters = Keyed(MeterEntry)
    inspections = Keyed(InspectionEntry)
    assembly = Listed()

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        yield from merit_faults(values.get("groups", ()), tuple(given.get("aims", ())))


class PresetEntry(Entry):
    makes = Preset
    product = Ref("product", required=True)
    name = Texts(required=True)
    description = Texts()
    category = Ref("category")
    picture = PictureName()
    choices = Answers(required=True)
    defining = Listed(required=True)
    asks = Listed()
    adjustment = Whole(**ANY_WHOLE)
    paused = Flag()


class ExampleEntry(Entry):
    makes = Example
    product = Ref("product", required=True)
    choices = Answers(required=True)
    allowed = Flag(required=True)
    price = Whole(**ANY_WHOLE)

    def faults(self, values: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
        """What is refused has no price."""
        if "price" in given and values.get("allowed") is False:
            yield ("price",), Fault("price-of-refused")


class StoreEntry(Entry):
    makes = Store
    name = Texts(required=True)
    address = Texts()
    phone = Words()
    hours = OpeningHours()
    tables = Listed()


class ShopEntry(Entry):
    """`shop.yaml`: everything of a shop but its items, products, presets and examples."""

    makes = dict
    id = Id("shop", required=True)
    name = Texts(required=True)
    tagline = Texts()
    languages = Listed(required=True)
    currency = Words(required=True)
    time_zone = Words(required=True)
    theme = Id()
    made_in = OneWordOf(("kitchen", "workshop"))
    prices_on = Day()
    credits = Texts()
    products = Listed("product", required=True)
    attributes = Keyed(AttributeEntry)
    amounts = Keyed(AmountEntry)
    places = Named(Place)
    allergens = Named(Allergen)
    categories = Named(Category)
    stores = Keyed(StoreEntry, required=True)
    currencies = Listed()
    customers = Keyed(CustomerEntry)
    price_lists = Keyed(PriceListEntry)
    coupons = Keyed(CouponEntry)
    bundles = Keyed(BundleEntry)
    fees = Keyed(FeeEntry)
    tips = Tips()
    taxes = Within(TaxesEntry)
    rounding = Within(RoundingEntry)
