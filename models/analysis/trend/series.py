"""A unit's answers to one measure as stretches of points that may be judged together.

A stretch ends where the question changed or where a person re-based the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from models.analysis.estimates import (
    MeasureCounts,
    MonthlyCounts,
    Question,
    measure_counts,
    measured,
    monthly,
)
from models.analysis.trend.results import TrendBreak, TrendPoint
from models.statistics.means import mean_interval, moments_from_counts
from models.store.tallies import BaselineChange, BaselineKind
from models.survey import Period

MEAN = "mean"
TOP_BOX = "top_box"
MONTHS = "month"
QUARTERS = "quarter"


@dataclass(frozen=True)
class Stretch:
    """Points that share a question and a baseline.

    `design` is the variance of the measure's share over that of a single item's, so that n /
    design answers weigh like an item's n. `frozen` points make the line, None: all of them.
    """

    points: tuple[TrendPoint, ...]
    design: float
    frozen: int | None
    begins: TrendBreak | None = None
    mix: tuple[tuple[float, int], ...] = ()
    """How often each worth, 0-100, was given to the measure's items."""

    @property
    def judged(self) -> list[int]:
        """Places of the points that rules may use."""
        out = {"still_filling", "too_few", "excluded"}
        return [i for i, p in enumerate(self.points) if not out.intersection(p.flags)]

    @property
    def lined(self) -> list[int]:
        """Places of the points that make the line."""
        return [i for i in self.judged if self.frozen is None or i < self.frozen]


def stretches(
    counts: MonthlyCounts,
    questions: Sequence[Question],
    floor: int,
    filling: Callable[[int], bool],
    changes: Sequence[BaselineChange],
    *,
    of: str = TOP_BOX,
    step: str = MONTHS,
    blocks: Callable[[Question], Sequence[Period]] | None = None,
) -> list[Stretch]:
    """Return a unit's points in stretches, oldest first; a point is a month or a quarter.

    `blocks` gives the spans of months that may leave the desk, None for a result that stays.
    """
    quarters = step == QUARTERS
    pieces = _pieces(counts, questions, changes)

    def cells_of(question: Question, months: Sequence[int]) -> list[monthly.Cell]:
        if blocks is None:
            return monthly.cells(counts, question, months, floor, filling, quarters=quarters)
        return monthly.cells_of_blocks(
            counts, question, months, blocks(question), quarters=quarters
        )

    found = [(begins, question, cells_of(question, months)) for begins, question, months in pieces]
    line = monthly.points(
        [cell for _b, _q, cells in found for cell in cells], {}, floor, filling, Period()
    )
    shown = iter(line)
    result = []
    for (begins, question, cells), (_begins, _question, months) in zip(found, pieces, strict=True):
        points = []
        for cell in cells:
            point = next(shown)
            flags = _flags(point.top_box is None, point.complete, _is_joined(cell, quarters))
            points.append(_point(cell, of, hidden=point.top_box is None, flags=flags))
        known = months if blocks is None else [m for cell in cells for m in cell.months]
        result.append(_stretch(points, counts, question, known, begins, changes))
    return result


def _pieces(
    counts: MonthlyCounts, questions: Sequence[Question], changes: Sequence[BaselineChange]
) -> list[tuple[TrendBreak | None, Question, list[int]]]:
    """Return months by question, cut where a person re-based the chart."""
    cuts = {change.month: change for change in changes if change.kind is BaselineKind.REBASE}
    pieces: list[tuple[TrendBreak | None, Question, list[int]]] = []
    for question, months in monthly.segments(counts, questions):
        begins = None
        if pieces:
            begins = TrendBreak(months[0], by_person=False)
        pieces.append((begins, question, []))
        previous = months[0]
        for month in months:
            cut = next((m for m in sorted(cuts) if previous < m <= month), None)
            if cut is not None and pieces[-1][2]:
                rebased = TrendBreak(cut, by_person=True, reason=cuts[cut].reason)
                pieces.append((rebased, question, []))
            pieces[-1][2].append(month)
            previous = month
    return pieces


def _stretch(
    points: list[TrendPoint],
    counts: MonthlyCounts,
    question: Question,
    months: Sequence[int],
    begins: TrendBreak | None,
    changes: Sequence[BaselineChange],
) -> Stretch:
    frozen = None
    for change in changes:
        touched = [i for i, p in enumerate(points) if p.first_month <= change.month <= p.last_month]
        if change.kind is BaselineKind.FREEZE and touched:
            frozen = touched[0] + 1
        if change.kind is BaselineKind.EXCLUDE:
            for i in touched:
                points[i] = replace(points[i], flags=(*points[i].flags, "excluded"))
    whole = measure_counts(question, counts.over(months))
    return Stretch(tuple(points), _design(whole), frozen, begins, _mix(whole))


def _mix(counts: MeasureCounts) -> tuple[tuple[float, int], ...]:
    found: dict[float, int] = {}
    for item in counts.items:
        for answer, count in zip(item.item.scale.answers, item.counts, strict=True):
            if answer.linear is not None and count:
                found[answer.linear] = found.get(answer.linear, 0) + count
    return tuple(sorted(found.items()))


def _design(counts: MeasureCounts) -> float:
    """Return how the variance of a measure's share compares with that of one item."""
    found = measured(counts)
    if found is None or not found.variance or not found.n or not 0 < found.share < 1:
        return 1.0
    return found.variance * found.n / (found.share * (1 - found.share))


def _is_joined(cell: monthly.Cell, quarters: bool) -> bool:
    """Say whether a point is longer than was asked for, to have enough answers."""
    return cell.last - cell.first >= (monthly.QUARTER if quarters else 1)


def _flags(hidden: bool, complete: bool, joined: bool) -> tuple[str, ...]:
    named = (("too_few", hidden), ("still_filling", not complete), ("joined", joined))
    return tuple(name for name, holds in named if holds)


def _point(cell: monthly.Cell, of: str, *, hidden: bool, flags: tuple[str, ...]) -> TrendPoint:
    empty = TrendPoint(
        cell.label, cell.first, cell.last, cell.counts.n, None, None, None, None, flags=flags
    )
    found = None if hidden else measured(cell.counts)
    if found is None:
        return empty
    if of == TOP_BOX:
        return replace(empty, x=found.x, value=found.share, low=found.low, high=found.high)
    low, high = _mean_limits(cell.counts)
    return replace(empty, value=found.mean, low=low, high=high)


def _mean_limits(counts: MeasureCounts) -> tuple[float | None, float | None]:
    """Return the t interval of an item's mean, within 0-100; none for a composite."""
    if not counts.is_item:
        return None, None
    item = counts.items[0]
    worth: dict[float, int] = {}
    for answer, count in zip(item.item.scale.answers, item.counts, strict=True):
        if answer.linear is not None:
            worth[answer.linear] = worth.get(answer.linear, 0) + count
    interval = mean_interval(moments_from_counts(worth))
    if interval is None or interval.lower is None or interval.upper is None:
        return None, None
    return max(0.0, interval.lower), min(100.0, interval.upper)
