"""The first schema, as each database says it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and trigger of the first schema."""
    connection = op.get_bind()
    file = Path(__file__).parent / f"schema_0001_{connection.dialect.name}.sql"
    for statement in file.read_text("utf-8").split("\n\n"):
        connection.exec_driver_sql(statement)
