"""Getting ready what a product of thousands of options needs, before visitors wait for it.

The first reason why an option does not fit takes seconds there, and the first look through a list
tens of milliseconds. What is live when the web server starts is prepared before its workers are
made, which then share it; what is published later, beside the first visits, once in every process.
"""

import gc
from collections.abc import Iterable
from threading import Lock, Thread
from weakref import WeakSet

from sqlalchemy.orm import Session

from configurator.builder.columns import columns_of
from configurator.builder.finding import is_long
from configurator.engine.compiled import Compiled
from configurator.engine.satisfiability import constraints_of
from configurator.publishing.live import LiveProduct, all_shops, live_product

MANY_VALUES = 5_000
"""With fewer options, amounts and places in all, nothing takes long enough to be noticed."""

RARELY = (10_000, 20, 50)
"""After how many new values, and collections of younger ones, garbage is collected."""

_begun: WeakSet[Compiled] = WeakSet()
_beginning = Lock()


def warm_up(session: Session) -> None:
    """Load and prepare every product that is live, for a process that does nothing but answer.

    All that is in memory then counts as there for good: collecting garbage passes it by, and
    processes forked from this one go on sharing it. Garbage is looked for less often: a page makes
    thousands of short-lived values and hardly a cycle among them.
    """
    for shop in all_shops(session):
        for product in shop.shop.products:
            live = live_product(session, shop.shop.id, product.id)
            if live is not None and _is_new(live):
                _prepare(live, shop.shop.languages)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


def get_ready(live: LiveProduct, language: str) -> None:
    """Begin to prepare a product for those who read `language`, where that is worth while.

    Returns at once. What is asked for before it is ready is made when asked, as ever.
    """
    if len(live.compiled.values) >= MANY_VALUES and _is_new(live):
        Thread(target=_prepare, args=(live, (language,)), name="getting ready", daemon=True).start()


def _is_new(live: LiveProduct) -> bool:
    """Whether preparing was not begun; from now on it was."""
    with _beginning:
        new = live.compiled not in _begun
        _begun.add(live.compiled)
    return new


def _prepare(live: LiveProduct, languages: Iterable[str]) -> None:
    for flat in live.groups:
        if is_long(flat):
            for language in languages:
                columns_of(live, flat.path, language).searched("")
    constraints_of(live.compiled).get_ready()
