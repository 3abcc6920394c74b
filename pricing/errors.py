"""What can go wrong when a price is worked out."""

from fractions import Fraction


class PricingError(Exception):
    """Base of every error this package raises."""


class MissingPriceError(PricingError):
    """A choice was priced that the price list does not know."""

    def __init__(self, path: str, option: str, amount: str) -> None:
        super().__init__(path, option, amount)
        self.path = path
        self.option = option
        self.amount = amount

    def __str__(self) -> str:
        amount = f" in the amount {self.amount}" if self.amount else ""
        return f"the price list has no price for {self.path}: {self.option}{amount}"


class CurrencyMismatchError(PricingError):
    """Two currencies met in one sum."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second

    def __str__(self) -> str:
        return f"{self.second} cannot be reckoned with {self.first}"


class NoWeightError(PricingError):
    """An amount was to be split over weights that give no shares."""

    def __init__(self, weights: tuple[int, ...]) -> None:
        super().__init__(weights)
        self.weights = weights

    def __str__(self) -> str:
        return f"an amount cannot be split in the proportions {list(self.weights)}"


class TooSmallError(PricingError):
    """A number is smaller than it may be: a quantity, a tip, the free portions of an allowance."""

    def __init__(self, what: str, given: Fraction | int, least: int) -> None:
        super().__init__(what, given, least)
        self.what = what
        self.given = given
        self.least = least

    def __str__(self) -> str:
        return f"{self.what} cannot be {self.given}, the least is {self.least}"


class NoPartsError(PricingError):
    """A line of an order has no part that its price could belong to."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line

    def __str__(self) -> str:
        return f"line {self.line} has no parts"


class RepeatedError(PricingError):
    """Two lines of an order, two parts of a line or two fees cannot be told apart."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"{self.what} is there twice"


class UnknownPieceError(PricingError):
    """A line, a part of one, or a fee was named that the order does not have."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"the order has no {self.what}"


class TooManyPiecesError(PricingError):
    """More pieces of a line were discounted, or given back, than there are."""

    def __init__(self, line: str, pieces: int, there: int) -> None:
        super().__init__(line, pieces, there)
        self.line = line
        self.pieces = pieces
        self.there = there

    def __str__(self) -> str:
        return f"line {self.line} has {self.there} pieces, not {self.pieces}"
