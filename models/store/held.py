"""Database files that this program has open, so that nobody opens them beside SQLite.

On POSIX systems a program loses all its locks on a file when it closes any handle of it, also
one that only read a few bytes. What must not happen therefore has to be known for the program as
a whole; this is its only state of that kind.
"""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

_Place = tuple[int, int]

_guard = threading.Lock()
_open: Counter[_Place] = Counter()


def hold(path: Path) -> _Place:
    """Note that a connection to a file was opened; return what `release` needs."""
    place = _place(path)
    with _guard:
        _open[place] += 1
    return place


def release(place: _Place) -> None:
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
