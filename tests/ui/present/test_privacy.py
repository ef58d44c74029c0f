"""Nobody's name reaches the room's screen, whatever is stored and whatever is typed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.models.huddle.hospital import NAMES
from tests.ui.present.conftest import K, Meeting

TYPED = {
    "promised": "sMarisela left and Ngozi Okonkwo forgot",
    "hear": "Keandra never rounds in room 412",
    "check": "",
}


def names_in(words: str) -> list[str]:
    return [name for name in NAMES if name in words]


OWNED = ("promised", "do", "readback", "close")
"""Steps on which the room reads who keeps a promise, by first name."""

OWNERS = ("Keandra", "Marisela", "Ngozi")


def strangers_in(meeting: Meeting) -> list[str]:
    """Return the names on the room's screen that may not be there, spoken or drawn."""
    words = f"{meeting.words()} {meeting.room.stage.accessibleName()}"
    found = names_in(words)
    if meeting.step in OWNED:
        return [name for name in found if name not in OWNERS]
    return found


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("kind", ["full", "short"])
def test_that_no_step_draws_a_name(meeting: Meeting, kind: str, hidden: bool) -> None:
    meeting.begin(kind=kind)
    steps = meeting.plan.steps
    for step in steps:
        meeting.go_to(step.value)
        assert strangers_in(meeting) == []
        if step.value == "hear" and not hidden:
            meeting.press(K.Key_H, with_ctrl=True)
        for letter in TYPED.get(step.value, ""):
            meeting.type(letter)
            assert strangers_in(meeting) == []
        if step.value == "hear":
            meeting.press(K.Key_Return).type("ask Marisela at 555-123-4567").press(K.Key_Return)
            meeting.press(K.Key_R, with_ctrl=True)
        if step.value == "do":
            for letter in "Keandra Boone":
                meeting.type(letter)
                assert strangers_in(meeting) == []
            meeting.press(K.Key_Tab).type("ask Marisela about room 412")
        if step.value == "check":
            meeting.press(K.Key_Tab).type("Okonkwo")
        assert strangers_in(meeting) == []
    assert any(name in text for name in NAMES for text in meeting.state.texts.values())


def test_that_with_one_screen_nothing_private_is_drawn(meeting: Meeting) -> None:
    meeting.begin().go_to("hear")
    assert meeting.lead is None
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not meeting.home]
    assert shown == [meeting.room]
    assert meeting.room.findChildren(QLabel) == []


def test_that_no_title_or_tool_tip_tells_of_files_or_people(meeting: Meeting) -> None:
    meeting.begin()
    for part in (meeting.room, meeting.room.stage):
        assert part.toolTip() == ""
        assert part.windowFilePath() == ""
    assert meeting.room.windowTitle() == "Huddle"
