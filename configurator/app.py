"""The application, put together from its rooms."""

from pathlib import Path

from flask import Flask, request

from catalog.database import Database
from configurator import (
    admin,
    database,
    errors,
    i18n,
    models,
    observing,
    security,
    static_files,
    storefront,
)
from configurator.extensions import csrf, htmx, limiter
from configurator.publishing.live import LiveShop, live_shop
from configurator.settings import Settings

__all__ = ["create_app", "models"]

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings, shop_database: Database | None = None) -> Flask:
    """An application for these settings, on `shop_database` or the one that they name."""
    app = Flask(
        "configurator",
        root_path=str(ROOT / "configurator"),
        static_folder=str(ROOT / "static"),
        template_folder=str(ROOT / "templates"),
    )
    app.secret_key = settings.secret_key
    app.extensions["settings"] = settings
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    security.register(app, settings)
    database.register(app, shop_database or Database(settings.database_url))
    for extension in (csrf, htmx, limiter):
        extension.init_app(app)
    i18n.register(app)
    errors.register(app, shop_of_address)
    static_files.register(app)
    observing.register(app, settings.metrics_token)
    for room in (storefront, admin):
        room.register(app)
    return app


def shop_of_address() -> LiveShop | None:
    """The live shop that the first part of the address names, whatever follows it."""
    return live_shop(database.read_session(), request.path.split("/")[1])
