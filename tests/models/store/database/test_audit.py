"""The audit trail: only added to, chained, and checked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models.store.backup.integrity import check
from models.store.database.append_only import append_only_statements
from models.store.database.audit import broken_entries, entries, record
from models.store.database.database import Database
from models.store.tables.core import AuditRow

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)


@pytest.fixture
def three(database: Database) -> Database:
    with database.write() as c:
        for n in range(3):
            record(c, "import.added", {"batch": n, "responses": 5}, NOW)
    return database


def test_that_entries_are_given_with_the_latest_first(three: Database) -> None:
    with three.read() as c:
        found = entries(c, limit=2)
    assert [(e.id, e.what, e.detail["batch"]) for e in found] == [
        (3, "import.added", 2),
        (2, "import.added", 1),
    ]
    assert found[0].at == "2026-09-02T07:15:00+00:00"
    assert found[0].who


@pytest.mark.parametrize("change", [sa.delete(AuditRow), sa.update(AuditRow).values(who="me")])
def test_that_no_entry_can_be_changed(three: Database, change: sa.Delete | sa.Update) -> None:
    with pytest.raises(sa.exc.DBAPIError), three.write() as c:
        c.execute(change)
    with three.read() as c:
        assert len(entries(c)) == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'somebody else' WHERE id = 2",
        "UPDATE audit SET detail = '{}' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
    ],
)
def test_that_the_chain_shows_a_change_behind_the_program(three: Database, change: str) -> None:
    if not three.is_sqlite:
        pytest.skip("the protection is taken off by SQLite's own means here")
    with three.write() as c:
        assert list(broken_entries(c)) == []
        for trigger in ("audit_before_update", "audit_before_delete"):
            c.exec_driver_sql(f"DROP TRIGGER {trigger}")
        c.exec_driver_sql(change)
        assert list(broken_entries(c)) != []
        for statement in append_only_statements("sqlite"):
            c.exec_driver_sql(statement)
    assert "audit" in {finding.check for finding in check(three).findings}
