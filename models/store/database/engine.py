"""Engines: one SQLite file, or one PostgreSQL database. The only place for dialect tricks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, Engine

from models.store.database.driver import UNCHANGEABLE, key_spec, sqlite_uri, use_key
from models.store.database.keys import Key
from models.store.database.open_files import register, unregister
from models.store.database.table_digests import keep_digests
from models.store.tables import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert

WAL_SAFE_FROM = (3, 51, 3)
"""SQLite before this can corrupt a WAL database when two connections checkpoint together."""

BUSY_TIMEOUT_MS = 5_000
"""How long to wait for another program that writes."""

LOG_PAGES = 1_000
"""Pages of the log after which a commit moves it into the file."""

POSTGRES_TIMEOUT_S = 600
"""How long one statement may take on the shared server."""


def sqlite_engine(
    path: Path, *, alone: bool = False, unchanging: bool = False, key: Key | None = None
) -> Engine:
    """Return an engine for the SQLite file at `path`, whose identity is known to be ours.

    `alone`: one connection that keeps every other program out, for places where the locks and
    the shared memory of several cannot be trusted. `unchanging`: nobody can write the file, as
    on read-only media; neither it nor its folder is touched. `key` opens an encrypted file.
    Raises OSError when its beginning cannot be read.
    """
    from sqlcipher3 import dbapi2

    spec = key_spec(path, key)
    if unchanging:
        pragmas = ["trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"]
    else:
        pragmas = connection_pragmas(dbapi2.sqlite_version_info, alone=alone)

    def connect() -> Any:
        connection = dbapi2.connect(
            sqlite_uri(path, UNCHANGEABLE if unchanging else "mode=rw"),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            if spec:
                use_key(connection, spec)
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sa.pool.QueuePool,
        pool_size=1 if alone else 5,
        max_overflow=0 if alone else 10,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def note_opened(_connection: Any, record: sa.pool.ConnectionPoolEntry) -> None:
        record.info["held"] = register(path, spec)

    @event.listens_for(engine, "close")
    def note_closed(_connection: Any, record: sa.pool.ConnectionPoolEntry) -> None:
        unregister(record.info.pop("held"))

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("writes", False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        if writes and not options.get("digests_later", False):
            keep_digests(connection)
        # IMMEDIATE takes the write lock now: a later upgrade from read to write would fail at
        # once with SQLITE_BUSY_SNAPSHOT, however long the busy timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def connection_pragmas(version: tuple[int, ...], *, alone: bool = False) -> list[str]:
    """Return the settings of every SQLite connection, in order, for an SQLite `version`."""
    wal = version >= WAL_SAFE_FROM and not alone
    pragmas = [
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        f"locking_mode={'EXCLUSIVE' if alone else 'NORMAL'}",
        "foreign_keys=ON",
        f"journal_mode={'WAL' if wal else 'DELETE'}",
        f"synchronous={'FULL' if wal else 'EXTRA'}",
        f"wal_autocheckpoint={LOG_PAGES}",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-64000",
    ]
    if sys.platform == "darwin":  # its fsync leaves data in the drive's cache
        pragmas += ["fullfsync=ON", "checkpoint_fullfsync=ON"]
    return pragmas


def postgres_engine(url: URL) -> Engine:
    """Return an engine for the shared PostgreSQL database at `url`."""
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def limit_statements(connection: Any, _record: Any) -> None:
        connection.execute(f"SET statement_timeout = '{POSTGRES_TIMEOUT_S}s'")
        connection.commit()

    return engine


@contextmanager
def driver_connection(engine: Engine) -> Iterator[Any]:
    """Give the SQLite driver's own connection, outside any transaction, for what is none."""
    with engine.connect() as connection:
        yield connection.connection.driver_connection


@contextmanager
def log_kept(connection: sa.Connection) -> Iterator[None]:
    """Leave what one connection commits in the log: moving very much of it into the file takes as
    long as writing it, and SQLite would do so within the commit."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA wal_autocheckpoint=0")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")


def upsert(c: sa.Connection, table: type[Base]) -> SqliteInsert | PostgresInsert:
    """Return an INSERT whose `on_conflict_do_update` suits the connection's database."""
    if c.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # takes a while to load

        return insert(table)
    return sqlite_insert(table)


def insert_or_update(c: sa.Connection, table: type[Base], values: dict[str, Any]) -> None:
    """Insert one row, or replace the columns beside the primary key where it is there already."""
    key = [column.name for column in table.__table__.primary_key]
    statement = upsert(c, table).values(**values)
    others = {name: statement.excluded[name] for name in values if name not in key}
    c.execute(statement.on_conflict_do_update(index_elements=key, set_=others))
