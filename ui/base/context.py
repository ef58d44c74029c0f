"""What every page works with, handed over by its constructor."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from ui.base.live_data import LiveData
from ui.base.preferences import Preferences
from ui.base.theme import Appearance


@dataclass
class Selection:
    """The measure that the pages about a unit show, so that going from one to the next keeps it.

    Empty: each page makes its own choice. Forgotten when the window closes, as a new month may
    have another gap; the unit is kept in the preferences.
    """

    measure: str = ""


@dataclass(frozen=True)
class PageContext:
    """The look, the open data, this user's preferences, the only clock, and what is looked at.

    `seconds` is the clock of a huddle: any beginning, never set back.
    """

    look: Appearance
    data: LiveData
    preferences: Preferences
    now: Callable[[], datetime]
    looked_at: Selection = field(default_factory=Selection)
    seconds: Callable[[], float] = time.monotonic
    watch_inbox: Callable[[str], object] = str
    """Called with the folder to watch from now on, "" for none."""
    rebuild: Callable[[], object] = list
    """Called when the window is to be built anew, as for another size of text."""
    change_language: Callable[[str], object] = str
    """Called with the code of the language to speak from now on, "" for the system's."""

    def today(self) -> date:
        return self.now().date()
