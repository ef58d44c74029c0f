"""A huddle on the screen: keys in, pictures out, everything stored on the way."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.huddle.agenda import Step
from models.huddle.screens import REVEAL_MS, Room, SeeScreen, StepView, room_view, step_view
from models.huddle.session import NEXT, Key, LeadView, Private, in_text_box, lead_view, named, press
from ui.present.key_queue import BEFORE_PICTURE_S, LEAVING_S, KeyWriteQueue
from ui.text.huddle.windows import goes_on_elsewhere, not_saved_yet

if TYPE_CHECKING:
    from models.huddle.session import LiveHuddle

TICK_MS = 250
REVEAL_TICK_MS = 33
AGAIN_MS = 50
"""How often a huddle that was left looks whether all is stored."""

ELSEWHERE = "huddle-elsewhere"
"""The code of the UserError that another window has written on."""


class HuddleSession(QObject):
    """Runs one huddle. Windows listen to `changed` and draw `room_screen` and `lead_screen`.

    `lane` is None for a rehearsal, which stores nothing. Without `motion` the numbers of See are
    there at once.
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
        lane: KeyWriteQueue | None,
        parent: QObject | None = None,
        *,
        motion: bool = True,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._room = room
        self._private = private
        self._lane = lane
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._leaving_until = 0.0
        self._motion = motion
        self._skipped = False
        self._reveal = QTimer(self)
        self._reveal.setInterval(REVEAL_TICK_MS)
        self._reveal.timeout.connect(self._go_on_revealing)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._tell_over)

    @property
    def live(self) -> LiveHuddle:
        return self._live

    def wait_stored(self) -> bool:
        """Wait until all that happened is stored. Tells whether it is."""
        return self._lane is None or self._lane.wait(LEAVING_S)

    @property
    def typing(self) -> bool:
        """Whether the keyboard goes into a text box."""
        return in_text_box(self._live.state)

    @property
    def unsaved(self) -> str:
        """Why the last keys are not stored, in words for the screen; "" when they are."""
        error = self._live.unsaved
        if error is not None and error.code == ELSEWHERE:
            return goes_on_elsewhere()
        if error is not None or (self._lane is not None and self._lane.is_behind):
            return not_saved_yet()
        return ""

    def start(self) -> None:
        """Let the clock run."""
        self._timer.start()
        self.changed.emit()

    def press(self, key: Key) -> None:
        """Do what a key does, once the key before it is stored, and store it too."""
        if self._is_over():
            return
        if self._is_revealing():
            self._skipped = True
            if key.name in NEXT:
                self.changed.emit()
                return
        if self._lane is not None:
            self._lane.wait()
        begun = time.monotonic()
        self._live.press(key)
        if self._is_revealing():
            self._reveal.start()
        self.changed.emit()  # what is seen is made while the key is stored, and painted after
        if self._lane is not None:
            self._lane.wait(max(0.0, BEFORE_PICTURE_S - (time.monotonic() - begun)))
        if self._is_over():
            self.finish()

    def _is_revealing(self) -> bool:
        """Whether the numbers of See are coming up: any key shows all of them at once."""
        state = self._live.state
        if not self._motion or self._skipped or state.step is not Step.SEE:
            return False
        since = self._live.elapsed_ms - (state.seen_ms or 0)
        return state.seen_ms is not None and since < REVEAL_MS

    def _go_on_revealing(self) -> None:
        if not self._is_revealing():
            self._reveal.stop()
        self.changed.emit()

    def _shown(self, view: StepView) -> StepView:
        """Return a view with its numbers there, where they do not come up one by one."""
        if self._is_revealing() or not isinstance(view.content, SeeScreen):
            return view
        return replace(view, content=replace(view.content, reveal=1.0))

    def set_alone(self, alone: bool) -> None:
        """Say whether there is only the room's screen: nothing can be typed behind a frozen one."""
        self._live.alone = alone

    def tick(self) -> None:
        """Let time pass: the clock, the offer to park, the close at the hard stop."""
        if not self._is_over():
            self._live.tick()
            self.changed.emit()

    def leave(self) -> None:
        """Leave as Esc does, from any step."""
        self.press(named("Escape"))

    def finish(self) -> None:
        """Stop the clock, and tell that it is over once everything is stored; a store that is
        busy for longer than `LEAVING_S` is not waited for."""
        if self._timer.isActive():
            self._timer.stop()
            self._leaving_until = time.monotonic() + LEAVING_S
            self._tell_over()

    def _tell_over(self) -> None:
        stored = self._lane is None or self._lane.wait()
        if stored or time.monotonic() >= self._leaving_until:
            self.over.emit(self._live.state.ended)
        else:
            self._again.start()

    def room_screen(self) -> StepView:
        """Return what the room sees."""
        live = self._live
        return self._shown(room_view(live.state, live.plan, self._room, live.elapsed_ms))

    def next_step(self) -> StepView:
        """Return the step as PgDn would bring it up, without going there."""
        live = self._live
        after = press(live.state, live.plan, named("PageDown"), live.elapsed_ms).state
        state = replace(after, black=False, seen_ms=None)
        return step_view(state, live.plan, self._room, live.elapsed_ms)

    def coming(self) -> list[StepView]:
        """Return the pictures that are likely to be wanted from this step on."""
        live, views = self._live, [self.next_step()]
        if live.state.step is Step.HEAR:
            lenses = replace(live.state, black=False, lenses=True)
            views.append(step_view(lenses, live.plan, self._room, live.elapsed_ms))
        return views

    def lead_screen(self) -> LeadView:
        """Return the lead's private notes."""
        live = self._live
        return lead_view(live.state, live.plan, self._private, live.elapsed_ms)

    def lead_step(self) -> StepView:
        """Return the step as the lead goes through it while the room's screen is black or
        frozen; masked all the same."""
        live = self._live
        state = replace(live.state, black=False)
        return self._shown(step_view(state, live.plan, self._room, live.elapsed_ms))

    def _is_over(self) -> bool:
        return self._live.state.left or self._live.state.ended
