"""Import one survey file as one batch, in one transaction."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from models.errors import FileRefused, QuestionsOpen
from models.files.content import Progress, ReadOptions, SurveyFile, no_progress
from models.files.mapping import Mapping
from models.files.process import WaitingReader, read_survey_file
from models.importing.batch_importer import BatchImporter
from models.importing.mapping_memory import known_instruments, remember, with_memory
from models.importing.overlap import Overlap
from models.importing.report import ImportReport, elsewhere_note, no_unit_note
from models.importing.unit_resolver import UnitResolver
from models.language import _
from models.store.database import Connection, Database, record, sanitize
from models.store.imports import BatchDigest, active_batch_of, writes
from models.store.tables import TallyRow

AS_FOUND = ReadOptions()
"""Nothing said about the file: the reader finds out."""


class Unsaid(Enum):
    """What becomes of a file of which nobody said something decisive."""

    SHOWN = "shown"
    """Its counts are shown all the same, by one who asks before storing."""
    LEFT_OUT = "left out"
    """Columns stay out; an open unit or order of day and month stops the file."""
    REFUSED = "refused"
    """Anything open stops the file."""


STOPPING = {"unit": "unit_open", "date order": "date_order_open"}
"""Questions that no column can be left out for, and the codes of the refusals."""


def refuse_unsaid(file: SurveyFile, *, strict: bool) -> None:
    """Raise QuestionsOpen for what nobody said of a file: anything when `strict`, else FileRefused
    for the unit or the order of day and month."""
    asked = [question for question in file.questions if strict or question.id in STOPPING]
    if not asked:
        return
    kind = QuestionsOpen if strict else FileRefused
    code = "questions_open" if strict else STOPPING[asked[0].id]
    error = kind(
        code, where=file.name, why="asked", asked=" ".join(question.text for question in asked)
    )
    error.questions = tuple(asked)
    raise error


class _NothingToKeep(Exception):
    """Ends the transaction without a trace: a dry run, or a file that brought nothing new."""


def import_file(
    db: Database,
    path: str | Path,
    options: ReadOptions = AS_FOUND,
    *,
    progress: Progress = no_progress,
    dry_run: bool = False,
    replace: bool = False,
    unsaid: Unsaid = Unsaid.LEFT_OUT,
    waiting: WaitingReader | None = None,
) -> ImportReport:
    """Read a survey file and store what is new in it, all or nothing.

    The same file again adds nothing; a file that holds the same surveys and more adds only the
    new ones. With `replace`, what earlier imports hold of the same questionnaire, units and months
    is taken out and the file put in its place; undoing brings it back. A dry run does everything
    and keeps nothing. Raises FileRefused when the file is
    unknown or damaged, DatabaseProblem when storing fails, Cancelled when `progress` asks to
    stop; in each case the database is as it was. What nobody said of the file is dealt with as
    `unsaid` says. `waiting` is a process for a large file that was started already.
    """
    options = with_memory(db, options)
    file = read_survey_file(Path(path), options, known_instruments(db), progress, waiting)
    if unsaid is not Unsaid.SHOWN:
        refuse_unsaid(file, strict=unsaid is Unsaid.REFUSED)
    return store_survey_file(db, file, options, progress=progress, dry_run=dry_run, replace=replace)


def store_survey_file(
    db: Database,
    file: SurveyFile,
    options: ReadOptions = AS_FOUND,
    *,
    progress: Progress = no_progress,
    dry_run: bool = False,
    replace: bool = False,
) -> ImportReport:
    """Store what is new in a file that was recognised; see `import_file`."""
    file.name = sanitize(file.name)  # a file's name need not be text
    report: list[ImportReport] = []

    def saving() -> None:
        progress("Saving", None)

    with suppress(_NothingToKeep), _uncollected(), db.write(saving) as c:
        report.append(_Import(c, file, options, progress, dry_run, replace).run())
        refuse_empty(report[0])
        if dry_run or not report[0].added_anything:
            raise _NothingToKeep
        saving()
    return report[0]


def refuse_empty(report: ImportReport) -> None:
    """Raise FileRefused for a file of which every row was left out."""
    if not report.rows_read or report.rows_rejected < report.rows_read:
        return
    if report.overlap is not None and report.overlap.stored:
        return  # they were turned away for what is stored, not for what they are
    reasons = Counter(p.reason for p in report.problems if p.rejects_row)
    usual = reasons.most_common(1)[0][0] if reasons else ""
    raise FileRefused("all_left_out", where=report.file, rows=report.rows_read, reason=usual)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for circular garbage: millions of rows make it look often, which
    takes a tenth of the time, and rows hold none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Import:
    """One run of an import within its transaction."""

    def __init__(
        self,
        c: Connection,
        file: SurveyFile,
        options: ReadOptions,
        progress: Progress,
        dry_run: bool,
        replace: bool,
    ) -> None:
        self._c = c
        self._file = file
        self._progress = progress
        self._dry_run = dry_run
        self._replace = replace
        writes.lock_for_import(c)
        self._seen_before = active_batch_of(c, file.sha256) is not None
        self._batch = writes.new_batch(c, self._head())
        told = _told(file)
        facility = options.facility or told.facility
        spellings = {**told.units, **options.unit_spellings}
        self._places = UnitResolver(c, self._batch, facility, spellings)
        self._digest = BatchDigest(self._batch)
        self._taken = BatchImporter(c, self._batch, file, self._places, self._digest, progress)

    def run(self) -> ImportReport:
        self._progress(_("Checking stored data"), None)
        overlap = self._taken.in_place() if self._replace else self._taken.what_is_new()
        self._adding_up()
        self._taken.add_up()
        self._adding_up()
        report = self._report(overlap)
        if report.batch is not None:
            self._finish(report)
        return report

    def _adding_up(self) -> None:
        self._progress(_("Adding up the answers"), None)

    def _head(self) -> dict[str, object]:
        return {
            "file": self._file.name,
            "sha256": self._file.sha256,
            "format": self._file.format,
            "instrument": self._file.instrument.key if self._file.instrument else None,
            "sheet": self._file.sheet,
            "imported": datetime.now(UTC).isoformat(timespec="seconds"),
            "undone": None,
            "rows_sha256": None,
        }

    def _report(self, overlap: Overlap | None) -> ImportReport:
        file = self._file
        if self._places.default_used:
            where = self._places.default_facility
            file.notes.append(
                _("No column names the hospital, so we use “{where}”.").format(where=where)
            )
        if nameless := self._places.without_unit():
            file.notes.append(no_unit_note(nameless))
        taken = self._taken
        if taken.replaced and taken.respondents.duplicates:
            file.notes.append(elsewhere_note(taken.respondents.duplicates))
        tallies = writes.count_rows_of_batch(self._c, TallyRow, self._batch)
        added = taken.respondents.added, tallies, taken.published.added
        duplicates = self._duplicates(anything_added=any(added))
        return ImportReport(
            file=file.name,
            format=file.format,
            instrument=file.instrument.key if file.instrument else None,
            sheet=file.sheet,
            rows_read=file.rows_read,
            responses_added=added[0],
            tallies_added=added[1],
            benchmarks_added=added[2],
            duplicates_skipped=duplicates,
            rows_rejected=file.rows_rejected,
            cells_blanked=file.cells_blanked,
            units=len(self._places.used),
            batch=self._batch if any(added) and not self._dry_run else None,
            problems=tuple(file.problems),
            problems_total=file.problems_total,
            notes=tuple(file.notes),
            dry_run=self._dry_run,
            facility_assumed=self._places.facility_assumed,
            rows_without_unit=nameless,
            overlap=overlap,
            replaced=taken.replaced,
            changed_questions=tuple(file.changed_questions),
            unit_spellings=self._places.look_alikes(),
            applied=file.applied,
            questions=file.questions,
            left_out=file.left_out,
        )

    def _duplicates(self, *, anything_added: bool) -> int:
        """Count the rows that are stored already.

        Of a file that is known byte for byte every usable row is, also those that carry no
        figure (a benchmark "Not Available", a ward without answers).
        """
        if self._seen_before and not anything_added:
            return self._file.rows_read - self._file.rows_rejected
        return self._taken.duplicates

    def _finish(self, report: ImportReport) -> None:
        writes.add_problems(
            self._c,
            self._batch,
            (
                {
                    "sheet": p.sheet,
                    "row": p.row,
                    "column": p.column,
                    "value": p.value,
                    "reason": p.reason,
                }
                for p in report.problems
            ),
        )
        fields = (
            "rows_read",
            "responses_added",
            "tallies_added",
            "benchmarks_added",
            "duplicates_skipped",
            "rows_rejected",
            "cells_blanked",
            "units",
            "problems_total",
        )
        values = {field: getattr(report, field) for field in fields}
        values["rows_sha256"] = self._digest.finish(self._c, self._adding_up)
        writes.finish_batch(self._c, self._batch, values)
        counts = ("responses_added", "tallies_added", "benchmarks_added", "rows_rejected")
        detail = {"batch": self._batch, "file": self._file.name, "replaced": self._replace}
        record(self._c, "import.added", {**detail, **{name: values[name] for name in counts}})
        if self._file.applied is not None:
            remember(self._c, self._batch, self._file.applied, self._file.name)


def _told(file: SurveyFile) -> Mapping:
    """Return what a mapping says of a file; an empty one where there is none."""
    return Mapping() if file.applied is None else file.applied.mapping
