"""Put a back-up in the place of a database, and keep what was there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.errors import DatabaseProblem
from models.store.database import (
    DAMAGE_MARK,
    check_file,
    discard,
    family,
    has_unfinished_writes,
    is_held,
    is_open_elsewhere,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
)


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: the database's path, the back-up, and the folder that keeps what was
    there before (None when nothing was)."""

    database: Path
    backup: Path
    kept_in: Path | None


def restore(path: Path, backup: Path, *, now: datetime | None = None) -> RestoreReport:
    """Replace the database at `path` by a back-up, byte for byte.

    The back-up is checked, copied and checked again before anything is touched. What was there,
    with the log that belongs to it, moves to `quarantine/<UTC time>/` beside the database: a
    log left beside another file would damage it. Close the database first. Raises
    DatabaseProblem when the back-up is damaged, is still being written or is not ours, when
    another program has the database open, or when the disk refuses; the database is then as it
    was.
    """
    path, backup = path.expanduser().absolute(), backup.expanduser().absolute()
    if path.exists() and backup.exists() and backup.samefile(path):
        raise _problem(backup, "restore-onto-itself", "This is the database itself.")
    if has_unfinished_writes(backup) or is_held(backup):
        raise _problem(backup, "unfinished-backup", "A program is still writing to this file.")
    check_file(backup)
    _refuse_open(path)
    incoming = path.with_name(f".{path.name}.restoring")
    try:
        _bring(backup, incoming)
        check_file(incoming)
        kept_in = _set_aside(path, now or datetime.now(UTC))
        incoming.replace(path)
    except OSError as error:
        raise DatabaseProblem(
            "not-restored",
            f"The back-up cannot be restored ({error.strerror}).",
            hint="Make room on the disk, and close other programs that use the database.",
            where=str(path),
        ) from None
    finally:
        discard(incoming)
    sync_folder(path.parent)
    path.with_name(path.name + DAMAGE_MARK).unlink(missing_ok=True)
    return RestoreReport(path, backup, kept_in)


def _bring(backup: Path, incoming: Path) -> None:
    incoming.unlink(missing_ok=True)
    make_private_file(incoming)
    shutil.copyfile(backup, incoming)
    sync_file(incoming)


def _set_aside(path: Path, now: datetime) -> Path | None:
    """Move a database's files out of the way. The file itself goes first: without it, what is
    left of the others is refused, while the file without its log would pass for whole."""
    there = [file for file in family(path) if file.exists()]
    if not there:
        return None
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    make_private_folder(path.parent / "quarantine")
    folder = _unused(path.parent / "quarantine" / stamp)
    folder.mkdir(mode=0o700)
    for file in there:
        file.rename(folder / file.name)
    sync_folder(folder)
    sync_folder(path.parent)
    return folder


def _unused(folder: Path) -> Path:
    candidate, n = folder, 1
    while candidate.exists():
        n += 1
        candidate = folder.with_name(f"{folder.name}-{n}")
    return candidate


def _refuse_open(path: Path) -> None:
    try:
        in_use = is_held(path) or (path.is_file() and is_open_elsewhere(path))
    except OSError as error:
        raise _problem(
            path, "unreadable-file", f"The database cannot be opened ({error.strerror})."
        ) from None
    if in_use:
        raise DatabaseProblem(
            "database-open",
            "The database is open.",
            hint="Close the windows and programs that use it, and try again.",
            where=str(path),
        )


def _problem(path: Path, code: str, what: str) -> DatabaseProblem:
    return DatabaseProblem(code, what, hint="Choose another back-up file.", where=str(path))
