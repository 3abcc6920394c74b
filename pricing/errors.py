"""What can go wrong when a price is worked out."""


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
