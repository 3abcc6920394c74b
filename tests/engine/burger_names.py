"""The names that the tests of the rule language speak of."""

from configurator.engine.model import Kind
from configurator.engine.names import AttributeNames, GroupNames, Names

FOOD = {
    "vegan": AttributeNames("flag"),
    "kcal": AttributeNames("number"),
    "milk": AttributeNames("word", ("contains", "free", "may_contain"), closed=True),
}
MELTING = {"melts_with": AttributeNames("words", ("bacon", "egg"), closed=True)}
AMOUNTS = ("light", "normal", "extra", "extra-left")

BURGER = Names(
    {
        "bun": GroupNames(Kind.ONE, ("brioche", "potato", "16-grain"), attributes=FOOD),
        "cheese": GroupNames(Kind.ONE, ("cheddar", "none"), attributes=FOOD | MELTING),
        "toppings": GroupNames(
            Kind.MANY,
            ("onion", "bacon"),
            {"onion": AMOUNTS, "bacon": ("normal",)},
            attributes=FOOD,
        ),
        "set": GroupNames(Kind.ONE, ("set",)),
        "set.drink": GroupNames(
            Kind.ONE, ("cola", "water", "330"), attributes={"kcal": AttributeNames("number")}
        ),
        "seats": GroupNames(Kind.NUMBER, numbers=range(1, 9)),
        "any": GroupNames(
            Kind.ONE, ("or", "16"), attributes={"of": AttributeNames("word", ("is",))}
        ),
    }
)
