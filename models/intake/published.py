"""Store published figures: benchmarks, never counts."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from models.files.content import PublishedFigure
from models.store import batch_writes
from models.store.bulk import insert_ignoring
from models.store.database import Connection
from models.store.tables import BenchmarkRow


@dataclass
class PublishedIntake:
    """Takes the published figures of one file into one batch."""

    c: Connection
    batch: int
    added: int = 0
    duplicates: int = 0

    def take(self, figures: list[PublishedFigure]) -> None:
        """Store those figures that are not there yet."""
        # After its row number, a figure's fields are the table's columns after its batch.
        insert_ignoring(self.c, BenchmarkRow, [(self.batch, *astuple(f)[1:]) for f in figures])
        stored = batch_writes.count_rows_of_batch(self.c, BenchmarkRow, self.batch)
        new = stored - self.added
        self.duplicates += len(figures) - new
        self.added = stored
