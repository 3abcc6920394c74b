"""Every table, so that migrations and tests see the whole schema."""

from importlib import import_module
from importlib.util import find_spec

TABLES = (
    "catalog.stock",
    "configurator.accounts.models",
    "configurator.insight.models",
    "configurator.messages.models",
    "configurator.orders.models",
    "configurator.publishing.models",
)

for _name in TABLES:
    if find_spec(_name) is not None:
        import_module(_name)
