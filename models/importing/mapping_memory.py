"""Mappings remembered under the sender's shape, so that next month's file needs no question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.files.content import AppliedMapping, Progress, ReadOptions, no_progress
from models.files.mapping import FileSignature, SavedMapping, write_mapping
from models.store.database import Connection, Database
from models.store.imports import StoredMapping, remember_mapping, stored_mappings
from models.store.tallies import stored_instruments
from models.survey import Instrument, as_stored, built_in_instruments, own_questionnaires

if TYPE_CHECKING:
    from models.files.preview import Preview


def known_instruments(db: Database) -> list[Instrument]:
    """Return the built-in questionnaires, the organization's own, and those that earlier files
    brought."""
    with db.read() as c:
        stored = {
            s.instrument.key: s.instrument
            for s in stored_instruments(c)
            if not s.instrument.built_in
        }
    own = {
        (found := questionnaire.instrument).key: as_stored(found, stored[found.key])
        if found.key in stored
        else found
        for questionnaire in own_questionnaires()
    }
    return [*built_in_instruments(), *{**stored, **own}.values()]


AS_FOUND = ReadOptions()


def preview_import(
    db: Database,
    path: Path,
    options: ReadOptions = AS_FOUND,
    progress: Progress = no_progress,
) -> Preview:
    """Look at a file's first rows as an import into `db` would, with what is remembered.

    Raises what `models.files.preview.preview.preview_file` raises, and DatabaseProblem.
    """
    from models.files.preview import preview_file  # with pandas, which a storing process can spare

    return preview_file(path, with_memory(db, options), known_instruments(db), progress)


def with_memory(db: Database, options: ReadOptions) -> ReadOptions:
    """Return the options with all remembered mappings, unless a mapping is given already."""
    if options.mapping is not None:
        return options
    with db.read() as c:
        return replace(options, remembered=remembered(c))


def remembered(c: Connection) -> tuple[SavedMapping, ...]:
    """Return the mappings of earlier imports, one of each shape, the latest last."""
    return tuple(
        SavedMapping(FileSignature(m.layout, m.sheet, m.columns), m.toml, m.file)
        for m in stored_mappings(c)
    )


def remember(c: Connection, batch: int, applied: AppliedMapping, file: str) -> None:
    """Remember the mapping by which a file was imported, under the file's shape.

    The questionnaire's name and the months are not part of it: the next file may be of others.
    """
    shape = applied.shape
    mapping = replace(applied.mapping, instrument=None, period=None)
    remember_mapping(
        c,
        batch,
        StoredMapping(
            shape.key, shape.layout, shape.sheet, shape.columns, write_mapping(mapping), file
        ),
    )
