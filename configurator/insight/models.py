"""What is counted of shoppers' wishes. Nothing here says who it was."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.database import Base, UtcDateTime


class RefusalCount(Base):
    """How often, on one day, one option was wanted and could not be had for the same causes.

    `causes` is a JSON list: names of rules and built-in limits, and `sold-out:<item>`.
    """

    __tablename__ = "refusal_count"

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[str] = mapped_column(index=True)
    day: Mapped[date]
    product_id: Mapped[str]
    path: Mapped[str]
    option: Mapped[str]
    causes: Mapped[str] = mapped_column(Text)
    times: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
