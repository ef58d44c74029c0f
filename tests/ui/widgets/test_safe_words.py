"""A field that hands on what is typed, keeps it until it is stored, and underlines with advice."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.base.theme import Appearance
from ui.widgets.safe_words import SafeWords, Underline, told

ADVICE = "Say it in your own words."


@pytest.fixture
def place(qtbot: Any) -> QWidget:
    """Give a window with a field to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def put(place: QWidget, look: Appearance, **options: Any) -> SafeWords:
    field = SafeWords(look, "Promise", **options)
    place.layout().addWidget(field)
    field.show()
    field.setFocus()
    return field


def leave(place: QWidget) -> None:
    place.findChild(QLineEdit).setFocus()


def test_that_words_are_handed_on_after_a_pause(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    with qtbot.waitSignal(field.typed) as typed:
        qtbot.keyClicks(field, "You  can rest ")
    assert typed.args == ["You can rest"]


def test_that_leaving_hands_on_at_once_and_only_once(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    heard: list[str] = []
    field.typed.connect(heard.append)
    qtbot.keyClicks(field, "rest")
    leave(place)
    assert heard == ["rest"]
    field.flush()
    assert heard == ["rest"]


def test_that_words_on_their_way_are_not_replaced_by_older_ones(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    field.show_words("old")
    field.selectAll()
    qtbot.keyClicks(field, "new")
    field.flush()
    field.show_words("old")
    assert field.words == "new"
    field.show_words("new")
    field.show_words("from elsewhere")
    assert field.words == "from elsewhere"


def test_that_refused_words_give_way_to_what_is_stored(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    qtbot.keyClicks(field, "eighth")
    field.flush()
    field.give_up()
    field.show_words("stored")
    assert field.words == "stored"


def test_that_words_being_typed_stay(place: QWidget, look: Appearance, qtbot: Any) -> None:
    field = put(place, look)
    qtbot.keyClicks(field, "half a")
    field.show_words("stored")
    assert field.words == "half a"


def test_that_a_required_field_is_never_empty_for_long(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look, required=True)
    field.show_words("You can rest")
    heard: list[str] = []
    field.typed.connect(heard.append)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.flush()
    assert field.words == ""
    leave(place)
    assert field.words == "You can rest"
    assert heard == []


def test_that_underlined_places_have_advice_for_the_eye_and_for_a_reader(
    place: QWidget, look: Appearance
) -> None:
    field = put(place, look)
    field.show_words("We always come")
    field.show_underlines("We always come", [Underline(3, 9, ADVICE)])
    assert field.underlined == ["always"]
    assert field.accessibleDescription() == ADVICE
    formats = field.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats] == [(3, 6)]


def test_that_advice_on_older_words_is_dropped(place: QWidget, look: Appearance) -> None:
    field = put(place, look)
    field.show_words("We come")
    field.show_underlines("We always come", [Underline(3, 9, ADVICE)])
    assert field.underlined == []
    assert field.accessibleDescription() == ""


def test_that_the_same_advice_is_told_once_with_all_its_words() -> None:
    places = [Underline(0, 3, ADVICE, True), Underline(8, 14, ADVICE, True)]
    assert told("sit and listen", places) == [f"“sit”, “listen”: {ADVICE}"]
    assert told("always", [Underline(0, 6, ADVICE)]) == [ADVICE]


def test_that_long_words_make_the_field_higher(place: QWidget, look: Appearance) -> None:
    field = put(place, look)
    low = field.height()
    field.show_words("You can rest here " * 12)
    assert field.height() > 2 * low


def test_that_enter_goes_on_and_pasted_lines_become_one(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    QGuiApplication.clipboard().setText("You can\nrest")
    field.paste()
    with qtbot.waitSignals([field.typed, field.entered]):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "You can rest"


def test_that_control_and_an_arrow_ask_to_move_the_line(
    place: QWidget, look: Appearance, qtbot: Any
) -> None:
    field = put(place, look)
    with qtbot.waitSignal(field.move_requested) as moved:
        qtbot.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert moved.args == [-1]
