"""The written migrations, the tables in the code and old files all say the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from models.store.actions.actions import list_actions
from models.store.backup.integrity import check
from models.store.database import schema
from models.store.database.database import Connection, Database, open_database
from models.store.database.engine import postgres_engine, sqlite_engine
from models.store.database.schema import METADATA, revision, stored_version
from models.store.database.upgrade import MIGRATIONS, upgrade_tables
from models.store.tables.core import SCHEMA_VERSION
from models.store.units.aliases import ALWAYS, list_aliases
from models.store.units.units import list_units

SCHEMAS = Path(__file__).parents[3] / "data" / "schemas"


def sqlite_schema(c: Connection) -> dict[str, str]:
    """Return what SQLite keeps as its schema, by name, without differences of white space."""
    rows = c.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()).replace("( ", "(").replace(" )", ")") for name, sql in rows}


def postgres_schema(c: Connection) -> set[tuple[object, ...]]:
    """Return every column, constraint and index of the current schema as PostgreSQL says it."""
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, "
        "character_maximum_length FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    )
    constraints = (
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = current_schema()::regnamespace"
    )
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    own = c.exec_driver_sql("SELECT current_schema()").scalar_one()
    found = [row for query in (columns, constraints, indexes) for row in c.exec_driver_sql(query)]
    return {tuple(x.replace(own, "") if isinstance(x, str) else x for x in row) for row in found}


def test_that_migrating_makes_the_same_tables_as_creating_on_sqlite(tmp_path: Path) -> None:
    (tmp_path / "migrated.db").touch()
    migrated = sqlite_engine(tmp_path / "migrated.db")
    with migrated.connect().execution_options(writes=True) as c, c.begin():
        upgrade_tables(c)
        by_migration = sqlite_schema(c)
    created = open_database(tmp_path / "x.db")
    with created.read() as c:
        by_creation = sqlite_schema(c)
    created.close()
    migrated.dispose()
    assert by_migration == by_creation


def test_that_migrating_makes_the_same_tables_as_creating_on_postgres(
    postgres_place: str,
) -> None:
    engine = postgres_engine(sa.make_url(postgres_place))
    with engine.begin() as c:
        upgrade_tables(c)
        by_migration = postgres_schema(c)
        own = c.exec_driver_sql("SELECT current_schema()").scalar_one()
        c.exec_driver_sql(f"DROP SCHEMA {own} CASCADE; CREATE SCHEMA {own}")
    created = open_database(postgres_place)
    with created.read() as c:
        by_creation = postgres_schema(c)
    created.close()
    engine.dispose()
    assert by_migration == by_creation


def test_that_a_new_database_says_its_version(database: Database) -> None:
    with database.read() as c:
        assert stored_version(c) == SCHEMA_VERSION
        assert schema.version_needed(c) == schema.FIRST_READER
        assert set(METADATA.tables) <= set(sa.inspect(c).get_table_names())


def test_that_there_is_one_migration_for_each_version() -> None:
    numbers = sorted(file.name[1:5] for file in (MIGRATIONS / "versions").glob("r*.py"))
    assert numbers == [revision(n + 1) for n in range(SCHEMA_VERSION)]


def test_that_there_is_a_database_of_each_released_version() -> None:
    kept = {file.stem for file in SCHEMAS.glob("*.db")}
    assert kept == {f"v{n + 1}" for n in range(SCHEMA_VERSION)}


def test_that_the_file_of_todays_version_has_todays_tables(tmp_path: Path) -> None:
    """Until the version is released: run `python -m tests.models.store.write_schema_file`."""
    schemas = []
    for name in ("kept.db", "new.db"):
        if name == "kept.db":
            shutil.copyfile(SCHEMAS / f"v{SCHEMA_VERSION}.db", tmp_path / name)
        database = open_database(tmp_path / name)
        with database.read() as c:
            schemas.append(sqlite_schema(c))
        database.close()
    assert schemas[0] == schemas[1]


@pytest.mark.parametrize("old", sorted(SCHEMAS.glob("*.db")), ids=lambda file: file.stem)
def test_that_a_database_of_every_released_version_opens_whole(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    shutil.copyfile(old, path)
    database = open_database(path)
    with database.read() as c:
        assert stored_version(c) == SCHEMA_VERSION
        found = {s.unit.name: s.responses for s in list_units(c)}
    assert found == {"4 West": 3, "3 East": 2, "Ward A": 34, "Ward B": 12}
    report = check(database)
    assert report.ok, report.findings
    database.close()


@pytest.mark.parametrize("old", ["v1", "v2"])
def test_that_actions_kept_before_aim_at_ten_points(old: str, tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    shutil.copyfile(SCHEMAS / f"{old}.db", path)
    database = open_database(path)
    with database.read() as c:
        assert [(item.what, item.target) for item in list_actions(c)] == [("Hourly rounds", 10)]
    database.close()


def test_that_names_units_had_in_the_first_version_go_on_meaning_them(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    shutil.copyfile(SCHEMAS / "v1.db", path)
    old = sqlite_engine(path)
    with old.connect().execution_options(writes=True) as c, c.begin():
        unit, facility = c.exec_driver_sql(
            "SELECT id, facility_id FROM unit WHERE name = '4 West'"
        ).one()
        c.exec_driver_sql(
            "INSERT INTO unit_alias (facility_id, site, name, unit_id) VALUES (?, '', '4W', ?)",
            (facility, unit),
        )
    old.dispose()
    database = open_database(path)
    with database.read() as c:
        found = [(a.name, a.unit, a.from_month) for a in list_aliases(c)]
    assert found == [("4W", "4 West", ALWAYS)]
    database.close()


def test_that_every_table_of_a_file_is_strict(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db")
    with database.read() as c:
        listed = c.exec_driver_sql("SELECT name, strict FROM pragma_table_list").all()
    database.close()
    loose = {name for name, strict in listed if not strict and name in METADATA.tables}
    assert loose == {"schema_version"}


def test_that_a_program_that_only_opens_a_database_makes_every_table(tmp_path: Path) -> None:
    """A process of its own: what other tests imported would hide what is missing."""
    place = tmp_path / "new.db"
    code = f"from models.store.database import open_database; open_database({str(place)!r}).close()"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[4])
    connection = dbapi2.connect(str(place))
    made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert set(METADATA.tables) <= made
