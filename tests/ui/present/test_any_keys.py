"""Any keys in any step through the real window and store: nothing is lost, nothing fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.huddle.agenda.plan import Plan
from models.huddle.agenda.steps import Step
from models.huddle.session.live import read_huddle
from models.store.database.database import Database, open_database
from tests.ui.present.conftest import CTRL, K, Meeting
from tests.ui.present.reading import unreadable

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Press = tuple[Qt.Key, Qt.KeyboardModifier]
NAMED: list[Press | str] = [
    (key, PLAIN)
    for key in (
        K.Key_PageDown, K.Key_PageUp, K.Key_Right, K.Key_Left, K.Key_Up, K.Key_Down, K.Key_Home,
        K.Key_End, K.Key_Space, K.Key_Return, K.Key_Enter, K.Key_Tab, K.Key_Backspace,
        K.Key_Delete, K.Key_Escape, K.Key_F1, K.Key_F5, K.Key_Forward, K.Key_Back, K.Key_Shift,
        K.Key_F9, K.Key_VolumeUp, K.Key_Insert,
    )
]  # fmt: skip
WITH_CTRL: list[Press | str] = [
    (key, CTRL)
    for key in (
        K.Key_B, K.Key_R, K.Key_M, K.Key_F, K.Key_H, K.Key_P, K.Key_Plus, K.Key_Minus, K.Key_C,
        K.Key_V, K.Key_Period, K.Key_Question, K.Key_Home, K.Key_W,
    )
]  # fmt: skip
TYPED: list[Press | str] = [*"bBfFmMrRpPhHdDkKoOsStT%?+-=._é1234567890"]
EVERY_KEY = [*NAMED, *WITH_CTRL, *TYPED, (K.Key_Backtab, SHIFT)]
LINES = ("call lights", "night shift never rounds", "Keandra said so in room 412", "ok.", " x ")
KINDS = ("full", "short", "no data", "too few", "rehearsal")


TEXTS = {
    K.Key_Space: " ", K.Key_Return: "\r", K.Key_Enter: "\r", K.Key_Tab: "\t",
    K.Key_Backspace: "\b", K.Key_Delete: "\x7f", K.Key_Escape: "\x1b",
}  # fmt: skip


def send(window: QWidget, key: Press | str) -> None:
    """Press and let go a key as the system tells it; a letter by what it types."""
    if isinstance(key, str):
        code, modifiers, text = Qt.Key(ord(key.upper())), PLAIN, key
    else:
        code, modifiers = key
        text = TEXTS.get(code, "")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, code, modifiers, text))


class AnyKeys(RuleBasedStateMachine):
    """A room full of people at one keyboard."""

    meeting: Meeting
    beside: Database
    """The same store, opened once more."""
    plans: Mapping[str, Plan]

    @initialize(kind=st.sampled_from(sorted(KINDS)))
    def start(self, kind: str) -> None:
        self.rehearsal = kind == "rehearsal"
        plan = self.plans[kind]
        self.meeting_plan = plan
        self._begin(go_on=False)

    def _begin(self, *, go_on: bool = True) -> None:
        self.meeting.begin(plan=self.meeting_plan, go_on=go_on)
        self.meeting.show_at(480, 270)

    @rule(step=st.sampled_from(list(Step)), keys=st.lists(st.sampled_from(EVERY_KEY), max_size=6))
    def keys_in_a_step(self, step: Step, keys: Sequence[Press | str]) -> None:
        if self.over:
            self._begin()
        steps = self.meeting.plan.steps
        for _place in steps:
            if step not in steps or self.over or self.meeting.state.step is step:
                break
            further = steps.index(step) > steps.index(self.meeting.state.step)
            self._press((K.Key_PageDown if further else K.Key_PageUp, PLAIN))
        for key in keys:
            self._press(key)

    @rule(text=st.sampled_from(LINES))
    def type_a_line(self, text: str) -> None:
        for letter in text:
            self._press(letter, look=False)
        self._press((K.Key_Return, PLAIN))

    @rule(seconds=st.sampled_from([1, 60, 200, 400]))
    def time_passes(self, seconds: int) -> None:
        if not self.over:
            self.meeting.wait_s(seconds)

    @property
    def over(self) -> bool:
        return self.meeting.huddle is None

    def _press(self, key: Press | str, *, look: bool = True) -> None:
        if self.over:
            return
        room, session = self.meeting.room, self.meeting.shown.session
        lines = session.live.state.lines
        send(room, key)
        state = session.live.state
        assert state.lines[: len(lines)] == lines
        assert session.live.unsaved is None
        if state.left and not self.rehearsal:
            self._begin()  # Esc, then F5
            assert self.meeting.state == replace(state, left=False)
        elif state.left or state.ended:
            self.meeting.huddle = self.meeting.shown = None
        elif look:
            assert unreadable(self.meeting.drawn(), room.stage.size()) == []

    def teardown(self) -> None:
        if self.over:
            return
        assert self.meeting.shown.session.wait_stored()
        before, huddle = self.meeting.state, self.meeting.id
        self.meeting.crash()
        if not self.rehearsal:
            _plan, kept, _events = read_huddle(self.beside, huddle)
            assert kept == before


def plans_of(full: Plan) -> dict[str, Plan]:
    """Return a plan of each kind, made of a full one."""
    assert full.measure is not None
    few = replace(full.measure, of=None, top=None, at_other_rate=None, too_few=True)
    return {
        "full": full,
        "short": replace(full, kind="short"),
        "no data": replace(full, measure=None, praise=None, said=(), actions=()),
        "too few": replace(full, measure=few, instead=full.praise),
        "rehearsal": replace(full, rehearsal=True),
    }


def test_that_any_keys_in_any_step_lose_nothing_and_never_fail(meeting: Meeting) -> None:
    plans = plans_of(meeting.prepared())
    beside = open_database(meeting.desk.data.place)
    given = {"meeting": meeting, "plans": plans, "beside": beside}
    often = settings(
        max_examples=200,
        stateful_step_count=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type("AnyKeysHere", (AnyKeys,), given), settings=often)
    beside.close()
