"""Generated shops in which every reference resolves, and small ones to build on."""

import string
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from hypothesis import strategies as st

from catalog.product_tree import FlatGroup, flat_groups
from catalog.shop import (
    NONE,
    TAKEN,
    Adjustment,
    Aim,
    Allergen,
    AllergenState,
    Amount,
    Answer,
    Attribute,
    Bounds,
    Category,
    Drawing,
    Example,
    Fact,
    Group,
    GroupKind,
    Hours,
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
    Shop,
    Stage,
    Step,
    Store,
    Text,
    lies_in,
)
from tests.catalog.priced_shops import with_priced_orders, with_priced_products

T = TypeVar("T")
Strength: TypeAlias = Literal["must", "warn", "note"]
LANGUAGES = ("ko", "en")
MAKERS: tuple[Literal["kitchen", "workshop"], ...] = ("kitchen", "workshop")
BURGER_BAR = Path(__file__).parents[2] / "catalog" / "demo" / "burger-bar"
PICTURE = "dot.svg"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>'
)

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)
texts: st.SearchStrategy[Text] = st.fixed_dictionaries({"ko": words, "en": words})
prices = st.integers(0, 10**7)
signed = st.integers(-(10**6), 10**6)


def ids(prefix: str, at_least: int = 0) -> st.SearchStrategy[list[str]]:
    """Up to three ids of one kind; different prefixes never meet."""
    tails = st.text(string.ascii_lowercase + string.digits + "_", max_size=4)
    heads = tails.map(lambda tail: f"{prefix}0{tail}")
    return st.lists(heads, min_size=at_least, max_size=3, unique=True)


@dataclass(frozen=True)
class Frame:
    """What the products of a generated shop may speak of."""

    attributes: tuple[Attribute, ...]
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]
    items: tuple[str, ...]
    aims: tuple[str, ...] = ()

    @property
    def offers(self) -> list[str]:
        alone = [amount.id for amount in self.amounts]
        return alone + [f"{amount}-{place.id}" for amount in alone for place in self.places]


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """A whole shop: two products, one of them the other's slot, with presets for both."""
    allergens = tuple(Allergen(each, draw(texts)) for each in draw(ids("allergen")))
    attributes = tuple(draw(st.tuples(*[attribute(each) for each in draw(ids("fact"))])))
    amounts = tuple(
        Amount(each, draw(texts), draw(st.integers(1, 3)), draw(maybe(texts)))
        for each in draw(ids("amount", at_least=1))
    )
    places = tuple(Place(each, draw(texts)) for each in draw(ids("place")))
    items = tuple(draw(item(each, attributes, allergens)) for each in draw(ids("item")))
    categories = tuple(Category(each, draw(texts)) for each in draw(ids("category")))
    frame = Frame(attributes, amounts, places, tuple(each.id for each in items))
    shop = Shop(
        id="shop0",
        name=draw(texts),
        languages=LANGUAGES,
        currency="KRW",
        time_zone="Asia/Seoul",
        stores=tuple(draw(store(each)) for each in draw(ids("store", at_least=1))),
        products=draw(products(frame)),
        tagline=draw(maybe(texts)),
        theme=draw(st.sampled_from(["burger", "laptop"])),
        made_in=draw(st.sampled_from(MAKERS)),
        prices_on=draw(st.sampled_from(["", "2026-11-01"])),
        credits=draw(maybe(texts)),
        attributes=attributes,
        amounts=amounts,
        places=places,
        allergens=allergens,
        items=items,
        categories=categories,
    )
    shop = draw(with_priced_products(shop))
    stated = replace(shop, presets=draw(presets(shop)), examples=draw(examples(shop)))
    return draw(with_priced_orders(stated))


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@st.composite
def attribute(draw: st.DrawFn, attribute_id: str) -> Attribute:
    kinds: st.SearchStrategy[Literal["flag", "number", "word", "words"]]
    kinds = st.sampled_from(["flag", "number", "word", "words"])
    bare = Attribute(attribute_id, draw(texts), draw(kinds))
    if bare.kind == "number":
        better: st.SearchStrategy[Literal["more", "less"] | None]
        better = st.sampled_from([None, "more", "less"])
        return replace(bare, unit=draw(st.sampled_from(["", "kcal"])), better=draw(better))
    if bare.kind == "flag":
        return bare
    return replace(bare, words=draw(st.dictionaries(fact_words, texts, max_size=2)))


fact_words = st.sampled_from(["ddr5", "AM5", "no", "12:30", "007", "LGA 1700"])


def facts(attributes: tuple[Attribute, ...]) -> st.SearchStrategy[dict[str, Fact]]:
    number = st.integers(-(10**6), 10**6) | st.decimals(-1000, 1000, places=3)
    values: dict[str, st.SearchStrategy[Fact]] = {
        "flag": st.booleans(),
        "number": number,
        "word": fact_words,
        "words": st.lists(fact_words, unique=True, max_size=3).map(tuple),
    }
    return st.fixed_dictionaries({}, optional={each.id: values[each.kind] for each in attributes})


