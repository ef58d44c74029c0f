"""Typing in a text box of the huddle: every key changes the text at once."""

from __future__ import annotations

from models.huddle.session.keys import Key
from models.huddle.session.state import State
from models.huddle.session.transaction import GUESSES, KeyTransaction

MOST_CHARACTERS = 2_000
"""A text box takes no more than this; the key is then as if not pressed."""

_SELECTING = {
    "SelectLeft": "Left",
    "SelectRight": "Right",
    "SelectHome": "Home",
    "SelectEnd": "End",
}


def in_text_box(state: State) -> bool:
    """Tell whether the keyboard goes into a box for text: not a switch, nor one for digits."""
    return bool(state.focus) and state.focus not in ("theirs", *GUESSES)


def edit(turn: KeyTransaction, key: Key) -> bool:
    """Change the text of the box that has the keyboard. False when the key is none of its.

    From an empty box Space, Backspace and the arrows are not taken, so that they go on and back.
    """
    text = turn.state.text(turn.state.focus)
    if key.name == "Typed":
        return _insert(turn, text, key.text)
    if not text:
        return False
    if key.name == "Space":
        return _insert(turn, text, " ")
    if key.name in ("Backspace", "WordBack", "Delete"):
        _delete(turn, text, key.name)
        return True
    if key.name == "SelectAll":
        turn.move_cursor(len(text), anchor=0)
        return True
    return _move(turn, text, key.name)


def _delete(turn: KeyTransaction, text: str, name: str) -> None:
    """Delete what is selected, else the letter or word beside the cursor."""
    start, end = turn.state.selection
    if start == end and name == "Delete":
        end = min(len(text), end + 1)
    elif start == end:
        start = max(0, start - 1) if name == "Backspace" else _start_of_word(text, start)
    if start < end:
        turn.write(turn.state.focus, text[:start] + text[end:], start)


def _move(turn: KeyTransaction, text: str, name: str) -> bool:
    """Move the cursor, and with Shift select on the way."""
    selecting = name in _SELECTING
    start, end = turn.state.selection
    cursor = min(turn.state.cursor, len(text))
    to = {
        "Left": max(0, cursor - 1) if selecting or start == end else start,
        "Right": min(len(text), cursor + 1) if selecting or start == end else end,
        "Home": 0,
        "End": len(text),
    }.get(_SELECTING.get(name, name))
    if to is None:
        return False
    anchor = turn.state.anchor if turn.state.anchor is not None else cursor
    turn.move_cursor(to, anchor=anchor if selecting else None)
    return True


def _start_of_word(text: str, cursor: int) -> int:
    """Return where the word before the cursor begins, the blanks behind it included."""
    return text[:cursor].rstrip().rfind(" ") + 1


def _insert(turn: KeyTransaction, text: str, typed: str) -> bool:
    """Put letters in place of what is selected."""
    start, end = turn.state.selection
    clean = "".join(c if c.isprintable() else " " for c in typed)
    if clean and len(text) - (end - start) + len(clean) <= MOST_CHARACTERS:
        turn.write(turn.state.focus, text[:start] + clean + text[end:], start + len(clean))
    return True
