"""From the keyboard, and from clickers, to keys as the huddle understands them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from models.huddle.session import Key, ctrl, named, typed

K = Qt.Key
_NAMES = {
    K.Key_PageDown: "PageDown",
    K.Key_PageUp: "PageUp",
    K.Key_Right: "Right",
    K.Key_Left: "Left",
    K.Key_Up: "Up",
    K.Key_Down: "Down",
    K.Key_Home: "Home",
    K.Key_End: "End",
    K.Key_Space: "Space",
    K.Key_Return: "Enter",
    K.Key_Enter: "Enter",
    K.Key_Tab: "Tab",
    K.Key_Backtab: "Backtab",
    K.Key_Backspace: "Backspace",
    K.Key_Delete: "Delete",
    K.Key_Escape: "Escape",
    K.Key_F1: "F1",
    K.Key_Help: "F1",
    K.Key_F5: "F5",
    # Buttons of clickers and media keyboards.
    K.Key_Forward: "PageDown",
    K.Key_MediaNext: "PageDown",
    K.Key_Back: "PageUp",
    K.Key_MediaPrevious: "PageUp",
}

_SELECTING = {
    K.Key_Left: "SelectLeft",
    K.Key_Right: "SelectRight",
    K.Key_Home: "SelectHome",
    K.Key_End: "SelectEnd",
}
"""Keys that select on their way in a text box, while Shift is held."""

MOST_PASTED = 2_000


def key_of(event: QKeyEvent) -> Key | None:
    """Return the key of an event, None for one that the huddle has no use for (Shift, Alt+F4)."""
    pressed, modifiers = Qt.Key(event.key()), event.modifiers()
    held = modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    if pressed == K.Key_Backspace and held == Qt.KeyboardModifier.ControlModifier:
        return named("WordBack")
    if pressed in _SELECTING and modifiers & Qt.KeyboardModifier.ShiftModifier and not held:
        return named(_SELECTING[pressed])
    if pressed in _NAMES:
        return named(_NAMES[pressed]) if not held else None
    if held == Qt.KeyboardModifier.ControlModifier:
        return _with_ctrl(event)
    text = event.text()
    if modifiers & Qt.KeyboardModifier.MetaModifier or not text or not text.isprintable():
        return None
    if held == Qt.KeyboardModifier.AltModifier:
        return None
    return typed(text)  # with Ctrl and Alt together: what AltGr types


def _with_ctrl(event: QKeyEvent) -> Key | None:
    if event.key() == K.Key_V:
        pasted = QGuiApplication.clipboard().text()[:MOST_PASTED]
        return typed(pasted) if pasted.strip() else None
    if event.key() == K.Key_A:
        return named("SelectAll")
    code = event.key()
    if 0x21 <= code <= 0x7E:
        return ctrl(chr(code).lower())
    return None
