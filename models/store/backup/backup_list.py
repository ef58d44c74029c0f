"""What back-ups there are, whether each is whole, and how one differs from the data today."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import DatabaseProblem, UsageProblem
from models.language import _
from models.store.database import (
    Backup,
    Database,
    Key,
    backups_of,
    clear_partials,
    current_policy,
    driver_failures,
    get_setting,
    is_encrypted,
    locked,
    make_private_file,
    partial_name,
    plain_failures,
    put_setting,
    same_content,
    sqlite_engine,
    sync_file,
    sync_folder,
    thin_out,
    verify_file,
)
from models.store.tables import ActionRow, BatchRow, CommentRow, HuddleRow, ResponseRow, UnitRow

Progress = Callable[[str, float | None], None]

SECOND_PLACE = "second_backup_folder"
"""Setting: a folder that gets a copy of each back-up, empty when there is none."""

COMPARED = {
    "surveys": ResponseRow,
    "comments": CommentRow,
    "units": UnitRow,
    "actions": ActionRow,
    "huddles": HuddleRow,
}


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """One back-up: `second` tells that it lies in the second place; `problem` says why it is not
    whole (a code of DatabaseProblem), empty when it is, None when nobody looked."""

    made: Backup
    bytes: int
    second: bool
    encrypted: bool
    problem: str | None


@dataclass(frozen=True, slots=True)
class BackupDifference:
    """How many rows of a kind the back-up and today's data hold, and which imports only one of
    them has, as (number, file)."""

    counts: dict[str, tuple[int, int]]
    only_now: tuple[tuple[int, str], ...]
    only_backup: tuple[tuple[int, str], ...]


def second_place(c: Connection) -> Path | None:
    """Return the folder that gets a copy of each back-up, None when there is none. What the
    administrator of this computer decided goes first."""
    if current_policy().backup_folder is not None:
        return current_policy().backup_folder
    folder = str(get_setting(c, SECOND_PLACE, ""))
    return Path(folder) if folder else None


def set_second_place(c: Connection, folder: str) -> None:
    """Choose the folder that gets a copy of each back-up; empty for none.

    Raises UsageProblem when it is no folder, and where the administrator decided on another.
    """
    if current_policy().backup_folder is not None:
        raise UsageProblem("decided-by-administrator", where=str(current_policy().backup_folder))
    path = Path(folder).expanduser().absolute() if folder else None
    if path is not None and not path.is_dir():
        raise UsageProblem("no-such-folder", where=folder)
    put_setting(c, SECOND_PLACE, str(path) if path else "")


def list_backups(
    path: Path,
    second: Path | None = None,
    *,
    key: Key | None = None,
    verify: bool = False,
    progress: Progress | None = None,
) -> list[ListedBackup]:
    """Return the back-ups beside a database and in the second place, the newest first.

    With `verify` every row of each is compared with its digest.
    """
    path = path.expanduser().absolute()
    places = [(False, backups_of(path))]
    if second is not None and second.is_dir():
        places.append((True, backups_of(path, second)))
    listed = []
    for in_second, backups in places:
        for n, made in enumerate(backups):
            if progress is not None and verify:
                progress(_("Checking backups"), n / len(backups))
            listed.append(
                ListedBackup(
                    made,
                    made.path.stat().st_size,
                    in_second,
                    is_encrypted(made.path),
                    _problem_of(made.path, key) if verify else None,
                )
            )
    return listed


def copy_to_second_place(db: Database, made: Path) -> Path | None:
    """Copy a back-up to the second place; None when none was chosen or it is not connected.

    Raises DatabaseProblem when the disk there is full or does not keep what is written.
    """
    with db.read() as c:
        folder = second_place(c)
    if folder is None or not folder.is_dir() or db.path is None:
        return None
    target = folder / made.name
    partial = partial_name(target)
    try:
        with locked(folder):
            clear_partials(target)
            make_private_file(partial)
            shutil.copyfile(made, partial)
            sync_file(partial)
            if not same_content(made, partial):
                raise OSError(0, "the disk does not keep what is written")
            partial.replace(target)
            sync_folder(folder)
            thin_out(db.path, folder)
    except OSError as error:
        raise DatabaseProblem(
            "second-place", where=str(folder), reason=error.strerror or ""
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    return target


def compare_backup(db: Database, backup: Path) -> BackupDifference:
    """Return how a back-up differs from the data today. Raises DatabaseProblem."""
    verify_file(backup, db.key)
    with db.read() as now, _reading(backup, db.key) as then:
        counts = {name: (_count(then, row), _count(now, row)) for name, row in COMPARED.items()}
        there, here = _imports(then), _imports(now)
    return BackupDifference(
        counts,
        only_now=tuple(sorted(here - there)),
        only_backup=tuple(sorted(there - here)),
    )


def _problem_of(path: Path, key: Key | None) -> str:
    try:
        verify_file(path, key)
    except DatabaseProblem as problem:
        return problem.code
    return ""


@contextmanager
def _reading(path: Path, key: Key | None) -> Iterator[Connection]:
    with plain_failures(str(path)), driver_failures(str(path)):
        engine = sqlite_engine(path, unchanging=True, key=key)
        try:
            with engine.connect() as c, c.begin():
                yield c
        finally:
            engine.dispose()


def _count(c: Connection, row: type) -> int:
    return int(c.scalar(sa.select(sa.func.count()).select_from(row)) or 0)


def _imports(c: Connection) -> set[tuple[int, str]]:
    rows = c.execute(sa.select(BatchRow.id, BatchRow.file).where(BatchRow.undone.is_(None)))
    return {(number, file) for number, file in rows}
