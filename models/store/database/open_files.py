"""Tell whether another program has a database file open, without touching the file."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from pathlib import Path

_Place = tuple[int, int]

_guard = threading.Lock()
_open: Counter[_Place] = Counter()


def register(path: Path) -> _Place:
    """Note that a connection to a file was opened; return what `unregister` needs."""
    place = _place(path)
    with _guard:
        _open[place] += 1
    return place


def unregister(place: _Place) -> None:
    """Note that a connection was closed."""
    with _guard:
        _open[place] -= 1
        if _open[place] <= 0:
            del _open[place]


def is_held(path: Path) -> bool:
    """Tell whether this program has a connection to the file, under whatever name."""
    try:
        place = _place(path)
    except OSError:
        return False
    with _guard:
        return place in _open


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
