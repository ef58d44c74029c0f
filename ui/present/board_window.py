"""The wall screen between two huddles: a calm board that turns its pages by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.events import report_exceptions
from ui.base.theme import load_theme
from ui.text.huddle.windows import window_title

if TYPE_CHECKING:
    from models.huddle.screens import Board
    from models.store.database import Database
    from ui.base.jobs import Progress
    from ui.present.board import BoardPage
    from ui.present.painter import Drawn

TURN_MS = 20_000
"""So long a page stands. Nothing keeps the screen awake, and nothing is heard."""

RELOAD_MS = 10 * 60_000
"""So often the board looks for what is new."""

K = Qt.Key
ON = (K.Key_PageDown, K.Key_Right, K.Key_Space, K.Key_Down)
BACK = (K.Key_PageUp, K.Key_Left, K.Key_Up)


class BoardWindow(QWidget):
    """Covers a screen with one unit's board. It belongs to the window it was asked for in."""

    huddle_wanted = Signal()
    """F5: the huddle begins."""

    def __init__(self, desk: PageContext, board: Board, home: QWidget) -> None:
        super().__init__(home.window(), Qt.WindowType.Window)
        self.setObjectName("board_window")
        self.setWindowTitle(window_title())
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._desk = desk
        self._theme = load_theme(desk.preferences.room_theme)
        self._board = board
        self._at = 0
        self._black = False
        self.drawn: list[Drawn] = []
        self._turn = self._timer(TURN_MS, self.turn)
        self._reload = self._timer(RELOAD_MS, self.reload)
        desk.data.changed.connect(self.reload)
        self._name()

    @property
    def page(self) -> BoardPage:
        """The page that is shown."""
        pages = self._pages
        return pages[self._at % len(pages)]

    @property
    def _pages(self) -> tuple[BoardPage, ...]:
        from ui.present.board import board_pages

        return board_pages(self._board)

    @property
    def board(self) -> Board:
        return self._board

    def show_on(self, screen: QScreen) -> None:
        """Cover a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def turn(self, by: int = 1) -> None:
        """Show the next page, or one before."""
        self._at = (self._at + by) % len(self._pages)
        self._name()
        self.update()

    def reload(self, *_changed: object) -> None:
        """Look again what there is to show."""
        job = self._desk.data.query(partial(_read, desk=self._desk, unit_id=self._board.unit_id))
        job.done.connect(self._take)

    def _take(self, board: Board) -> None:
        self._board = board
        self._name()
        self.update()

    def count(self, times: int) -> None:
        """Count the promise on the screen as done once more, or take one back."""
        promise = self.page.promise
        if promise is None or promise.done + times < 0:
            return
        job = self._desk.data.execute(
            partial(
                _count,
                unit_id=self._board.unit_id,
                action_id=promise.action_id,
                times=times,
                desk=self._desk,
            )
        )
        job.done.connect(self._take)

    def _name(self) -> None:
        from ui.text.huddle.board import board_title

        self.setAccessibleName(board_title(self.page.kind))

    def _timer(self, interval_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(lambda: act())
        return timer

    @report_exceptions
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turn.start()
        self._reload.start()

    @report_exceptions
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turn.stop()
        self._reload.stop()

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if text in (".", "b", "B"):
            self._black = not self._black
        elif key in (K.Key_Escape, K.Key_F6):
            self.close()
        elif key == K.Key_F5:
            self.huddle_wanted.emit()
        elif text in ("+", "="):
            self.count(1)
        elif text in ("-", "_"):
            self.count(-1)
        elif key in ON or key in BACK:
            self._turn.start()
            self.turn(1 if key in ON else -1)
        self.update()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        from ui.present.board import paint_board

        painter = QPainter(self)
        try:
            if self._black:
                painter.fillRect(self.rect(), Qt.GlobalColor.black)
                self.drawn = []
                return
            family = self._desk.look.font("body").family()
            size = QSizeF(self.size())
            self.drawn = paint_board(painter, size, self._board, self.page, self._theme, family)
        finally:
            painter.end()


def show_board(
    desk: PageContext, home: QWidget, unit_id: int | None, start: Callable[[], object]
) -> None:
    """Show a unit's board (None: of the unit whose huddle F5 would start) once it is read.

    It covers the room's screen, which is the one that `home` is not on where there are two.
    `start` begins the huddle. A board of this window that is there already comes to the front.
    Nothing is shown while there is no unit.
    """
    open_board = running_board(home)
    if open_board is not None:
        open_board.show_on(_room_screen(home))
        return

    _Opening(desk, home, start).begin(unit_id)


def _room_screen(home: QWidget) -> QScreen:
    own = home.window().screen()
    return next((s for s in QGuiApplication.screens() if s is not own), own)


class _Opening(QObject):
    """Reads a board and shows it; gone with the window it was asked for in."""

    def __init__(self, desk: PageContext, home: QWidget, start: Callable[[], object]) -> None:
        super().__init__(home.window())
        self._desk = desk
        self._home = home
        self._start = start

    def begin(self, unit_id: int | None) -> None:
        job = self._desk.data.query(partial(_read, desk=self._desk, unit_id=unit_id))
        job.done.connect(self._show)
        job.failed.connect(self._give_up)
        job.cancelled.connect(self.deleteLater)

    def _show(self, board: Board) -> None:
        close_board(self._home)
        window = BoardWindow(self._desk, board, self._home)
        window.huddle_wanted.connect(self._start)
        window.show_on(_room_screen(self._home))
        self.deleteLater()

    def _give_up(self, _error: UserError) -> None:
        """Show nothing: without a unit there is no board."""
        self.deleteLater()


def running_board(home: QWidget) -> BoardWindow | None:
    """Return the board in front of a window, None when there is none."""
    found = home.window().findChild(BoardWindow, "board_window")
    return found if isinstance(found, BoardWindow) else None


def close_board(home: QWidget) -> None:
    """Put the board away, as when a huddle begins."""
    found = running_board(home)
    if found is not None:
        found.setObjectName("")
        found.close()


def _read(db: Database, _progress: Progress, *, desk: PageContext, unit_id: int | None) -> Board:
    from models.huddle.screens import load_board
    from ui.present.beginning import unit_to_meet

    unit = unit_to_meet(db, unit_id, desk.preferences.last_unit)
    return load_board(db, unit, desk.now().astimezone())


def _count(
    db: Database,
    progress: Progress,
    *,
    unit_id: int,
    action_id: int,
    times: int,
    desk: PageContext,
) -> Board:
    from models.store.actions import record_completion

    now = desk.now()
    with db.write() as c:
        record_completion(c, unit_id, now.date(), times, now=now, action_id=action_id)
    return _read(db, progress, desk=desk, unit_id=unit_id)
