"""Back-ups of the open database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.errors import DatabaseProblem
from models.store.database import (
    Database,
    backup_in_folder,
    backups_of,
    plain_failures,
    refuse_target,
    write_copy,
)


def backup(db: Database, target: Path | None = None, *, today: date | None = None) -> Path:
    """Copy the database as it is at this moment, check the copy, and return its path.

    Without a target the copy goes to the folder `backups` beside the database, under the next
    number and the day, and the newest ten there are kept. Readers and writers go on meanwhile.
    Raises DatabaseProblem when the database is damaged, the disk is full or the target is
    another kind of file; nothing is left behind then. A database on a server is refused.
    """
    path = _file_of(db)
    with plain_failures(db.place):
        if target is None:
            return backup_in_folder(db.engine, path, today or date.today())
        target = target.expanduser().absolute()
        if target.is_dir():
            target /= path.name
        refuse_target(target, path)
        return write_copy(db.engine, path, target)


def backup_if_due(db: Database, today: date) -> Path | None:
    """Make the day's back-up at the first use of the day; None when there is one, or on a server.

    Errors as in `backup`.
    """
    if db.path is None or any(b.day == today.isoformat() for b in backups_of(db.path)):
        return None
    return backup(db, today=today)


def _file_of(db: Database) -> Path:
    if db.path is None:
        raise DatabaseProblem(
            "backup-on-server",
            "A database on a server is backed up there, not from here.",
            hint="Use pg_dump, or ask the database's administrator.",
            where=db.place,
        )
    return db.path
