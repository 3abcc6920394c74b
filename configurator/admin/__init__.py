"""The merchant's pages."""

from flask import Flask

from configurator.accounts.access import staff_may
from configurator.admin.staff_guard import check_guarded
from configurator.rooms import import_if_ready

ROUTES = (
    "sign_in",
    "dashboard",
    "orders",
    "kitchen",
    "rules",
    "changes",
    "trying",
    "stock",
    "refusals",
)


def register(app: Flask) -> None:
    """Add the blueprint `bp` of every `*_routes` module; each page must ask for a role."""
    for name in ROUTES:
        module = import_if_ready(f"{__name__}.{name}_routes")
        if module is not None:
            app.register_blueprint(module.bp)
    check_guarded(app)
    app.jinja_env.globals["staff_may"] = staff_may
