"""The open data of the window: asked and changed in jobs, from before it is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from models.errors import UserError
from ui.base.jobs import Job, Jobs, Progress
from ui.base.undo import Undoable, UndoHistory
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.database import Database, Key
    from models.store.server import Watched, Watcher

Question = Callable[["Database", Progress], Any]
"""Work on the open database. Heavy modules are imported inside it, in the job's thread."""


Stamp = tuple[tuple[int, int], ...]


class LiveData(QObject):
    """Holds the database once a job has opened it; questions asked before wait for that."""

    opened = Signal()
    refused = Signal(object)
    """The UserError that says why the database cannot be opened."""
    changed = Signal()
    """Something was written, by this window or beside it: what is on screen may be old."""
    others = Signal(tuple)
    """Who else has the same unit open, by name; told when that has changed."""

    def __init__(self, place: str, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._jobs = jobs
        self._db: Database | None = None
        self._waiting: list[Job] = []
        self._seen: Stamp = ()
        self._writing = False
        self._watcher: Watcher | None = None
        self._others: tuple[str, ...] = ()
        self._problem: UserError | None = None
        self.history = UndoHistory(self.execute, self)
        """What can be undone and done again."""
        self.key: Key | None = None
        """What opens encrypted data, once somebody gave it; forgotten by `lock`."""

    @property
    def is_open(self) -> bool:
        return self._db is not None

    @property
    def is_encrypted(self) -> bool:
        return self._db is not None and self._db.is_encrypted

    def open(self) -> Job:
        """Open the database in a job, then let the questions that wait go ahead."""
        job = self._jobs.write(self._opened_database)
        job.done.connect(self._keep)
        job.failed.connect(self.refused)
        return job

    def query(self, question: Question, *, topic: str = "") -> Job:
        """Read in a job. A newer question on the same `topic` outdates an older one."""
        job = self._jobs.read(partial(self._answer, question), topic=topic, hold=True)
        return self._start(job)

    def execute(
        self, question: Question, *, lasting: bool = True, undo: Undoable | None = None
    ) -> Job:
        """Write in a job; writes run one after the other. `changed` follows when it is done.
        With `undo` it can be undone.

        It is done also when the window closes at once; not `lasting`, it is taken back then. Those
        write much, which is put in its place on the disk afterwards, when nobody waits for it.
        """
        keep = None
        if undo is not None:
            question, keep = self.history.recorded(question, undo)
        job = self._jobs.write(partial(self._changed, question), hold=True, lasting=lasting)
        job.done.connect(self.notify_changed)
        if keep is not None:
            job.done.connect(lambda _result: keep())
        if not lasting:
            job.done.connect(self._settle)
        return self._start(job)

    def execute_silent(self, question: Question) -> Job:
        """Write what changes nothing that was typed or imported, such as what is known of a text:
        in line with the writes, but without `changed`."""
        return self._start(self._jobs.write(partial(self._changed, question), hold=True))

    def poll_external_changes(self, unit_id: int | None = None) -> None:
        """Tell `changed` when another program, such as a scheduled import or another manager's
        window, has written; and on a server `others` who else has this unit open."""
        if self._db is not None:
            look = partial(self._look_elsewhere, unit_id)
            self._jobs.read(look, topic="live_data.stamp").done.connect(self._tell_if)

    def dry_run(self, question: Question) -> Job:
        """Do work that writes and takes everything back, as a dry run: in line with the writes,
        since it needs the same lock, but without `changed`."""
        return self._start(self._jobs.write(partial(self._answer, question), hold=True))

    def execute_unannounced(self, question: Question) -> Job:
        """Write in a job without `changed`: for what shows its own change at once, key by key.

        Whoever does so calls `notify_changed` when it is over. Done also when the window closes.
        """
        job = self._jobs.write(partial(self._changed, question), hold=True, lasting=True)
        return self._start(job)

    def notify_changed(self) -> None:
        """Tell everybody that what is on the screen may be old."""
        self.changed.emit()

    def without_database(self, work: Callable[[Progress], Any]) -> Job:
        """Close the database, do work on its file, and open it again; questions wait meanwhile.

        `changed` follows, also when the work failed.
        """
        job = self._jobs.write(partial(self._while_closed, work), lasting=True)
        job.ended.connect(self._go_on)
        return job

    def refuse(self, problem: UserError) -> None:
        """Answer nothing more: damage was found, and numbers could be wrong. Opening again asks
        anew."""
        self._problem = problem
        self.refused.emit(problem)

    def lock(self) -> None:
        """Close encrypted data and forget their key: the next one to look has to give it."""
        self.key = None
        if self._db is not None:
            self._db.close()
            self._db = None

    def close(self) -> None:
        """Close the database. No job may run any more."""
        if self._watcher is not None:
            self._watcher.close()
        if self._db is not None:
            self._db.close()
            self._db = None

    def _settle(self) -> None:
        self.execute_silent(lambda db, _progress: db.settle())

    def _start(self, job: Job) -> Job:
        if self._db is None:
            self._waiting.append(job)
        else:
            self._jobs.release(job)
        return job

    def _answer(self, question: Question, progress: Progress) -> Any:
        if self._problem is not None:
            raise self._problem
        if self._db is None:
            raise UserError("closed")
        return question(self._db, progress)

    def _changed(self, question: Question, progress: Progress) -> Any:
        self._writing = True
        try:
            return self._answer(question, progress)
        finally:
            self._seen = _stamp(self._db)
            self._writing = False

    def _look_elsewhere(self, unit_id: int | None, _progress: Progress) -> Watched | None:
        from models.store.server import Watched, Watcher

        db = self._db
        if db is None or self._writing:
            return None
        if db.path is not None:
            before, self._seen = self._seen, _stamp(db)
            return Watched(before != self._seen)
        if self._watcher is None:
            self._watcher = Watcher(db)
        return self._watcher.look(unit_id)

    def _while_closed(self, work: Callable[[Progress], Any], progress: Progress) -> Any:
        if self._db is not None:
            self._db.close()
            self._db = None
        try:
            return work(progress)
        finally:
            self._db = self._opened_database(progress)

    def _go_on(self) -> None:
        self.history.clear()  # a restored back-up knows nothing of these steps
        if self._db is not None:
            self._keep(self._db)
            self.changed.emit()

    def _opened_database(self, progress: Progress) -> Database:
        from models.store.backup import key_for
        from models.store.database import open_database
        from ui.base.machine import apply_to_data

        progress(_("Opening"), None)
        apply_to_data()
        key = self.key or (None if "://" in self.place else key_for(self.place))
        db = open_database(self.place, make_folder=True, key=key)
        self._seen = _stamp(db)
        return db

    def _keep(self, db: Database) -> None:
        self._db = db
        self._problem = None
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            self._jobs.release(job)
        self.opened.emit()

    def _tell_if(self, watched: Watched | None) -> None:
        if watched is None:
            return
        if watched.others != self._others:
            self._others = watched.others
            self.others.emit(watched.others)
        if watched.changed:
            self.changed.emit()


def _stamp(db: Database | None) -> Stamp:
    """Return size and time of the file and of its log, where commits arrive first.

    Called in jobs: the file can lie on a slow share.
    """
    if db is None or db.path is None:
        return ()
    stamps = []
    for file in (db.path, db.path.with_name(f"{db.path.name}-wal")):
        try:
            found = file.stat()
        except OSError:
            stamps.append((0, 0))
        else:
            stamps.append((found.st_size, found.st_mtime_ns))
    return tuple(stamps)
