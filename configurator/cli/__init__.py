"""Commands of an installation: `flask catalog`, `flask staff`, `flask migrate`, `flask worker`."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

COMMANDS = ("catalog", "staff", "serving")


def register(app: Flask) -> None:
    """Add the `commands` of every module of this package."""
    for name in COMMANDS:
        module = f"{__name__}.{name}"
        if find_spec(module) is not None:
            for command in import_module(module).commands:
                app.cli.add_command(command)
