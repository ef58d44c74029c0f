"""Keys as the huddle understands them, and the sheet that lists them."""

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


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """One row of the key sheet."""

    keys: str
    does: str


KEY_SHEET = (
    KeyHelp("PgDn  →  Space  Enter", "next"),
    KeyHelp("PgUp  ←  Backspace", "back; deletes nothing"),
    KeyHelp(".  B", "black screen, and back"),
    KeyHelp("F", "freeze the screen"),
    KeyHelp("M", "five lenses"),
    KeyHelp("+  −", "text size"),
    KeyHelp("Esc", "leave; all is saved"),
)
"""What `?` shows. At most seven rows, as on every screen of the huddle."""

STEP_KEYS: dict[str, tuple[KeyHelp, ...]] = {
    "open": (KeyHelp("1–9", "who is here today"),),
    "promised": (
        KeyHelp("D", "done"),
        KeyHelp("K", "keep"),
        KeyHelp("O", "stuck: ask for help"),
        KeyHelp("S", "stop it (say why)"),
    ),
    "guess": (KeyHelp("0–9, Enter", "our guess"),),
    "see": (KeyHelp("T", "how it went"), KeyHelp("%", "percentages")),
    "hear": (
        KeyHelp("type, Enter", "one more line"),
        KeyHelp("Ctrl+R", "show the lines"),
        KeyHelp("Ctrl+M", "five lenses"),
        KeyHelp("Tab", "leave the text box"),
    ),
    "choose": (
        KeyHelp("0–9", "type how many fingers for the highlighted line"),
        KeyHelp("Backspace", "correct"),
        KeyHelp("↑ ↓", "another line"),
    ),
    "do": (
        KeyHelp("Tab", "next field"),
        KeyHelp("Ctrl+W", "how big a change"),
        KeyHelp("Enter", "save"),
    ),
    "check": (
        KeyHelp("+  −", "thumbs"),
        KeyHelp("0–9", "how many"),
        KeyHelp("Tab", "one word to change"),
    ),
}
"""Keys that act in one step only."""

THEIRS_KEYS = (
    KeyHelp("Space", "ours or theirs"),
    KeyHelp("Tab", "next field"),
    KeyHelp("Enter", "save"),
)
"""The keys while “ours or theirs” is marked."""

REASON_KEYS = (KeyHelp("Enter", "keep the reason"), KeyHelp("Backspace", "in an empty box: back"))
"""Keys while a reason is typed, when letters are no keys."""
