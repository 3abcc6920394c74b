"""What alembic runs: migrations on the connection that `configurator.migrations` gives it."""

from alembic import context

from catalog.database import Base
from configurator import models

TABLES = models.TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="catalog.database.",
)
with context.begin_transaction():
    context.run_migrations()
