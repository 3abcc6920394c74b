"""Loading the modules of rooms that are still being built."""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def import_if_ready(name: str) -> ModuleType | None:
    """The module; None where it is not there yet, or what it needs is not."""
    try:
        return import_module(name) if find_spec(name) else None
    # Whatever is wrong with one room must not close the others while they are built.
    except Exception as error:
        sys.stderr.write(f"{name} is left out: {error}\n")
        return None
