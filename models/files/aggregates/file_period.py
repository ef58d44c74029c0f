"""The months of a file whose rows do not tell them: said by a person, or in the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from models.errors import UsageProblem
from models.files.aggregates.periods import Span, span_of
from models.files.content import ReadOptions
from models.survey import month_number

MOST_MONTHS = 36
PUBLISHED_MONTHS = 12
FIRST_PUBLISHED = 2007 * 12
"""No hospital asked for HCAHPS before."""

OFFERED_MONTHS = 60

_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)")


def told_period(options: ReadOptions) -> Span | None:
    """Return the months that were told, None when none were. Raises UsageProblem for words that
    are no period."""
    said = options.mapping.period if options.mapping is not None else None
    text = options.period or said
    if text is None:
        return None
    span = span_of(text)
    if span is None or span.last - span.first >= MOST_MONTHS:
        raise UsageProblem("no_period", text=text)
    return span


def period_in_name(file_name: str) -> Span | None:
    """Return the months between the two that a file's name holds, None when it does not hold two.

    >>> period_in_name("HCAHPS_2023-10_2024-09.csv").words
    'October 2023 to September 2024'
    """
    months = [int(year) * 12 + int(month) - 1 for year, month in _MONTH.findall(file_name)]
    if len(months) != 2 or not 0 <= months[1] - months[0] < MOST_MONTHS:
        return None
    return Span(*months)


def published_periods(today: date) -> Sequence[Span]:
    """Return the spans that published HCAHPS figures may cover, the latest first: four quarters."""
    last = month_number(today) // 3 * 3 - 1
    ends = range(last, FIRST_PUBLISHED + PUBLISHED_MONTHS - 2, -3)
    return [Span(end - PUBLISHED_MONTHS + 1, end) for end in ends]


def single_months(today: date) -> Sequence[Span]:
    """Return the months that figures of today may be of, the latest first."""
    now = month_number(today)
    return [Span(month, month) for month in range(now, now - OFFERED_MONTHS, -1)]


def period_key(span: Span) -> str:
    """Return a span as a mapping tells it.

    >>> period_key(Span(2023 * 12 + 9, 2024 * 12 + 8))
    '2023-10 to 2024-09'
    """
    ends = [f"{month // 12}-{month % 12 + 1:02d}" for month in span]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
