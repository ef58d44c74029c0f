"""Undo and redo for the whole window: two menu entries, their keys, and what they say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.base.undo import Undoable, UndoHistory
from ui.text import undo as words
from ui.widgets.status_line import StatusLine

REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


class UndoKeys(QObject):
    """Holds the actions `undo` and `redo`. A text field keeps the keys to itself while it has
    something of its own to undo."""

    def __init__(self, history: UndoHistory, status: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self._history = history
        self._status = status
        self._field: QWidget | None = None
        self.undo = QAction(words.undo_entry(""), window)
        self.undo.setObjectName("menu_undo")
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.undo.triggered.connect(history.undo)
        self.redo = QAction(words.redo_entry(""), window)
        self.redo.setObjectName("menu_redo")
        self.redo.setShortcuts([QKeySequence(keys) for keys in REDO_KEYS])
        self.redo.triggered.connect(history.redo)
        status.undo_requested.connect(history.undo)
        history.offered_changed.connect(self._offer)
        history.kept.connect(self._say_kept)
        history.undone.connect(lambda what: status.say(words.undone(what.text)))
        history.redone.connect(self._say_redone)
        history.failed.connect(status.say_problem)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)
        self._offer()

    def retranslate(self) -> None:
        """Say what can be undone in the language of now."""
        self._offer()

    def _offer(self) -> None:
        undo, redo = self._history.undo_text, self._history.redo_text
        self.undo.setText(words.undo_entry(undo))
        self.undo.setEnabled(bool(undo))
        self.redo.setText(words.redo_entry(redo))
        self.redo.setEnabled(bool(redo))

    def _say_kept(self, what: Undoable) -> None:
        if not what.typed:  # words are stored as they are typed: no line for each of them
            self._status.say_done(words.saved(what.text))

    def _say_redone(self, what: Undoable) -> None:
        self._status.say_done(words.redone(what.text))

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None:
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit) else None
        if self._field is not None:
            self._field.installEventFilter(self)
            self._field.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._field = None

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the window where the field has nothing to undo itself."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        undoes = event.key() == Qt.Key.Key_Z and control
        redoes = event.key() == Qt.Key.Key_Y and control
        if not (undoes or redoes):
            return False
        event.ignore()
        return not _has_own_steps(field)


def _has_own_steps(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() or field.isRedoAvailable()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return field.document().isUndoAvailable() or field.document().isRedoAvailable()
    return False
