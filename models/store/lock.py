"""Tell whether another program has a database file open, without touching the file."""

from __future__ import annotations

import sys
from pathlib import Path

from models.store.held import is_held

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
