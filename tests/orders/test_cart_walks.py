"""Random walks through a cart, beside a plain list that does the same."""

import random
from dataclasses import dataclass, field

import pytest
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.engine.model import Choice
from configurator.orders.cart import (
    MOST_OF_A_LINE,
    Refused,
    add_line,
    count,
    remove_line,
    replace_line,
    set_quantity,
)
from configurator.orders.freezing import canonical_configuration
from tests.orders.diner import (
    CLASSIC,
    NOON,
    burger,
    cart_of,
    publish_diner,
    with_choice,
)

BURGERS = (
    CLASSIC,
    with_choice(CLASSIC, Choice("bun", "brioche")),
    with_choice(CLASSIC, Choice("patty", "vegan"), Choice("cheese", "-")),
    with_choice(CLASSIC, Choice("toppings", "tomato", "double")),
    with_choice(CLASSIC, Choice("set", "taken"), Choice("set.drink", "cola")),
)


@dataclass
class PlainCart:
    """The same cart as a list of burgers, each with how many."""

    lines: list[list[int]] = field(default_factory=list)

    def add(self, burger_number: int, quantity: int) -> bool:
        for line in self.lines:
            if line[0] == burger_number:
                fits = line[1] + quantity <= MOST_OF_A_LINE
                line[1] += quantity if fits else 0
                return fits
        self.lines.append([burger_number, quantity])
        return True

    def replace(self, place: int, burger_number: int) -> bool:
        line = self.lines[place]
        equal = [each for each in self.lines if each[0] == burger_number and each is not line]
        if equal and equal[0][1] + line[1] > MOST_OF_A_LINE:
            return False
        line[1] += equal[0][1] if equal else 0
        line[0] = burger_number
        self.lines = [each for each in self.lines if each not in equal or each is line]
        return True


def step(session: Session, plain: PlainCart, chance: random.Random) -> None:
    """One change, made to both; what one refuses, the other refuses too."""
    cart, live = cart_of(session), burger(session)
    number, quantity = chance.randrange(len(BURGERS)), chance.choice((1, 2, 50))
    change = chance.choice(("add", "add", "replace", "quantity", "remove"))
    if change == "add" or not plain.lines:
        done = add_line(session, live, cart, BURGERS[number], quantity, now=NOON)
        assert isinstance(done, Refused) is not plain.add(number, quantity)
        return
    place = chance.randrange(len(plain.lines))
    line_id = cart.lines[place].id
    if change == "replace":
        done = replace_line(session, live, cart, line_id, BURGERS[number], now=NOON)
        assert isinstance(done, Refused) is not plain.replace(place, number)
    elif change == "quantity":
        set_quantity(session, cart, line_id, quantity, NOON)
        plain.lines[place][1] = quantity
    else:
        assert remove_line(session, cart, line_id, NOON)
        del plain.lines[place]


@pytest.mark.parametrize("seed", range(4))
def test_a_cart_does_what_a_plain_list_does(database: Database, seed: int) -> None:
    publish_diner(database)
    plain, chance = PlainCart(), random.Random(seed)
    for _ in range(30):
        with database.writing() as session:
            step(session, plain, chance)
        with database.writing() as session:
            texts = [canonical_configuration(burger(session), each) for each in BURGERS]
            kept = [
                [texts.index(each.configuration), each.quantity] for each in cart_of(session).lines
            ]
            assert kept == plain.lines
            assert count(session, "diner", "cart") == sum(each[1] for each in plain.lines)
