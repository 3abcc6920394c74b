"""The application object, for servers and for the `flask` command."""

import os

from configurator import cli
from configurator.app import create_app
from configurator.observing import set_up_logs
from configurator.security import behind_proxies
from configurator.settings import read_settings

set_up_logs(os.environ.get("LOG_LEVEL") or "info")
settings = read_settings(os.environ)
app = create_app(settings)
cli.register(app)
application = behind_proxies(app, settings.proxies)
