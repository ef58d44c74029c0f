"""When a baseline could be frozen: on the day an action begins, at the month before it."""

from __future__ import annotations

from datetime import date

from models.analysis.trend.results import FreezeOffer
from models.analysis.trend.series import Stretch
from models.language import _
from models.store.actions import DONE, OPEN, day_begun, list_actions
from models.store.database import Connection
from models.survey import Unit, month_number

FEWEST_BEFORE = 9
"""Points before an action without which its baseline is too short to be offered."""


def freeze_offer(
    c: Connection, unit: Unit, measure: str, stretch: Stretch, today: date
) -> FreezeOffer | None:
    """Return what to freeze because an action on the measure has begun: the latest such action
    with enough points before it, None where the newest stretch of points is frozen already."""
    begun = [
        (day_begun(c, item), item)
        for item in list_actions(c, unit_id=unit.id)
        if item.measure == measure and item.status in (OPEN, DONE)
    ]
    for day, item in sorted(begun, key=lambda pair: (pair[0], pair[1].id), reverse=True):
        month = month_to_freeze(stretch, day)
        if day <= today and month is not None:
            return FreezeOffer(month, item.id, item.what)
    return None


def month_to_freeze(stretch: Stretch, begins: date) -> int | None:
    """Return the last month of the baseline that an action beginning on a day is held against.

    None where the baseline is frozen already, and where too few points lie before the day.
    """
    before = [i for i in stretch.judged if stretch.points[i].last_month < month_number(begins)]
    if stretch.frozen is not None or len(before) < FEWEST_BEFORE:
        return None
    return stretch.points[before[-1]].last_month


def freeze_reason(what: str) -> str:
    """Return the reason that is kept with a baseline frozen for an action."""
    return _("before “{what}”").format(what=what)
