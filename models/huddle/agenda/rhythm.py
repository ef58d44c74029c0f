"""How regularly a unit meets: the weeks in a row with a huddle, and when the next one is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.store.database import local_day
from models.store.huddles import HuddleRecord, week_of

WEEK = timedelta(days=7)
LOOKED_AT = 8
"""So many of the latest huddles say when a unit meets."""


def weeks_in_a_row(held: Sequence[HuddleRecord], today: date) -> tuple[int, bool]:
    """Return how many weeks in a row before this one had a huddle, and whether this one had."""
    weeks = {week_of(local_day(huddle.started)) for huddle in held}
    this = week_of(today)
    count, week = 0, this - WEEK
    while week in weeks:
        count, week = count + 1, week - WEEK
    return count, this in weeks


def next_meeting(held: Sequence[HuddleRecord], now: datetime) -> datetime:
    """Return when the next huddle is likely: as far from the last one as those before it were
    from each other (a week where there is only one, or none), at the time of day of the last.

    `held` are the unit's huddles, the latest first; `now` is local, with its zone.
    """
    starts = [
        datetime.fromisoformat(huddle.started).astimezone(now.tzinfo) for huddle in held[:LOOKED_AT]
    ]
    last = starts[0] if starts else now
    apart = sorted(
        days
        for later, earlier in pairwise(starts)
        if (days := (later.date() - earlier.date()).days) > 0
    )
    days = min(7, apart[len(apart) // 2]) if apart else 7
    day = last + timedelta(days=days)
    while day <= now or (days < 7 and day.weekday() >= 5 and not _meets_on_weekends(starts)):
        day += timedelta(days=1 if days < 7 else 7)
    return day


def _meets_on_weekends(starts: Sequence[datetime]) -> bool:
    return any(start.weekday() >= 5 for start in starts)
