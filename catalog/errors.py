"""What can go wrong when what is sold is read or stored."""

from collections.abc import Sequence

from catalog.problem_words import problem_line
from catalog.problems import Problem


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


class PictureError(CatalogError):
    """A picture is not what it has to be. `code` says what, `fact` where or how much."""

    def __init__(self, code: str, fact: str) -> None:
        super().__init__(code, fact)
        self.code = code
        self.fact = fact

    def __str__(self) -> str:
        return f"{self.code}: {self.fact}" if self.fact else self.code


class ShopFileError(CatalogError):
    """A shop's files have mistakes. `problems` are all of them, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(problem_line(problem, "en") for problem in self.problems)
