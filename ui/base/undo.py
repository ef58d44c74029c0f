"""Undo and redo: what the window wrote, as steps on one stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from models.errors import UserError

if TYPE_CHECKING:
    from models.store.database import Database, Step
    from ui.base.jobs import Job, Progress

DatabaseWork = Callable[["Database", "Progress"], Any]
MOST_STEPS = 100
MERGED_ID = 1


@dataclass(frozen=True)
class Undoable:
    """What a write is called in the menu, and which rows it may change: a kind of
    `models.store.undo.scopes_of`, with the ids it is about.

    Steps with the same `typed` that change the same rows are one: words typed in one go.
    """

    text: str
    kind: str
    ids: tuple[int | str, ...] = ()
    typed: str = ""


class UndoHistory(QObject):
    """Writes one step at a time. While one is being written, neither undo nor redo is offered."""

    undone = Signal(object)
    """The `Undoable` that was undone."""
    redone = Signal(object)
    """The `Undoable` that was done again."""
    kept = Signal(object)
    """The `Undoable` that was just done."""
    failed = Signal(object)
    """The UserError that says why a step could not be undone. It is off the stack."""
    offered_changed = Signal()
    """Another step, or none, can be undone or done again."""

    def __init__(
        self, execute: Callable[[DatabaseWork], Job], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._execute = execute
        self._is_writing = False
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MOST_STEPS)

    @property
    def undo_text(self) -> str:
        """What would be undone next, "" for nothing."""
        return "" if self._is_writing else self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What would be done again next, "" for nothing."""
        return "" if self._is_writing else self._stack.redoText()

    def undo(self) -> None:
        """Undo the last step."""
        if self.undo_text:
            self._stack.undo()
            self.offered_changed.emit()

    def redo(self) -> None:
        """Do the last step again that was undone."""
        if self.redo_text:
            self._stack.redo()
            self.offered_changed.emit()

    def clear(self) -> None:
        """Forget all steps: other data were opened."""
        self._stack.clear()
        self.offered_changed.emit()

    def recorded(
        self, question: DatabaseWork, what: Undoable
    ) -> tuple[DatabaseWork, Callable[[], None]]:
        """Return the question with its step recorded, and what keeps the step once it is done."""
        steps: list[Step] = []

        def work(db: Database, progress: Progress) -> Any:
            from models.store.database import recorded
            from models.store.undo import scopes_of

            with recorded(scopes_of(what.kind, *what.ids)) as recording:
                result = question(db, progress)
            steps.append(recording.step())
            return result

        return work, lambda: self._keep(what, steps[0])

    def _keep(self, what: Undoable, step: Step) -> None:
        if step:
            self._stack.push(_StoredStep(self, what, step))
            self.offered_changed.emit()
            self.kept.emit(what)

    def write_back(self, command: _StoredStep, said: Callable[[Undoable], None]) -> None:
        """Undo the step of a command; its reverse takes its place."""
        self._is_writing = True
        job = self._execute(partial(_revert, step=command.step))
        job.done.connect(partial(self._take_reverse, command, said))
        job.failed.connect(partial(self._drop, command))

    def _take_reverse(
        self, command: _StoredStep, said: Callable[[Undoable], None], reverse: Step
    ) -> None:
        command.step = reverse
        self._is_writing = False
        said(command.what)
        self.offered_changed.emit()

    def _drop(self, command: _StoredStep, error: UserError) -> None:
        """Take a step off the stack that cannot be undone, or done again."""
        index = self._stack.index()
        if self._stack.command(index) is command:
            command.setObsolete(True)
            self._stack.redo()
        elif self._stack.command(index - 1) is command:
            command.setObsolete(True)
            self._stack.undo()
        self._is_writing = False
        self.failed.emit(error)
        self.offered_changed.emit()


class _StoredStep(QUndoCommand):
    """One write. Qt calls `redo` when it is put on the stack; then it is done already."""

    def __init__(self, history: UndoHistory, what: Undoable, step: Step) -> None:
        super().__init__(what.text)
        self._history = history
        self._is_new = True
        self.what = what
        self.step = step

    def id(self) -> int:
        return MERGED_ID if self.what.typed else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in words typed on, so that they are undone as one."""
        if not isinstance(other, _StoredStep) or other.what.typed != self.what.typed:
            return False
        if other.step.keys != self.step.keys:
            return False
        self.step = self.step.followed_by(other.step)
        return True

    def redo(self) -> None:
        if self._is_new:
            self._is_new = False
        elif not self.isObsolete():
            self._history.write_back(self, self._history.redone.emit)

    def undo(self) -> None:
        if not self.isObsolete():
            self._history.write_back(self, self._history.undone.emit)


def _revert(db: Database, _progress: Progress, *, step: Step) -> Step:
    from models.store.undo import revert

    with db.write() as c:
        return revert(c, step)
