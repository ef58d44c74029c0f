"""Storing one block of rows in a thread beside the one that prepares and counts the others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Event
from typing import Generic, TypeVar

from models.errors import Cancelled

T = TypeVar("T")

_TICK_SECONDS = 0.05
_SWITCH_SECONDS = 0.0005
"""How long a thread may keep another one waiting: SQLite needs its turn many times a second."""


class StoringThread(Generic[T]):
    """Runs one task at a time in a thread, whose result the next `settle` returns.

    The database's connection belongs to the task until then. `keep_going` is called many times a
    second in the caller's thread and may raise to stop; the task asks `refuse_stopped`.
    """

    def __init__(self, keep_going: Callable[[], None]) -> None:
        self._keep_going = keep_going
        self._running: Future[T] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._stopped = Event()
        self._usual_switch = sys.getswitchinterval()

    def start(self, task: Callable[[], T]) -> None:
        """Begin a task; the one before it is settled."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "storing")
            sys.setswitchinterval(_SWITCH_SECONDS)
        self._running = self._thread.submit(task)

    def settle(self) -> T | None:
        """Wait for the task that runs and return its result, None when there is none."""
        if self._running is None:
            return None
        while not wait([self._running], _TICK_SECONDS).done:
            self._keep_going()
        running, self._running = self._running, None
        return running.result()

    def refuse_stopped(self) -> None:
        """Raise Cancelled in the task when nobody waits for it any more."""
        if self._stopped.is_set():
            raise Cancelled

    def close(self) -> None:
        """End the thread; a task that still runs stops at once."""
        if self._thread is None:
            return
        self._stopped.set()
        if self._running is not None:
            with suppress(BaseException):  # whoever closes has a reason of their own
                self._running.result()
        self._thread.shutdown()
        sys.setswitchinterval(self._usual_switch)
