"""What a charge nurse with a clicker or a keyboard does, and what the room then sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.huddle.agenda.plan import TrendPoint
from models.huddle.session.keys import named
from models.huddle.session.live import resume_live_huddle
from models.store.database.database import open_database
from models.store.huddles.huddles import get_huddle
from tests.ui.present.conftest import K, Meeting

NEXT = (K.Key_PageDown, K.Key_Right, K.Key_Space, K.Key_Return, K.Key_Enter)
BACK = (K.Key_PageUp, K.Key_Left, K.Key_Backspace)


@pytest.mark.parametrize("key", NEXT)
def test_that_each_of_a_clickers_keys_goes_on(meeting: Meeting, key: Qt.Key) -> None:
    meeting.begin().press(key)
    assert meeting.step == "thank"


@pytest.mark.parametrize("key", BACK)
def test_that_each_of_a_clickers_keys_goes_back(meeting: Meeting, key: Qt.Key) -> None:
    meeting.begin().go_to("promised").press(key)
    assert meeting.step == "thank"


def test_that_a_click_goes_on_but_not_out_of_a_text_box(meeting: Meeting) -> None:
    meeting.begin()
    click = lambda: QTest.mouseClick(meeting.room, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))  # noqa: E731
    click()
    assert meeting.step == "thank"
    meeting.go_to("hear").type("half a li")
    click()
    assert meeting.step == "hear"


@pytest.mark.parametrize("key", [K.Key_Period, K.Key_B])
def test_that_the_screen_is_black_at_once_and_comes_back_with_the_same_key(
    meeting: Meeting, key: Qt.Key
) -> None:
    meeting.begin().press(key)
    assert meeting.drawn() == []
    black = meeting.room.grab().toImage()
    assert {black.pixelColor(x, y).name() for x, y in ((0, 0), (300, 200))} == {"#000000"}
    meeting.wait_s(7)
    meeting.press(key)
    assert "0:07" in meeting.words()


def test_that_a_lone_point_in_an_empty_box_blacks_the_screen(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type(".")
    assert meeting.drawn() == []
    meeting.type(".").type("a.b")
    assert meeting.state.texts["line"] == "a.b"


def test_that_letters_type_inside_a_box_and_act_with_ctrl(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("bfmrtp?")
    assert meeting.state.texts["line"] == "bfmrtp?"
    assert (meeting.state.black, meeting.state.freeze, meeting.state.sheet) == (False,) * 3
    meeting.press(K.Key_B, with_ctrl=True)
    assert meeting.state.black
    meeting.press(K.Key_B, with_ctrl=True).press(K.Key_M, with_ctrl=True)
    assert "supplies and space" in meeting.words()
    meeting.type("3").press(K.Key_Return)
    assert meeting.state.lines[0].lens == "handoff"
    size = meeting.state.size
    meeting.press(K.Key_Plus, with_ctrl=True)
    assert meeting.state.size == size + 1
    meeting.press(K.Key_Minus, K.Key_Minus, with_ctrl=True)
    assert meeting.state.size == size - 1


def test_that_freeze_keeps_the_picture_while_the_clock_goes_on(meeting: Meeting) -> None:
    meeting.begin().go_to("thank").type("f")
    before = meeting.words()
    meeting.go_to("see").wait_s(125)
    now = meeting.words()
    assert "Thank" in now
    assert "2:05" in now
    assert now.replace("2:05", "0:00") == before
    meeting.type("f")
    assert "said Always" in meeting.words()


def test_that_the_key_sheet_names_the_keys_and_goes_again(meeting: Meeting) -> None:
    meeting.begin().go_to("promised").type("?")
    assert "freeze the screen" in meeting.words()
    assert "stuck: ask for help" in meeting.words()
    meeting.type("?")
    assert "freeze the screen" not in meeting.words()


def test_that_backspace_edits_first_and_goes_back_only_from_an_empty_box(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("ab").press(K.Key_Backspace, K.Key_Backspace)
    assert meeting.step == "hear"
    meeting.press(K.Key_Backspace)
    assert meeting.step == "see"


def test_that_home_and_end_go_to_the_ends_and_lose_nothing(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("trays late").press(K.Key_Tab, K.Key_Home)
    assert meeting.step == "open"
    meeting.press(K.Key_End)
    assert meeting.step == "close"
    assert "1 idea saved" in meeting.words().lower()


def test_that_text_grows_and_shrinks(meeting: Meeting) -> None:
    meeting.begin().go_to("choose")
    usual = max(text.size_px for text in meeting.drawn())
    meeting.type("+")
    assert max(text.size_px for text in meeting.drawn()) > usual
    meeting.type("--")
    assert max(text.size_px for text in meeting.drawn()) < usual


def test_that_the_guess_is_typed_revealed_and_kept(meeting: Meeting) -> None:
    meeting.begin().go_to("guess")
    assert meeting.plan.measure is not None
    of, truth = meeting.plan.measure.guess_of, meeting.plan.measure.truth
    assert f"of {of}" in meeting.words()
    assert f"{truth} of" not in meeting.words()
    meeting.type("19").press(K.Key_Backspace).type("8").press(K.Key_Return)
    assert meeting.step == "see"
    meeting.wait_s(2)
    assert "We guessed 18" in meeting.words()
    kept = meeting.read(lambda c: get_huddle(c, meeting.id))
    assert (kept.guess, kept.guess_of, kept.truth) == (18, of, truth)


def test_that_the_trend_and_percentages_stand_behind_their_keys(meeting: Meeting) -> None:
    plan = meeting.prepared()
    assert plan.measure is not None
    points = (TrendPoint("2025-Q1", 30, 0.6), TrendPoint("2025-Q2", 40, 0.5))
    plan = replace(plan, measure=replace(plan.measure, trend=points))
    meeting.begin(plan=plan).go_to("see").wait_s(2)
    counted = meeting.words()
    assert not re.search(r"\d%", counted)
    meeting.type("%")
    assert "100%" in meeting.words()
    meeting.type("%T")
    ticks = [text for text in meeting.drawn() if text.role == "tick"]
    assert any("2025" in tick.text for tick in ticks)
    meeting.type("t")
    assert meeting.words() == counted


def test_that_lines_are_typed_hidden_and_then_shown_shuffled(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens")
    assert "no pens" not in meeting.words()
    assert "•••" in meeting.words()
    meeting.press(K.Key_Return).type("trays late").press(K.Key_Return)
    assert "trays late" not in meeting.words()
    assert "2 lines so far" in meeting.words()
    meeting.press(K.Key_R, with_ctrl=True)
    assert {"no pens", "trays late"} <= set(meeting.words().split("\n"))


def test_that_fingers_are_digits_and_backspace_corrects(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return).type("trays late")
    meeting.press(K.Key_Return).go_to("choose").type("5").press(K.Key_Down)
    meeting.type("9").press(K.Key_Backspace).type("7")
    choices = meeting.shown.session.room_screen().content.choices
    assert [choice.fingers for choice in choices] == [5, 7]


def test_that_a_line_that_is_being_typed_can_be_selected_and_replaced(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_A, with_ctrl=True).type("trays")
    assert meeting.state.texts["line"] == "trays"
    QTest.keyClick(meeting.room, K.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert meeting.type("carts").state.texts["line"] == "carts"


def test_that_the_line_with_the_most_fingers_stands_out(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return).type("trays late")
    meeting.press(K.Key_Return).go_to("choose").type("5").press(K.Key_Down).type("5")

    def leading() -> list[bool]:
        return [line.leads for line in meeting.shown.session.room_screen().content.choices]

    assert leading() == [False, False]  # as many: nobody leads
    meeting.press(K.Key_Backspace).type("7")
    assert leading() == [False, True]


def test_that_what_is_typed_after_the_lines_were_shown_is_seen(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return)
    meeting.press(K.Key_R, with_ctrl=True).type("trays")
    assert "trays" in meeting.words()


def test_that_plus_and_minus_vote_in_the_huddle_check(meeting: Meeting) -> None:
    meeting.begin().go_to("check").type("+9-2")
    assert (meeting.state.thumbs_up, meeting.state.thumbs_down) == (9, 2)
    size = meeting.state.size
    meeting.press(K.Key_Plus, with_ctrl=True)
    assert meeting.state.size == size + 1


def test_that_a_late_topic_can_be_parked(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("trays").wait_s(479)
    assert "saves this for next time" not in meeting.words()
    meeting.wait_s(1)
    assert "Ctrl+P saves this for next time" in meeting.words()
    meeting.press(K.Key_P, with_ctrl=True)
    assert meeting.step == "check"
    assert meeting.state.texts["line:1"] == "trays"


def test_that_it_closes_by_itself_at_ten_minutes_and_loses_no_line(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return).type("half a li").wait_s(600)
    assert meeting.step == "close"
    assert [meeting.state.text(line.key) for line in meeting.state.lines] == [
        "no pens",
        "half a li",
    ]
    assert "10:00" in meeting.words()


def test_that_esc_leaves_without_asking_from_every_step(meeting: Meeting) -> None:
    for step in meeting.begin().plan.steps:
        meeting.go_to(step.value)
        meeting.leave()
        assert QApplication.activeModalWidget() is None
        if step.value != "close":
            meeting.begin()
            assert meeting.step == step.value


def test_that_a_key_held_down_repeats_in_a_text_box_only(meeting: Meeting) -> None:
    def hold(key: Qt.Key, text: str) -> None:
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True, 1)
        QApplication.sendEvent(meeting.room, held)

    meeting.begin()
    hold(K.Key_PageDown, "")
    assert meeting.step == "open"
    meeting.go_to("hear")
    hold(K.Key_O, "o")
    assert meeting.state.texts["line"] == "o"


def test_that_an_input_method_types_whole_words(meeting: Meeting) -> None:
    event = QInputMethodEvent()
    event.setCommitString("夜勤")
    QApplication.sendEvent(meeting.begin().go_to("hear").room, event)
    assert meeting.state.texts["line"] == "夜勤"


def test_that_the_room_sees_no_name_of_the_program_and_no_cursor(meeting: Meeting) -> None:
    meeting.begin()
    assert meeting.room.windowTitle() == "Huddle"
    assert meeting.room.cursor().shape() is Qt.CursorShape.BlankCursor
    assert meeting.room.stage.accessibleName()


@pytest.fixture
def busy(meeting: Meeting) -> Iterator[Callable[[], Event]]:
    """Give a function that keeps the lane for writes busy until its event is set."""
    held, begun = Event(), Event()

    def import_for_long(_db: object, _progress: object) -> None:
        begun.set()
        held.wait(20)

    def start() -> Event:
        meeting.desk.data.execute_unannounced(import_for_long)
        assert begun.wait(20)
        return held

    yield start
    held.set()


def test_that_a_busy_store_is_told_and_nothing_is_lost(
    meeting: Meeting, busy: Callable[[], Event], qtbot: Any
) -> None:
    meeting.begin().go_to("hear")
    held = busy()
    meeting.type("trays")
    qtbot.waitUntil(lambda: "Not saved yet" in meeting.words(), timeout=5_000)
    held.set()
    qtbot.waitUntil(lambda: "Not saved yet" not in meeting.words(), timeout=5_000)
    meeting.crash()
    meeting.begin()
    assert meeting.state.texts["line"] == "trays"


def test_that_leaving_while_the_store_is_busy_ends_once_all_is_stored(
    meeting: Meeting, busy: Callable[[], Event], qtbot: Any
) -> None:
    meeting.begin().go_to("hear")
    held = busy()
    huddle = meeting.huddle
    told: list[bool] = []
    huddle.over.connect(told.append)
    meeting.type("trays").press(K.Key_Escape)
    assert told == []  # the window goes on; nothing is told before all is stored
    held.set()
    qtbot.waitUntil(lambda: told == [False], timeout=5_000)
    meeting.huddle = meeting.shown = None
    meeting.begin()
    assert (meeting.step, meeting.state.texts["line"]) == ("hear", "trays")


def test_that_a_huddle_that_goes_on_elsewhere_says_that_nothing_is_kept_here(
    meeting: Meeting, qtbot: Any
) -> None:
    meeting.begin().go_to("hear")
    assert meeting.shown.session.wait_stored()
    other = open_database(meeting.desk.data.place)
    resume_live_huddle(other, meeting.id).press(named("PageDown"))
    other.close()
    meeting.type("trays")
    qtbot.waitUntil(lambda: "running in another window" in meeting.words(), timeout=5_000)
    meeting.crash()


def test_that_a_screen_reader_is_not_told_every_second(meeting: Meeting) -> None:
    before = meeting.begin().go_to("thank").room.stage.accessibleName()
    assert "Thank" in before
    meeting.wait_s(5)
    assert "0:05" in meeting.words()
    assert meeting.room.stage.accessibleName() == before


def test_that_the_room_is_light_where_it_was_chosen(meeting: Meeting) -> None:
    assert meeting.begin().room.grab().toImage().pixelColor(3, 3).lightness() < 60
    meeting.leave()
    meeting.desk.preferences.room_theme = "light"
    assert meeting.begin().room.grab().toImage().pixelColor(3, 3).lightness() > 200
