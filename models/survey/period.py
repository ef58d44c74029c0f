"""Months as whole numbers, and spans of months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

UNDATED = 0
"""Month number of answers without any date: part of "all data", of no period."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_number(day: date) -> int:
    """Return year x 12 + month - 1, so that neighbors differ by one.

    >>> month_number(date(2026, 1, 31)) - month_number(date(2025, 12, 1))
    1
    """
    return day.year * 12 + day.month - 1


def month_label(month: int) -> str:
    """Return a month number as YYYY-MM.

    >>> month_label(month_number(date(2026, 9, 2)))
    '2026-09'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def parse_month(text: str) -> int:
    """Return the number of a month written YYYY-MM. Raises ValueError for anything else.

    >>> month_label(parse_month("2026-09"))
    '2026-09'
    """
    match = _MONTH.fullmatch(text.strip())
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1900:
        raise ValueError(text)
    return int(match[1]) * 12 + int(match[2]) - 1


@dataclass(frozen=True, slots=True)
class Period:
    """A span of months, both ends included; None is open. Period() is all data, dated or not."""

    first: int | None = None
    last: int | None = None

    @property
    def is_all(self) -> bool:
        return self.first is None and self.last is None

    @property
    def months(self) -> int | None:
        """Number of months, None when an end is open."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first + 1

    def contains(self, month: int) -> bool:
        if self.is_all:
            return True
        if month == UNDATED:
            return False
        return (self.first is None or month >= self.first) and (
            self.last is None or month <= self.last
        )

    def contains_all(self, other: Period) -> bool:
        """Say whether a span with two ends lies within this one."""
        if other.first is None or other.last is None:
            return self.is_all
        return self.contains(other.first) and self.contains(other.last)

    def before(self) -> Period | None:
        """Return the span of equal length just before, None when an end is open."""
        if self.first is None or self.last is None:
            return None
        length = self.last - self.first + 1
        return Period(self.first - length, self.first - 1)

    def to_json(self) -> dict[str, str | None]:
        return {
            "from": month_label(self.first) if self.first is not None else None,
            "to": month_label(self.last) if self.last is not None else None,
        }


def quarter_of(month: int) -> Period:
    """Return the calendar quarter a month lies in."""
    first = month - month % 3
    return Period(first, first + 2)
