"""Imports on record: what each brought, and what in its file was not used as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import LARGEST_ID, BatchRow, ProblemRow, SurveyTallyRow


@dataclass(frozen=True, slots=True)
class Batch:
    """One import. Counts are those of the day of the import, and stay when it is undone.

    `file` is the name without its folder. `imported` and `undone` are UTC, ISO 8601 (`undone`
    None: still there). `units` counts the units its rows belong to.
    """

    id: int
    file: str
    sha256: str
    format: str
    instrument: str | None
    sheet: str | None
    imported: str
    undone: str | None
    rows_read: int
    responses: int
    tallies: int
    benchmarks: int
    duplicates_skipped: int
    rows_rejected: int
    cells_blanked: int
    units: int
    problems_total: int


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A row or cell that was not used as it stood. `row` counts as a spreadsheet does, from 1;
    None where there is no single row, column or value."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    reason: str


_BATCH: sa.Select[*tuple[Any, ...]] = sa.select(
    BatchRow.id,
    BatchRow.file,
    BatchRow.sha256,
    BatchRow.format,
    BatchRow.instrument,
    BatchRow.sheet,
    BatchRow.imported,
    BatchRow.undone,
    BatchRow.rows_read,
    BatchRow.responses_added,
    BatchRow.tallies_added,
    BatchRow.benchmarks_added,
    BatchRow.duplicates_skipped,
    BatchRow.rows_rejected,
    BatchRow.cells_blanked,
    BatchRow.units,
    BatchRow.problems_total,
)


def list_batches(c: Connection) -> list[Batch]:
    """Return every import, undone ones included, the latest first."""
    return [Batch(*row) for row in c.execute(_BATCH.order_by(BatchRow.id.desc()))]


def find_batch(c: Connection, batch: int) -> Batch | None:
    """Return one import, undone or not; None when there is none of that number."""
    if not 0 < batch <= LARGEST_ID:
        return None
    row = c.execute(_BATCH.where(BatchRow.id == batch)).one_or_none()
    return None if row is None else Batch(*row)


def active_batch_of(c: Connection, sha256: str) -> int | None:
    """Return the latest import of the file with that content that was not undone, if any."""
    return c.scalar(
        sa.select(sa.func.max(BatchRow.id)).where(
            BatchRow.sha256 == sha256, BatchRow.undone.is_(None)
        )
    )


def batch_problems(c: Connection, batch: int, *, limit: int | None = None) -> list[StoredProblem]:
    """Return the problems found in an import's file, in the order they were met."""
    rows = c.execute(
        sa.select(
            ProblemRow.sheet, ProblemRow.row, ProblemRow.column, ProblemRow.value, ProblemRow.reason
        )
        .where(ProblemRow.batch_id == batch)
        .order_by(ProblemRow.id)
        .limit(limit)
    )
    return [StoredProblem(*row) for row in rows]


def last_file_of(c: Connection, unit_id: int) -> tuple[str, int]:
    """Return the name of the last file with surveys of a unit, and how many; ("", 0) for none."""
    row = SurveyTallyRow
    query = (
        sa.select(BatchRow.file, sa.func.sum(row.count))
        .join(BatchRow, BatchRow.id == row.batch_id)
        .where(row.unit_id == unit_id)
        .group_by(BatchRow.id, BatchRow.file)
        .order_by(BatchRow.id.desc())
        .limit(1)
    )
    found = c.execute(query).first()
    return (str(found[0]), int(found[1])) if found is not None else ("", 0)
