"""The one way to begin a huddle: from the Huddle page, or with F5 anywhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.present.board_window import close_board, show_board
from ui.present.key_queue import KeyWriteQueue
from ui.present.request import HuddleRequest

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress
    from ui.present.beginning import StartedHuddle
    from ui.present.presenter import Presenter


class Huddle(QObject):
    """A huddle from the wish to its end; belongs to the window it was asked for in.

    `began` and `over` come once each, or `failed` alone.
    """

    began = Signal(object)
    """The `Presenter`: its windows are on the screens, and the clock runs."""
    failed = Signal(object)
    """The UserError that says why there is no huddle. Nothing was shown."""
    over = Signal(bool)
    """It was left (False: F5 goes on with it) or has ended (True). Everything is stored, its
    windows are gone, and the pages have been told to look again."""

    def __init__(self, desk: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("huddle")
        self._desk = desk
        self._window = window
        self._lane = KeyWriteQueue(desk.data)
        self.presenter: Presenter | None = None

    def begin(self, wish: HuddleRequest) -> None:
        """Prepare and store it in a job, then show it."""
        from ui.present.beginning import Clocks, begin_huddle

        desk, last = self._desk, self._desk.preferences.last_unit
        clocks = Clocks(desk.now, desk.seconds)

        def work(db: Database, _progress: Progress) -> StartedHuddle:
            return begin_huddle(db, wish, last, clocks, self._lane)

        job = desk.data.execute_unannounced(work)
        job.done.connect(self._show)
        job.failed.connect(self._give_up)
        job.cancelled.connect(self.deleteLater)

    def to_front(self) -> None:
        """Bring the room's screen back to the front."""
        if self.presenter is not None:
            self.presenter.to_front()

    def leave(self) -> None:
        """Leave as Esc does, when it has begun; returns when everything is stored."""
        if self.presenter is not None:
            session = self.presenter.session
            session.leave()
            session.wait_stored()

    def _show(self, begun: StartedHuddle) -> None:
        from ui.base.theme import load_theme
        from ui.present.presenter import Presenter
        from ui.present.session import HuddleSession

        desk = self._desk
        desk.preferences.last_unit = begun.live.plan.unit_id
        desk.preferences.save()  # so that after a crash F5 finds this huddle
        lane = self._lane if begun.live.id is not None else None
        motion = not desk.preferences.reduced_motion
        session = HuddleSession(begun.live, begun.room, begun.private, lane, motion=motion)
        theme = load_theme(desk.preferences.room_theme)
        self.presenter = Presenter(session, self._window, desk.look, theme)
        self.presenter.over.connect(self._end)
        close_board(self._window)
        self.presenter.show()
        self.began.emit(self.presenter)

    def _give_up(self, error: UserError) -> None:
        self.setObjectName("")
        self.failed.emit(error)
        self.deleteLater()

    def _end(self, ended: bool) -> None:
        self.setObjectName("")  # no longer the running one
        if self.presenter is not None:
            if ended and not self.presenter.session.live.plan.rehearsal:
                self._leave_neutral_picture(self.presenter)
            self.presenter.deleteLater()
            self.presenter = None
        self._desk.data.notify_changed()
        self._window.activateWindow()
        self.over.emit(ended)
        self.deleteLater()

    def _leave_neutral_picture(self, presenter: Presenter) -> None:
        """Show the wall screen where the room would otherwise see the manager's page."""
        if len(presenter.screens) > 1:
            return
        desk, window = self._desk, self._window
        unit = presenter.session.live.plan.unit_id
        show_board(desk, window, unit, lambda: start_huddle(desk, HuddleRequest(unit), window))


def start_huddle(desk: PageContext, wish: HuddleRequest, home: QWidget) -> Huddle:
    """Start a huddle, or go on with one, in front of the window that `home` is in.

    Returns at once; connect `failed` (show its UserError), and `began` or `over` where they
    matter. While a huddle of this window runs or begins, that one is brought to the front and
    returned instead.

    From a page:  start_huddle(self.desk, HuddleWish(unit.id, plan=plan), self)
                      .failed.connect(self.problem_met)
    """
    running = running_huddle(home)
    if running is not None:
        running.to_front()
        return running
    huddle = Huddle(desk, home.window())
    huddle.begin(wish)
    return huddle


def running_huddle(home: QWidget) -> Huddle | None:
    """Return the huddle that runs or begins in front of a window, None when none does."""
    found = home.window().findChild(Huddle, "huddle")
    return found if isinstance(found, Huddle) else None
