"""What a database is, for the one who looks after it: engine, journal, size, back-ups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from models.store.database import Backup, Database, backup_folder, backups_of, driver_connection
from models.store.tables import SCHEMA_VERSION


@dataclass(frozen=True)
class StoreFacts:
    """`place` is the file's full path or the server's address without its password. `journal`
    is the journal mode of SQLite ("wal", "delete"), empty on a server. `risk` says why the
    file's folder is no safe home for it, empty when it is. `backups` are those in
    `backup_folder` (None on a server), the newest first.
    """

    place: str
    on_server: bool
    engine: str
    journal: str
    schema_version: int
    size_bytes: int
    risk: str
    backup_folder: Path | None
    backups: tuple[Backup, ...]


def store_facts(db: Database) -> StoreFacts:
    """Return what the open database is. Raises DatabaseProblem when it cannot be asked."""
    if db.path is None:
        return _server_facts(db)
    with driver_connection(db.engine) as driver:
        version = driver.execute("SELECT sqlite_version()").fetchone()[0]
        journal = driver.execute("PRAGMA journal_mode").fetchone()[0]
    backups = backups_of(db.path)
    return StoreFacts(
        place=str(db.path),
        on_server=False,
        engine=f"SQLite {version}",
        journal=str(journal),
        schema_version=SCHEMA_VERSION,
        size_bytes=db.path.stat().st_size,
        risk=f"{db.risk.what} {db.risk.hint}" if db.risk is not None else "",
        backup_folder=backup_folder(db.path),
        backups=tuple(backups),
    )


def _server_facts(db: Database) -> StoreFacts:
    with db.read() as c:
        version = c.scalar(sa.text("SHOW server_version"))
        size = c.scalar(sa.text("SELECT pg_database_size(current_database())"))
    return StoreFacts(
        place=db.place,
        on_server=True,
        engine=f"PostgreSQL {version}",
        journal="",
        schema_version=SCHEMA_VERSION,
        size_bytes=int(size or 0),
        risk="",
        backup_folder=None,
        backups=(),
    )
