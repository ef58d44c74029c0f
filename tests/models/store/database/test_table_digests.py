"""Every write keeps the digests, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from models.errors import DatabaseProblem
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from models.store.database.settings import put_setting
from models.store.database.table_digests import (
    CHECKED_ELSEWHERE,
    content_state,
    covered_tables,
    differing_tables,
)
from models.store.imports.digest import DIGESTED
from models.store.tables import core as t
from tests.models.store.hospital import import_surveys, import_wards


@pytest.fixture
def hospital(tmp_path: Path) -> Database:
    database = open_database(tmp_path / "hospital.db")
    import_surveys(database)
    import_wards(database)
    return database


def add_settings_and_units(db: Database, rows: list[dict[str, object]]) -> None:
    with db.write() as c:
        put_setting(c, "organization", "Lakeside")
        c.execute(sa.insert(t.UnitRow), rows)


def differing(db: Database) -> list[str]:
    with db.read() as c:
        return list(differing_tables(c))


def test_that_each_table_is_covered_once() -> None:
    assert (*DIGESTED, t.FacilityTallyRow, t.TableDigestRow) == CHECKED_ELSEWHERE
    covered = {table.name for table in covered_tables()}
    rest = {row.__tablename__ for row in CHECKED_ELSEWHERE}
    assert covered | rest == set(t.Base.metadata.tables)


def test_that_writes_changes_and_deletions_keep_the_digests(hospital: Database) -> None:
    with hospital.write() as c:
        put_setting(c, "organization", "Riverside")
    with hospital.write() as c:
        put_setting(c, "organization", "Lakeside")
        c.execute(sa.delete(t.CommentRow).where(t.CommentRow.id == 1))
    assert differing(hospital) == []


def test_that_what_is_rolled_back_leaves_no_trace(hospital: Database) -> None:
    with hospital.read() as c:
        before = content_state(c)
    rows = [{"name": f"Unit {n}", "facility_id": 1} for n in (1, 2, 1)]
    with pytest.raises(sa.exc.IntegrityError):
        add_settings_and_units(hospital, rows)
    with hospital.read() as c:
        assert content_state(c) == before
    assert differing(hospital) == []


def test_that_a_statement_that_fails_takes_its_sums_with_it(hospital: Database) -> None:
    with hospital.write() as c:
        with pytest.raises(sa.exc.IntegrityError):
            c.exec_driver_sql(
                "INSERT INTO unit (facility_id, site, name, type) "
                "VALUES (1, '', 'New', ''), (1, '', 'New', '')"
            )
        put_setting(c, "organization", "Riverside")
    assert differing(hospital) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("comment", "UPDATE comment SET text = replace(text, 'kind', 'rude')"),
        ("setting", "UPDATE setting SET value = '99' WHERE key = 'min_reader_version'"),
        ("unit", "UPDATE unit SET name = '5 West' WHERE name = '4 West'"),
        ("comment", "DELETE FROM comment WHERE id = 2"),
    ],
)
def test_that_a_change_behind_the_program_is_found(
    hospital: Database, table: str, change: str
) -> None:
    path = hospital.path
    assert path is not None
    hospital.close()
    other = dbapi2.connect(str(path))
    other.execute(change)
    other.commit()
    other.close()
    database = open_database(path, even_damaged=True)
    assert differing(database) == [table]
    assert table in {finding.where for finding in check(database).findings}
    database.close()
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(path)
    assert refusal.value.code == "database-damaged"
