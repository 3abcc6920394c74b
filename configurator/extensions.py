"""The Flask extensions that views use, made once and tied to the application in `create_app`."""

from typing import cast

from flask import current_app
from flask_babel import Babel
from flask_htmx import HTMX
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from configurator.settings import Settings

babel = Babel()
csrf = CSRFProtect()
htmx = HTMX()
limiter = Limiter(key_func=get_remote_address, headers_enabled=True)


def current_settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["settings"])
