"""The merchant's pages."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from configurator.admin.staff_guard import check_guarded

ROUTES = (
    "sign_in",
    "dashboard",
    "orders",
    "kitchen",
    "rules",
    "changes",
    "stock",
    "refusals",
)


def register(app: Flask) -> None:
    """Add the blueprint `bp` of every `*_routes` module; each page must ask for a role."""
    for name in ROUTES:
        module = f"{__name__}.{name}_routes"
        if find_spec(module) is not None:
            app.register_blueprint(import_module(module).bp)
    check_guarded(app)
