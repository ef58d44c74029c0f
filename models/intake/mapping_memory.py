"""Mappings remembered under the sender's shape, so that next month's file needs no question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.files.content import Progress, ReadOptions, no_progress
from models.files.preview import Preview, preview_file
from models.store.database import Database


def preview_import(
    db: Database,
    path: Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    progress: Progress = no_progress,
) -> Preview:
    """Look at a file's first rows as an import into `db` would, with what is remembered.

    Raises what `models.files.preview.preview_file` raises, and DatabaseProblem.
    """
    from models.intake.importer import known_instruments

    options = with_memory(db, options)
    return preview_file(path, options, known_instruments(db), progress)


def with_memory(db: Database, options: ReadOptions) -> ReadOptions:
    """Return the options with all remembered mappings, unless a mapping is given already."""
    if options.mapping is not None:
        return options
    from models.store.mappings import remembered_mappings

    with db.read() as c:
        return replace(options, remembered=remembered_mappings(c))