def item(
    item_id: str, attributes: tuple[Attribute, ...], allergens: tuple[Allergen, ...]
) -> st.SearchStrategy[Item]:
    states = st.sampled_from(AllergenState)
    known = st.fixed_dictionaries({}, optional={each.id: states for each in allergens})
    return st.builds(
        Item, st.just(item_id), texts, st.sampled_from(Origin), known, facts(attributes)
    )


@st.composite
def store(draw: st.DrawFn, store_id: str) -> Store:
    hours = []
    for weekday in sorted(draw(st.sets(st.integers(0, 6)))):
        clock = st.sets(st.integers(0, 1440), min_size=2, max_size=4)
        times = sorted(draw(clock.filter(lambda times: len(times) % 2 == 0)))
        pairs = zip(times[::2], times[1::2], strict=True)
        hours += [Hours(weekday, opens, closes) for opens, closes in pairs]
    tables = draw(st.lists(st.sampled_from(["1", "02", "창가"]), unique=True))
    return Store(
        store_id, draw(texts), draw(maybe(texts)), "02-123-4567", tuple(hours), tuple(tables)
    )


def layers(places: tuple[Place, ...] = ()) -> st.SearchStrategy[Layer]:
    small = st.integers(0, 500)
    bare = st.builds(
        Layer, st.just(PICTURE), small, small, small, small, small, small, st.booleans(), small
    )
    placed = st.fixed_dictionaries({}, optional={each.id: bare for each in places})
    return st.builds(
        lambda layer, top, at, y: replace(layer, top=top, places=at, y=y, dx=y or 0),
        bare,
        maybe(bare),
        placed,
        maybe(small),
    )


def drawings(frame: Frame) -> st.SearchStrategy[tuple[Drawing, ...]]:
    numbers = [each.id for each in frame.attributes if each.kind == "number"]
    limits = st.fixed_dictionaries({}, optional={each: st.integers(0, 500) for each in numbers})
    drawing = st.builds(
        Drawing,
        maybe(layers(frame.places)),
        maybe(st.just(PICTURE)),
        facts(frame.attributes),
        limits,
    )
    return st.lists(drawing, max_size=2).map(tuple)


@st.composite
def option(draw: st.DrawFn, option_id: str, frame: Frame, offers: tuple[str, ...]) -> Option:
    used = (
        st.dictionaries(st.sampled_from(frame.items), st.integers(1, 5))
        if frame.items
        else st.just({})
    )
    return Option(
        option_id,
        draw(texts),
        {offer: draw(prices) for offer in offers or ("",)},
        offers,
        draw(maybe(texts)),
        draw(facts(frame.attributes)),
        draw(maybe(used)),
        draw(st.integers(0, 60)),
        draw(st.sampled_from([None, PICTURE])),
        draw(maybe(layers(frame.places))),
        draw(st.sampled_from([None, "thirst"])),
        draw(st.integers(0, 30)),
        {aim: draw(st.integers(0, 100)) for aim in frame.aims if draw(st.booleans())},
    )


@st.composite
def group(draw: st.DrawFn, group_id: str, frame: Frame, slot: str | None) -> Group:
    kinds = [kind for kind in GroupKind if slot or kind is not GroupKind.SLOT]
    kind = draw(st.sampled_from(kinds))
    bare = Group(group_id, draw(texts), kind, applies_if=draw(conditions), help=draw(maybe(texts)))
    if kind is GroupKind.SLOT:
        copies = draw(st.integers(1, 3))
        return replace(bare, product=slot, optional=draw(st.booleans()), copies=copies)
    if kind is GroupKind.TEXT:
        return replace(bare, max_length=draw(st.integers(1, 200)))
    if kind is GroupKind.NUMBER:
        bounds, step = (
            Bounds(draw(st.integers(-5, 5)), draw(st.integers(5, 20))),
            draw(st.integers(1, 3)),
        )
        bare = replace(bare, numbers=bounds, step=step, price_per_unit=draw(prices))
        return replace(bare, optional=draw(st.booleans()))
    many = kind is GroupKind.MANY
    offers = st.lists(st.sampled_from(frame.offers), min_size=1, unique=True).map(tuple)
    options = [
        draw(option(each, frame, draw(offers) if many else ()))
        for each in draw(ids("option", at_least=1))
    ]
    known = [each.id for each in frame.attributes]
    lists = st.lists(st.sampled_from(known), unique=True).map(tuple) if known else st.just(())
    bare = replace(bare, options=tuple(options), optional=not many and draw(st.booleans()))
    bare = replace(bare, shows=draw(lists), filters=draw(lists), drawings=draw(drawings(frame)))
    return replace(bare, distinct=Bounds(0, draw(maybe(st.integers(1, 3))))) if many else bare


