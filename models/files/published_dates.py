"""Dates of published files, as month spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.survey import month_number

MONTHS_PUBLISHED = 12
"""Figures are published over four quarters."""

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T\s].*)?")
_DAMAGED = re.compile(r"#{2,}")


@dataclass(frozen=True, slots=True)
class PublishedSpan:
    """The months a figure covers, both included; `assumed` where one end had been lost."""

    first: int
    last: int
    assumed: bool = False


def published_span(start: str, end: str) -> PublishedSpan | str:
    """Return the months from `start` to `end`, or the reason why they cannot be told.

    A date that a spreadsheet had turned into "########" is set twelve months from the other
    one, the span of all published HCAHPS figures.
    """
    first, last = _month(start), _month(end)
    if first is None and last is not None and _DAMAGED.fullmatch(start):
        return PublishedSpan(last - MONTHS_PUBLISHED + 1, last, assumed=True)
    if last is None and first is not None and _DAMAGED.fullmatch(end):
        return PublishedSpan(first, first + MONTHS_PUBLISHED - 1, assumed=True)
    if first is None or last is None:
        return "the start date is no date" if first is None else "the end date is no date"
    if last < first:
        return "the end date lies before the start date"
    return PublishedSpan(first, last)


def _month(text: str) -> int | None:
    """Return the month number of MM/DD/YYYY or YYYY-MM-DD, with or without a time, else None."""
    if match := _AMERICAN.fullmatch(text):
        month, day, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return month_number(date(year, month, day))
    except ValueError:
        return None
