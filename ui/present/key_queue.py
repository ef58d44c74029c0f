"""Where keys of a huddle are stored: beside the window, in order, one before the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.base.live_data import LiveData

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress

PATIENCE_S = 0.03
"""A key waits at most so long for the one before it to be stored: longer would be felt."""

BEFORE_PICTURE_S = 0.008
"""The picture waits so long for its own key to be stored: what is seen is kept, unless the disk
is slow; longer would be felt."""

LEAVING_S = 10.0
"""When the huddle is left, everything is stored first, or so much time has passed."""


BEHIND_S = 1.0
"""What was not stored for so long is told on the screen."""


class KeyWriteQueue:
    """Stores what keys did in the window's one lane for writes.

    A key is handled once the key before it is stored, unless the disk is slow; then the queue
    keeps the order, and nothing is lost unless the computer itself fails in that moment.
    """

    def __init__(self, data: LiveData) -> None:
        self._data = data
        self._window_thread = threading.get_ident()
        self._stored = threading.Event()
        self._stored.set()
        self._queued = False
        self._since = 0.0

    @property
    def is_behind(self) -> bool:
        """Whether something waits longer than it should, as while a large file is imported."""
        return not self._stored.is_set() and time.monotonic() - self._since > BEHIND_S

    def __call__(self, store: Callable[[], None]) -> None:
        """Store: at once in a job, which is in the lane already; else in a job of its own.

        `store` takes everything that waits, so a job that has not begun yet is enough for all.
        """
        if threading.get_ident() != self._window_thread:
            store()
            return
        if self._queued:
            return
        if self._stored.is_set():
            self._since = time.monotonic()
        self._queued = True
        stored = self._stored = threading.Event()

        def work(_db: Database, _progress: Progress) -> None:
            self._queued = False
            try:
                store()
            finally:
                stored.set()

        self._data.execute_unannounced(work)

    def wait(self, seconds: float = PATIENCE_S) -> bool:
        """Wait until the last key is stored. Tells whether it is."""
        return self._stored.wait(seconds)
