"""Whose file it is, and of which version, read before anything opens or writes it."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from models.errors import DatabaseProblem, Fact
from models.store.database.driver import MAGIC, READ_ONLY, UNCHANGEABLE, connected, is_encrypted
from models.store.database.keys import Key
from models.store.database.open_files import is_held
from models.store.tables import SCHEMA_VERSION

APPLICATION_ID = 0x54_4C_4E_31  # "TLN1"

_HEADER_BYTES = 100
_BESIDE = ("-wal", "-shm", "-journal")


def family(path: Path) -> list[Path]:
    """Return the files that make up one database: the file itself and what SQLite keeps beside
    it while it is open or after a crash. They belong together, whether they exist or not."""
    return [path, *(path.with_name(path.name + ending) for ending in _BESIDE)]


def discard(path: Path) -> None:
    """Remove a passing file with all that belongs to it, as far as the disk lets us."""
    for file in family(path):
        with suppress(OSError):
            file.unlink()


def has_unfinished_writes(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside the file: another program has it open, or the
    last one that had it did not close it."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def identify(path: Path, key: Key | None = None) -> int | None:
    """Return the schema version of our database file, None when there is no file yet.

    Reads bytes and opens no database, so that nothing changes. A file that this program has open
    was looked at before, and is left alone (`models.store.database.open_files`). Raises
    DatabaseProblem when
    the path is no regular file or its folder is missing, when the file is empty, cut short,
    of another program, of a newer version, or encrypted under another key than the one given.
    """
    _refuse_impossible_place(path)
    if not path.exists():
        _refuse_orphans(path)
        return None
    if is_held(path):
        return SCHEMA_VERSION
    header = _read_header(path)
    if not header:
        raise _problem(path, "empty-file")
    if not header.startswith(MAGIC) and is_encrypted(path):
        return _identify_encrypted(path, key)
    if not header.startswith(MAGIC) or len(header) < _HEADER_BYTES:
        raise _problem(path, "no-database")
    version = _number(header, 60)
    if _number(header, 68) != APPLICATION_ID or version < 1:
        raise _foreign(path)
    refuse_newer(version, str(path), lambda: _version_needed(path))
    _refuse_cut_short(path, header)
    return version


def _identify_encrypted(path: Path, key: Key | None) -> int:
    if key is None:
        raise _problem(path, "passphrase-needed")
    from sqlcipher3 import dbapi2

    try:
        with connected(path, UNCHANGEABLE, key) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    except dbapi2.Error:
        raise _problem(path, "wrong-passphrase") from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if application != APPLICATION_ID or version < 1:
        raise _foreign(path)
    refuse_newer(version, str(path), lambda: _version_needed(path, key))
    return version


def refuse_newer(version: int, place: str, version_needed: Callable[[], str | None]) -> None:
    """Raise DatabaseProblem when a schema version is newer than this program knows."""
    if version <= SCHEMA_VERSION:
        return
    raise DatabaseProblem(
        "newer-database",
        where=place,
        version=version,
        known_version=SCHEMA_VERSION,
        program=version_needed() or "",
    )


def refuse_newer_log(path: Path, key: Key | None = None) -> None:
    """Look through a write-ahead log whether a newer version wrote last, and refuse it then.

    The file's own first page may be older than the log. A read-only connection never moves the
    log into the file.
    """
    from sqlcipher3 import dbapi2

    try:
        with connected(path, READ_ONLY, key) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except dbapi2.Error:
        return  # opening the database will say what is wrong with it
    refuse_newer(version, str(path), lambda: _version_needed(path, key))


def make_private_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter; one that is there is left as it is."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _problem(folder, "folder-not-made", reason=error.strerror or "") from None


def make_private_file(path: Path) -> None:
    """Make an empty file that its owner alone may read, from its first byte on.

    Raises FileExistsError when there is one, OSError when it cannot be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def same_content(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same bytes, read back from where they lie."""
    return _sha256(one) == _sha256(other)


def _sha256(path: Path) -> bytes:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()


def sync_file(path: Path) -> None:
    """Make a file's content last through a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_impossible_place(path: Path) -> None:
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise _problem(path, "broken-link") from None
        if not path.parent.is_dir():
            raise _problem(path, "no-such-folder") from None
        return
    except OSError as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(kind):
        raise _problem(path, "no-regular-file", why="folder" if stat.S_ISDIR(kind) else "")


def _refuse_orphans(path: Path) -> None:
    for beside in family(path)[1:]:
        if beside.exists() and beside.stat().st_size > 0:
            raise _problem(beside, "orphaned-log")


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from None


def _refuse_cut_short(path: Path, header: bytes) -> None:
    """Refuse a file with fewer pages than its header says, unless a log may hold the rest."""
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    counted = _number(header, 24) == _number(header, 92)
    whole = path.stat().st_size >= _number(header, 28) * page_size
    if counted and not whole and not any(f.exists() for f in family(path)[1:]):
        raise _problem(path, "cut-short")


def _version_needed(path: Path, key: Key | None = None) -> str | None:
    """Return the version of this program that a newer file asks for, None when it cannot be
    read. Opened as immutable, the file and its folder stay as they are."""
    from sqlcipher3 import dbapi2

    try:
        with connected(path, UNCHANGEABLE, key) as connection:
            row = connection.execute(
                "SELECT value FROM setting WHERE key = 'min_reader_version'"
            ).fetchone()
    except dbapi2.Error:
        return None
    return str(json.loads(row[0])) if row else None


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _foreign(path: Path) -> DatabaseProblem:
    return _problem(path, "foreign-database")


def _unreadable(path: Path, error: OSError) -> DatabaseProblem:
    return _problem(path, "unreadable-file", reason=error.strerror or "")


def _problem(path: Path, code: str, **facts: Fact) -> DatabaseProblem:
    return DatabaseProblem(code, where=str(path), **facts)
