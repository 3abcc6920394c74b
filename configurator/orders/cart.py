"""The cart: putting lines in, changing them, taking them out. Every write locks the cart first."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog.shop import Shop
from configurator.engine.model import Choice
from configurator.orders.completing import NotOrderable
from configurator.orders.freezing import Frozen, find_preset
from configurator.orders.making import Made, Mistyped, made
from configurator.orders.models import CartPost, Line, Order, new_token
from configurator.orders.states import CART
from configurator.publishing.live import LiveProduct
from configurator.publishing.typed_texts import NO_TEXTS, Texts

MOST_OF_A_LINE = 99
MOST_LINES = 40

HELD = timedelta(minutes=30)
"""How long a line costs what it cost when it was put in, whatever is published meanwhile."""

_QUANTITY = re.compile(r"[1-9][0-9]?")

Full: TypeAlias = Literal["too many of a line", "too many lines", "no such line"]


@dataclass(frozen=True)
class Refused:
    """Why the cart stays as it was: the choices cannot be ordered, a text is missing or cannot be
    taken, or the cart has no room."""

    why: NotOrderable | Mistyped | Full


def read_quantity(typed: str) -> int | None:
    """A quantity from 1 to 99, written in plain digits; None for anything else."""
    return int(typed) if _QUANTITY.fullmatch(typed) else None


def find_cart(session: Session, shop_id: str, token: str | None) -> Order | None:
    """The cart of that token, while it is one."""
    if not token:
        return None
    return session.scalar(
        select(Order).where(Order.token == token, Order.shop_id == shop_id, Order.state == CART)
    )


def locked_cart(session: Session, shop_id: str, token: str | None) -> Order | None:
    """The same to be changed: others who would change it wait until the transaction ends."""
    cart = locked_order(session, shop_id, token) if token else None
    return cart if cart is not None and cart.state == CART else None


def count(session: Session, shop_id: str, token: str | None) -> int:
    """How many pieces are in the cart; 0 where there is none."""
    if not token:
        return 0
    pieces = session.scalar(
        select(func.sum(Line.quantity))
        .join(Order)
        .where(Order.token == token, Order.shop_id == shop_id, Order.state == CART)
    )
    return int(pieces or 0)


def open_cart(
    session: Session, shop: Shop, token: str | None, language: str, now: datetime
) -> Order:
    """The cart of that token, locked and up to date; a new one where there is none.

    A token whose order has been placed gives a new cart under a new token.
    """
    cart = locked_order(session, shop.id, token) if token else None
    if cart is not None and cart.state == CART:
        return cart
    fresh = Order(
        shop_id=shop.id,
        token=new_token() if cart is not None or not token else token,
        state=CART,
        currency=shop.currency,
        language=language,
        created_at=now,
        changed_at=now,
    )
    try:
        with session.begin_nested():
            session.add(fresh)
    except IntegrityError:
        # Two first clicks at once: the other one made the cart.
        return open_cart(session, shop, token, language, now)
    return fresh


def pay_in(cart: Order, currency: str) -> bool:
    """Let a cart be paid in a currency; False where it was already.

    A tip as a share is one in any currency; an amount of one's own is not, and is asked anew.
    """
    if cart.currency == currency:
        return False
    cart.currency = currency
    cart.tip = cart.tip if cart.tip.endswith("%") else ""
    return True


def was_posted(session: Session, cart: Order, nonce: str) -> bool:
    """Whether this form has reached the cart before."""
    return session.get(CartPost, (cart.id, nonce)) is not None


def remember_post(session: Session, cart: Order, nonce: str) -> None:
    """Let this form change the cart no more."""
    session.add(CartPost(order_id=cart.id, nonce=nonce))


def add_line(
    session: Session,
    live: LiveProduct,
    cart: Order,
    choices: tuple[Choice, ...],
    quantity: int,
    preset_id: str | None = None,
    typed: Texts = NO_TEXTS,
    *,
    now: datetime,
) -> Line | Refused:
    """Put a configuration in the cart: more of the line that equals it, else a line at the end.

    `typed` is what the shopper typed, as it came; the same with other text is another line. It
    costs what `live` is priced by, and that is held from now on.
    """
    wanted = made(session, live, choices, typed)
    if not isinstance(wanted, Made):
        return Refused(wanted)
    equal = _equal_line(cart, wanted)
    if equal is not None:
        return _more(session, cart, equal, wanted, quantity, now)
    if len(cart.lines) >= MOST_LINES:
        return Refused("too many lines")
    preset = find_preset(live, preset_id)
    line = Line(
        position=max((each.position for each in cart.lines), default=0) + 1,
        quantity=quantity,
        product_id=live.product.id,
        preset_id=preset.id if preset else None,
    )
    _put(line, wanted, now)
    cart.lines.append(line)
    _changed(session, cart, now)
    return line


def replace_line(
    session: Session,
    live: LiveProduct,
    cart: Order,
    line_id: int,
    choices: tuple[Choice, ...],
    quantity: int | None = None,
    typed: Texts = NO_TEXTS,
    *,
    now: datetime,
) -> Line | Refused:
    """Change what a line is. It keeps its place; a line that it now equals joins it there."""
    line = find_line(cart, line_id)
    if line is None:
        return Refused("no such line")
    wanted = made(session, live, choices, typed)
    if not isinstance(wanted, Made):
        return Refused(wanted)
    equal = _equal_line(cart, wanted)
    pieces = quantity or line.quantity
    if equal is not None and equal is not line:
        pieces += equal.quantity
        if pieces > MOST_OF_A_LINE:
            return Refused("too many of a line")
        cart.lines.remove(equal)
    line.product_id = live.product.id
    line.quantity = pieces
    _put(line, wanted, now)
    _changed(session, cart, now)
    return line


def set_quantity(
    session: Session, cart: Order, line_id: int, quantity: int, now: datetime
) -> Line | Refused:
    """Say how many of a line; from 1 to 99, as `read_quantity` reads it."""
    line = find_line(cart, line_id)
    if line is None:
        return Refused("no such line")
    line.quantity = quantity
    _changed(session, cart, now)
    return line


def remove_line(session: Session, cart: Order, line_id: int, now: datetime) -> bool:
    """Take a line out; False where it is out already."""
    line = find_line(cart, line_id)
    if line is None:
        return False
    cart.lines.remove(line)
    _changed(session, cart, now)
    return True


def find_line(cart: Order, line_id: int) -> Line | None:
    return next((each for each in cart.lines if each.id == line_id), None)


def keep(line: Line, frozen: Frozen, revision: int) -> None:
    """Let a line hold what was frozen under a revision."""
    line.configuration = frozen.configuration
    line.quote = frozen.quote
    line.words = frozen.words
    line.ticket = frozen.ticket
    line.texts = frozen.texts
    line.unit_price = frozen.unit_price
    line.lists = frozen.lists
    line.currency = frozen.currency
    line.revision = revision


def locked_order(session: Session, shop_id: str, token: str) -> Order | None:
    """The order of that token, a cart or placed, as it is now; nobody else can change it."""
    return session.scalar(
        select(Order)
        .where(Order.token == token, Order.shop_id == shop_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _equal_line(cart: Order, wanted: Made) -> Line | None:
    return next((each for each in cart.lines if wanted.equals(each)), None)


def _more(
    session: Session,
    cart: Order,
    line: Line,
    wanted: Made,
    quantity: int,
    now: datetime,
) -> Line | Refused:
    """More of a line: at the price that is held for it, and no longer than it is; else at what one
    costs now."""
    if line.quantity + quantity > MOST_OF_A_LINE:
        return Refused("too many of a line")
    line.quantity += quantity
    if not is_held(line, now):
        _put(line, wanted, now)
    _changed(session, cart, now)
    return line


def is_held(line: Line, now: datetime) -> bool:
    """Whether what one costs is still held for whoever put it in the cart."""
    return line.held_until is not None and now < line.held_until


def _put(line: Line, wanted: Made, now: datetime) -> None:
    keep(line, wanted.frozen(line.preset_id), wanted.live.revision)
    line.held_until = now + HELD


def _changed(session: Session, cart: Order, now: datetime) -> None:
    cart.version += 1
    cart.changed_at = now
    session.flush()
