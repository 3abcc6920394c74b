"""gunicorn's settings: `gunicorn --config python:configurator.web_server wsgi:application`."""

import logging
import os
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from configurator.builder.warming import warm_up
from configurator.unreadable_requests import tell_on_a_page

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "sync"
# Loaded once and shared; no connection outlives the making of the workers.
preload_app = True
timeout = 60
graceful_timeout = 10
# Longer addresses than gunicorn's own limit reach the application, which can say what to do.
limit_request_line = 8190
limit_request_fields = 60
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1"
post_worker_init = tell_on_a_page


def when_ready(server: Any) -> None:
    """Warm up before the workers are made; requests that come meanwhile wait to be taken."""
    served = server.app.wsgi()
    # Behind proxies the application is wrapped.
    app = served if isinstance(served, Flask) else served.app
    database = app.extensions["shop_database"]
    try:
        with app.app_context(), database.reading() as session:
            warm_up(session)
    except SQLAlchemyError:
        logging.getLogger(__name__).exception("What is live could not be loaded beforehand")
    finally:
        database.close()
