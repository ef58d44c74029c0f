"""Back-ups of the open database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from models.errors import DatabaseProblem
from models.store.backup.backup_list import copy_to_second_place
from models.store.database import (
    Backup,
    Database,
    backup_folder,
    backup_in_folder,
    backups_of,
    content_state,
    copy_into,
    driver_failures,
    locked,
    make_private_folder,
    next_name,
    plain_failures,
    refuse_target,
    sqlite_engine,
    thin_out,
    write_copy,
)
from models.store.tables import BatchRow

DAILY, BEFORE_IMPORT, BY_HAND = "", "import", "hand"


def backup(
    db: Database, target: Path | None = None, *, today: date | None = None, why: str = DAILY
) -> Path:
    """Copy the database as it is at this moment, check every row, and return the copy's path.

    Without a target the copy goes to the folder `backups` beside the database, under the next
    number and the day, and older ones there are thinned out. Readers and writers go on meanwhile.
    Raises DatabaseProblem when the database is damaged, the disk is full or the target is
    another kind of file; nothing is left behind then. A database on a server is refused.
    """
    path = _file_of(db)
    with plain_failures(db.place):
        if target is None:
            made = backup_in_folder(db.engine, path, today or date.today(), why, db.key)
            copy_to_second_place(db, made)
            return made
        target = target.expanduser().absolute()
        if target.is_dir():
            target /= path.name
        refuse_target(target, path, db.key)
        return write_copy(db.engine, path, target, db.key)


def backup_if_due(db: Database, today: date) -> Path | None:
    """Make the day's back-up at the first use of the day; None when there is one, or on a server.

    Of two programs that come first, one makes it and the other waits for it. Errors as in
    `backup`.
    """
    if db.path is None or db.read_only is not None or _made_on(db.path, today):
        return None
    folder = backup_folder(db.path)
    make_private_folder(folder)
    with plain_failures(db.place), locked(folder):
        if _made_on(db.path, today):
            return None
        made = copy_into(db.engine, db.path, folder / next_name(db.path, today), db.key)
        thin_out(db.path)
    copy_to_second_place(db, made)
    return made


def backup_before_import(db: Database, today: date) -> Path | None:
    """Make a back-up unless the newest one holds the very same data, or nothing was imported yet.

    None then, and on a server. Errors as in `backup`.
    """
    if db.path is None or db.read_only is not None:
        return None
    newest = next(iter(backups_of(db.path)), None)
    with db.read() as c:
        state = content_state(c)
        is_empty = c.scalar(sa.select(BatchRow.id).limit(1)) is None
    if is_empty or (newest is not None and _state_of(newest, db) == state):
        return None
    return backup(db, today=today, why=BEFORE_IMPORT)


def _made_on(path: Path, day: date) -> bool:
    return any(b.day == day.isoformat() for b in backups_of(path))


def _state_of(made: Backup, db: Database) -> str | None:
    """Return the content state of a back-up, None when it cannot be read."""
    engine = None
    try:
        with plain_failures(str(made.path)), driver_failures(str(made.path)):
            engine = sqlite_engine(made.path, unchanging=True, key=db.key)
            with engine.connect() as c, c.begin():
                return content_state(c)
    except (DatabaseProblem, OSError, DBAPIError):
        return None
    finally:
        if engine is not None:
            engine.dispose()


def _file_of(db: Database) -> Path:
    if db.path is None:
        raise DatabaseProblem("backup-on-server", where=db.place)
    return db.path
