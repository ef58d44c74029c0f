"""A huddle on the screen: keys in, pictures out, everything stored on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.huddle.keyboard import press
from models.huddle.keys import Key, named
from models.huddle.lead import LeadView, Private, lead_view
from models.huddle.room import Room
from models.huddle.screens import room_view, step_view
from models.huddle.view import StepView
from ui.present.lane import BEFORE_PICTURE_S, LEAVING_S, KeyLane

if TYPE_CHECKING:
    from models.huddle.live import LiveHuddle

TICK_MS = 250


class HuddleSession(QObject):
    """Runs one huddle. Windows listen to `changed` and draw `room_screen` and `lead_screen`.

    `lane` is None for a rehearsal, which stores nothing.
    """

    changed = Signal()
    """What the screens show is another: a key, or a second more on the clock."""
    over = Signal(bool)
    """The huddle was left (False) or has ended (True). Everything is stored."""

    def __init__(
        self,
        live: LiveHuddle,
        room: Room,
        private: Private,
        lane: KeyLane | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._room = room
        self._private = private
        self._lane = lane
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def live(self) -> LiveHuddle:
        return self._live

    def wait_stored(self) -> bool:
        """Wait until all that happened is stored. Tells whether it is."""
        return self._lane is None or self._lane.wait(LEAVING_S)

    @property
    def typing(self) -> bool:
        """Whether the keyboard goes into a text box."""
        focus = self._live.state.focus
        return bool(focus) and focus != "theirs"

    @property
    def unsaved(self) -> bool:
        """Whether the last keys could not be stored yet."""
        behind = self._lane is not None and self._lane.is_behind
        return behind or self._live.unsaved is not None

    def start(self) -> None:
        """Let the clock run."""
        self._timer.start()
        self.changed.emit()

    def press(self, key: Key) -> None:
        """Do what a key does, once the key before it is stored, and store it too."""
        if self._is_over():
            return
        if self._lane is not None:
            self._lane.wait()
        self._live.press(key)
        if self._lane is not None:
            self._lane.wait(BEFORE_PICTURE_S)
        self.changed.emit()
        if self._is_over():
            self.finish()

    def tick(self) -> None:
        """Let time pass: the clock, the offer to park, the close at the hard stop."""
        if not self._is_over():
            self._live.tick()
            self.changed.emit()

    def leave(self) -> None:
        """Leave as Esc does, from any step."""
        self.press(named("Escape"))

    def finish(self) -> None:
        """Stop the clock, wait until everything is stored, and tell that it is over."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self.wait_stored()
        self.over.emit(self._live.state.ended)

    def room_screen(self) -> StepView:
        """Return what the room sees."""
        live = self._live
        return room_view(live.state, live.plan, self._room, live.elapsed_ms)

    def next_step(self) -> StepView:
        """Return the step as PgDn would bring it up, without going there."""
        live = self._live
        after = press(live.state, live.plan, named("PageDown"), live.elapsed_ms).state
        state = replace(after, black=False)
        return step_view(state, live.plan, self._room, live.elapsed_ms)

    def lead_screen(self) -> LeadView:
        """Return the lead's private notes."""
        live = self._live
        return lead_view(live.state, live.plan, self._private, live.elapsed_ms)

    def lead_step(self) -> StepView:
        """Return the step as the lead goes through it while the room's screen is black or
        frozen; masked all the same."""
        live = self._live
        state = replace(live.state, black=False)
        return step_view(state, live.plan, self._room, live.elapsed_ms)

    def _is_over(self) -> bool:
        return self._live.state.left or self._live.state.ended
