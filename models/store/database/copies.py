"""Copies of an SQLite database: made whole, checked, and kept by number in a folder beside it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine

from models.errors import DatabaseProblem
from models.store.database.engine import driver_connection
from models.store.database.failures import driver_failures
from models.store.database.identity import (
    discard,
    family,
    identify,
    make_private_file,
    make_private_folder,
    sqlite_uri,
    sync_file,
    sync_folder,
)

KEPT = 10
"""Back-ups kept in the folder, the newest ones by number. Never by age: a clock that is wrong
once would delete them all."""

DAMAGE_MARK = ".damaged"
"""Ending of the file that a failed check leaves beside a database, until a check finds it whole."""


def backup_before_upgrade(engine: Engine, path: Path, version: int) -> Path:
    """Back up a database of an earlier schema `version`, checked. Errors as in `backup`."""
    return backup_in_folder(engine, path, date.today(), note=f"-version-{version}")


class Backup:
    """One back-up in the folder: its path, its number and its day (ISO 8601)."""

    def __init__(self, path: Path, number: int, day: str) -> None:
        self.path = path
        self.number = number
        self.day = day


def backups_of(path: Path) -> list[Backup]:
    """Return the back-ups in the folder beside a database, the newest first."""
    pattern = re.compile(
        re.escape(path.stem) + r"-(\d{5,})-(\d{4}-\d\d-\d\d)[^.]*" + re.escape(path.suffix)
    )
    found = []
    for file in _folder(path).glob("*"):
        match = pattern.fullmatch(file.name)
        if match:
            found.append(Backup(file, int(match[1]), match[2]))
    return sorted(found, key=lambda b: b.number, reverse=True)


def check_file(path: Path) -> None:
    """Raise DatabaseProblem unless a database file is ours, readable and whole.

    Opens it as unchangeable, so that neither the file nor its folder is touched.
    """
    from sqlcipher3 import dbapi2

    if identify(path) is None:
        raise DatabaseProblem(
            "no-such-file", "The file is not there.", hint="Choose another file.", where=str(path)
        )
    with driver_failures(str(path)):
        connection = dbapi2.connect(sqlite_uri(path, "mode=ro&immutable=1"), uri=True)
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        finally:
            connection.close()
    if found != "ok" or broken is not None:
        raise DatabaseProblem(
            "damaged-copy",
            "The file is damaged.",
            hint="Choose another back-up.",
            where=str(path),
        )


def _folder(path: Path) -> Path:
    return path.parent / "backups"


def backup_in_folder(engine: Engine, path: Path, day: date, note: str = "") -> Path:
    folder = _folder(path)
    make_private_folder(folder)
    number = next((b.number + 1 for b in backups_of(path)), 1)
    name = f"{path.stem}-{number:05d}-{day.isoformat()}{note}{path.suffix}"
    made = write_copy(engine, path, folder / name)
    for old in backups_of(path)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return made


def write_copy(engine: Engine, path: Path, target: Path) -> Path:
    """Write a copy under a passing name, check it, and only then give it the target's name."""
    partial = target.with_name(target.name + ".partial")
    _refuse_damaged(engine, path)
    _refuse_full_disk(path, target.parent)
    try:
        with _partial_file(partial):
            with driver_connection(engine) as driver, driver_failures(str(target)):
                driver.execute("PRAGMA query_only = OFF")
                driver.execute("VACUUM INTO ?", (str(partial),))
            check_file(partial)
            sync_file(partial)
            partial.replace(target)
    except OSError as error:
        raise _not_written(target, error) from None
    sync_folder(target.parent)
    return target


@contextmanager
def _partial_file(partial: Path) -> Iterator[None]:
    """Give an empty file that its owner alone may read, and remove what is left of it."""
    discard(partial)
    make_private_file(partial)
    try:
        yield
    finally:
        discard(partial)


def _refuse_damaged(engine: Engine, path: Path) -> None:
    """Refuse to copy a damaged database: ten such copies would push out the good ones."""
    marked = path.with_name(path.name + DAMAGE_MARK).exists()
    with driver_connection(engine) as driver, driver_failures(str(path)):
        whole = driver.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    if marked or not whole:
        raise DatabaseProblem(
            "database-damaged",
            "The database is damaged, so that no back-up was made of it.",
            hint="Check the data, and restore the latest back-up from before the damage.",
            where=str(path),
        )


def _refuse_full_disk(path: Path, folder: Path) -> None:
    needed = sum(f.stat().st_size for f in family(path) if f.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _not_written(folder, error) from None
    if free < needed:
        raise DatabaseProblem(
            "disk-full",
            f"The disk is too full for a back-up: it needs {needed / 1e6:,.1f} MB, "
            f"{free / 1e6:,.1f} MB are free.",
            hint="Make room on the disk, or give the path of another one.",
            where=str(folder),
        )


def refuse_target(target: Path, path: Path) -> None:
    """Refuse to write over the database itself, and over any file that is not ours."""
    if target == path or (target.exists() and target.samefile(path)):
        raise DatabaseProblem(
            "backup-onto-itself",
            "The back-up cannot take the place of the database itself.",
            hint="Give another name.",
            where=str(target),
        )
    identify(target)


def _not_written(target: Path, error: OSError) -> DatabaseProblem:
    return DatabaseProblem(
        "backup-not-written",
        f"The back-up cannot be written ({error.strerror}).",
        hint="Choose another folder for it.",
        where=str(target),
    )
