"""Getting ready what a product of thousands of options needs, before visitors wait for it.

The first reason why an option does not fit takes seconds there, and the first look through a list
tens of milliseconds. Both are prepared beside the first visits, once in every process.
"""

from threading import Lock, Thread
from weakref import WeakSet

from configurator.builder.columns import columns_of
from configurator.builder.finding import is_long
from configurator.engine.compiled import Compiled
from configurator.engine.satisfiability import constraints_of
from configurator.publishing.live import LiveProduct

MANY_VALUES = 5_000
"""With fewer options, amounts and places in all, nothing takes long enough to be noticed."""

_begun: WeakSet[Compiled] = WeakSet()
_beginning = Lock()


def get_ready(live: LiveProduct, language: str) -> None:
    """Begin to prepare a product for those who read `language`, where that is worth while.

    Returns at once. What is asked for before it is ready is made when asked, as ever.
    """
    if len(live.compiled.values) < MANY_VALUES:
        return
    with _beginning:
        if live.compiled in _begun:
            return
        _begun.add(live.compiled)
    Thread(target=_prepare, args=(live, language), name="getting ready", daemon=True).start()


def _prepare(live: LiveProduct, language: str) -> None:
    for flat in live.groups:
        if is_long(flat):
            columns_of(live, flat.path, language).searched("")
    constraints_of(live.compiled).get_ready()
