"""The window on the room's screen: no frame, no name but "Huddle", nothing private."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.huddle.agenda import Step
from models.huddle.screens import StepView
from models.huddle.session import named, typed
from ui.base.events import report_exceptions
from ui.base.theme import Theme
from ui.present.canvas import StepCanvas
from ui.present.keys import key_of
from ui.present.session import HuddleSession
from ui.text.huddle.windows import window_title

PREPARE_AFTER_MS = 150
"""So long after a step came up the pictures that may follow are prepared, one after the other."""


class KeyWindow(QWidget):
    """A window whose keys go to the huddle. Every key, Tab too."""

    close_wanted = Signal()
    """The system's own way of closing the window was used."""

    def __init__(self, session: HuddleSession) -> None:
        super().__init__()
        self._session = session
        self._closing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def end(self) -> None:
        """Close the window for good."""
        self._closing = True
        self.close()
        self.deleteLater()

    def take_key(self, event: QKeyEvent) -> None:
        """Hand a key to the huddle. A key held down repeats in a text box only."""
        if event.isAutoRepeat() and not self._session.typing:
            return
        key = key_of(event)
        if key is not None:
            self._session.press(key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of another window takes a key of the huddle
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)  # Tab as well, which would move the focus
            return True
        return super().event(event)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.take_key(event)

    @report_exceptions
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self._session.typing:
            self._session.press(typed(event.commitString()))
        event.accept()

    @report_exceptions
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing:
            event.accept()
            return
        event.ignore()
        self.close_wanted.emit()


class RoomWindow(KeyWindow):
    """Shows what the room may see, over the whole of its screen."""

    def __init__(self, session: HuddleSession, theme: Theme, family: str) -> None:
        super().__init__(session)
        self.setObjectName("room_window")
        self.setWindowTitle(window_title())
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.stage = StepCanvas(theme, family, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self._prepared_at: Step | None = None
        self._coming: list[StepView] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREPARE_AFTER_MS)
        self._pause.timeout.connect(self._prepare)
        session.changed.connect(self._renew)
        self._renew()

    def show_on(self, screen: QScreen) -> None:
        """Cover a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def _renew(self) -> None:
        self.stage.show_view(self._session.room_screen(), self._session.unsaved)
        if self._prepared_at is not self._session.live.state.step and not self._pause.isActive():
            self._pause.start()

    def _prepare(self) -> None:
        step = self._session.live.state.step
        if self._prepared_at is not step:
            self._prepared_at, self._coming = step, self._session.coming()
        if self._coming:
            self.stage.prepare(self._coming.pop(0))
        if self._coming:
            self._pause.start()  # one picture at a time: a key may come in between

    @report_exceptions
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._session.typing:
            self._session.press(named("PageDown"))
