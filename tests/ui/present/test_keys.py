"""Keys of keyboards and clickers as the huddle understands them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.huddle.session.keys import NAMED, Key, ctrl, named, typed
from ui.present.keys import key_of

K = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, PAD = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.KeypadModifier


def pressed(key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = PLAIN) -> Key | None:
    return key_of(QKeyEvent(QEvent.Type.KeyPress, key, held, text))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (K.Key_PageDown, "PageDown"),
        (K.Key_PageUp, "PageUp"),
        (K.Key_Enter, "Enter"),
        (K.Key_Return, "Enter"),
        (K.Key_Forward, "PageDown"),
        (K.Key_Back, "PageUp"),
        (K.Key_MediaNext, "PageDown"),
        (K.Key_MediaPrevious, "PageUp"),
        (K.Key_Help, "F1"),
        (K.Key_F5, "F5"),
        (K.Key_Escape, "Escape"),
    ],
)
def test_that_buttons_have_the_name_of_what_they_do(key: Qt.Key, name: str) -> None:
    assert pressed(key) == named(name)
    assert name in NAMED


def test_that_a_clickers_shift_f5_is_f5(qapp: QApplication) -> None:
    assert pressed(K.Key_F5, held=SHIFT) == named("F5")


def test_that_signs_count_as_what_they_type_wherever_their_key_is(qapp: QApplication) -> None:
    assert pressed(K.Key_Plus, "+", PAD) == typed("+")
    assert pressed(K.Key_Slash, "?", SHIFT) == typed("?")
    assert pressed(K.Key_Equal, "+", SHIFT) == typed("+")
    assert pressed(K.Key_Space, " ") == named("Space")
    assert pressed(K.Key_E, "€", CTRL | ALT) == typed("€")  # AltGr


def test_that_ctrl_and_backspace_are_one_key(qapp: QApplication) -> None:
    assert pressed(K.Key_Backspace, "\x7f", CTRL) == named("WordBack")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (K.Key_Left, "SelectLeft"),
        (K.Key_Right, "SelectRight"),
        (K.Key_Home, "SelectHome"),
        (K.Key_End, "SelectEnd"),
    ],
)
def test_that_shift_selects_on_the_way(key: Qt.Key, name: str) -> None:
    assert pressed(key, held=SHIFT) == named(name)


def test_that_ctrl_and_a_select_all(qapp: QApplication) -> None:
    assert pressed(K.Key_A, "\x01", CTRL) == named("SelectAll")


def test_that_ctrl_makes_a_command_of_a_letter_or_a_sign(qapp: QApplication) -> None:
    assert pressed(K.Key_B, "\x02", CTRL) == ctrl("b")
    assert pressed(K.Key_Plus, "+", CTRL | SHIFT) == ctrl("+")
    assert pressed(K.Key_Minus, "-", CTRL | PAD) == ctrl("-")
    assert pressed(K.Key_Question, "?", CTRL | SHIFT) == ctrl("?")


def test_that_what_was_copied_is_pasted_as_one_line(qapp: QApplication) -> None:
    QApplication.clipboard().setText("two\nlines")
    assert pressed(K.Key_V, "\x16", CTRL) == typed("two\nlines")
    QApplication.clipboard().clear()
    assert pressed(K.Key_V, "\x16", CTRL) is None


@pytest.mark.parametrize(
    ("key", "text", "held"),
    [
        (K.Key_Shift, "", SHIFT),
        (K.Key_F4, "", ALT),
        (K.Key_X, "x", ALT),
        (K.Key_VolumeUp, "", PLAIN),
        (K.Key_Home, "", CTRL),
        (K.Key_Escape, "\x1b", ALT),
    ],
)
def test_that_other_keys_do_nothing(key: Qt.Key, text: str, held: Qt.KeyboardModifier) -> None:
    assert pressed(key, text, held) is None
