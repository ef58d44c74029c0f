"""Times as the store keeps them, UTC in ISO 8601 text to the second, and as people read them.

Days are those of this computer's time zone: a huddle on Monday at 7:15 in Sydney is one of
Monday's, although it is still Sunday in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime


def utc_text(now: datetime) -> str:
    """Return a time as stored text. A time without a zone is taken as local.

    >>> utc_text(datetime(2026, 9, 2, 7, 15, tzinfo=UTC))
    '2026-09-02T07:15:00+00:00'
    """
    return now.astimezone(UTC).isoformat(timespec="seconds")


def local_day(stored: str) -> date:
    """Return the day of a stored time, by this computer's calendar."""
    return datetime.fromisoformat(stored).astimezone().date()


def local_minute(stored: str) -> str:
    """Return a stored time as day, hour and minute of this computer's clock."""
    return datetime.fromisoformat(stored).astimezone().strftime("%Y-%m-%d %H:%M")
