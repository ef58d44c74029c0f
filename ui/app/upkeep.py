"""What the window does for the data by itself: a checked back-up on the first use of each day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress

BACKUP_AFTER_MS = 3_000
"""How long after opening: the user's first questions go first."""


def make_daily_backup(db: Database, _progress: Progress, *, today: date) -> Path | None:
    """Back up the database unless that was done today; None when it was. Raises DatabaseProblem."""
    from models.store.backup import backup_if_due

    return backup_if_due(db, today)
