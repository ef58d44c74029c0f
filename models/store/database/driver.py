"""SQLite's driver used by itself: connections with and without a key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from models.store.database import held_spec
from models.store.database.keys import Key, new_salt, salt_of

MAGIC = b"SQLite format 3\x00"

READ_ONLY = "mode=ro"
UNCHANGEABLE = "mode=ro&immutable=1"
"""Neither the file nor its folder is touched, and what lies in a log is not seen."""

_RANDOM_BYTES = 4096
_RANDOM_VALUES = 240
"""Of 4,096 random bytes hardly one of the 256 values is missing."""


def sqlite_uri(path: Path, options: str) -> str:
    """Return the address by which SQLite opens an absolute path with options, such as
    "mode=rw", which never makes a file."""
    text = quote(os.fsencode(path.as_posix()), safe="/:")
    return f"file://{'' if text.startswith('/') else '/'}{text}?{options}"


def connect(path: Path, options: str, key: Key | None = None) -> Any:
    """Return the driver's connection to a file. Raises the driver's errors, and OSError."""
    from sqlcipher3 import dbapi2

    spec = key_spec(path, key)
    connection = dbapi2.connect(
        sqlite_uri(path, options), uri=True, isolation_level=None, check_same_thread=False
    )
    if spec:
        use_key(connection, spec)
    return connection


def use_key(connection: Any, spec: str) -> None:
    """Let a connection that was just opened read and write encrypted pages."""
    # Its own messages on standard error name files.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f'PRAGMA key = "{spec}"').fetchall()


def key_spec(path: Path, key: Key | None) -> str:
    """Return the key as `PRAGMA key` takes it; empty when the file is not encrypted.

    An empty file that is about to be filled gets a salt of its own.

    Raises OSError when the file cannot be read.
    """
    known = held_spec(path)
    if known is not None:
        return known
    if key is None:
        return ""
    if path.stat().st_size == 0:
        return key.pragma(new_salt())
    return key.pragma(salt_of(path)) if is_encrypted(path) else ""


@contextmanager
def connected(path: Path, options: str, key: Key | None = None) -> Iterator[Any]:
    """Give the driver's connection to a file, and close it."""
    with closing(connect(path, options, key)) as connection:
        yield connection


def is_encrypted(path: Path) -> bool:
    """Tell whether a file begins as random bytes do and no plain database does.

    False also when it cannot be read. Only for files that this program has not open.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_RANDOM_BYTES)
    except OSError:
        return False
    return len(head) == _RANDOM_BYTES and len(set(head)) >= _RANDOM_VALUES
