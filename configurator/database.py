"""The database inside a request: one reading session, opened when first asked for."""

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from catalog.database import Database


def register(app: Flask, database: Database) -> None:
    """Tie the application to its database and close each request's session at its end."""
    app.extensions["shop_database"] = database
    app.teardown_appcontext(_close_read_session)


def current_database() -> Database:
    return cast(Database, current_app.extensions["shop_database"])


def read_session() -> Session:
    """The request's session for reading; views write with `current_database().in_transaction`."""
    if "reading" not in g:
        g.reading = current_database().reading()
        g.read_session = g.reading.__enter__()
    return cast(Session, g.read_session)


def forget_read_session() -> None:
    """Let the next `read_session()` see what this request has just written."""
    reading = g.pop("reading", None)
    g.pop("read_session", None)
    if reading is not None:
        reading.__exit__(None, None, None)


def _close_read_session(error: BaseException | None) -> None:
    forget_read_session()
