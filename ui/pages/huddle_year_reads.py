"""What the year asks of the data, one job."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.huddle.year_view import YearView
    from models.store.database import Database
    from ui.jobs import Progress

LATEST = "12-months"
"""The last twelve months, as `models.huddle.year_view` names them."""


def read_year(
    db: Database, _progress: Progress, *, unit: Unit, chosen: str, today: date
) -> YearView:
    """Read a unit's last twelve months, or a calendar year."""
    from models.huddle.year_view import year_view

    return year_view(db, unit, chosen, today)
