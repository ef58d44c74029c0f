"""Run the written statements of one schema version, as each database says them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

FOLDER = Path(__file__).parent / "versions"


def run_statements(revision: str) -> None:
    """Run `schema_<revision>_<dialect>.sql`, whose statements stand between empty lines."""
    connection = op.get_bind()
    file = FOLDER / f"schema_{revision}_{connection.dialect.name}.sql"
    for statement in file.read_text("utf-8").rstrip("\n").split("\n\n"):
        connection.exec_driver_sql(statement)
