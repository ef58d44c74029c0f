"""What a database could not do, as a code and without a value of the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from models.errors import DatabaseProblem

_LOCKED = "database-locked"
_FULL = "disk-full"
_READ_ONLY = "read-only"
_NO_ACCESS = "no-access"
_DISK_FAILS = "disk-error"
_DAMAGED = "database-damaged"
_NO_MEMORY = "out-of-memory"
_NO_SERVER = "no-server"
_NO_RIGHT = "no-right"
_SERVER_FULL = "server-full"
_TOO_LONG = "took-too-long"

_SQLITE: dict[int, str] = {
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
"""Codes by SQLite's primary result code."""

_WITHIN_A_FUNCTION = {"disk I/O error": _DISK_FAILS, "database or disk is full": _FULL}
"""What a function that SQL calls says of the disk: its code is then that of any error."""

_NO_TEXT = "Could not decode to UTF-8"
"""How the SQLite driver says, without a code, that stored text is none; it then quotes it."""

_POSTGRES: tuple[tuple[str, str], ...] = (
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
"""Codes by the beginning of PostgreSQL's SQLSTATE."""


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
        code = _code_of(error.orig)
        if code is None or (code == _READ_ONLY and not writing):
            raise
        raise _problem(code, place) from None


@contextmanager
def driver_failures(place: str) -> Iterator[None]:
    """Do the same where SQLite's driver is used by itself."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        code = _code_of(error)
        if code is None:
            raise
        raise _problem(code, place) from None
    except UnicodeDecodeError:  # the driver quotes a damaged name in its own message
        raise _problem(_DAMAGED, place) from None


def read_only(place: str) -> DatabaseProblem:
    """Return the problem that a file or its folder is read-only."""
    return _problem(_READ_ONLY, place)


def disk_full(place: str) -> DatabaseProblem:
    """Return the problem that a disk has no room."""
    return _problem(_FULL, place)


def _problem(code: str, place: str) -> DatabaseProblem:
    return DatabaseProblem(code, where=place)


def _code_of(error: Any) -> str | None:
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return _SQLITE.get(number & 0xFF) or _WITHIN_A_FUNCTION.get(str(error))
    if isinstance(error, Exception) and str(error).startswith(_NO_TEXT):
        return _DAMAGED
    if hasattr(error, "sqlstate"):
        return _postgres_code(error.sqlstate, type(error).__name__)
    return None


def _postgres_code(state: str | None, kind: str) -> str | None:
    if state is None:
        # Without a state the server never answered; the driver has only its own words for why.
        return _NO_SERVER if kind in ("OperationalError", "ConnectionTimeout") else None
    return next((code for start, code in _POSTGRES if state.startswith(start)), None)
