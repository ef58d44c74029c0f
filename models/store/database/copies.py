"""Copies of an SQLite database: made whole, every row checked, named only then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine

from models.errors import DatabaseProblem
from models.store.database.backup_files import (
    backup_folder,
    clear_partials,
    locked,
    next_name,
    partial_name,
    thin_out,
)
from models.store.database.damage import damage_mark
from models.store.database.engine import driver_connection
from models.store.database.failures import driver_failures, plain_failures
from models.store.database.identity import (
    discard,
    family,
    identify,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
)
from models.store.database.keys import Key
from models.store.database.verify import verify_file


def backup_before_upgrade(engine: Engine, path: Path, version: int, key: Key | None) -> Path:
    """Back up a database of an earlier schema `version`, checked. Errors as in `backup`."""
    return backup_in_folder(engine, path, date.today(), note=f"version-{version}", key=key)


def backup_in_folder(
    engine: Engine, path: Path, day: date, note: str = "", key: Key | None = None
) -> Path:
    """Make the next back-up in the folder beside the database, and thin out the older ones."""
    folder = backup_folder(path)
    make_private_folder(folder)
    with locked(folder):
        made = copy_into(engine, path, folder / next_name(path, day, note), key)
        thin_out(path)
    return made


def write_copy(engine: Engine, path: Path, target: Path, key: Key | None) -> Path:
    """Write a copy to a place of somebody's choice, over an older one if it is there."""
    with locked(target.parent):
        return copy_into(engine, path, target, key)


def copy_into(engine: Engine, path: Path, target: Path, key: Key | None) -> Path:
    """Write a copy under a passing name, check it, and only then give it the target's name.

    Only while the target's folder is locked.
    """
    clear_partials(target)
    partial = partial_name(target)
    _refuse_damaged(engine, path)
    _refuse_full_disk(path, target.parent)
    try:
        with _partial_file(partial):
            with driver_connection(engine) as driver, driver_failures(str(target)):
                driver.execute("PRAGMA query_only = OFF")
                # As bytes: the name of a folder need not be text.
                driver.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(partial),))
            verify_file(partial, key)
            sync_file(partial)
            partial.replace(target)
    except OSError as error:
        raise _not_written(target, error) from None
    sync_folder(target.parent)
    return target


@contextmanager
def _partial_file(partial: Path) -> Iterator[None]:
    """Give an empty file that its owner alone may read, and remove what is left of it."""
    make_private_file(partial)
    try:
        yield
    finally:
        discard(partial)


def _refuse_damaged(engine: Engine, path: Path) -> None:
    """Refuse to copy a damaged database: such copies would push out the good ones."""
    with (
        plain_failures(str(path)),
        driver_connection(engine) as driver,
        driver_failures(str(path)),
    ):
        whole = driver.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    if damage_mark(path).exists() or not whole:
        raise DatabaseProblem("database-damaged", why="not-backed-up", where=str(path))


def _refuse_full_disk(path: Path, folder: Path) -> None:
    needed = sum(f.stat().st_size for f in family(path) if f.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _not_written(folder, error) from None
    if free < needed:
        raise DatabaseProblem(
            "disk-full",
            why="back-up",
            where=str(folder),
            megabytes_needed=needed / 1e6,
            megabytes_free=free / 1e6,
        )


def refuse_target(target: Path, path: Path, key: Key | None) -> None:
    """Refuse to write over the database itself, and over any file that is not ours."""
    if target == path or (target.exists() and target.samefile(path)):
        raise DatabaseProblem("backup-onto-itself", where=str(target))
    identify(target, key)


def _not_written(target: Path, error: OSError) -> DatabaseProblem:
    return DatabaseProblem("backup-not-written", where=str(target), reason=error.strerror or "")
