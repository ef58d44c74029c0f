"""Run alembic's migrations on the connection that the caller holds
(`models.store.database.upgrade`)."""

from __future__ import annotations

from alembic import context

from models.store.tables import schema_version

context.configure(
    connection=context.config.attributes["connection"], version_table=schema_version.name
)
context.run_migrations()
