"""The only threads: reads in a pool, writes in one lane.

A job is a plain callable that takes `progress(message, fraction)`; a job that was cancelled
meets `Cancelled` at its next call of it. All signals of a job are emitted in the window's thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRunnable,
    Qt,
    QThread,
    QThreadPool,
    Signal,
    Slot,
)

from models.errors import Cancelled, UserError
from ui.cli.failures import place_of

Progress = Callable[[str, float | None], None]
Work = Callable[[Progress], Any]

PROGRESS_SECONDS = 0.05
"""Least time between two reports of one job."""

MOST_READERS = 3
DEFECT = "defect"
"""Code of the UserError that stands for a bug."""

log = logging.getLogger("throughline")


def defect(error: BaseException) -> UserError:
    """Log a bug by its type and place, and return the calm sentence for it.

    The error's own words are neither kept nor shown: they can quote a patient's answer.
    """
    kind, place = type(error).__name__, place_of(error.__traceback__)
    log.error("%s at %s", kind, place)
    tr = QCoreApplication.translate
    return UserError(
        DEFECT,
        tr("jobs", "Something went wrong inside the program."),
        hint=tr(
            "jobs",
            "This is not a mistake of yours, and nothing half-done was kept. Try again; if it "
            "happens again, report “{kind} at {place}”.",
        ).format(kind=kind, place=place),
    )


@dataclass(frozen=True)
class _Done:
    value: Any


@dataclass(frozen=True)
class _Failed:
    error: UserError


@dataclass(frozen=True)
class _Stopped:
    pass


class Job(QObject):
    """One piece of work, from being asked for to its end. Made by `Jobs`."""

    progressed = Signal(str, object)
    """A message, and the fraction done (0-1, None where it is not known)."""
    done = Signal(object)
    """The result."""
    failed = Signal(object)
    """A UserError; its code is `DEFECT` for a bug."""
    cancelled = Signal()
    ended = Signal()
    """After any of the three; of a job that was outdated it is the only signal."""

    _outcome_ready = Signal(object)
    _progress_ready = Signal(str, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._outdated = False
        self._reported = 0.0
        queued = Qt.ConnectionType.QueuedConnection
        self._outcome_ready.connect(self._deliver, queued)
        self._progress_ready.connect(self._relay, queued)

    def cancel(self) -> None:
        """Ask the job to stop at its next report of progress."""
        self._stop.set()

    def outdate(self) -> None:
        """Cancel the job and drop its result: a newer one was asked for."""
        self._outdated = True
        self._stop.set()

    def run(self) -> None:
        """Do the work. Called in a thread of `Jobs`."""
        self._outcome_ready.emit(self._outcome())

    def _outcome(self) -> _Done | _Failed | _Stopped:
        try:
            if self._stop.is_set():
                return _Stopped()
            return _Done(self._work(self._progress))
        except Cancelled:
            return _Stopped()
        except UserError as error:
            return _Failed(error)
        except BaseException as error:  # noqa: BLE001  (a thread's end: nobody else would know)
            return _Failed(defect(error))

    def _progress(self, message: str, fraction: float | None) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            self._progress_ready.emit(message, fraction)

    @Slot(str, object)
    def _relay(self, message: str, fraction: float | None) -> None:
        if not self._stop.is_set():
            self.progressed.emit(message, fraction)

    @Slot(object)
    def _deliver(self, outcome: _Done | _Failed | _Stopped) -> None:
        if not self._outdated:
            if isinstance(outcome, _Done):
                self.done.emit(outcome.value)
            elif isinstance(outcome, _Failed):
                self.failed.emit(outcome.error)
            else:
                self.cancelled.emit()
        self.ended.emit()


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class Jobs(QObject):
    """Starts jobs and keeps them until they end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(max(2, min(MOST_READERS, QThread.idealThreadCount())))
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._running: set[Job] = set()
        self._by_topic: dict[str, Job] = {}

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def read(self, work: Work, *, topic: str = "", hold: bool = False) -> Job:
        """Start a job that only reads. It outdates the one asked for before on its `topic`.

        With `hold` the job waits for `release`.
        """
        job = self._made(work)
        if topic:
            older = self._by_topic.get(topic)
            if older is not None:
                older.outdate()
            self._by_topic[topic] = job
        if not hold:
            self.release(job)
        return job

    def write(self, work: Work, *, hold: bool = False) -> Job:
        """Start a job that writes; one runs at a time, in the order they were asked for."""
        job = self._made(work)
        job.setProperty("writes", True)
        if not hold:
            self.release(job)
        return job

    def release(self, job: Job) -> None:
        """Start a job that was held."""
        pool = self._writer if job.property("writes") else self._readers
        pool.start(_Runner(job))

    def close(self) -> None:
        """Cancel everything and wait until no thread runs. A write in progress rolls back."""
        for job in self._running:
            job.outdate()
        self._readers.waitForDone()
        self._writer.waitForDone()

    def _made(self, work: Work) -> Job:
        job = Job(work, self)
        self._running.add(job)
        job.ended.connect(self._forget)
        return job

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        self._running.discard(job)
        for topic in [t for t, j in self._by_topic.items() if j is job]:
            del self._by_topic[topic]
        job.deleteLater()
