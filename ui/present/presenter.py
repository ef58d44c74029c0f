"""Puts a running huddle on the screens: the room's alone, or with a second one the lead's too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance, Theme
from ui.present.lead_window import LeadWindow
from ui.present.room_window import RoomWindow
from ui.present.session import HuddleSession

Screens = Callable[[], list[QScreen]]


def connected_screens() -> list[QScreen]:
    """Return the screens of this computer."""
    return list(QGuiApplication.screens())


class Presenter(QObject):
    """Shows one huddle from its start until it is left. `home` is the window it came from.

    The room's screen is the one `home` is not on, where there are two. A screen that is taken
    away takes the lead's view with it: nothing private moves to the room's screen.
    """

    over = Signal(bool)
    """The huddle was left (False) or has ended (True), and its windows are gone."""

    def __init__(
        self,
        session: HuddleSession,
        home: QWidget,
        look: Appearance,
        theme: Theme,
        screens: Screens = connected_screens,
    ) -> None:
        super().__init__(home)
        self.session = session
        session.setParent(self)
        self._home = home
        self._look = look
        self._theme = theme
        self._screens = screens
        self._swapped = False
        self.room = RoomWindow(session, theme, look.font("body").family())
        self.lead: LeadWindow | None = None
        self.room.close_wanted.connect(self.leave)
        session.over.connect(self._end)

    @property
    def screens(self) -> list[QScreen]:
        """The screens of this computer."""
        return self._screens()

    def show(self) -> None:
        """Show the windows, hide the cursor, and let the clock run."""
        self._place()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._place)
            app.screenRemoved.connect(self._place)
        self.session.start()

    def to_front(self) -> None:
        """Bring the window that has the keys to the front again."""
        self._to_front(self.room if self.lead is None else self.lead)

    def leave(self) -> None:
        """Leave the huddle as Esc does: everything is stored, nothing is asked."""
        self.session.leave()

    def _place(self, *_screen: object) -> None:
        screens = self._screens()
        self.session.set_alone(len(screens) < 2)
        if len(screens) < 2:
            self._drop_lead()
            self.room.show_on(screens[0])
            self._to_front(self.room)
            return
        room_screen, lead_screen = self._sides(screens)
        self.room.show_on(room_screen)
        if self.lead is None:
            family = self._look.font("body").family()
            self.lead = LeadWindow(self.session, self._look, self._theme, family)
            self.lead.close_wanted.connect(self.leave)
            self.lead.swap_requested.connect(self._swap)
        self.lead.show_on(lead_screen)
        self._to_front(self.lead)

    def _sides(self, screens: list[QScreen]) -> tuple[QScreen, QScreen]:
        """Return the room's screen and the lead's."""
        lead = self._home.screen() if self._home.screen() in screens else screens[0]
        room = next(screen for screen in screens if screen is not lead)
        return (lead, room) if self._swapped else (room, lead)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._place()

    def _drop_lead(self) -> None:
        if self.lead is not None:
            self.lead.end()
            self.lead = None

    def _to_front(self, window: QWidget) -> None:
        window.raise_()
        window.activateWindow()
        window.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _end(self, ended: bool) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._place)
            app.screenRemoved.disconnect(self._place)
        self._drop_lead()
        self.room.end()
        self.over.emit(ended)
