"""Import a survey file again and again, and print as JSON how soon it heeds a wish to stop.

    python -m tests.benchmarks.stopping FILE

`longest_gap_ms` and `gaps_over_100_ms` are of the times between two reports of a whole import,
`reports_a_second` their mean number. `stops_ms` has, for each phase, the time from a wish that
comes while it runs to the end of the import with the database as it was, all child processes gone.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from models.errors import Cancelled
from models.importing.importer import import_file
from models.store.database.database import open_database
from models.store.tables.core import BatchRow, ResponseRow

INTO_A_PHASE_S = 0.03


class Reports:
    """The times at which an import reported, and the phases it named."""

    def __init__(self) -> None:
        self.times = [time.perf_counter()]
        self.phases: list[str] = []

    def __call__(self, message: str, _fraction: float | None) -> None:
        self.times.append(time.perf_counter())
        phase = message.partition(":")[0]
        if phase not in self.phases:
            self.phases.append(phase)

    def found(self) -> dict[str, float]:
        gaps = [after - before for before, after in zip(self.times, self.times[1:], strict=False)]
        return {
            "longest_gap_ms": max(gaps) * 1000,
            "gaps_over_100_ms": sum(gap > 0.1 for gap in gaps),
            "reports_a_second": len(gaps) / (self.times[-1] - self.times[0]),
        }


class Wish:
    """Wishes to stop soon after a phase began, at whatever moment that is."""

    def __init__(self, phase: str) -> None:
        self._phase = phase
        self._timer: threading.Timer | None = None
        self.wished_at = 0.0

    def __call__(self, message: str, _fraction: float | None) -> None:
        if self.wished_at:
            raise Cancelled
        if self._timer is None and message.startswith(self._phase):
            self._timer = threading.Timer(INTO_A_PHASE_S, self._make)
            self._timer.start()

    def _make(self) -> None:
        self.wished_at = time.perf_counter()


def time_stop(place: Path, file: Path, phase: str) -> float | None:
    """Return the milliseconds from a wish to stop in a phase to the end; None for a phase that
    was over before."""
    wish = Wish(phase)
    with closing(open_database(place)) as db:
        try:
            import_file(db, file, progress=wish)
        except Cancelled:
            ended = time.perf_counter()
            with db.read() as c:
                for table in (BatchRow, ResponseRow):
                    assert not c.scalar(sa.select(sa.func.count()).select_from(table))
            return (ended - wish.wished_at) * 1000
    return None


def main(file: Path) -> None:
    """Import the file to its end, then stop it in each phase, each time in a new database."""
    reports = Reports()
    stops: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as scratch:
        with closing(open_database(Path(scratch) / "whole.db")) as db:
            import_file(db, file, progress=reports)
            reports("", None)
        for number, phase in enumerate(reports.phases[:-1]):
            stopped = time_stop(Path(scratch) / f"{number}.db", file, phase)
            if stopped is not None:
                stops[phase] = stopped
    print(json.dumps({**reports.found(), "stops_ms": stops}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
