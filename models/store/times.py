"""Times as the store keeps them: UTC, ISO 8601 text, to the second."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_text(now: datetime) -> str:
    """Return a time as stored text. A time without a zone is taken as local.

    >>> utc_text(datetime(2026, 9, 2, 7, 15, tzinfo=UTC))
    '2026-09-02T07:15:00+00:00'
    """
    return now.astimezone(UTC).isoformat(timespec="seconds")
