"""Shops made from a seed whose products use every kind of price that a shop file can say.

Each is small enough to be tried out, and none of its prices is like another: what is forgotten or
counted twice shows in the total.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Literal

from catalog.shop import (
    Adjustment,
    Allowance,
    Amount,
    Answer,
    Bounds,
    Group,
    GroupKind,
    Halves,
    Option,
    Place,
    Preset,
    PriceList,
    PriceTable,
    Product,
    Rounding,
    Rule,
    Sequence,
    Shop,
    Store,
    Text,
    Times,
)
from configurator.publishing.live import LiveProduct, LiveShop, assemble

AMOUNTS = {"light": 1, "normal": 1, "extra": 2, "normal-left": 1}
ROUND = (0, 50, 100, 100, 200, 300, 500)


def words(text: str) -> Text:
    return {"en": text}


@dataclass
class Maker:
    """Makes the parts of one shop, and notes which kinds of prices it has used."""

    random: Random
    kinds: set[str] = field(default_factory=set)

    def chance(self, share: float, kind: str = "") -> bool:
        """Whether a part is made; a kind that is made is noted."""
        made = self.random.random() < share
        if made and kind:
            self.kinds.add(kind)
        return made

    def price(self) -> int:
        """Often round and often equal, sometimes odd."""
        return self.random.choice(ROUND) + (self.random.randrange(10) if self.chance(0.2) else 0)

    def shop(self) -> Shop:
        drink = self._drink()
        meal = self._meal(drink)
        shop = Shop(
            "bar",
            words("Bar"),
            ("en",),
            "KRW",
            "Asia/Seoul",
            (Store("main", words("Main")), Store("pier", words("Pier"))),
            (meal, drink),
            amounts=tuple(Amount(each, words(each), AMOUNTS[each]) for each in list(AMOUNTS)[:3]),
            places=(Place("left", words("left")),),
            presets=tuple(self._presets(meal)),
            rounding=self._rounding(),
        )
        return replace(shop, price_lists=tuple(self._lists(shop)))

    def _drink(self) -> Product:
        groups = (
            self._one("kind", 3, "size" if self.chance(0.4, "table in a slot") else ""),
            self._one("size", 2),
            self._many("extras", 2),
        )
        return Product(
            "drink",
            words("Drink"),
            self.price(),
            groups,
            adjustments=tuple(self._adjustments("kind", "size", 1)),
            allowances=tuple(self._allowances(("extras",), 0.4)),
            on_menu=False,
        )

    def _meal(self, drink: Product) -> Product:
        table = "size" if self.chance(0.4, "table") else ""
        pizza = self.chance(0.4)
        groups = [
            self._one("size", self.random.randint(2, 3)),
            self._included_one(self._one("base", 3, table)),
            self._credited(self._many("toppings", self.random.randint(2, 4), table)),
        ]
        if pizza:
            flavours = self._one("left", 3, "size" if self.chance(0.3, "halves by size") else "")
            groups += [flavours, replace(flavours, id="right")]
        else:
            groups.append(self._counted_only("dips"))
        if self.chance(0.3, "number"):
            numbers = Bounds(0, 3)
            price = self.price()
            groups.append(
                Group("pieces", words("n"), GroupKind.NUMBER, numbers=numbers, price_per_unit=price)
            )
        if self.chance(0.2, "text"):
            groups.append(
                Group(
                    "note",
                    words("Note"),
                    GroupKind.TEXT,
                    optional=True,
                    max_length=9,
                    text_price=self.price(),
                )
            )
        if self.chance(0.5):
            groups.append(self._slot(drink))
        return Product(
            "meal",
            words("Meal"),
            self.price() * 3,
            tuple(groups),
            rules=tuple(self._rules()),
            adjustments=tuple(self._adjustments("base", "size", 3)),
            allowances=tuple(self._allowances(("toppings",), 0.6)),
            sequences=() if pizza else tuple(self._sequences()),
            halves=tuple(self._halves()) if pizza else (),
        )

    def _one(self, name: str, count: int, by: str = "") -> Group:
        options = tuple(self._option(f"{name[0]}{n}", ("",), by) for n in range(count))
        optional = self.chance(0.2)
        return Group(name, words(name), GroupKind.ONE, options, optional=optional)

    def _many(self, name: str, count: int, by: str = "") -> Group:
        options = tuple(
            self._option(
                f"{name[0]}{n}",
                tuple(self.random.sample(list(AMOUNTS), self.random.randint(1, 3))),
                by,
            )
            for n in range(count)
        )
        distinct = Bounds(0, self.random.choice((None, 2, 3)))
        units = Bounds(0, self.random.choice((None, None, 4)))
        return Group(name, words(name), GroupKind.MANY, options, distinct=distinct, units=units)

    def _option(self, name: str, amounts: tuple[str, ...], by: str) -> Option:
        plain = self.price()
        prices = {each: plain + (self.price() if self.chance(0.5) else 0) for each in amounts}
        table = None
        if by and self.chance(0.6):
            answers = self.random.sample(("s0", "s1"), self.random.randint(1, 2))
            table = PriceTable(
                by, {answer: {each: self.price() for each in amounts} for answer in answers}
            )
        listed = amounts if amounts != ("",) else ()
        purpose = self.random.choice((None, "sweet"))
        return Option(name, words(name), prices, listed, prices_by=table, purpose=purpose)

    def _included_one(self, group: Group) -> Group:
        if not self.chance(0.4, "included"):
            return group
        return replace(group, included={self.random.choice(group.options).id: 0})

    def _credited(self, group: Group) -> Group:
        credit = {group.options[0].id: self.price()} if self.chance(0.3, "credit") else {}
        applies_if = "base is b0 or base is b1" if self.chance(0.3) else None
        return replace(group, included=credit, applies_if=applies_if)

    def _counted_only(self, name: str) -> Group:
        group = self._many(name, self.random.randint(2, 3))
        free = tuple(replace(option, prices={}) for option in group.options)
        return replace(group, options=free) if self.chance(0.7) else group

    def _slot(self, drink: Product) -> Group:
        copies = 2 if self.chance(0.4, "copies") else 1
        optional = self.chance(0.7, "optional slot") or copies > 1
        return Group(
            "drink",
            words("Drink"),
            GroupKind.SLOT,
            optional=optional,
            product=drink.id,
            copies=copies,
        )

    def _rules(self) -> Iterator[Rule]:
        if self.chance(0.5):
            yield Rule("clash", "base is b2 excludes size is s1", words("no"))
        if self.chance(0.3):
            yield Rule("few", "size is s0 requires at most 2 units of toppings", words("no"))

    def _allowances(self, groups: tuple[str, ...], share: float) -> Iterator[Allowance]:
        if not self.chance(share):
            return
        which: Literal["cheapest", "dearest", "first"] = self.random.choice(
            ("cheapest", "dearest", "first")
        )
        counts: Literal["options", "units"] = self.random.choice(("options", "units"))
        purpose = "sweet" if self.chance(0.2, "allowance by purpose") else None
        wider = ("base",) if groups == ("toppings",) and self.chance(0.3) else ()
        if wider:
            self.kinds.add("allowance over groups")
        self.kinds |= {f"allowance {which}", f"allowance of {counts}"}
        free = self.random.randint(1, 3)
        yield Allowance("free", words("Free"), (*groups, *wider), free, which, counts, purpose)

    def _sequences(self) -> Iterator[Sequence]:
        if self.chance(0.7, "sequence"):
            prices = tuple(self.price() for _ in range(self.random.randint(1, 3)))
            counts: Literal["options", "units"] = self.random.choice(("options", "units"))
            yield Sequence("dips", words("Dips"), ("dips",), prices, counts)

    def _halves(self) -> Iterator[Halves]:
        by: Literal["sum", "mean", "dearer"] = self.random.choice(
            ("sum", "mean", "dearer", "dearer")
        )
        self.kinds.add(f"halves {by}")
        yield Halves("whole", words("Whole"), ("left", "right"), by)

    def _adjustments(self, one: str, other: str, most: int) -> Iterator[Adjustment]:
        conditions = (f"{one} is {one[0]}0", f"{other} is {other[0]}1", "", f"{one} is {one[0]}1")
        shares = 0
        for number in range(self.random.randint(0, most)):
            condition = self.random.choice(conditions)
            exclusive = "deal" if self.chance(0.5, "exclusive") else ""
            if most > 1 and shares < 2 and self.chance(0.4):
                shares += 1
                self.kinds.add("share where it holds" if condition else "share")
                percent = Decimal(self.random.choice(("-10", "5", "-12.5", "33")))
                yield Adjustment(
                    f"a{number}", words("a"), condition, percent=percent, exclusive=exclusive
                )
            else:
                self.kinds.add("adjustment")
                amount = self.random.choice((-700, -150, 99, 250))
                yield Adjustment(f"a{number}", words("a"), condition, amount, exclusive=exclusive)

    def _presets(self, meal: Product) -> Iterator[Preset]:
        for number in range(self.random.choice((0, 1, 1, 2))):
            self.kinds.add("preset")
            choices: dict[str, Answer] = {"size": "s0", "base": f"b{number}"}
            yield Preset(
                f"p{number}",
                meal.id,
                words("p"),
                choices,
                tuple(choices)[number:],
                adjustment=-self.random.choice((120, 333)),
            )

    def _rounding(self) -> Rounding:
        to = self.random.choice((1, 1, 10, 100))
        if to > 1:
            self.kinds.add("rounded")
        return Rounding(to, below_zero=self.chance(0.3, "below zero"))

    def _lists(self, shop: Shop) -> Iterator[PriceList]:
        if self.chance(0.5, "price list"):
            times = Times(weekdays=(0, 1, 2, 3, 4), starts=690, ends=840)
            yield self._listed(shop, PriceList("lunch", words("Lunch"), times))
        if self.chance(0.3, "store list"):
            yield self._listed(shop, PriceList("pier", words("Pier"), stores=("pier",)))
        if self.chance(0.3, "currency"):
            yield self._listed(shop, PriceList("dollars", words("$"), currency="USD"))

    def _listed(self, shop: Shop, empty: PriceList) -> PriceList:
        """The list with some prices."""
        names = [
            f"{product.id}.{group.id}.{option.id}"
            for product in shop.products
            for group in product.groups
            for option in group.options
            if group.id not in ("left", "right")
        ]
        changes = [
            f"{product.id}.{each.id}"
            for product in shop.products
            for each in product.adjustments
            if each.percent is None
        ] + [preset.id for preset in shop.presets]
        listed = self.random.sample(names, min(len(names), 4))
        return replace(
            empty,
            prices={"meal": self.price()} | {name: self.price() for name in listed},
            adjustments={name: -self.price() for name in changes if self.chance(0.5)},
        )


@dataclass(frozen=True)
class PricedShop:
    """A shop of a seed, its meal ready to answer, and the kinds of prices that it has."""

    seed: int
    shop: Shop
    meal: LiveProduct
    kinds: frozenset[str]


def priced_shop(seed: int) -> PricedShop:
    """The shop of a seed: always the same one."""
    maker = Maker(Random(seed))
    shop = maker.shop()
    meal = assemble(LiveShop(shop, 1, {}), shop.product("meal"), None)
    return PricedShop(seed, shop, meal, frozenset(maker.kinds))


def kinds_in(shops: list[PricedShop]) -> Counter[str]:
    """How many of the shops have each kind of price."""
    return Counter(kind for shop in shops for kind in shop.kinds)
