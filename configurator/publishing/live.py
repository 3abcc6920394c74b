"""What is live: shops and their products, loaded once per revision and process."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.documents import document_to_shop
from catalog.product_tree import FlatGroup, interchangeable
from catalog.shop import NONE, GroupKind, Inspection, Meter, Preset, Product, Shop
from configurator.engine.checked import CheckedCosts, checked_costs
from configurator.engine.compiled import Compiled
from configurator.engine.compiling import compile_model
from configurator.engine.evaluation import Judge
from configurator.engine.expressions import Expression, Total
from configurator.engine.model import Choice, Costs, taken
from configurator.engine.storage import load
from configurator.engine.unchecked import UncheckedRules
from configurator.publishing.caching import Cache
from configurator.publishing.costing import Costing, costing
from configurator.publishing.defining import defining_expression
from configurator.publishing.engine_model import model_of
from configurator.publishing.listed_prices import lists_for
from configurator.publishing.models import (
    LiveRevision,
    Revision,
    RevisionDiagram,
    StoredDiagram,
)
from configurator.publishing.occasions import Occasion, lists_in_force
from configurator.publishing.product_reader import ProductReader
from configurator.publishing.standalone import StandaloneParts
from pricing.order_terms import Part
from pricing.price_list import PriceList

MOST_KEPT = 64
"""How many shops, and how many products, a process keeps loaded, those of old revisions too."""


@dataclass(frozen=True)
class LiveShop:
    """A shop as one revision has it. `pictures` maps the names of pictures to their SHA-256."""

    shop: Shop
    revision: int
    pictures: Mapping[str, str]


@dataclass(frozen=True)
class LiveProduct:
    """A product as one revision has it, ready to answer."""

    shop: Shop
    revision: int
    pictures: Mapping[str, str]
    product: Product
    groups: tuple[FlatGroup, ...]
    compiled: Compiled
    costing: Costing
    reader: ProductReader
    lists: tuple[str, ...] = ()
    """The ids of the price lists in force that it is priced by."""
    otherwise_priced: "dict[tuple[str, ...], LiveProduct]" = field(
        default_factory=dict, repr=False, compare=False
    )
    """The same product by the price lists that it has been priced by, shared among them all."""

    @property
    def price_list(self) -> PriceList:
        """What everything costs, as the quote reads it."""
        return self.costing.price_list

    @property
    def costs(self) -> Costs:
        """What everything costs, as the engine adds it up; see `total`."""
        return self.costing.costs

    def priced_by(self, lists: tuple[str, ...]) -> "LiveProduct":
        """The same product at the prices of these price lists; the same object for the same prices.

        Lists that price nothing of it make no difference.
        """
        relevant = lists_for(self.shop, self.product, lists)
        if relevant == self.lists:
            return self
        if relevant not in self.otherwise_priced:
            priced = replace(
                self,
                costing=costing(self.shop, self.product, relevant, self.reader),
                lists=relevant,
            )
            return self.otherwise_priced.setdefault(relevant, priced)
        return self.otherwise_priced[relevant]

    @cached_property
    def _by_path(self) -> Mapping[str, FlatGroup]:
        return {each.path: each for each in self.groups}

    def total(self, cost: int) -> int:
        """The price of a configuration that costs the engine so much, in smallest units."""
        return self.costing.total(cost)

    def cost_within(self, price: int) -> int:
        """The most that a configuration may cost the engine whose price is at most `price`."""
        return self.costing.cost_within(price)

    @cached_property
    def judge(self) -> Judge:
        """The meaning of the model, to evaluate complete configurations."""
        return Judge(self.compiled.model)

    @cached_property
    def checked(self) -> CheckedCosts:
        """The prices, so that no way to finish leaves a rule unchecked without need."""
        return checked_costs(self.compiled, self.costs)

    @cached_property
    def unchecked_rules(self) -> UncheckedRules:
        """The rules that may stay unchecked, because a fact is unknown."""
        return UncheckedRules(self.judge)

    def offered(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Those of the choices that the product offers: of old ones, what there still is."""
        return tuple(each for each in choices if self.judge.offers(each))

    def held(self, complete: tuple[Choice, ...]) -> frozenset[str]:
        """The names of the conditions of the price list that a complete configuration meets."""
        return frozenset(self.judge.holding(self.costing.quoted, complete))

    def standalone_parts(self, complete: tuple[Choice, ...]) -> tuple[Part, ...]:
        """The product itself and what fills its slots, each with what it would cost alone."""
        chosen = {(each.group, each.option, each.amount) for each in taken(complete)}
        return self._standalone.parts(chosen, self.held(complete))

    @cached_property
    def _standalone(self) -> StandaloneParts:
        return StandaloneParts.of(self.shop, self.product, self.price_list, self.lists)

    @cached_property
    def presets(self) -> tuple[tuple[Preset, Expression], ...]:
        """The presets of the product that are on the menu, each with what defines it."""
        return tuple(
            (preset, defining_expression(self.shop, self.product, preset))
            for preset in self.shop.menu_presets(self.product.id)
        )

    @cached_property
    def texts(self) -> tuple[tuple[FlatGroup, Expression | None], ...]:
        """The groups of typed text, each with the condition on which it is asked."""
        return tuple(self.reader.texts())

    @cached_property
    def meters(self) -> tuple[tuple[Meter, Total, Total | None], ...]:
        """The meters of the product, each with what it adds up and its limit."""
        return tuple(self.reader.meters())

    @cached_property
    def inspections(self) -> tuple[tuple[Inspection, Expression | None], ...]:
        """What is looked at by hand when the product is made, each with its condition."""
        return tuple(self.reader.inspections())

    @cached_property
    def copies(self) -> tuple[tuple[str, ...], ...]:
        """The paths of the copies of each slot that has several; outer before inner ones."""
        return interchangeable(self.shop, self.product)

    @cached_property
    def _columns(self) -> Mapping[tuple[str, str], int]:
        return {
            (flat.path, option.id): column
            for flat in self.groups
            for column, option in enumerate(flat.group.options)
        }

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {flat.path: row for row, flat in enumerate(self.groups)}

    def place_of(self, choice: Choice) -> tuple[int, int, str, str]:
        """Where a choice stands in the order of the product, to sort by.

        Raises `KeyError` where there is no such group.
        """
        flat, row = self._by_path[choice.group], self._rows[choice.group]
        if flat.group.kind is GroupKind.NUMBER and choice.option != NONE:
            return row, int(choice.option), "", ""
        column = self._columns.get((choice.group, choice.option), 0)
        return row, column, choice.option, choice.amount

    def group(self, path: str) -> FlatGroup:
        """The group at `path`; raises `KeyError` where there is none."""
        return self._by_path[path]


