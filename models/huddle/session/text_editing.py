"""Typing in a text box of the huddle: every key changes the text at once."""

from __future__ import annotations

from models.huddle.session.keys import Key
from models.huddle.session.state import State
from models.huddle.session.transaction import KeyTransaction

MOST_CHARACTERS = 2_000
"""A text box takes no more than this; the key is then as if not pressed."""


def in_text_box(state: State) -> bool:
    """Tell whether the keyboard goes into a text box. "theirs" is a switch, not a box."""
    return bool(state.focus) and state.focus != "theirs"


def edit(turn: KeyTransaction, key: Key) -> bool:
    """Change the text of the box that has the keyboard. False when the key is none of its.

    From an empty box Space, Backspace and the arrows are not taken, so that they go on and back.
    """
    text, cursor = turn.state.text(turn.state.focus), turn.state.cursor
    cursor = min(cursor, len(text))
    if key.name == "Typed":
        return _insert(turn, text, cursor, key.text)
    if not text:
        return False
    if key.name == "Space":
        return _insert(turn, text, cursor, " ")
    if key.name == "Backspace":
        if cursor > 0:
            turn.write(turn.state.focus, text[: cursor - 1] + text[cursor:], cursor - 1)
        return True
    if key.name == "WordBack":
        start = _start_of_word(text, cursor)
        if start < cursor:
            turn.write(turn.state.focus, text[:start] + text[cursor:], start)
        return True
    if key.name == "Delete":
        if cursor < len(text):
            turn.write(turn.state.focus, text[:cursor] + text[cursor + 1 :], cursor)
        return True
    moved = {
        "Left": max(0, cursor - 1),
        "Right": min(len(text), cursor + 1),
        "Home": 0,
        "End": len(text),
    }.get(key.name)
    if moved is None:
        return False
    turn.move_cursor(moved)
    return True


def _start_of_word(text: str, cursor: int) -> int:
    """Return where the word before the cursor begins, the blanks behind it included."""
    return text[:cursor].rstrip().rfind(" ") + 1


def _insert(turn: KeyTransaction, text: str, cursor: int, typed: str) -> bool:
    clean = "".join(c if c.isprintable() else " " for c in typed)
    if clean and len(text) + len(clean) <= MOST_CHARACTERS:
        turn.write(turn.state.focus, text[:cursor] + clean + text[cursor:], cursor + len(clean))
    return True
