"""Engines: one SQLite file, or one PostgreSQL database. The only place for dialect tricks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.orm import DeclarativeBase

APPLICATION_ID = 0x54_4C_4E_31  # "TLN1"
WAL_SAFE_FROM = (3, 51, 3)
"""SQLite before this can corrupt a WAL database when two connections checkpoint together."""


def sqlite_engine(path: Path) -> Engine:
    """Return an engine for the SQLite file at `path`, which must be ours or new."""
    from sqlcipher3 import dbapi2

    def connect() -> Any:
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=5.0
        )
        for pragma in connection_pragmas(dbapi2.sqlite_version_info):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sa.pool.QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        # IMMEDIATE takes the write lock now: a later upgrade from read to write would fail at
        # once with SQLITE_BUSY_SNAPSHOT, however long the busy timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def connection_pragmas(version: tuple[int, ...]) -> list[str]:
    """Return the settings of every SQLite connection, in order, for an SQLite `version`."""
    wal = version >= WAL_SAFE_FROM
    return [
        "busy_timeout=5000",
        "foreign_keys=ON",
        f"journal_mode={'WAL' if wal else 'DELETE'}",
        f"synchronous={'FULL' if wal else 'EXTRA'}",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-64000",
    ]


def postgres_engine(url: URL | str) -> Engine:
    """Return an engine for the shared PostgreSQL database at `url`."""
    return sa.create_engine(make_url(url), pool_pre_ping=True, hide_parameters=True)


def upsert(c: sa.Connection, table: type[DeclarativeBase]) -> SqliteInsert | PostgresInsert:
    """Return an INSERT whose `on_conflict_do_update` suits the connection's database."""
    postgres = c.dialect.name == "postgresql"
    return postgres_insert(table) if postgres else sqlite_insert(table)


def insert_or_update(
    c: sa.Connection, table: type[DeclarativeBase], values: dict[str, Any]
) -> None:
    """Insert one row, or replace the columns beside the primary key where it is there already."""
    key = [column.name for column in sa.inspect(table).primary_key]
    statement = upsert(c, table).values(**values)
    others = {name: statement.excluded[name] for name in values if name not in key}
    c.execute(statement.on_conflict_do_update(index_elements=key, set_=others))
