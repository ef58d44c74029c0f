"""The only threads: reads in a pool, writes in one lane.

A job is a plain callable that takes `progress(message, fraction)`; a job that was cancelled
meets `Cancelled` at its next call of it. All signals of a job are emitted in the window's thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from models.errors import Cancelled, UserError
from ui.base.events import place_of

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
    return UserError(DEFECT, kind=kind, place=place)


@dataclass(frozen=True)
class _Done:
    value: Any


@dataclass(frozen=True)
class _Failed:
    error: UserError


@dataclass(frozen=True)
class _Stopped:
    pass


_Outcome = _Done | _Failed | _Stopped


class _Task:
    """The part of a job that lives in a thread. Knows no Qt: a Qt object whose last reference
    goes away in a thread that is not its own takes the whole program with it."""

    def __init__(self, number: int, work: Work, report: Callable[[int, object], None]) -> None:
        self.number = number
        self._work = work
        self._report = report
        self._stop = threading.Event()
        self._reported = 0.0

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()

    def run(self) -> None:
        """Do the work, and report its outcome."""
        outcome = self._outcome()
        del self._work  # what it holds is let go before the window hears of the end
        self._report(self.number, outcome)

    def _outcome(self) -> _Outcome:
        try:
            if self.is_stopped:
                return _Stopped()
            return _Done(self._work(self._progress))
        except Cancelled:
            return _Stopped()
        except UserError as error:
            return _Failed(error.with_traceback(None))
        except BaseException as error:  # noqa: BLE001  (a thread's end: nobody else would know)
            return _Failed(defect(error))

    def _progress(self, message: str, fraction: float | None) -> None:
        if self.is_stopped:
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            self._report(self.number, (message, fraction))


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

    def __init__(self, task: _Task, writes: bool, lasting: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self._outdated = False
        self.writes = writes
        self.lasting = lasting

    def cancel(self) -> None:
        """Ask the job to stop at its next report of progress."""
        self._task.stop()

    def outdate(self) -> None:
        """Cancel the job and drop its result: a newer one was asked for."""
        self._outdated = True
        self._task.stop()

    def hear(self, news: object) -> None:
        """Take what the thread reported: progress, or the outcome. Called by `Jobs`."""
        if isinstance(news, tuple):
            if not self._task.is_stopped:
                self.progressed.emit(*news)
            return
        if not self._outdated:
            if isinstance(news, _Done):
                self.done.emit(news.value)
            elif isinstance(news, _Failed):
                self.failed.emit(news.error)
            else:
                self.cancelled.emit()
        self.ended.emit()


class Jobs(QObject):
    """Starts jobs and keeps them until they end."""

    _news = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        readers = max(2, min(MOST_READERS, QThread.idealThreadCount()))
        self._readers = ThreadPoolExecutor(readers, "read")
        self._writer = ThreadPoolExecutor(1, "write")
        self._numbers = count(1)
        self._running: dict[int, Job] = {}
        self._by_topic: dict[str, Job] = {}
        self._news.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def read(self, work: Work, *, topic: str = "", hold: bool = False) -> Job:
        """Start a job that only reads. It outdates the one asked for before on its `topic`.

        With `hold` the job waits for `release`.
        """
        job = self._made(work, writes=False)
        if topic:
            older = self._by_topic.get(topic)
            if older is not None:
                older.outdate()
            self._by_topic[topic] = job
        if not hold:
            self.release(job)
        return job

    def write(self, work: Work, *, hold: bool = False, lasting: bool = False) -> Job:
        """Start a job that writes; one runs at a time, in the order they were asked for.

        A `lasting` one is still done when everything is closed: what a person did is not lost.
        """
        job = self._made(work, writes=True, lasting=lasting)
        if not hold:
            self.release(job)
        return job

    def release(self, job: Job) -> None:
        """Start a job that was held."""
        lane = self._writer if job.writes else self._readers
        lane.submit(job._task.run)

    def close(self) -> None:
        """Cancel everything but lasting writes and wait until no thread runs. Another write in
        progress rolls back."""
        for job in self._running.values():
            if not job.lasting:
                job.outdate()
        self._readers.shutdown(cancel_futures=True)
        self._writer.shutdown()
        self._running.clear()  # what they still reported finds nobody

    def _made(self, work: Work, *, writes: bool, lasting: bool = False) -> Job:
        number = next(self._numbers)
        job = Job(_Task(number, work, self._news.emit), writes, lasting, self)
        self._running[number] = job
        return job

    @Slot(int, object)
    def _tell(self, number: int, news: object) -> None:
        job = self._running.get(number)
        if job is None:
            return
        if not isinstance(news, tuple):
            del self._running[number]
            for topic in [t for t, j in self._by_topic.items() if j is job]:
                del self._by_topic[topic]
            job.deleteLater()
        job.hear(news)
