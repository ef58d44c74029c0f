"""The wall screen between huddles: calm pages, safe for the room, that count with one key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.store.actions.completion_counts import doing_by_week
from tests.models.huddle.hospital import NAMES, NOW
from tests.ui.present.conftest import PATIENCE_MS, K, Meeting
from tests.ui.present.reading import unreadable
from ui.present.board import board_pages
from ui.present.board_window import BoardWindow, close_board, running_board, show_board

STAFF = ("Keandra", "Marisela", "Ngozi")


@pytest.fixture
def board(meeting: Meeting, qtbot: Any) -> Iterator[BoardWindow]:
    """Give the board of 4 West on the one screen there is."""
    started: list[str] = []
    show_board(meeting.desk, meeting.home, None, lambda: started.append("huddle"))
    qtbot.waitUntil(lambda: running_board(meeting.home) is not None, timeout=PATIENCE_MS)
    window = running_board(meeting.home)
    assert window is not None
    window.started = started
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 720)
    yield window
    close_board(meeting.home)


def press(window: BoardWindow, key: Qt.Key, text: str = "") -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(window, event)


def test_that_every_page_can_be_read_and_shows_no_name_but_owners(board: BoardWindow) -> None:
    pages = board_pages(board.board)
    assert {page.kind for page in pages} >= {"promise", "thanks", "results", "next"}
    for _page in pages:
        board.grab()
        assert unreadable(board.drawn, QSize(1280, 720)) == []
        words = " ".join(text.text for text in board.drawn)
        assert not [name for name in NAMES if name in words and name not in STAFF]
        board.turn()


def test_that_pages_turn_by_themselves_and_rest_while_nobody_sees_them(
    board: BoardWindow, qtbot: Any
) -> None:
    first = board.page
    board._turn.setInterval(1)
    qtbot.waitUntil(lambda: board.page != first, timeout=PATIENCE_MS)
    board.hide()
    assert not board._turn.isActive()
    assert not board._reload.isActive()


def test_that_plus_counts_the_promise_once_and_minus_takes_it_back(
    board: BoardWindow, meeting: Meeting, qtbot: Any
) -> None:
    promise = board.page.promise
    assert promise is not None
    press(board, K.Key_Plus, "+")
    qtbot.waitUntil(lambda: board.page.promise.done == 1, timeout=PATIENCE_MS)
    board.grab()
    assert "Done 1 time this week." in [text.text for text in board.drawn]
    unit = board.board.unit_id
    kept = meeting.read(lambda c: doing_by_week(c, unit, action_id=promise.action_id))
    assert list(kept.values()) == [1]
    press(board, K.Key_Minus, "-")
    qtbot.waitUntil(lambda: board.page.promise.done == 0, timeout=PATIENCE_MS)
    press(board, K.Key_Minus, "-")  # never below nothing
    assert board.page.promise.done == 0


def test_that_f5_begins_the_huddle_and_escape_puts_the_board_away(
    board: BoardWindow, meeting: Meeting
) -> None:
    press(board, K.Key_F5)
    assert board.started == ["huddle"]
    press(board, K.Key_Escape)
    assert not board.isVisible()


def test_that_the_board_goes_black_at_once_and_comes_back(board: BoardWindow) -> None:
    press(board, K.Key_Period, ".")
    board.grab()
    assert board.drawn == []
    press(board, K.Key_B, "b")
    board.grab()
    assert board.drawn


def test_that_a_huddle_on_one_screen_ends_on_the_board_and_begins_from_it(
    meeting: Meeting, qtbot: Any
) -> None:
    meeting.begin().go_to("close").leave()
    qtbot.waitUntil(lambda: running_board(meeting.home) is not None, timeout=PATIENCE_MS)
    meeting.now = NOW
    meeting.begin()
    assert running_board(meeting.home) is None


def test_that_a_huddle_that_is_only_left_shows_no_board(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").leave()
    assert running_board(meeting.home) is None
