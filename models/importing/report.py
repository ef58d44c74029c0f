"""What an import or its undoing did, as one value for window and command line."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from models.files.content import AppliedMapping, ChangedQuestion, Problem
from models.files.questions import LeftOutColumn, Question
from models.importing.overlap import Overlap
from models.importing.unit_spellings import SpellingGroup
from models.language import ngettext, number
from models.survey import NO_UNIT

SHOWN_PROBLEMS = 200


def no_unit_note(rows: int) -> str:
    """Say where rows went that name no unit."""
    return ngettext(
        "{n} row has no unit. It counts for the hospital under “{no_unit}”. You can merge that "
        "into a unit.",
        "{n} rows have no unit. They count for the hospital under “{no_unit}”. You can merge that "
        "into a unit.",
        rows,
    ).format(n=number(rows), no_unit=NO_UNIT)


def elsewhere_note(rows: int) -> str:
    """Say that surveys were not replaced because they stand elsewhere."""
    return ngettext(
        "{n} row is already stored in another unit or month and stays there. To import it again, "
        "undo its import first.",
        "{n} rows are already stored in another unit or month and stay there. To import them "
        "again, undo their import first.",
        rows,
    ).format(n=number(rows))


@dataclass(frozen=True)
class ImportCounts:
    """What becomes of a file's rows and cells, in three numbers.

    `ready` are the rows that are (or would be) stored; published figures for a file of those,
    counts for a table of counts. `warnings` are cells that are left blank, `skipped` rows that
    stay out: rejected, or stored already. The cells of the first two kinds stand in the report's
    problems.
    """

    ready: int
    warnings: int
    skipped: int


@dataclass(frozen=True)
class ImportReport:
    """The counts of one file's import. `batch` is None when nothing was added or kept.

    `facility_assumed` names the facility of rows that name none, None when each row names one.
    `rows_without_unit` are the rows that stand under "No unit". `unit_spellings` are new names
    that look like another one of the file or the database: offered, never joined by themselves.
    `changed_questions` came under known headers and are others. `overlap` tells how the file
    meets what is stored (None: it holds published figures alone), `replaced` how many surveys, or
    rows of count tables, were taken out for it.
    `applied` is the mapping by which a table of responses was read, None for other files.
    `questions` are what nobody said, `left_out` the columns that were not read.
    """

    file: str
    format: str
    instrument: str | None
    sheet: str | None
    rows_read: int
    responses_added: int
    tallies_added: int
    benchmarks_added: int
    duplicates_skipped: int
    rows_rejected: int
    cells_blanked: int
    units: int
    batch: int | None
    problems: tuple[Problem, ...]
    problems_total: int
    notes: tuple[str, ...] = ()
    dry_run: bool = False
    facility_assumed: str | None = None
    rows_without_unit: int = 0
    unit_spellings: tuple[SpellingGroup, ...] = ()
    overlap: Overlap | None = None
    replaced: int = 0
    changed_questions: tuple[ChangedQuestion, ...] = ()
    applied: AppliedMapping | None = None
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()

    @property
    def counts(self) -> ImportCounts:
        """What becomes of the rows and cells."""
        stored = self.responses_added or self.benchmarks_added
        return ImportCounts(
            ready=stored or self.tallies_added,
            warnings=self.cells_blanked,
            skipped=self.rows_rejected + self.duplicates_skipped,
        )

    @property
    def added_anything(self) -> bool:
        return bool(self.responses_added or self.tallies_added or self.benchmarks_added)

    def to_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "format": self.format,
            "instrument": self.instrument,
            "sheet": self.sheet,
            "rows_read": self.rows_read,
            "responses_added": self.responses_added,
            "tallies_added": self.tallies_added,
            "benchmarks_added": self.benchmarks_added,
            "duplicates_skipped": self.duplicates_skipped,
            "rows_rejected": self.rows_rejected,
            "cells_blanked": self.cells_blanked,
            "units": self.units,
            "batch": self.batch,
            "problems": [
                {
                    "sheet": p.sheet,
                    "row": p.row,
                    "column": p.column,
                    "value": p.value,
                    "reason": p.reason,
                }
                for p in self.problems[:SHOWN_PROBLEMS]
            ],
            "problems_total": self.problems_total,
            "notes": list(self.notes),
            "dry_run": self.dry_run,
            "rows_without_unit": self.rows_without_unit,
            "unit_spellings": [group.to_json() for group in self.unit_spellings],
            "overlap": self.overlap.to_json() if self.overlap else None,
            "replaced": self.replaced,
            "changed_questions": [asdict(one) for one in self.changed_questions],
            "counts": asdict(self.counts),
            "mapping": self._mapping_json(),
        }

    def _mapping_json(self) -> dict[str, object] | None:
        if self.applied is None:
            return None
        return {
            "applied": self.applied.source,
            "differences": list(self.applied.differences),
        }


@dataclass(frozen=True)
class UndoReport:
    """What taking back a batch removed."""

    batch: int
    file: str
    responses_removed: int
    tallies_removed: int
    benchmarks_removed: int
    responses_restored: int = 0
    """Surveys and rows of count tables that came back: it had replaced them."""

    def to_json(self) -> dict[str, object]:
        return {
            "batch": self.batch,
            "file": self.file,
            "responses_removed": self.responses_removed,
            "tallies_removed": self.tallies_removed,
            "benchmarks_removed": self.benchmarks_removed,
            "responses_restored": self.responses_restored,
        }
