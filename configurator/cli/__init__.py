"""Commands of an installation: its shops, its staff, its database and its processes."""

from flask import Flask

from configurator.cli import catalog, demo, migrating, serving, staff

MODULES = (catalog, demo, migrating, serving, staff)


def register(app: Flask) -> None:
    """Add the `commands` of every module of this package."""
    for module in MODULES:
        for command in module.commands:
            app.cli.add_command(command)
