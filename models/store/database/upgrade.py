"""Bring an earlier database to today's schema: one step after the other, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import Engine

from models.errors import DatabaseProblem
from models.store.database.copies import backup_before_upgrade
from models.store.database.engine import driver_connection
from models.store.database.failures import driver_failures
from models.store.database.keys import Key
from models.store.database.schema import FIRST_READER, MIN_READER, stamp_file, stored_version
from models.store.tables import SCHEMA_VERSION, SettingRow

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def upgrade_file(engine: Engine, path: Path, version: int, key: Key | None = None) -> None:
    """Back up an SQLite database of an earlier version, check the copy, and upgrade it.

    All steps or none: the file stays as it was when one fails. Raises DatabaseProblem when the
    back-up fails or the upgraded rows do not hold together.
    """
    backup_before_upgrade(engine, path, version, key)
    # Rebuilding a table drops the old one; with foreign keys on, its children would go too.
    # The setting has no effect inside a transaction, so it is made before and after.
    with _without_foreign_keys(engine) as connection:
        writing = connection.execution_options(writes=True, digests_later=True)
        with writing.begin():
            # Another program may have been quicker while the back-up was made.
            if stored_version(writing) != SCHEMA_VERSION:
                upgrade_tables(writing)
                stamp_file(writing)
                _refuse_broken_keys(writing, path)
    with driver_failures(str(path)), driver_connection(engine) as driver:
        # The file itself then tells its version, without a look into the log.
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def upgrade_tables(c: Connection, versions: Path | None = None) -> None:
    """Run the migrations that a database has not seen, within the caller's transaction.

    `versions` is the folder of the migrations, our own unless said otherwise.
    """
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _option(MIGRATIONS))
    config.set_main_option("version_locations", _option(versions or MIGRATIONS / "versions"))
    config.attributes["connection"] = c
    command.upgrade(config, "head")
    c.execute(
        sa.update(SettingRow)
        .where(SettingRow.key == MIN_READER)
        .values(value=json.dumps(FIRST_READER))
    )


def _option(path: Path) -> str:
    return str(path).replace("%", "%%")


def _refuse_broken_keys(c: Connection, path: Path) -> None:
    if c.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DatabaseProblem("upgrade-failed", where=str(path))
