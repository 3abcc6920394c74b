"""The application with one page more: an empty one, to compare with."""

from wsgi import app, application

__all__ = ["application"]

app.add_url_rule("/empty", "empty", lambda: "")
