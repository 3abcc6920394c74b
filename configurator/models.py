"""Every table, so that migrations and tests see the whole schema."""

from configurator.rooms import import_if_ready

TABLES = (
    "catalog.stock",
    "configurator.accounts.models",
    "configurator.insight.models",
    "configurator.messages.models",
    "configurator.orders.models",
    "configurator.publishing.models",
)

for _name in TABLES:
    import_if_ready(_name)
