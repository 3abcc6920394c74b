"""The parts of a request, as a `Server-Timing` header carries them."""

from collections.abc import Mapping

PARTS = ("engine", "database", "template")


def as_header(seconds: Mapping[str, float]) -> str:
    return ", ".join(f"{part};dur={spent * 1000:.4f}" for part, spent in seconds.items())


def parts_of(header: str) -> dict[str, float]:
    """Milliseconds by part."""
    entries = (entry.strip().partition(";dur=") for entry in header.split(","))
    return {part: float(spent) for part, _, spent in entries}
