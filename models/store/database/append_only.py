"""The audit trail is only ever added to: the database itself refuses anything else."""

from __future__ import annotations

SQLITE = (
    "CREATE TRIGGER audit_before_update BEFORE UPDATE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'the audit trail is only added to'); END",
    "CREATE TRIGGER audit_before_delete BEFORE DELETE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'the audit trail is only added to'); END",
)

POSTGRES = (
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$",
    "CREATE TRIGGER audit_before_change BEFORE UPDATE OR DELETE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
)


def append_only_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that protect an existing `audit` table."""
    return POSTGRES if dialect == "postgresql" else SQLITE
