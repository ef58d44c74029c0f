"""Put a back-up in the place of a database with one rename, and keep what was there."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.errors import DatabaseProblem, Fact
from models.store.database import (
    Backup,
    Key,
    backup_folder,
    backups_of,
    discard,
    family,
    has_unfinished_writes,
    is_held,
    is_open_elsewhere,
    locked,
    make_private_file,
    make_private_folder,
    same_content,
    sqlite_engine,
    sync_file,
    sync_folder,
    unmark,
    verify_file,
)

QUARANTINE = "quarantine"

_INCOMING = ".restoring"


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: the database's path, the back-up, and the folder that keeps what was
    there before (None when nothing was)."""

    database: Path
    backup: Path
    kept_in: Path | None


def restore(
    path: Path, backup: Path, *, now: datetime | None = None, key: Key | None = None
) -> RestoreReport:
    """Replace the database at `path` by a back-up, byte for byte.

    Every row of the back-up is checked before anything is touched. It is copied beside the
    database, read back from there and made to last through a power cut; then one rename puts it
    in place, so that there is a whole database at every moment. What was there is kept, with the
    log that belongs to it, in `quarantine/<UTC time>/`. Close the database first. Raises
    DatabaseProblem when the back-up is damaged, is still being written or is not ours, when
    another program has the database open, or when the disk refuses; the database is then as it
    was.
    """
    path, backup = path.expanduser().absolute(), backup.expanduser().absolute()
    if path.exists() and backup.exists() and backup.samefile(path):
        raise _problem(backup, "restore-onto-itself")
    if has_unfinished_writes(backup) or is_held(backup):
        raise _problem(backup, "unfinished-backup")
    verify_file(backup, key)
    refuse_open(path)
    incoming = path.with_name(f".{path.name}{_INCOMING}")
    try:
        with locked(path.parent):
            discard(incoming)
            clear_quarantine(path)
            _bring(backup, incoming)
            _finish_writes(path, key)
            kept_in = _keep(path, now or datetime.now(UTC))
            _remove_logs(path)
            incoming.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise DatabaseProblem(
            "not-restored", where=str(path), reason=error.strerror or ""
        ) from None
    finally:
        discard(incoming)
    unmark(path)
    return RestoreReport(path, backup, kept_in)


def newest_whole(path: Path, key: Key | None = None) -> Backup | None:
    """Return the newest back-up of a database in which every row is what was written."""
    for made in backups_of(path.expanduser().absolute()):
        with suppress(DatabaseProblem):
            verify_file(made.path, key)
            return made
    return None


def restore_newest(
    path: Path, *, now: datetime | None = None, key: Key | None = None
) -> RestoreReport:
    """Restore the newest back-up that is whole. Raises DatabaseProblem, also when none is."""
    path = path.expanduser().absolute()
    newest = newest_whole(path, key)
    if newest is None:
        raise _problem(backup_folder(path), "no-backup")
    return restore(path, newest.path, now=now, key=key)


def clear_quarantine(path: Path) -> None:
    """Remove second names of the database itself, which a restore that was stopped left."""
    for name in (path.parent / QUARANTINE).glob(f"*/{path.name}"):
        with suppress(OSError):
            if name.samefile(path):
                name.unlink()
                name.parent.rmdir()


def _bring(backup: Path, incoming: Path) -> None:
    """Copy a file and make it last; refuse a disk that reads back something else."""
    make_private_file(incoming)
    shutil.copyfile(backup, incoming)
    sync_file(incoming)
    if not same_content(incoming, backup):
        raise _problem(incoming, "disk-forgets")


def _finish_writes(path: Path, key: Key | None) -> None:
    """Move into the file what a stopped program left in its log, so that the file alone is the
    database as it was. A file too damaged for that keeps its log in quarantine."""
    if not any(file.exists() for file in family(path)[1:]) or not path.exists():
        return
    from sqlcipher3 import dbapi2

    with suppress(dbapi2.Error):
        engine = sqlite_engine(path, key=key)
        try:
            driver = engine.raw_connection()
            try:
                cursor = driver.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.fetchall()
            finally:
                driver.close()
        finally:
            engine.dispose()


def _keep(path: Path, now: datetime) -> Path | None:
    """Give what is there a second name in quarantine, its logs first: the database stays where
    it is until the rename."""
    there = [file for file in family(path) if file.exists()]
    if not there:
        return None
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    make_private_folder(path.parent / QUARANTINE)
    folder = _unused(path.parent / QUARANTINE / stamp)
    folder.mkdir(mode=0o700)
    for file in reversed(there):
        _second_name(file, folder / file.name)
    sync_folder(folder)
    sync_folder(folder.parent)
    return folder


def _second_name(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except OSError:  # a file system without links
        shutil.copyfile(file, name)
        sync_file(name)


def _remove_logs(path: Path) -> None:
    """Take away the old database's log, which would damage the one that is put in its place."""
    for file in family(path)[1:]:
        file.unlink(missing_ok=True)


def _unused(folder: Path) -> Path:
    candidate, n = folder, 1
    while candidate.exists():
        n += 1
        candidate = folder.with_name(f"{folder.name}-{n}")
    return candidate


def refuse_open(path: Path) -> None:
    """Raise DatabaseProblem when a program has the database open, this one included."""
    try:
        in_use = is_held(path) or (path.is_file() and is_open_elsewhere(path))
    except OSError as error:
        raise _problem(path, "database-not-opened", reason=error.strerror or "") from None
    if in_use:
        raise DatabaseProblem("database-open", where=str(path))


def _problem(path: Path, code: str, **facts: Fact) -> DatabaseProblem:
    return DatabaseProblem(code, where=str(path), **facts)
