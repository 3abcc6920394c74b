"""A small sandwich bar, to publish and change."""

from dataclasses import replace

from catalog.shop import (
    Adjustment,
    Allergen,
    AllergenState,
    Amount,
    Attribute,
    Bounds,
    Group,
    GroupKind,
    Item,
    Option,
    Origin,
    Place,
    Preset,
    Product,
    Rule,
    Shop,
    Step,
    Store,
    Text,
)
from configurator.publishing.live import LiveProduct, LiveShop, assemble

FREE = AllergenState.FREE
CONTAINS = AllergenState.CONTAINS


def text(words: str) -> Text:
    return {"ko": words, "en": words}


def item(item_id: str, origin: Origin, milk: AllergenState, kcal: int) -> Item:
    return Item(item_id, text(item_id), origin, {"milk": milk}, {"kcal": kcal})


def option(option_id: str, price: int = 0, *items: str, minutes: int = 0) -> Option:
    return Option(
        option_id,
        text(option_id),
        {"": price},
        items=dict.fromkeys(items, 1),
        minutes=minutes,
    )


def topping(option_id: str, normal: int, extra: int, *items: str) -> Option:
    return Option(
        option_id,
        text(option_id),
        {"normal": normal, "extra": extra},
        ("normal", "extra", "normal-side"),
        items=dict.fromkeys(items, 1),
    )


BREAD = Group(
    "bread",
    text("Bread"),
    GroupKind.ONE,
    (option("rye", 0, "rye"), option("brioche", 500, "brioche", minutes=2)),
)
FILLING = Group(
    "filling",
    text("Filling"),
    GroupKind.ONE,
    (option("ham", 1500, "ham", minutes=3), option("tofu", 1200, "tofu", minutes=1)),
)
EXTRAS = Group(
    "extras",
    text("Extras"),
    GroupKind.MANY,
    (topping("cheese", 700, 1200, "cheddar"), topping("onion", 0, 300, "onion")),
    distinct=Bounds(0, 2),
    units=Bounds(0, 3),
)
DRINK_SLOT = Group("drink", text("Drink"), GroupKind.SLOT, optional=True, product="drink")
DRINK = Product(
    "drink",
    text("Drink"),
    200,
    (
        Group("kind", text("Kind"), GroupKind.ONE, (option("cola", 1800), option("tea", 2000))),
        Group(
            "ice",
            text("Ice"),
            GroupKind.ONE,
            (option("ice"), option("no-ice")),
            applies_if="kind is cola",
        ),
    ),
    on_menu=False,
)
VEGAN_RULE = Rule(
    "tofu-cheese",
    "filling is tofu excludes any of bread, extras with milk is contains",
    text("{filling} comes without milk."),
)
SANDWICH = Product(
    "sandwich",
    text("Sandwich"),
    4000,
    (BREAD, FILLING, EXTRAS, DRINK_SLOT),
    (Step("all", text("All"), ("bread", "filling", "extras", "drink")),),
    (Rule("brioche-ham", "bread is brioche requires filling is ham", text("Brioche wants ham.")),),
    (Adjustment("menu", text("Menu"), "drink is taken", -300),),
    minutes=4,
)
PRESET = Preset(
    "classic",
    "sandwich",
    text("Classic"),
    {"bread": "brioche", "filling": "ham", "extras": {"cheese": "normal"}, "drink": "-"},
    ("bread", "filling", "extras"),
    adjustment=-400,
)
SHOP = Shop(
    "deli",
    text("Deli"),
    ("ko", "en"),
    "KRW",
    "Asia/Seoul",
    (Store("main", text("Main")),),
    (SANDWICH, DRINK),
    attributes=(Attribute("kcal", text("Energy"), "number", "kcal"),),
    amounts=(Amount("normal", text("normal"), 1), Amount("extra", text("extra"), 2)),
    places=(Place("side", text("on the side")),),
    allergens=(Allergen("milk", text("milk")),),
    items=(
        item("rye", Origin.PLANT, FREE, 180),
        item("brioche", Origin.DAIRY, CONTAINS, 260),
        item("ham", Origin.MEAT, FREE, 150),
        item("tofu", Origin.PLANT, FREE, 90),
        item("cheddar", Origin.DAIRY, CONTAINS, 110),
        item("onion", Origin.PLANT, FREE, 5),
    ),
    presets=(PRESET,),
)


def with_rules(*rules: Rule, shop: Shop = SHOP) -> Shop:
    """The shop with these rules for its sandwich, instead of its own."""
    sandwich = replace(shop.product("sandwich"), rules=rules)
    others = tuple(each for each in shop.products if each.id != "sandwich")
    return replace(shop, products=(sandwich, *others))


def live(shop: Shop = SHOP) -> LiveProduct:
    return assemble(LiveShop(shop, 1, {}), shop.product("sandwich"), None)
