"""Take back one import: exactly what it brought, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from models.errors import UsageProblem
from models.files.content import Progress, no_progress
from models.importing.report import UndoReport
from models.language import _
from models.store.database import Database, record
from models.store.imports import find_batch, writes
from models.store.tables import BenchmarkRow, ResponseRow, TallyRow


def undo_import(db: Database, batch: int, progress: Progress = no_progress) -> UndoReport:
    """Remove the answers, tallies, comments and figures of a batch, and the units and
    questionnaires that nothing else uses; bring back what it had replaced. The batch itself stays
    on record as undone.

    Raises UsageProblem when there is no such batch, when it was taken back before, and when a
    later one has to be taken back first.
    """
    with db.write() as c:
        writes.lock_for_import(c)
        found = find_batch(c, batch)
        if found is None or found.undone:
            raise UsageProblem("no_such_batch", batch=batch)
        progress(_("Undoing the import"), None)
        responses, tallies, benchmarks = (
            writes.count_rows_of_batch(c, table, batch)
            for table in (ResponseRow, TallyRow, BenchmarkRow)
        )
        restored = writes.remove_batch(c, batch)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        writes.finish_batch(c, batch, {"undone": now})
        counts = {"responses": responses, "tallies": tallies, "benchmarks": benchmarks}
        record(c, "import.undone", {"batch": batch, "file": found.file, **counts})
        return UndoReport(batch, found.file, responses, tallies, benchmarks, restored)
