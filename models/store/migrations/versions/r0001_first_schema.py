"""The first schema, as each database says it."""

from __future__ import annotations

from models.store.migrations.statements import run_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and trigger of the first schema."""
    run_statements(revision)
