"""The words of the huddle's windows: the lead's own screen, titles, and what is not saved yet."""

from __future__ import annotations

from ui.text.language import _


def window_title() -> str:
    """Return the title of every window of the huddle: nothing more is told to who looks on."""
    return _("Huddle")


def our_unit() -> str:
    """Return the name of a unit while there is none."""
    return _("Our unit")


def goes_on_elsewhere() -> str:
    return _("This huddle is running in another window. What you type here isn't saved.")


def not_saved_yet() -> str:
    return _("Not saved yet: the data is busy. Keep this window open. We keep trying.")


def keys_everywhere() -> str:
    """Return the head of the keys that act in every step."""
    return _("Everywhere")


def alone_label() -> str:
    return _("In their own words. Only you can see this.")


def typed_label() -> str:
    return _("Typed")


def swap_label() -> str:
    return _("Swap the screens")


def next_step(title: str) -> str:
    """Return which step comes next, "" at the last."""
    return _("Next: {step}").format(step=title) if title else ""


def blame_note(part: str) -> str:
    """Return that a part of what is typed blames somebody, "" where none does."""
    words = _("“{part}” sounds like blame. Ctrl+M shows five blame-free places to look.")
    return words.format(part=part) if part else ""


def time_left(seconds: int) -> str:
    """Return how long it is until the next step should begin, or since when it should have.

    >>> time_left(65), time_left(-5)
    ('1:05 left', '0:05 late')
    """
    words = f"{abs(seconds) // 60}:{abs(seconds) % 60:02d}"
    if seconds < 0:
        return _("{time} late").format(time=words)
    return _("{time} left").format(time=words)


def room_note(*, black: bool, frozen: bool, typing: bool) -> str:
    """Return what the room sees now, and the key that changes it."""
    ctrl = "Ctrl+" if typing else ""
    if black:
        return _("The room’s screen is black. {keys} brings it back.").format(keys=f"{ctrl}B")
    if frozen:
        return _("The room’s screen is frozen. {keys} unfreezes it.").format(keys=f"{ctrl}F")
    return _("The room sees this.")
