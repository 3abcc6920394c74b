"""Order numbers that can be said across a counter: A-1 to A-99, then B-1."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# I and O are left out: they are heard, and read, as 1 and 0.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
LAST_OF_LETTER = 99

_NEXT = text(
    "INSERT INTO order_day_count (shop_id, day, placed) VALUES (:shop_id, :day, 1) "
    "ON CONFLICT (shop_id, day) DO UPDATE SET placed = order_day_count.placed + 1 "
    "RETURNING placed"
)


def next_place(session: Session, shop_id: str, day: str) -> int:
    """The next place in a shop's day, from 1. It is taken even by orders placed at once."""
    return int(session.execute(_NEXT, {"shop_id": shop_id, "day": day}).scalar_one())


def spoken_number(place: int) -> str:
    """The number of the order at `place` in its day, counted from 1."""
    series, within = divmod(place - 1, LAST_OF_LETTER)
    return f"{_letters(series)}-{within + 1}"


def _letters(series: int) -> str:
    """A to Z for the first series, then AA, AB and on, as columns of a spreadsheet are named."""
    rest, last = divmod(series, len(LETTERS))
    return (_letters(rest - 1) if rest else "") + LETTERS[last]
