"""What can go wrong when what is sold is read or stored."""


class CatalogError(Exception):
    """Base of every error this package raises."""


class DocumentError(CatalogError):
    """A stored document does not say what a shop has to say. `path` is where."""

    def __init__(self, path: tuple[str, ...], expected: str) -> None:
        super().__init__(path, expected)
        self.path = path
        self.expected = expected

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'the document'}: expected {self.expected}"
