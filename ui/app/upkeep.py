"""What the window does for the data by itself: a back-up each day, a whole check each week."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.store.backup import CheckReport
    from models.store.database import Database
    from ui.base.jobs import Progress

BACKUP_AFTER_MS = 3_000
"""How long after opening: the user's first questions go first."""


def make_daily_backup(db: Database, _progress: Progress, *, today: date) -> Path | None:
    """Back up the database unless that was done today; None when it was. Raises DatabaseProblem."""
    from models.store.backup import backup_if_due

    return backup_if_due(db, today)


CHECK_AFTER_MS = 60_000
"""How long after opening the weekly check waits: it is for when nobody waits for an answer."""

CHECK_DAYS = 7

_LAST_CHECK = "last_whole_check"


def make_weekly_check(db: Database, progress: Progress, *, today: date) -> CheckReport | None:
    """Check everything once a week; None when that was done. Raises DatabaseProblem."""
    from models.store.backup import check
    from models.store.database import get_setting, put_setting

    with db.read() as c:
        last = str(get_setting(c, _LAST_CHECK, ""))
    if last and 0 <= (today - date.fromisoformat(last)).days < CHECK_DAYS:
        return None
    report = check(db, progress)
    if report.ok and db.read_only is None:
        with db.write() as c:
            put_setting(c, _LAST_CHECK, today.isoformat())
    return report
