"""An inbox: new files of a folder are imported when they leave no question open, the rest waits.

What became of a file is remembered under its name, size and time, so that each is looked at once.
A file that was changed is looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import DatabaseProblem, UserError
from models.files.content import Progress, no_progress
from models.importing.importer import import_file
from models.importing.mapping_memory import preview_import
from models.store.database import Database, get_setting, put_setting

SUFFIXES = frozenset(
    {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".sav", ".zsav", ".xml"}
)
"""Endings of files that are looked at."""

SEEN_SETTING = "inbox"
MOST_SEEN = 2_000
SETTLED_SECONDS = 2.0
"""A file that changed this short ago may still be on its way."""

IMPORTED, KNOWN, WAITING, REFUSED, ARRIVING = (
    "imported",
    "known",
    "waiting",
    "refused",
    "arriving",
)
"""What became of a file: surveys were added; nothing new was in it; a question waits; it can't be
used; it may still be on its way and is looked at next time."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file and what became of it. `questions` are those that wait, in words; `problem` says
    why it was refused."""

    path: Path
    outcome: str
    added: int = 0
    questions: tuple[str, ...] = ()
    problem: UserError | None = None


def open_inbox(
    db: Database, folder: Path, *, now: datetime, progress: Progress = no_progress
) -> tuple[InboxFile, ...]:
    """Import the new files of a folder that leave no question open; return what became of each.

    Files are taken by name. One that is refused keeps no other out. Raises OSError for a folder
    that can't be read, DatabaseProblem, and Cancelled when `progress` asks to stop.
    """
    files = sorted(path for path in folder.iterdir() if _is_survey_file(path))
    with db.read() as c:
        seen = dict(get_setting(c, SEEN_SETTING, {}))
    found = []
    for path in files:
        mark = _mark(path)
        if mark in seen:
            continue
        if now.timestamp() - path.stat().st_mtime < SETTLED_SECONDS:
            found.append(InboxFile(path, ARRIVING))
            continue
        progress(path.name, None)
        result = _take(db, path, progress)
        found.append(result)
        seen[mark] = result.outcome
        with db.write() as c:
            put_setting(c, SEEN_SETTING, dict(list(seen.items())[-MOST_SEEN:]))
    return tuple(found)


def _is_survey_file(path: Path) -> bool:
    return (
        path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
    )


def _mark(path: Path) -> str:
    about = path.stat()
    return f"{path.name}|{about.st_size}|{about.st_mtime_ns}"


def _take(db: Database, path: Path, progress: Callable[[str, float | None], None]) -> InboxFile:
    """Import one file, unless it has a question."""
    try:
        preview = preview_import(db, path, progress=progress)
        if preview.questions:
            return InboxFile(path, WAITING, questions=tuple(q.text for q in preview.questions))
        report = import_file(db, path, progress=progress)
    except DatabaseProblem:
        raise
    except UserError as problem:
        return InboxFile(path, REFUSED, problem=problem)
    added = report.responses_added + report.benchmarks_added or report.tallies_added
    return InboxFile(path, IMPORTED if report.added_anything else KNOWN, added)
