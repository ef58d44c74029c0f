"""The months that a row of aggregated figures covers, however the sender writes them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from models.files.aggregates.count_layout import find_month, month_words
from models.files.cells import EARLIEST_YEAR, Order, date_evidence, parse_date

LATEST_YEAR = 2100
LONGEST_TEXT = 1_000
LONGEST_TITLE = 40
"""Longer texts, in letters and in words, are no titles."""

_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})\b")
_QUARTER = re.compile(r"q(?:tr|uarter)?\.?\s*([1-4])[\s,/_'-]*(\d{4}|\d{2})")
_YEAR_QUARTER = re.compile(r"(\d{4})[\s,/_-]*(?:q(?:tr|uarter)?\.?\s*)([1-4])")
_NUMBERED_QUARTER = re.compile(
    r"([1-4])(?:st|nd|rd|th)?\s*q(?:tr|uarter)?\.?[\s,/_'-]*(\d{4}|\d{2})"
)
_HALF = re.compile(r"h([12])[\s,/_-]*(\d{4})")
_YEAR_HALF = re.compile(r"(\d{4})[\s,/_-]*h([12])")
_YEAR = re.compile(r"(?:cy\s*)?(\d{4})")
_COMPACT_MONTH = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")
_NAMED_MONTH = re.compile(r"[a-z]{3,9}\.?[\s\-/,'_–]*(?:\d{4}|\d{2})")
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|through|thru|until)\s+|\s*[–—]\s*")
_NAMED_SPAN = re.compile(
    r"([a-z]{3,9})\.?\s*(?:-|–|—|to|through)\s*([a-z]{3,9}\.?[\s,'-]*(?:\d{4}|\d{2}))"
)


class Span(NamedTuple):
    """First and last month number, both included."""

    first: int
    last: int

    @property
    def words(self) -> str:
        if self.first == self.last:
            return month_words(self.last)
        return f"{month_words(self.first)} to {month_words(self.last)}"


def order_of(texts: Collection[str]) -> Order | None:
    """Return what comes first in the days of a column, which are mostly the first of a month; None
    where its days fit both ways."""
    told = date_evidence(texts)
    pairs = {(int(m[1]), int(m[2])) for t in texts if (m := _DAY_AND_MONTH.match(t.strip()))}
    if told is not None or all(first == second for first, second in pairs):
        return told or Order.MONTH_FIRST
    if {first for first, _ in pairs} == {1}:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if {second for _, second in pairs} == {1} else None


def span_of(text: str, order: Order = Order.MONTH_FIRST) -> Span | None:
    """Return the months that a cell or header names: a month, a day, a quarter, half or year, or
    two of these with "to" between them. None when it names none.

    Fiscal years and quarters ("FY26 Q1") begin where their hospital says, so they name none.

    >>> span_of("Q3 2026") == span_of("2026-07 to 2026-09") == span_of("Jul - Sep 2026")
    True
    >>> span_of("FY26 Q1") is span_of("4 West") is None
    True
    """
    text = " ".join(text.casefold().replace("'", " ").replace("’", " ").split())
    return _single(text, order) or _between(text, order) or _named_span(text)


MOST_WORDS = 7
"""So many words name months at most: "October 1, 2023 to September 30, 2024"."""

_WITHIN_TEXT = re.compile(
    r"\d\s*([-–—]|to|through)\s*\d.*\d{4}$|q(tr|uarter)?\W*[1-4]|[a-z]{3}|"
    r"[12]\d{3}[-_/](0[1-9]|1[0-2])$"
)
_FISCAL = re.compile(r"\b(fy|fiscal|financial)")


def span_in(text: str) -> Span | None:
    """Return the months that a title names among other words, None when it names none.

    A bare year or a single day says too little there: it may be that of the print.

    >>> span_in("Dashboard: Q1 2026 (Jan-Mar)") == span_of("Jan - Mar 2026")
    True
    >>> span_in("Extracted 04/12/2026"), span_in("Best hospital of 2025")
    (None, None)
    """
    if len(text) > LONGEST_TEXT:
        return None
    found = span_of(text)
    if found is not None:
        return found
    words = [word.strip("()[],;:.") for word in text.split()]
    if _FISCAL.search(text.casefold()) or len(words) > LONGEST_TITLE:
        return None
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            if _WITHIN_TEXT.search(part.casefold()) and (found := span_of(part)) is not None:
                return found
    return None


def _single(text: str, order: Order = Order.MONTH_FIRST) -> Span | None:
    for pattern, months, places in (
        (_QUARTER, 3, (2, 1)),
        (_YEAR_QUARTER, 3, (1, 2)),
        (_NUMBERED_QUARTER, 3, (2, 1)),
        (_HALF, 6, (2, 1)),
        (_YEAR_HALF, 6, (1, 2)),
    ):
        if match := pattern.fullmatch(text):
            first = _year(match[places[0]]) * 12 + (int(match[places[1]]) - 1) * months
            return _within(Span(first, first + months - 1))
    if match := _YEAR.fullmatch(text):
        return _within(Span(int(match[1]) * 12, int(match[1]) * 12 + 11))
    if match := _COMPACT_MONTH.fullmatch(text):
        month = int(match[1]) * 12 + int(match[2]) - 1
    elif _NAMED_MONTH.fullmatch(text) and (named := find_month([text])) is not None:
        month = named
    elif day := parse_date(text, order):
        month = day.year * 12 + day.month - 1
    else:
        return None
    return _within(Span(month, month))


def _named_span(text: str) -> Span | None:
    match = _NAMED_SPAN.fullmatch(text)
    last = _single(match[2]) if match else None
    if match is None or last is None:
        return None
    first = _single(f"{match[1]} {last.last // 12}")
    return _ordered(first, last)


def _between(text: str, order: Order) -> Span | None:
    ends = [_single(part, order) for part in _BETWEEN.split(text)]
    return _ordered(ends[0], ends[1]) if len(ends) == 2 else None


def span_between(start: str, end: str, order: Order = Order.MONTH_FIRST) -> Span | None:
    """Return the months from one cell to another, None when either names no month."""
    return _ordered(span_of(start, order), span_of(end, order))


def _ordered(first: Span | None, last: Span | None) -> Span | None:
    if first is None or last is None or first.first > last.last:
        return None
    return Span(first.first, last.last)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _within(span: Span) -> Span | None:
    return span if span.first // 12 >= EARLIEST_YEAR and span.last // 12 <= LATEST_YEAR else None


def overlapping(spans: Collection[Span]) -> tuple[Span, Span] | None:
    """Return two spans that share some months while neither holds the other, None without."""
    known = sorted(set(spans))
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            if one.first < other.first <= one.last < other.last:
                return one, other
    return None


def counted_twice(spans: Collection[Span]) -> set[Span]:
    """Return the spans to leave out so that no month is counted twice; none may overlap in part.

    A span whose months are all given by shorter ones is their total. One of which only some
    months are given is kept, and those are left out.
    """
    left_out: set[Span] = set()
    for whole in sorted(set(spans), key=lambda s: s.first - s.last):
        if whole in left_out:
            continue
        parts = {s for s in spans if s != whole and s.first >= whole.first and s.last <= whole.last}
        covered = {month for s in parts for month in range(s.first, s.last + 1)}
        if covered and len(covered) == whole.last - whole.first + 1:
            left_out.add(whole)
        else:
            left_out |= parts
    return left_out
