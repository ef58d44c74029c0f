"""Mappings, what was set aside, what rules heard in comments; aliases from a month on."""

from __future__ import annotations

from models.store.migrations.statements import run_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the new tables and give the names of units a first month."""
    run_statements(revision)
