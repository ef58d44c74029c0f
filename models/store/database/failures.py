"""What a database could not do, in plain words and without a value of the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from models.errors import DatabaseProblem

_Words = tuple[str, str, str]

_LOCKED: _Words = (
    "database-locked",
    "The database is busy: another program is writing to it.",
    "Wait until the other program has finished, and try again. Nothing was saved.",
)
_FULL: _Words = (
    "disk-full",
    "The disk is full.",
    "Make room on the disk, and try again. What was saved before is safe.",
)
_READ_ONLY: _Words = (
    "read-only",
    "The database cannot be written: the file or its folder is read-only.",
    "Ask for the right to write there, or keep the data in another folder.",
)
_NO_ACCESS: _Words = (
    "no-access",
    "The database cannot be opened.",
    "Make sure that the disk is connected and that you may read and write its folder.",
)
_DISK_FAILS: _Words = (
    "disk-error",
    "The disk reports an error while reading or writing.",
    "Look whether the last change was saved. Check the disk, and restore a back-up if need be.",
)
_DAMAGED: _Words = (
    "database-damaged",
    "The database is damaged.",
    "Restore the latest back-up: it lies in the folder “backups” beside the database.",
)
_NO_MEMORY: _Words = (
    "out-of-memory",
    "There is not enough memory for the database.",
    "Close other programs, and try again.",
)
_NO_SERVER: _Words = (
    "no-server",
    "The database server does not answer, or refuses the connection.",
    "Make sure that the network and the server are up, and that the address, the database's "
    "name, the user and the password are right. What was not finished is not saved.",
)
_NO_RIGHT: _Words = (
    "no-right",
    "The database user lacks a right that is needed for this.",
    "Ask the database's administrator for the right to read and write these tables.",
)
_SERVER_FULL: _Words = (
    "server-full",
    "The database server has run out of disk space, memory or connections.",
    "Tell the database's administrator. Nothing was saved.",
)
_TOO_LONG: _Words = (
    "took-too-long",
    "The database took too long and was stopped.",
    "Try again when the server is less busy. Nothing was saved.",
)

_SQLITE: dict[int, _Words] = {
    3: _NO_ACCESS,
    5: _LOCKED,
    6: _LOCKED,
    7: _NO_MEMORY,
    8: _READ_ONLY,
    10: _DISK_FAILS,
    11: _DAMAGED,
    13: _FULL,
    14: _NO_ACCESS,
    23: _NO_ACCESS,
    26: _DAMAGED,
}
"""Words by SQLite's primary result code."""

_WITHIN_A_FUNCTION = {"disk I/O error": _DISK_FAILS, "database or disk is full": _FULL}
"""What a function that SQL calls says of the disk: its code is then that of any error."""

_NO_TEXT = "Could not decode to UTF-8"
"""How the SQLite driver says, without a code, that stored text is none; it then quotes it."""

_POSTGRES: tuple[tuple[str, _Words], ...] = (
    ("08", _NO_SERVER),
    ("28", _NO_SERVER),
    ("3D000", _NO_SERVER),
    ("40", _LOCKED),
    ("42501", _NO_RIGHT),
    ("53", _SERVER_FULL),
    ("55P03", _LOCKED),
    ("57014", _TOO_LONG),
    ("57P", _NO_SERVER),
    ("58", _DISK_FAILS),
    ("XX001", _DAMAGED),
    ("XX002", _DAMAGED),
)
"""Words by the beginning of PostgreSQL's SQLSTATE."""


@contextmanager
def plain_failures(place: str, *, writing: bool = True) -> Iterator[None]:
    """Turn what the database cannot do into DatabaseProblem; let mistakes of ours through.

    The driver's own message is dropped, because it may quote what was to be stored. Unless
    `writing`, an attempt to write is a mistake of ours.
    """
    try:
        yield
    except sa.exc.TimeoutError:
        raise _problem(_LOCKED, place) from None
    except sa.exc.DBAPIError as error:
        words = _words(error.orig)
        if words is None or (words is _READ_ONLY and not writing):
            raise
        raise _problem(words, place) from None


@contextmanager
def driver_failures(place: str) -> Iterator[None]:
    """Do the same where SQLite's driver is used by itself."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        words = _words(error)
        if words is None:
            raise
        raise _problem(words, place) from None
    except UnicodeDecodeError:  # the driver quotes a damaged name in its own message
        raise _problem(_DAMAGED, place) from None


def read_only(place: str) -> DatabaseProblem:
    """Return the problem that a file or its folder is read-only."""
    return _problem(_READ_ONLY, place)


def disk_full(place: str) -> DatabaseProblem:
    """Return the problem that a disk has no room."""
    return _problem(_FULL, place)


def _problem(words: _Words, place: str) -> DatabaseProblem:
    code, what, hint = words
    return DatabaseProblem(code, what, hint=hint, where=place)


def _words(error: Any) -> _Words | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF) or _WITHIN_A_FUNCTION.get(str(error))
    if isinstance(error, Exception) and str(error).startswith(_NO_TEXT):
        return _DAMAGED
    if hasattr(error, "sqlstate"):
        return _postgres_words(error.sqlstate, type(error).__name__)
    return None


def _postgres_words(state: str | None, kind: str) -> _Words | None:
    if state is None:
        # Without a state the server never answered; the driver has only its own words for why.
        return _NO_SERVER if kind in ("OperationalError", "ConnectionTimeout") else None
    return next((words for start, words in _POSTGRES if state.startswith(start)), None)