_shops: Cache[tuple[str, int], LiveShop] = Cache(MOST_KEPT)
_products: Cache[tuple[str, int, str], LiveProduct] = Cache(MOST_KEPT)


def live_number(session: Session, shop_id: str) -> int | None:
    """The number of the live revision; None where there is no such shop."""
    return session.scalar(select(LiveRevision.number).where(LiveRevision.shop_id == shop_id))


def live_shop(session: Session, shop_id: str) -> LiveShop | None:
    """The shop as it is live; None where there is none of that id."""
    number = live_number(session, shop_id)
    return None if number is None else shop_at(session, shop_id, number)


def live_product(
    session: Session, shop_id: str, product_id: str, occasion: Occasion | None = None
) -> LiveProduct | None:
    """The product as it is live, at the prices of the occasion, else at its own.

    None where the shop does not put it on its menu.
    """
    number = live_number(session, shop_id)
    live = None if number is None else product_at(session, shop_id, product_id, number)
    if live is None or occasion is None:
        return live
    return live.priced_by(lists_in_force(live.shop, occasion))


def live_ids(session: Session) -> list[str]:
    """The ids of every shop with a live revision, in order."""
    return list(session.scalars(select(LiveRevision.shop_id).order_by(LiveRevision.shop_id)))


def all_shops(session: Session) -> list[LiveShop]:
    """Every shop with a live revision, by id."""
    rows = session.execute(
        select(LiveRevision.shop_id, LiveRevision.number).order_by(LiveRevision.shop_id)
    )
    shops = [shop_at(session, shop_id, number) for shop_id, number in rows.all()]
    return [shop for shop in shops if shop is not None]


def shop_at(session: Session, shop_id: str, number: int) -> LiveShop | None:
    """The shop as a revision has it."""
    kept = _shops.get((shop_id, number))
    if kept is not None:
        return kept
    row = session.get(Revision, (shop_id, number))
    if row is None:
        return None
    shop = LiveShop(document_to_shop(json.loads(row.document)), number, json.loads(row.pictures))
    _shops.keep((shop_id, number), shop)
    return shop


def product_at(
    session: Session, shop_id: str, product_id: str, revision: int
) -> LiveProduct | None:
    """The product as a revision has it; None where it was not on the menu then."""
    key = (shop_id, revision, product_id)
    kept = _products.get(key)
    if kept is not None:
        return kept
    shop = shop_at(session, shop_id, revision)
    if shop is None:
        return None
    product = product_on_menu(shop.shop, product_id)
    if product is None:
        return None
    diagram = _stored_diagram(session, shop_id, revision, product_id)
    live = assemble(shop, product, diagram)
    _products.keep(key, live)
    return live


def product_on_menu(shop: Shop, product_id: str) -> Product | None:
    """The product of that id, where the shop has it and puts it on its menu."""
    return next((each for each in shop.products if each.id == product_id and each.on_menu), None)


def assemble(shop: LiveShop, product: Product, diagram: bytes | None) -> LiveProduct:
    """A product ready to answer, from its stored diagram or, without one, compiled now."""
    reader = ProductReader(shop.shop, product)
    model = model_of(shop.shop, product, reader)
    own = LiveProduct(
        shop=shop.shop,
        revision=shop.revision,
        pictures=shop.pictures,
        product=product,
        groups=reader.groups,
        compiled=compile_model(model) if diagram is None else load(model, diagram),
        costing=costing(shop.shop, product, (), reader),
        reader=reader,
    )
    own.otherwise_priced[()] = own
    return own


def _stored_diagram(session: Session, shop_id: str, revision: int, product_id: str) -> bytes | None:
    body = session.scalar(
        select(StoredDiagram.body)
        .join(RevisionDiagram, RevisionDiagram.sha256 == StoredDiagram.sha256)
        .where(
            RevisionDiagram.shop_id == shop_id,
            RevisionDiagram.number == revision,
            RevisionDiagram.product_id == product_id,
        )
    )
    return None if body is None else zlib.decompress(body)
