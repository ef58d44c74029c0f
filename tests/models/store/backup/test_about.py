"""What a database says about itself."""

from __future__ import annotations

from datetime import date

from models.store.backup.about import store_facts
from models.store.backup.back_ups import backup
from models.store.database.database import Database
from models.store.tables.core import SCHEMA_VERSION


def test_that_the_engine_and_the_place_are_named(database: Database) -> None:
    facts = store_facts(database)
    assert facts.on_server is not database.is_sqlite
    assert facts.engine.startswith("SQLite 3." if database.is_sqlite else "PostgreSQL ")
    assert facts.place == (str(database.path) if database.is_sqlite else database.place)
    assert facts.schema_version == SCHEMA_VERSION
    assert facts.size_bytes > 0
    assert bool(facts.journal) is database.is_sqlite


def test_that_backups_are_listed_the_newest_first(database: Database) -> None:
    if database.is_sqlite:
        for day in (22, 23):
            backup(database, today=date(2026, 11, day))
    facts = store_facts(database)
    days = [made.day for made in facts.backups]
    assert days == (["2026-11-23", "2026-11-22"] if database.is_sqlite else [])
    assert (facts.backup_folder is None) is not database.is_sqlite