conditions = maybe(st.sampled_from(["group0 is option0", "at least 2 of group0"]))


@st.composite
def product(draw: st.DrawFn, product_id: str, frame: Frame, slot: str | None) -> Product:
    names = draw(ids("group", at_least=1))
    aims = tuple(Aim(each, draw(texts)) for each in draw(ids("aim")))
    frame = replace(frame, aims=tuple(each.id for each in aims))
    groups = tuple(draw(group(each, frame, slot)) for each in names)
    cut = draw(st.integers(1, len(names)))
    pages = [page for page in (names[:cut], names[cut:]) if page]
    strengths: st.SearchStrategy[Strength] = st.sampled_from(["must", "warn", "note"])
    return Product(
        product_id,
        draw(texts),
        draw(prices),
        groups,
        tuple(Step(f"page{at}", draw(texts), tuple(page)) for at, page in enumerate(pages)),
        tuple(Rule(each, draw(words), draw(texts), draw(strengths)) for each in draw(ids("rule"))),
        tuple(
            Adjustment(each, draw(texts), draw(words), draw(signed)) for each in draw(ids("saving"))
        ),
        draw(maybe(texts)),
        draw(st.sampled_from([None, PICTURE])),
        draw(maybe(st.builds(Stage, *[st.integers(1, 999)] * 3, st.sampled_from([None, PICTURE])))),
        draw(st.integers(0, 60)),
        draw(st.booleans()),
        days=draw(st.integers(0, 30)),
        aims=aims,
        meters=tuple(
            Meter(each, draw(texts), draw(words), draw(st.just("") | words), "W")
            for each in draw(ids("meter"))
        ),
        inspections=tuple(
            Inspection(each, draw(texts), draw(st.just("") | words)) for each in draw(ids("check"))
        ),
        assembly=tuple(draw(st.permutations(names))[:cut]),
    )


@st.composite
def products(draw: st.DrawFn, frame: Frame) -> tuple[Product, ...]:
    inner = draw(product("product-inner", frame, None))
    outer = draw(product("product-outer", frame, inner.id))
    return tuple(draw(st.permutations([inner, outer])))


@st.composite
def presets(draw: st.DrawFn, shop: Shop) -> tuple[Preset, ...]:
    if not any(answerable(shop, each) for each in shop.products):
        return ()
    return tuple([draw(preset(each, shop)) for each in draw(ids("preset"))])


def answerable(shop: Shop, of: Product) -> list[FlatGroup]:
    return [flat for flat in flat_groups(shop, of) if flat.group.kind is not GroupKind.TEXT]


@st.composite
def preset(draw: st.DrawFn, preset_id: str, shop: Shop) -> Preset:
    chosen = draw(st.sampled_from([each for each in shop.products if answerable(shop, each)]))
    choices = {flat.path: draw(answer(flat.group)) for flat in answerable(shop, chosen)}
    paths = draw(st.permutations(list(choices)))
    cut = draw(st.integers(1, len(paths)))
    defining = paths[:cut]
    asks = [path for path in paths[cut:] if not any(lies_in(each, path) for each in defining)]
    categories = [None, *[each.id for each in shop.categories]]
    return Preset(
        preset_id,
        chosen.id,
        draw(texts),
        choices,
        tuple(defining),
        tuple(asks),
        draw(signed),
        draw(st.sampled_from(categories)),
        draw(maybe(texts)),
        draw(st.sampled_from([None, PICTURE])),
        draw(st.booleans()),
    )


@st.composite
def example(draw: st.DrawFn, example_id: str, shop: Shop) -> Example:
    on_menu = [each for each in shop.products if each.on_menu and answerable(shop, each)]
    chosen = draw(st.sampled_from(on_menu))
    choices = {
        flat.path: draw(answer(flat.group))
        for flat in answerable(shop, chosen)
        if draw(st.booleans())
    }
    allowed = draw(st.booleans())
    price = draw(maybe(signed)) if allowed else None
    return Example(example_id, chosen.id, choices, allowed, price)


@st.composite
def examples(draw: st.DrawFn, shop: Shop) -> tuple[Example, ...]:
    if not any(each.on_menu and answerable(shop, each) for each in shop.products):
        return ()
    return tuple([draw(example(each, shop)) for each in draw(ids("example"))])


def answer(group: Group) -> st.SearchStrategy[Answer]:
    """An answer that the group allows."""
    if group.kind is GroupKind.SLOT:
        return st.sampled_from([TAKEN, NONE])
    if group.kind is GroupKind.NUMBER:
        return st.sampled_from(group.every_number)
    if group.kind is GroupKind.ONE:
        options: list[Answer] = [each.id for each in group.options]
        return st.sampled_from(options + [NONE] * group.optional)
    first = group.options[0]
    return st.just(NONE) | st.sampled_from(first.amounts).map(lambda amount: {first.id: amount})
