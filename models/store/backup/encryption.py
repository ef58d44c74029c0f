"""Encrypt a database file, change its passphrase, or make it a plain file again.

The file is never changed in place: everything is written to a new one, every row is compared with
its digest, and one rename puts it in place. A program that is stopped leaves the old file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import DatabaseProblem
from models.language import _
from models.store.backup.restoring import QUARANTINE, refuse_open
from models.store.database import (
    APPLICATION_ID,
    Key,
    backup_folder,
    backups_of,
    connected,
    discard,
    driver_connection,
    driver_failures,
    family,
    held_spec,
    identify,
    is_encrypted,
    locked,
    make_private_file,
    new_salt,
    plain_failures,
    sqlite_engine,
    sync_file,
    sync_folder,
    verify_file,
)

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a database and its back-ups.

    `raw` is the new key, for the recovery key; empty when the file is plain now. `backups` were
    written anew beside it. `left` are files that still open as before: back-ups under another
    key, and what earlier restores kept.
    """

    path: Path
    raw: bytes
    backups: tuple[Path, ...]
    left: tuple[Path, ...]


def rewrite(
    path: Path,
    old: Key | None,
    new: Key | None,
    *,
    folders: Iterable[Path] = (),
    progress: Progress | None = None,
) -> Rewritten:
    """Write a database and its back-ups anew under another key; None stands for a plain file.

    `folders` are further places of back-ups. Close the database first. Raises DatabaseProblem when
    the old key does not fit, the file is damaged or open elsewhere, or the disk is full; the
    database is then as it was.
    """
    path = path.expanduser().absolute()
    tell = progress or _silent
    if identify(path, old) is None:
        raise DatabaseProblem("database-missing", where=str(path))
    refuse_open(path)
    tell(_("Writing the data"), None)
    raw = _write_anew(path, old, new)
    done, left = [], []
    places = [backup_folder(path), *folders]
    backups = [made.path for place in places for made in backups_of(path, place)]
    for n, file in enumerate(backups):
        tell(_("Writing the backups"), n / len(backups))
        try:
            _write_anew(file, old, new)
        except DatabaseProblem:
            left.append(file)
        else:
            done.append(file)
    left += sorted((path.parent / QUARANTINE).glob(f"*/{path.name}"))
    return Rewritten(path, raw, tuple(done), tuple(left))


def _write_anew(path: Path, old: Key | None, new: Key | None) -> bytes:
    """Replace one file by the same data under another key, and return the new key's bytes."""
    incoming = path.with_name(f".{path.name}.rekeying")
    with locked(path.parent), plain_failures(str(path)), driver_failures(str(path)):
        discard(incoming)
        try:
            _finish_log(path, old)
            salt = new_salt()
            make_private_file(incoming)
            _export(path, old, incoming, new.pragma(salt) if new is not None else "")
            verify_file(incoming, new)
            sync_file(incoming)
            for beside in family(path)[1:]:
                beside.unlink(missing_ok=True)
            incoming.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise DatabaseProblem(
                "not-rewritten", where=str(path), reason=error.strerror or ""
            ) from None
        finally:
            discard(incoming)
    return new.raw_for(salt) if new is not None else b""


def _finish_log(path: Path, key: Key | None) -> None:
    """Move what a stopped program left in the log into the file."""
    if any(file.exists() for file in family(path)[1:]):
        engine = sqlite_engine(path, key=key)
        try:
            with driver_connection(engine) as driver:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            engine.dispose()


def _export(path: Path, old: Key | None, target: Path, spec: str) -> None:
    with connected(path, "mode=rw", old) as driver:
        driver.execute("PRAGMA temp_store = MEMORY").fetchall()
        driver.execute("PRAGMA trusted_schema = OFF").fetchall()
        version = _number(driver, "user_version")
        name = os.fsencode(target)
        driver.execute(f'ATTACH DATABASE CAST(? AS TEXT) AS target KEY "{spec}"', (name,))
        # Nobody sees the new file before it is complete and synced.
        driver.execute("PRAGMA target.journal_mode = OFF").fetchall()
        driver.execute("PRAGMA target.synchronous = OFF").fetchall()
        driver.execute("SELECT sqlcipher_export('target')").fetchall()
        # The export leaves these two out.
        driver.execute(f"PRAGMA target.application_id = {APPLICATION_ID}")
        driver.execute(f"PRAGMA target.user_version = {version}")
        driver.execute("DETACH DATABASE target")


def _number(driver: Any, name: str) -> int:
    return int(driver.execute(f"PRAGMA {name}").fetchone()[0])


def _silent(_message: str, _fraction: float | None) -> None:
    """Report nothing and never stop."""


def is_file_encrypted(path: Path) -> bool:
    """Tell whether a database file is encrypted, also while this program has it open."""
    known = held_spec(path)
    return is_encrypted(path) if known is None else bool(known)
