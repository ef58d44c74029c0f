"""What is known of a database's damage: a mark beside the file, until a check finds it whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from models.errors import DatabaseProblem

DAMAGE_MARK = ".damaged"
"""Ending of the file that stops reading and back-ups."""


def damage_mark(path: Path) -> Path:
    """Return the path of the mark, whether it is there or not."""
    return path.with_name(path.name + DAMAGE_MARK)


def mark_damaged(path: Path) -> None:
    """Leave the mark beside a database."""
    with suppress(OSError):  # where nothing can be written, every opening looks again
        damage_mark(path).touch(mode=0o600)


def unmark(path: Path) -> None:
    """Take the mark away."""
    with suppress(OSError):
        damage_mark(path).unlink(missing_ok=True)


def refuse_marked(path: Path) -> None:
    """Raise DatabaseProblem when damage was found: its numbers may be wrong."""
    if damage_mark(path).exists():
        raise damaged(str(path))


def damaged(place: str) -> DatabaseProblem:
    """Return the problem that a database is damaged."""
    return DatabaseProblem("database-damaged", why="not-shown", where=place)
