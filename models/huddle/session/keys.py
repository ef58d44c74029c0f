"""Keys as the huddle understands them."""

from __future__ import annotations

from dataclasses import dataclass

NEXT = frozenset({"PageDown", "Right", "Space", "Enter"})
BACK = frozenset({"PageUp", "Left", "Backspace"})
NAMED = (
    "PageDown",
    "PageUp",
    "Right",
    "Left",
    "Up",
    "Down",
    "Home",
    "End",
    "Space",
    "Enter",
    "Tab",
    "Backtab",
    "Backspace",
    "WordBack",
    "Delete",
    "Escape",
    "SelectAll",
    "SelectLeft",
    "SelectRight",
    "SelectHome",
    "SelectEnd",
    "F1",
    "F5",
)
"""Keys that are called by name. Everything printable is a `typed` key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key press. `text` is what it types ("" for none; several letters for a paste)."""

    name: str
    text: str = ""
    ctrl: bool = False

    @property
    def letter(self) -> str:
        """The single character it types, in upper case; "" when it types none or several."""
        return self.text.upper() if len(self.text) == 1 else ""


def named(name: str) -> Key:
    """Return a key called by name. ValueError for a name that the huddle does not know."""
    if name not in NAMED:
        raise ValueError(f"no key is called {name}")
    return Key(name, " " if name == "Space" else "")


def typed(text: str) -> Key:
    """Return the press of a printable key, or a paste. A lone blank is the Space key."""
    return named("Space") if text == " " else Key("Typed", text)


def ctrl(letter: str) -> Key:
    """Return a letter or sign pressed with Ctrl (on macOS: Command)."""
    return Key("Typed", letter, ctrl=True)
