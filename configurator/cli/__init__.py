"""Commands of an installation: `flask catalog`, `flask staff`, `flask migrate`, `flask worker`."""

from flask import Flask

from configurator.rooms import import_if_ready

COMMANDS = ("catalog", "demo", "migrating", "staff", "serving")


def register(app: Flask) -> None:
    """Add the `commands` of every module of this package."""
    for name in COMMANDS:
        module = import_if_ready(f"{__name__}.{name}")
        if module is not None:
            for command in module.commands:
                app.cli.add_command(command)
