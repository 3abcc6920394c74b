"""A small shop to order from, and short words for doing so in tests."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from catalog.database import Database
from catalog.shop import (
    Allergen,
    AllergenState,
    Amount,
    Bounds,
    Group,
    GroupKind,
    Hours,
    Item,
    Option,
    Place,
    Preset,
    Product,
    Rule,
    Shop,
    Step,
    Store,
    Text,
)
from configurator.engine.model import Choice
from configurator.orders.cart import HELD, Refused, add_line, find_cart, open_cart
from configurator.orders.checkout import Details, Placed, place_order, wish
from configurator.orders.contact import Contact
from configurator.orders.models import Line, Order
from configurator.orders.reviewing import review
from configurator.publishing.caching import forget_everything
from configurator.publishing.live import LiveProduct, live_product
from configurator.publishing.revisions import prepare, publish

# A Saturday at noon in Seoul, while the diner is open.
NOON = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATER = NOON + HELD
"""When the price of what was put in a cart at noon is held no more."""

GUEST = Details(Contact("Mina", "mina@example.com", ""), None, "")


def both(english: str, korean: str) -> Text:
    return {"en": english, "ko": korean}


def topping(option_id: str, name: Text, price: int, *amounts: str) -> Option:
    return Option(
        option_id,
        name,
        {"": 0, "extra": price},
        amounts or ("normal", "extra"),
        items={option_id: 1},
    )


BURGER = Product(
    id="burger",
    name=both("Your burger", "나만의 버거"),
    price=5000,
    minutes=4,
    standard="classic",
    steps=(Step("all", both("All", "전체"), ("bun", "patty", "cheese", "toppings", "set")),),
    groups=(
        Group(
            "bun",
            both("Bun", "번"),
            GroupKind.ONE,
            (
                Option("sesame", both("Sesame bun", "참깨 번"), items={"wheat": 1}),
                Option("brioche", both("Brioche", "브리오슈"), {"": 500}, items={"wheat": 1}),
            ),
        ),
        Group(
            "patty",
            both("Patty", "패티"),
            GroupKind.ONE,
            (
                Option("beef", both("Beef patty", "소고기 패티"), {"": 3000}, minutes=6, items={}),
                Option("vegan", both("Vegan patty", "비건 패티"), {"": 2500}, minutes=5, items={}),
            ),
        ),
        Group(
            "cheese",
            both("Cheese", "치즈"),
            GroupKind.ONE,
            (
                Option("cheddar", both("Cheddar", "체더"), {"": 900}, items={"milk": 1}),
                Option("blue", both("Blue cheese", "블루치즈"), {"": 1200}, items={"milk": 1}),
            ),
            optional=True,
        ),
        Group(
            "toppings",
            both("Toppings", "토핑"),
            GroupKind.MANY,
            (
                topping("onion", both("Onion", "양파"), 300, "normal", "extra", "normal-side"),
                topping("pickles", both("Pickles", "피클"), 400),
                topping("tomato", both("Tomato", "토마토"), 500, "normal", "double"),
            ),
            distinct=Bounds(0, 3),
        ),
        Group("set", both("Set", "세트"), GroupKind.SLOT, optional=True, product="set"),
    ),
    rules=(
        Rule(
            "vegan-no-milk",
            "if patty is vegan then cheese is none",
            both("{cheese} is not vegan", "{cheese:은/는} 비건이 아니에요"),
        ),
    ),
)

SET = Product(
    id="set",
    name=both("Set", "세트"),
    price=2500,
    on_menu=False,
    groups=(
        Group(
            "drink",
            both("Drink", "음료"),
            GroupKind.ONE,
            (
                Option("cola", both("Cola", "콜라"), items={}),
                Option("cider", both("Cider", "사이다"), items={}),
            ),
        ),
    ),
)

DINER = Shop(
    id="diner",
    name=both("Diner", "다이너"),
    languages=("ko", "en"),
    currency="KRW",
    time_zone="Asia/Seoul",
    stores=(
        Store(
            "main",
            both("Main street", "본점"),
            hours=tuple(Hours(day, 9 * 60, 21 * 60) for day in range(7)),
            tables=("1", "2"),
        ),
    ),
    products=(BURGER, SET),
    amounts=(
        Amount("normal", both("Normal", "보통"), 1),
        Amount("extra", both("Extra", "많이"), 2, both("extra", "많이")),
        Amount("double", both("Double", "두 배"), 2, both("2x", "2배")),
    ),
    places=(Place("side", both("on the side", "따로")),),
    allergens=(
        Allergen("wheat", both("Wheat", "밀")),
        Allergen("milk", both("Milk", "우유")),
        Allergen("soy", both("Soy", "대두")),
    ),
    items=tuple(
        Item(
            each,
            both(each.title(), each),
            allergens={
                "wheat": AllergenState.CONTAINS if each == "wheat" else AllergenState.FREE,
                "milk": AllergenState.CONTAINS if each == "milk" else AllergenState.FREE,
                "soy": AllergenState.MAY_CONTAIN if each == "wheat" else AllergenState.FREE,
            },
        )
        for each in ("wheat", "milk", "onion", "pickles", "tomato")
    ),
    presets=(
        Preset(
            "classic",
            "burger",
            both("Classic", "클래식"),
            {
                "bun": "sesame",
                "patty": "beef",
                "cheese": "cheddar",
                "toppings": {"onion": "normal", "pickles": "normal"},
                "set": "-",
            },
            defining=("bun", "patty", "cheese"),
            adjustment=-400,
        ),
        Preset(
            "meal",
            "burger",
            both("Classic meal", "클래식 세트"),
            {
                "bun": "sesame",
                "patty": "beef",
                "cheese": "cheddar",
                "toppings": {"onion": "normal", "pickles": "normal"},
                "set": "taken",
                "set.drink": "cola",
            },
            defining=("bun", "patty", "cheese", "set"),
            asks=("set.drink",),
        ),
    ),
)

CLASSIC = (
    Choice("bun", "sesame"),
    Choice("patty", "beef"),
    Choice("cheese", "cheddar"),
    Choice("toppings", "onion", "normal"),
    Choice("toppings", "pickles", "normal"),
    Choice("set", "-"),
)
CLASSIC_PRICE = 5000 + 3000 + 900 - 400


def publish_diner(database: Database, shop: Shop = DINER) -> None:
    """Make it live. Revisions of another test's database may be cached under the same numbers."""
    forget_everything()
    prepared = prepare(shop)
    database.in_transaction(lambda session: publish(session, prepared, by="test"))


