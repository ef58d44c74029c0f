"""Database files that this program has open, so that nobody opens them beside SQLite.

On POSIX systems a program loses all its locks on a file when it closes any handle of it, also
one that only read a few bytes. What must not happen therefore has to be known for the program as
a whole; this is its only state of that kind.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from pathlib import Path

_Place = tuple[int, int]

_guard = threading.Lock()
_open: Counter[_Place] = Counter()
_specs: dict[_Place, str] = {}


def register(path: Path, spec: str = "") -> _Place:
    """Note that a connection to a file was opened; return what `unregister` needs.

    `spec` is the key it was opened with, for the next connection: the file must not be read
    for it meanwhile.
    """
    place = _place(path)
    with _guard:
        _open[place] += 1
        _specs[place] = spec
    return place


def unregister(place: _Place) -> None:
    """Note that a connection was closed."""
    with _guard:
        _open[place] -= 1
        if _open[place] <= 0:
            del _open[place]
            _specs.pop(place, None)


def is_held(path: Path) -> bool:
    """Tell whether this program has a connection to the file, under whatever name."""
    try:
        place = _place(path)
    except OSError:
        return False
    with _guard:
        return place in _open


def held_spec(path: Path) -> str | None:
    """Return the key with which this program has a file open, None when it has not."""
    try:
        place = _place(path)
    except OSError:
        return None
    with _guard:
        return _specs.get(place)


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return what stays the same while a path leads to the same file; None without one."""
    try:
        return _place(path)
    except OSError:
        return None


def _place(path: Path) -> _Place:
    found = path.stat()
    return (found.st_dev, found.st_ino)


_SHARED_FIRST = 0x4000_0002
_SHARED_SIZE = 510
"""The bytes that SQLite locks while a connection reads, or has a file with a log open."""


def is_open_elsewhere(path: Path) -> bool:
    """Tell whether another program holds SQLite's locks on a file.

    On Windows a file that is open cannot be moved, which says the same when it is tried.
    ValueError when this program has it open itself: looking would release its locks.
    """
    if is_held(path):
        raise ValueError(path)
    if sys.platform == "win32":
        return False
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            return True
        fcntl.lockf(file, fcntl.LOCK_UN, _SHARED_SIZE, _SHARED_FIRST)
    return False
