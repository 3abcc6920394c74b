"""How price and merit are weighed against each other."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slope:
    """What a unit of price weighs, and what a unit of merit takes off; neither is below zero."""

    by_price: int
    by_merit: int

    def weight(self, price: Any, merit: Any) -> Any:
        """The weight of numbers, or of arrays of them: the less, the better."""
        return self.by_price * price - self.by_merit * merit

    def merit_at(self, price: int, weight: int) -> int:
        """The most merit with which something for `price` weighs no less than `weight`."""
        return (self.by_price * price - weight) // max(1, self.by_merit)

    def price_at(self, merit: int, weight: int) -> int:
        """The least price for which something of `merit` weighs no less than `weight`."""
        return -((-weight - self.by_merit * merit) // self.by_price)

    def fitting(self, highest: tuple[int, int], most: int) -> "Slope":
        """Nearly the same slope, under which no price and merit up to `highest` weigh too much."""
        price, merit = highest
        by_price, by_merit = self.by_price, self.by_merit
        while by_price * price + by_merit * merit > most:
            by_price, by_merit = max(1, by_price // 2), by_merit // 2
        return Slope(by_price, by_merit)


PRICE_ALONE = Slope(1, 0)
MERIT_ALONE = Slope(0, 1)
