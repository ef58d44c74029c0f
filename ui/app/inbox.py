"""The inbox while the window is open: its folder is watched, new files are taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from ui.base.jobs import Progress
from ui.base.live_data import LiveData

if TYPE_CHECKING:
    from models.importing import InboxFile
    from models.store.database import Database

QUIET_MS = 3_000
"""A file is looked at when nothing in the folder changed for so long: it may still be copied."""


class Inbox(QObject):
    """Watches one folder, or none. `opened` follows each look that found something."""

    opened = Signal(object)
    """What became of the files, a tuple of `InboxFile`."""
    failed = Signal(object)
    """A UserError: the database could not take a file."""

    def __init__(
        self, data: LiveData, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._now = now
        self._folder: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._quiet.start())

    def watch(self, folder: Path | None) -> None:
        """Watch a folder from now on, None for none, and look at what is in it."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._quiet.stop()
        self._folder = folder
        if folder is not None and folder.is_dir():
            self._watcher.addPath(str(folder))
            self.look()

    def look(self) -> None:
        """Take in what is new, in a job."""
        if self._folder is None or not self._data.is_open:
            return
        job = self._data.execute(partial(_open, folder=self._folder, now=self._now()))
        job.done.connect(self._say)
        job.failed.connect(self.failed)

    def _say(self, files: tuple[InboxFile, ...]) -> None:
        if any(file.outcome == "arriving" for file in files):
            self._quiet.start()
        done = tuple(file for file in files if file.outcome != "arriving")
        if done:
            self.opened.emit(done)


def _open(
    db: Database, progress: Progress, *, folder: Path, now: datetime
) -> tuple[InboxFile, ...]:
    from models.importing import open_inbox

    try:
        return open_inbox(db, folder, now=now, progress=progress)
    except OSError:
        return ()  # the folder went away; the watcher tells when it is back
