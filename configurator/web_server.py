"""gunicorn's settings: `gunicorn --config python:configurator.web_server wsgi:application`."""

import os

from configurator.unreadable_requests import tell_on_a_page

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "sync"
# Loaded once and shared; nothing is connected before the workers are their own processes.
preload_app = True
timeout = 60
graceful_timeout = 10
# Longer addresses than gunicorn's own limit reach the application, which can say what to do.
limit_request_line = 8190
limit_request_fields = 60
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1"
post_worker_init = tell_on_a_page
