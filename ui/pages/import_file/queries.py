"""What the files page asks of the data and does to them, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.text.language import _

if TYPE_CHECKING:
    from models.files.content import ReadOptions
    from models.files.mapping import Mapping
    from models.files.preview import Preview
    from models.importing import ImportReport, UndoReport
    from models.store.database import Database
    from models.store.imports import Batch, StoredProblem
    from ui.base.jobs import Progress

MOST_PROBLEMS = 10_000


@dataclass(frozen=True)
class Imports:
    """The imports, the latest first, and the names of questionnaires by their keys."""

    batches: Sequence[Batch]
    names: dict[str, str]


@dataclass(frozen=True)
class Opened:
    """A file's first rows, the names of the questionnaires it may answer by their keys, and the
    keys of those whose answers and measures are given."""

    preview: Preview
    names: dict[str, str]
    built_in: frozenset[str] = frozenset()


def read_imports(db: Database, _progress: Progress) -> Imports:
    """Read what was imported."""
    from models.importing import known_instruments
    from models.store.imports import list_batches

    names = {instrument.key: instrument.name for instrument in known_instruments(db)}
    with db.read() as c:
        return Imports(list_batches(c), names)


def read_problems(db: Database, _progress: Progress, *, batch: int) -> list[StoredProblem]:
    """Read what was not used as it stood in the file of an import."""
    from models.store.imports import batch_problems

    with db.read() as c:
        return batch_problems(c, batch, limit=MOST_PROBLEMS)


def read_preview(db: Database, progress: Progress, *, path: Path, options: ReadOptions) -> Opened:
    """Look at a file's first rows. Errors as in
    `models.importing.mapping_memory.preview_import`."""
    from models.importing import known_instruments, preview_import

    known = known_instruments(db)
    names = {instrument.key: instrument.name for instrument in known}
    built_in = frozenset(instrument.key for instrument in known if instrument.built_in)
    return Opened(preview_import(db, path, options, progress), names, built_in)


def renew_preview(
    _db: Database, progress: Progress, *, preview: Preview, mapping: Mapping
) -> Preview:
    """Look at the same rows under another mapping. Errors as in `Preview.with_mapping`."""
    progress("", None)
    return preview.with_mapping(mapping)


def look_into(
    db: Database, progress: Progress, *, path: Path, options: ReadOptions, replace: bool
) -> ImportReport:
    """Import a file without keeping anything; return what it would bring. Errors as in
    `models.importing.importer.import_file`."""
    from models.importing import Unsaid, import_file

    return import_file(
        db,
        path,
        options,
        progress=progress,
        dry_run=True,
        replace=replace,
        unsaid=Unsaid.SHOWN,
    )


def import_one(
    db: Database, progress: Progress, *, path: Path, options: ReadOptions, replace: bool
) -> ImportReport:
    """Import a file. A facility that the user named for rows that name none is remembered for
    the next file. Errors as in `models.importing.importer.import_file`."""
    from models.importing import DEFAULT_FACILITY_SETTING, import_file
    from models.store.backup import backup_before_import
    from models.store.database import put_setting

    progress(_("Backing up"), None)
    backup_before_import(db, date.today())
    report = import_file(db, path, options, progress=progress, replace=replace)
    if options.facility and report.facility_assumed and report.added_anything:
        with db.write() as c:
            put_setting(c, DEFAULT_FACILITY_SETTING, report.facility_assumed)
    return report


def take_back(db: Database, progress: Progress, *, batch: int) -> UndoReport:
    """Take an import back. Raises UsageProblem when that was done before."""
    from models.importing import undo_import

    return undo_import(db, batch, progress)
