"""An old database is backed up, and comes to today's version in one step or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.database import copies, identity, opening, schema, upgrade
from models.store.database.backup_files import backups_of
from models.store.database.database import Database, open_database
from models.store.database.identity import identify
from models.store.database.schema import stored_version
from models.store.database.settings import get_setting, put_setting
from models.store.database.upgrade import MIGRATIONS
from models.store.database.verify import verify_file as check_file
from models.store.tables.core import SCHEMA_VERSION
from ui.text.errors import hint

NEXT = SCHEMA_VERSION + 1

GOOD = f"""
from alembic import op
revision = "{NEXT:04d}"
down_revision = "{SCHEMA_VERSION:04d}"

def upgrade():
    op.execute("ALTER TABLE setting ADD COLUMN changed TEXT")
    op.execute("CREATE TABLE shift (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)")
"""
FAILING = GOOD + '    op.execute("INSERT INTO no_such_table VALUES (1)")\n'
BREAKING = GOOD + (
    '    op.execute("INSERT INTO unit (id, facility_id, site, name, type) "\n'
    "               \"VALUES (1, 77, '', 'x', '')\")\n"
)


class Release:
    """Pretends that a later version of the program is running, with one more migration."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch

    def come(self, migration: str) -> None:
        scripts = self._folder / "migrations"
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / f"r{NEXT:04d}_later.py").write_text(migration)
        self._monkeypatch.setattr(upgrade, "MIGRATIONS", scripts)
        self._monkeypatch.setattr(schema, "FIRST_READER", "9.0.0")
        self._monkeypatch.setattr(upgrade, "FIRST_READER", "9.0.0")
        for module in (identity, opening, schema, upgrade):
            self._monkeypatch.setattr(module, "SCHEMA_VERSION", NEXT)


@pytest.fixture
def later(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Release:
    return Release(tmp_path_factory.mktemp("later"), monkeypatch)


@pytest.fixture
def old(store_place: str) -> str:
    database = open_database(store_place)
    with database.write() as c:
        put_setting(c, "organization", "Riverside")
    database.close()
    return store_place


def columns_of(db: Database, table: str) -> set[str]:
    with db.read() as c:
        return {column["name"] for column in sa.inspect(c).get_columns(table)}


def test_that_an_old_database_is_upgraded_when_it_is_opened(old: str, later: Release) -> None:
    later.come(GOOD)
    database = open_database(old)
    assert "changed" in columns_of(database, "setting")
    with database.read() as c:
        assert stored_version(c) == NEXT
        assert get_setting(c, "organization") == "Riverside"
        assert get_setting(c, "min_reader_version") == "9.0.0"
    database.close()
    if not old.startswith("postgresql"):
        assert identify(Path(old)) == NEXT


def test_that_an_upgraded_database_is_refused_by_the_version_before(
    old: str, later: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    later.come(GOOD)
    open_database(old).close()
    monkeypatch.undo()
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(old)
    assert refusal.value.code == "newer-database"
    assert "9.0.0" in hint(refusal.value)


def test_that_a_failing_step_leaves_everything_as_it_was(old: str, later: Release) -> None:
    later.come(FAILING)
    with pytest.raises(sa.exc.DBAPIError):
        open_database(old)
    later._monkeypatch.undo()
    database = open_database(old)
    assert "changed" not in columns_of(database, "setting")
    with database.read() as c:
        assert "shift" not in sa.inspect(c).get_table_names()
        assert stored_version(c) == SCHEMA_VERSION
        assert get_setting(c, "organization") == "Riverside"
    database.close()


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "hospital.db"
    database = open_database(path)
    with database.write() as c:
        put_setting(c, "organization", "Riverside")
    database.close()
    return path


def test_that_a_checked_back_up_is_made_first(old_file: Path, later: Release) -> None:
    later.come(GOOD)
    open_database(old_file).close()
    (made,) = backups_of(old_file)
    assert f"version-{SCHEMA_VERSION}" in made.path.name
    assert identify(made.path) == SCHEMA_VERSION
    check_file(made.path)


def test_that_without_a_back_up_there_is_no_upgrade(
    old_file: Path, later: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    later.come(GOOD)
    full = shutil._ntuple_diskusage(1, 1, 0)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _folder: full)
    before = old_file.read_bytes()
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(old_file)
    assert refusal.value.code == "disk-full"
    assert old_file.read_bytes() == before


def test_that_rows_that_lost_their_parent_take_the_upgrade_back(
    old_file: Path, later: Release
) -> None:
    later.come(BREAKING)
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(old_file)
    assert refusal.value.code == "upgrade-failed"
    assert identify(old_file) == SCHEMA_VERSION


def test_that_a_database_of_today_is_opened_without_a_back_up(old_file: Path) -> None:
    open_database(old_file).close()
    assert backups_of(old_file) == []
