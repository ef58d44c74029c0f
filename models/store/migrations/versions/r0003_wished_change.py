"""The change that an action item is to bring; items kept before aim at ten points."""

from __future__ import annotations

from models.store.migrations.statements import run_statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give every action item its wished change."""
    run_statements(revision)
