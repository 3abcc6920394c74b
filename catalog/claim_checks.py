"""Whether two things price a group at once: halves, sequences, allowances, what is included."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.problems import Fault, Path
from catalog.product_tree import FlatGroup
from catalog.shop import GroupKind, Product


@dataclass(frozen=True)
class _Claim:
    """That something prices a group: where it says so, and the purpose that it is for, if one."""

    at: Path
    path: str
    purpose: str | None = None

    def meets(self, other: "_Claim") -> bool:
        """Whether both price the same options."""
        apart = self.purpose and other.purpose and self.purpose != other.purpose
        return self.path == other.path and not apart


def _claims(product: Product, groups: tuple[FlatGroup, ...]) -> Iterator[_Claim]:
    """Everything that prices a group, the option that is included in a *one of* group first."""
    for flat in groups:
        if flat.group.kind is GroupKind.ONE and flat.group.included:
            yield _Claim(("groups", flat.path, "included"), flat.path)
    for halves in product.halves:
        yield from (_Claim(("halves", halves.id), path) for path in halves.groups)
    for sequence in product.sequences:
        yield from (_Claim(("sequences", sequence.id), path) for path in sequence.groups)
    for allowance in product.allowances:
        at = ("allowances", allowance.id)
        yield from (_Claim(at, path, allowance.purpose) for path in allowance.groups)


def claim_faults(product: Product, groups: tuple[FlatGroup, ...]) -> Iterator[tuple[Path, Fault]]:
    """Groups that are priced twice."""
    before: dict[str, list[_Claim]] = {}
    for claim in _claims(product, groups):
        others = before.setdefault(claim.path, [])
        for other in others:
            if claim.meets(other):
                facts = {"word": claim.path, "product": ".".join(other.at)}
                yield (*claim.at, "groups"), Fault("priced-twice", facts)
        others.append(claim)
