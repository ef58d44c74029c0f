"""What every page works with, handed over by its constructor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from ui.live_data import LiveData
from ui.preferences import Preferences
from ui.theme import Look


@dataclass(frozen=True)
class Desk:
    """The look, the open data, this user's preferences, and the only clock."""

    look: Look
    data: LiveData
    preferences: Preferences
    now: Callable[[], datetime]

    def today(self) -> date:
        return self.now().date()
