"""Views with plain names and ISO dates, for spreadsheets, ODBC and statistics programs."""

from __future__ import annotations

from models.store.migrations.statements import run_statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the views."""
    run_statements(revision)
