"""Digests of every table, by which silent damage is noticed, and the audit trail."""

from __future__ import annotations

from models.store.migrations.statements import run_statements

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make both tables; the digests are taken when all steps are done."""
    run_statements(revision)
