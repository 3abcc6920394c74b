"""Keeping what is worked out once per live product, for as long as that product is in use."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


def remembered(
    work: Callable[Concatenate[S, P], T], limit: int = 64
) -> Callable[Concatenate[S, P], T]:
    """`work`, remembered by the *identity* of its first argument and the value of the others.

    A live product is a deep tree: hashing it would cost more than most of what is kept about it.
    The entry holds on to its subject, so that an identity is never met again for another object.
    Threads may do the same work twice, and no harm is done.
    """
    kept: OrderedDict[Hashable, tuple[S, T]] = OrderedDict()

    def recall(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (id(subject), args, tuple(kwargs.items()))
        found = kept.get(key)
        if found is not None:
            return found[1]
        result = work(subject, *args, **kwargs)
        kept[key] = (subject, result)
        while len(kept) > limit:
            kept.popitem(last=False)
        return result

    return recall
