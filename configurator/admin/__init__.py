"""The merchant's pages."""

from flask import Flask

from configurator.accounts.access import staff_may
from configurator.admin import (
    changes_routes,
    dashboard_routes,
    kitchen_routes,
    orders_routes,
    refusals_routes,
    rules_routes,
    sign_in_routes,
    stock_routes,
    trying_routes,
)
from configurator.admin.order_views import workplace
from configurator.admin.staff_guard import check_guarded

ROUTES = (
    sign_in_routes,
    dashboard_routes,
    orders_routes,
    kitchen_routes,
    rules_routes,
    changes_routes,
    trying_routes,
    stock_routes,
    refusals_routes,
)


def register(app: Flask) -> None:
    """Add the blueprint of every module of routes; each page must ask for a role."""
    for routes in ROUTES:
        app.register_blueprint(routes.bp)
    check_guarded(app)
    app.jinja_env.globals["staff_may"] = staff_may
    app.jinja_env.filters["workplace"] = workplace
