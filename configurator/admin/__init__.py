"""The merchant's pages."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

ROUTES = ("sign_in", "orders", "kitchen", "rules", "changes", "stock", "refusals", "dashboard")


def register(app: Flask) -> None:
    """Add the blueprint `bp` of every `*_routes` module."""
    for name in ROUTES:
        module = f"{__name__}.{name}_routes"
        if find_spec(module) is not None:
            app.register_blueprint(import_module(module).bp)