def with_burger(
    price: int = BURGER.price,
    groups: tuple[Group, ...] = BURGER.groups,
    rules: tuple[Rule, ...] = BURGER.rules,
) -> Shop:
    """The diner with another burger."""
    changed = replace(BURGER, price=price, groups=groups, rules=rules)
    return replace(DINER, products=(changed, SET))


def burger(session: Session) -> LiveProduct:
    live = live_product(session, "diner", "burger")
    assert live is not None
    return live


def with_choice(choices: tuple[Choice, ...], *changed: Choice) -> tuple[Choice, ...]:
    """The choices with other answers in the groups of `changed`."""
    groups = {each.group for each in changed}
    return (*(each for each in choices if each.group not in groups), *changed)


def cart_of(session: Session, name: str = "cart") -> Order:
    return open_cart(session, DINER, name, "en", NOON)


def found_cart(session: Session, name: str = "cart") -> Order:
    """The cart for reading, without locking it."""
    cart = find_cart(session, "diner", name)
    assert cart is not None
    return cart


def put(
    session: Session,
    choices: tuple[Choice, ...] = CLASSIC,
    quantity: int = 1,
    name: str = "cart",
    now: datetime = NOON,
) -> Line:
    """A line in a cart, begun as the preset "classic"."""
    cart = cart_of(session, name)
    line = add_line(session, burger(session), cart, choices, quantity, "classic", now=now)
    assert not isinstance(line, Refused), line
    return line


def place(
    session: Session, name: str = "cart", now: datetime = NOON, details: Details = GUEST
) -> Order:
    """The cart placed, as a shopper who saw it."""
    cart = cart_of(session, name)
    wish(cart, details.wishes)
    seen = review(session, cart, now).seen
    placed = place_order(session, DINER, name, details, seen, now)
    assert isinstance(placed, Placed), placed
    return placed.order
