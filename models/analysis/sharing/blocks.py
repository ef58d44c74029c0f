"""Spans of months that may leave the desk, so that nothing below the floor can be subtracted out.

A block is a span of months with at least the floor of answers. Everything handed on about a unit
is a sum of whole blocks, and blocks neither overlap nor change once they can no longer fill up.
So the difference of any two sums, of a quarter and its months or of a file before and after, is
again a sum of blocks. This is the one place where the floor decides what leaves the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.analysis.estimates import is_complete
from models.survey import UNDATED, Period, month_number, quarter_of

QUARTER = 3

Counts = Mapping[int, int]
"""Month -> answers."""


def shareable_blocks(series: Sequence[Counts], floor: int, today: date) -> tuple[Period, ...]:
    """Return the blocks of what is counted together, oldest first.

    `series` are the answers to each question of a measure, or a unit's surveys. A block is a
    quarter; its months, when each of them has the floor; or a few quarters in a row that reach
    the floor together. Quarters that can still fill up on `today`, and newest ones that don't
    reach the floor yet, are in no block. Undated answers are a block when they reach the floor.

    >>> july = 2026 * 12 + 6
    >>> blocks = shareable_blocks([{july: 8, july + 1: 9, july + 2: 12}], 11, date(2027, 1, 1))
    >>> [(block.first - july, block.last - july) for block in blocks]
    [(0, 2)]
    """
    found: list[Period] = []
    if _is_enough([each.get(UNDATED, 0) for each in series], floor):
        found.append(Period(UNDATED, UNDATED))
    waiting: int | None = None
    for first in _closed_quarters(series, today):
        months = range(first, first + QUARTER)
        if waiting is None and _each_is_enough(series, months, floor):
            found += [Period(month, month) for month in months if _any(series, month)]
            continue
        start = first if waiting is None else waiting
        span = range(start, first + QUARTER)
        if _is_enough([sum(each.get(m, 0) for m in span) for each in series], floor):
            found.append(Period(start, first + QUARTER - 1))
            waiting = None
        else:
            waiting = start
    return tuple(found)


def shareable_period(blocks: Sequence[Period], period: Period) -> Period | None:
    """Return the months that stand for a period outside the desk: the quarters of every block
    it touches, so that other units' quarters can be set beside them.

    None where it touches none. All data stay all data only when they are undated.
    """
    dated = [block for block in blocks if block.first != UNDATED]
    if period.is_all and not dated and blocks:
        return period
    touched = [block for block in dated if _touches(block, period)]
    if not touched:
        return None
    first, last = touched[0].first or 0, touched[-1].last or 0
    return Period(quarter_of(first).first, quarter_of(last).last)


def is_shareable(blocks: Sequence[Period], series: Sequence[Counts], period: Period) -> bool:
    """Say whether the answers of a period are whole blocks and nothing else."""
    inside = [block for block in blocks if period.contains_all(block)]
    if not inside:
        return False
    months = {month for each in series for month, n in each.items() if n}
    return all(
        any(_is_in(month, block) for block in inside) for month in months if period.contains(month)
    ) and all(block in inside or not _touches(block, period) for block in blocks)


def _touches(block: Period, period: Period) -> bool:
    if block.first == UNDATED:
        return period.is_all
    starts_before_its_end = period.last is None or (block.first or 0) <= period.last
    return starts_before_its_end and (period.first is None or (block.last or 0) >= period.first)


def _is_in(month: int, block: Period) -> bool:
    return (block.first or 0) <= month <= (block.last or 0)


def _closed_quarters(series: Sequence[Counts], today: date) -> list[int]:
    """Return the first months of the quarters with answers that can no longer fill up."""
    months = {month for each in series for month, n in each.items() if n and month != UNDATED}
    firsts = sorted({month - month % QUARTER for month in months})
    newest = month_number(today)
    return [m for m in firsts if m <= newest and is_complete(m + QUARTER - 1, today)]


def _any(series: Sequence[Counts], month: int) -> bool:
    return any(each.get(month, 0) for each in series)


def _each_is_enough(series: Sequence[Counts], months: Sequence[int], floor: int) -> bool:
    return all(
        _is_enough([each.get(month, 0) for each in series], floor) or not _any(series, month)
        for month in months
    )


def _is_enough(answers: Sequence[int], floor: int) -> bool:
    """Say whether every question with answers has the floor, and one has any."""
    return any(answers) and all(n == 0 or n >= floor for n in answers)
