"""What an id may look like, and the words that cannot be one."""

import re

from catalog.problems import Fault

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\.(svg|png|jpg|webp)")

LIST_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,89}\.csv")

_EVERYWHERE = frozenset({"none", "any", "taken", "others"})
_IN_ADDRESSES = frozenset(
    {
        "cart",
        "checkout",
        "orders",
        "profile",
        "staff",
        "pictures",
        "language",
        "static",
        "currency",
    },
)
_IN_QUERIES = frozenset(
    {"step", "r", "want", "undo", "preset", "line", "back", "was", "go", "clear", "finish"}
    | {"find", "aim", "budget", "ref", "lang"},
)
RESERVED = {
    "shop": _EVERYWHERE | _IN_ADDRESSES | {"healthz", "metrics", "s"},
    "product": _EVERYWHERE | _IN_ADDRESSES,
    "group": _EVERYWHERE | _IN_QUERIES,
    "rule": _EVERYWHERE | {"new", "check"},
}
"""Words that cannot be ids, by what they would be the id of; elsewhere those of "" hold."""


def id_fault(word: str, kind: str = "") -> Fault | None:
    """What keeps `word` from being the id of a `kind` (shop, product, group, or anything)."""
    if not ID.fullmatch(word):
        return Fault("not-an-id", {"word": word})
    if word in RESERVED.get(kind, _EVERYWHERE):
        return Fault("reserved", {"word": word})
    return None
