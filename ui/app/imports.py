"""Files on their way in: one after the other, each a job with progress and cancel."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.base.jobs import Job, Progress
from ui.base.live_data import LiveData
from ui.text.language import _

if TYPE_CHECKING:
    from models.importing import ImportReport, SampleReport
    from models.store.database import Database


class Imports(QObject):
    """Takes files in. Pages that want to show more listen to its signals."""

    progressed = Signal(str, object)
    """What is being done, and the fraction of this file (None where it is not known)."""
    imported = Signal(object)
    """The `ImportReport` of one file."""
    sample_built = Signal(object)
    """The `SampleReport`."""
    refused = Signal(object)
    """The UserError of one file; the next one goes on."""
    emptied = Signal()
    """Nothing is on its way any more."""

    def __init__(self, data: LiveData, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._queue: deque[Path] = deque()
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        return self._job is not None

    def add(self, files: Iterable[Path]) -> None:
        """Import files, each when those before it are done."""
        self._queue.extend(files)
        if self._job is None:
            self._next()

    def build_sample(self) -> None:
        """Build the sample hospital in the open database, unless something is on its way."""
        if self._job is None:
            self._begin(self._data.execute(_build_sample, lasting=False))
            assert self._job is not None
            self._job.done.connect(self.sample_built)

    def cancel(self) -> None:
        """Stop the file on its way and forget those that wait. Nothing of it stays."""
        self._queue.clear()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        if not self._queue:
            self.emptied.emit()
            return
        path = self._queue.popleft()
        self._begin(self._data.execute(partial(_import, path), lasting=False))
        assert self._job is not None
        self._job.done.connect(self.imported)
        self.progressed.emit(_("Opening {name}").format(name=path.name), None)

    def _begin(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self.progressed)
        job.failed.connect(self.refused)
        job.ended.connect(self._end)

    def _end(self) -> None:
        self._job = None
        self._next()


def _import(path: Path, db: Database, progress: Progress) -> ImportReport:
    from models.importing import import_file
    from models.store.backup import backup_before_import

    progress(_("Backing up"), None)
    backup_before_import(db, date.today())
    return import_file(db, path, progress=progress)


def _build_sample(db: Database, progress: Progress) -> SampleReport:
    from models.huddle.sample import hold_sample_huddles
    from models.importing import build_sample
    from ui.text.evidence import evidence_sentence

    report = build_sample(db, progress)
    progress(_("Making up huddles"), None)
    hold_sample_huddles(db, report.facility, report.my_unit, evidence_sentence)
    return report
