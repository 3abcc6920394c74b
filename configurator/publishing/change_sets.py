"""Change sets: an editor's changes to fields of the shop, on top of whatever is live.

A field is addressed by a path into the shop's document: keys, and ids of the members of lists
(`products`, `burger`, `rules`, `vegan-dairy`). Two change sets meet only where both set the same
field; everything else is published by itself.
"""

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.database import canonical_json
from catalog.documents import document_to_shop, shop_to_document
from catalog.shop import Shop
from configurator.publishing.models import Change, ChangeSet

Path: TypeAlias = tuple[str, ...]
Node: TypeAlias = Any
"""A value of a JSON document."""

ABSENT = None
"""The value of a field that is not there."""


class NoSuchFieldError(Exception):
    """A change leads through something that the document does not have."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"nothing at {' > '.join(self.path)}"


@dataclass(frozen=True)
class Conflict:
    """Somebody else has published another value of a field that a change set also sets.

    `gone`: what holds the field has been taken away with it, so that one's own value has no place.
    """

    path: Path
    before: Node
    live: Node
    after: Node
    gone: bool = False


def open_change_set(session: Session, shop_id: str, name: str, author: str) -> ChangeSet:
    """Begin a change set. It is empty, and nothing of it is live."""
    change_set = ChangeSet(
        shop_id=shop_id, name=name, author=author, created_at=datetime.now(UTC), state="open"
    )
    session.add(change_set)
    session.flush()
    return change_set


def open_change_set_of(session: Session, shop_id: str, author: str) -> ChangeSet | None:
    """What somebody has changed in a shop and neither published nor discarded; None for nothing."""
    return session.scalar(
        select(ChangeSet)
        .where(ChangeSet.shop_id == shop_id, ChangeSet.state == "open", ChangeSet.author == author)
        .order_by(ChangeSet.id)
        .limit(1)
    )


def set_field(session: Session, change_set: ChangeSet, live: Shop, path: Path, after: Node) -> None:
    """Set a field in the change set; `ABSENT` takes it away.

    Setting it to what is live takes the change out of the set. Raises `NoSuchFieldError` where the
    path leads nowhere.
    """
    document = shop_to_document(live)
    before = field_at(document, path)
    existing = next(
        (each for each in change_set.changes if each.path == canonical_json(path)), None
    )
    if after == before:
        if existing is not None:
            change_set.changes.remove(existing)
        return
    if existing is None:
        existing = Change(path=canonical_json(path), before=_packed(before))
        change_set.changes.append(existing)
    existing.after = _packed(after)
    session.flush()


def changed_paths(change_set: ChangeSet) -> tuple[Path, ...]:
    """The fields that the change set sets, in the order in which they were first set."""
    return tuple(tuple(json.loads(change.path)) for change in change_set.changes)


def changed_fields(change_set: ChangeSet) -> tuple[tuple[str, str | None], ...]:
    """Every field that is set, with its value, as JSON."""
    return tuple((change.path, change.after) for change in change_set.changes)


def draft(live: Shop, change_set: ChangeSet) -> Shop:
    """The shop as it would be with the change set on top of what is live.

    Changes of what has gone meanwhile are left out: `conflicts` tells them.
    """
    document = copy.deepcopy(shop_to_document(live))
    for change in change_set.changes:
        path = tuple(json.loads(change.path))
        if _has_place(document, path):
            put_field(document, path, _unpacked(change.after))
    return document_to_shop(document)


def conflicts(live: Shop, change_set: ChangeSet) -> tuple[Conflict, ...]:
    """The fields that were published with another value since the change set touched them."""
    document = shop_to_document(live)
    found = []
    for change in change_set.changes:
        path = tuple(json.loads(change.path))
        before, after = _unpacked(change.before), _unpacked(change.after)
        gone = not _has_place(document, path)
        now = ABSENT if gone else field_at(document, path)
        if gone or now not in (before, after):
            found.append(Conflict(path, before, now, after, gone))
    return tuple(found)


def settle(live: Shop, change_set: ChangeSet, path: Path) -> None:
    """Keep the change set's own value of a field in conflict, knowing what is live.

    Raises `NoSuchFieldError` where the value has no place any more.
    """
    document = shop_to_document(live)
    for change in change_set.changes:
        if change.path == canonical_json(path):
            change.before = _packed(field_at(document, path))


def take_back(change_set: ChangeSet, path: Path) -> None:
    """Leave a field as it is live."""
    for change in [each for each in change_set.changes if each.path == canonical_json(path)]:
        change_set.changes.remove(change)


def discard(change_set: ChangeSet) -> None:
    change_set.state = "discarded"


def mark_published(change_set: ChangeSet, revision: int) -> None:
    change_set.state = "published"
    change_set.revision = revision


def field_at(document: Node, path: Sequence[str]) -> Node:
    """The value at a path; `ABSENT` where the last step leads nowhere.

    Raises `NoSuchFieldError` where an earlier step does.
    """
    node = document
    for count, step in enumerate(path, start=1):
        node = _member(node, step)
        if node is ABSENT and count < len(path):
            raise NoSuchFieldError(tuple(path[:count]))
    return node


def put_field(document: Node, path: Path, value: Node) -> None:
    """Set, add or (`ABSENT`) take away the value at a path, in place."""
    parent = field_at(document, path[:-1]) if len(path) > 1 else document
    if parent is ABSENT:
        raise NoSuchFieldError(path[:-1])
    step = path[-1]
    if isinstance(parent, list):
        _put_member(parent, step, value)
    elif value is ABSENT:
        parent.pop(step, None)
    else:
        parent[step] = value


def _has_place(document: Node, path: Path) -> bool:
    """Whether what holds the field is there."""
    try:
        field_at(document, path)
    except NoSuchFieldError:
        return False
    return True


def _put_member(members: list[Node], member_id: str, value: Node) -> None:
    position = next(
        (place for place, each in enumerate(members) if each.get("id") == member_id), len(members)
    )
    members[position : position + 1] = [] if value is ABSENT else [value]


def _member(node: Node, step: str) -> Node:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list):
        return next((each for each in node if each.get("id") == step), None)
    return ABSENT


def _packed(value: Node) -> str | None:
    return None if value is ABSENT else canonical_json(value)


def _unpacked(text: str | None) -> Node:
    return ABSENT if text is None else json.loads(text)
