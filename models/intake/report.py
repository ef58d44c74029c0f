"""What an import or its undoing did, as one value for window and command line."""

from __future__ import annotations

from dataclasses import dataclass

from models.files.content import Problem

SHOWN_PROBLEMS = 200


@dataclass(frozen=True)
class ImportReport:
    """The counts of one file's import. `batch` is None when nothing was added or kept.

    `facility_assumed` names the facility of rows that name none, None when each row names one.
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
        }


@dataclass(frozen=True)
class UndoReport:
    """What taking back a batch removed."""

    batch: int
    file: str
    responses_removed: int
    tallies_removed: int
    benchmarks_removed: int

    def to_json(self) -> dict[str, object]:
        return {
            "batch": self.batch,
            "file": self.file,
            "responses_removed": self.responses_removed,
            "tallies_removed": self.tallies_removed,
            "benchmarks_removed": self.benchmarks_removed,
        }
