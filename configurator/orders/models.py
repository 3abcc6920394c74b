"""Orders and what belongs to them. An order is a cart until it is placed."""

import secrets
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.database import Base, UtcDateTime


def new_token() -> str:
    """An unguessable name of 128 bits."""
    return secrets.token_urlsafe(16)


class Order(Base):
    """What somebody orders from a shop, from the first line in the cart to the hand-over.

    `state` is the fulfilment state of `states.py`. Everything about placing is empty in a cart.
    `wanted_at` is None for "as soon as possible"; `promised_at` is what the shopper was told.
    `ahead` is how many orders were waiting when it was placed, `lead_days` and `lead_minutes` how
    long making it alone takes: what the waiting time is learnt from. `version` goes up with every
    change.

    What it is priced by besides its lines stands in the cart already: the `way` it reaches the
    shopper, the `tip` as it was chosen ("": none, "10%", or smallest units), the ids of the
    `coupons` whose code was typed (a JSON list), and the `customer_group` whose code was.
    `quote` is the whole price as canonical JSON, in every language of the shop: empty in a cart,
    and never changed once the order is placed.
    """

    __tablename__ = "customer_order"
    __table_args__ = (
        UniqueConstraint("shop_id", "day", "place_in_day"),
        Index("ix_customer_order_shop_id_state", "shop_id", "state"),
        Index("ix_customer_order_shop_id_placed_at", "shop_id", "placed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_token)
    state: Mapped[str] = mapped_column(String(12), default="cart")
    version: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(String(3))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    day: Mapped[str | None] = mapped_column(String(10))
    place_in_day: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(12))
    revision: Mapped[int | None]
    store_id: Mapped[str | None] = mapped_column(String(64))
    total: Mapped[int] = mapped_column(BigInteger, default=0)
    contact_name: Mapped[str] = mapped_column(String(80), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(24), default="")
    table_name: Mapped[str] = mapped_column(String(40), default="")
    way: Mapped[str] = mapped_column(String(10), default="pickup")
    tip: Mapped[str] = mapped_column(String(16), default="")
    coupons: Mapped[str] = mapped_column(Text, default="[]")
    customer_group: Mapped[str] = mapped_column(String(64), default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    wanted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    promised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lead_days: Mapped[int] = mapped_column(default=0)
    lead_minutes: Mapped[int] = mapped_column(default=0)
    ahead: Mapped[int] = mapped_column(default=0)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    lines: Mapped[list["Line"]] = relationship(
        back_populates="order", order_by="Line.position", cascade="all, delete-orphan"
    )
    history: Mapped[list["HistoryEntry"]] = relationship(
        order_by="HistoryEntry.id", cascade="all, delete-orphan"
    )
    payments: Mapped[list["Payment"]] = relationship(
        order_by="Payment.id", cascade="all, delete-orphan"
    )


class Line(Base):
    """A number of equal configurations of one product.

    The texts are canonical JSON: `configuration` the taken choices, `quote` the priced lines and
    `words` what was chosen, each in every language of the shop, `ticket` what the kitchen reads,
    `texts` what the shopper typed, by the path of its group.
    They are frozen under `revision`, and never change once the order is placed.

    `lists` are the ids of the price lists that were in force (a JSON list). What one costs, in
    `currency`, is held until `held_until` while the line is in a cart, whatever is published.
    """

    __tablename__ = "order_line"
    __table_args__ = (Index("ix_order_line_order_id", "order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id", ondelete="CASCADE"))
    position: Mapped[int]
    quantity: Mapped[int]
    product_id: Mapped[str] = mapped_column(String(64))
    preset_id: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int]
    unit_price: Mapped[int] = mapped_column(BigInteger)
    configuration: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    ticket: Mapped[str] = mapped_column(Text)
    texts: Mapped[str] = mapped_column(Text, default="{}")
    lists: Mapped[str] = mapped_column(Text, default="[]")
    currency: Mapped[str] = mapped_column(String(3), default="")
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship(back_populates="lines")


class HistoryEntry(Base):
    """One change of an order's fulfilment state: when, by whom, from what to what."""

    __tablename__ = "order_history"
    __table_args__ = (Index("ix_order_history_order_id", "order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(254))
    from_state: Mapped[str] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))


class Payment(Base):
    """An entry of the ledger: money taken (positive) or given back (negative), never changed."""

    __tablename__ = "order_payment"
    __table_args__ = (Index("ix_order_payment_order_id", "order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id", ondelete="CASCADE"))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    way: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(254))


class CartPost(Base):
    """A form that was posted to a cart: posting it again changes nothing."""

    __tablename__ = "cart_post"

    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), primary_key=True
    )
    nonce: Mapped[str] = mapped_column(String(32), primary_key=True)


class CouponUse(Base):
    """A coupon that an order was placed with, by each way to reach its customer.

    `customer` is a digest of an e-mail address or a phone number, so that a limit for one customer
    can be kept without keeping who it was.
    """

    __tablename__ = "coupon_use"
    __table_args__ = (Index("ix_coupon_use_shop_id_coupon_id", "shop_id", "coupon_id"),)

    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), primary_key=True
    )
    coupon_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer: Mapped[str] = mapped_column(String(32), primary_key=True)
    shop_id: Mapped[str] = mapped_column(String(64))


class CouponTurn(Base):
    """A row for each coupon with a limit: whoever places an order with it takes a turn here, and
    others wait until that order stands."""

    __tablename__ = "coupon_turn"

    shop_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    coupon_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    turns: Mapped[int]


class TypedDraft(Base):
    """What was typed for a line of a product before that line is put in the cart, or changed.

    `line_id` is 0 for a new line; `texts` is canonical JSON, by the path of its group.
    """

    __tablename__ = "typed_draft"

    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), primary_key=True
    )
    product_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    line_id: Mapped[int] = mapped_column(primary_key=True)
    texts: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DayCount(Base):
    """How many orders a shop has placed on a day; the next number comes from here."""

    __tablename__ = "order_day_count"

    shop_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    placed: Mapped[int]
