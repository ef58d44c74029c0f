"""A measure month by month: too small months joined, and a break where the question changed.

Months below the floor are joined into their quarter, a quarter below it into its half-year, and a
half-year below it has no value. Where quarters are asked for, months are always joined. Where only
what can still fill up is below the floor, nothing is joined to it and it waits without a value:
else the first surveys of a new quarter would blur the months before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.analysis.estimates.counts import Gathered, MeasureCounts, measure_counts
from models.analysis.estimates.estimates import Measured, measured
from models.analysis.estimates.measure_items import Question
from models.analysis.estimates.results import MonthPoint
from models.store.database import Connection
from models.store.tallies import PairCounts, UnitSelection, tallies
from models.survey import UNDATED, Period, month_label

QUARTER = 3
HALF_YEAR = 6


@dataclass(frozen=True)
class MonthlyCounts:
    """Counts of one crowd by month, for every definition of one measure."""

    answers: Mapping[int, Mapping[int, Mapping[int, int]]]
    pairs: Mapping[int, Mapping[tuple[int, int], PairCounts]]
    surveys: Mapping[int, Mapping[int, int]]
    counted: frozenset[int]
    measure: str

    def over(self, months: Iterable[int]) -> Gathered:
        """Return the sums over some months, as a comparison gathers them over a period."""
        answers: dict[int, dict[int, int]] = {}
        pairs: dict[tuple[int, int], PairCounts] = {}
        composites: dict[tuple[int, str], int] = {}
        for month in months:
            for item, by_value in self.answers.get(month, {}).items():
                sums = answers.setdefault(item, {})
                for value, n in by_value.items():
                    sums[value] = sums.get(value, 0) + n
            for pair, counts in self.pairs.get(month, {}).items():
                pairs[pair] = pairs[pair].plus(counts) if pair in pairs else counts
            for instrument, n in self.surveys.get(month, {}).items():
                key = (instrument, self.measure)
                composites[key] = composites.get(key, 0) + n
        return Gathered(answers, {}, pairs, composites, {}, self.counted)


@dataclass(frozen=True)
class Cell:
    """A span of months with what was counted in it."""

    first: int
    last: int
    months: tuple[int, ...]
    counts: MeasureCounts

    @property
    def label(self) -> str:
        """2026-07, 2026-Q3, 2026-H2, or 2026-04..2026-12 for any other span."""
        length = self.last - self.first + 1
        if length == 1:
            return month_label(self.first)
        year, month = divmod(self.first, 12)
        if length == QUARTER:
            return f"{year}-Q{month // QUARTER + 1}"
        if length == HALF_YEAR and month % HALF_YEAR == 0:
            return f"{year}-H{month // HALF_YEAR + 1}"
        return f"{month_label(self.first)}..{month_label(self.last)}"


def gather_by_month(
    c: Connection, crowd: UnitSelection, questions: Sequence[Question], *, with_pairs: bool
) -> MonthlyCounts:
    """Read a crowd's answers to every definition of a measure, by month.

    Without pairs the shares are right and the intervals of composites are not.
    """
    items = {item for question in questions for item in question.item_ids}
    instruments = {i for question in questions for i in question.instruments}
    key = questions[0].key
    composite = with_pairs and any(len(q.items) > 1 for q in questions)
    return MonthlyCounts(
        answers=tallies.monthly_answer_counts(c, crowd, items),
        pairs=tallies.monthly_pair_counts(c, crowd, items) if composite else {},
        surveys=tallies.monthly_composite_surveys(c, crowd, instruments, key) if composite else {},
        counted=tallies.counted_instruments(c, crowd, tallies.ALL_DATA)
        if composite
        else frozenset(),
        measure=key,
    )


def segments(
    counts: MonthlyCounts, questions: Sequence[Question]
) -> list[tuple[Question, list[int]]]:
    """Return the stretches of months in which one definition was asked, oldest first.

    A month belongs to the definition with the most answers in it, so that a few surveys of
    another version change nothing. Undated answers belong to no month.
    """
    found: list[tuple[Question, list[int]]] = []
    for month in sorted(m for m in counts.answers if m != UNDATED):
        gathered = counts.over([month])
        sizes = [(measure_counts(q, gathered).n, q) for q in questions]
        n, question = max(sizes, key=lambda pair: pair[0])
        if n == 0:
            continue
        if found and found[-1][0] is question:
            found[-1][1].append(month)
        else:
            found.append((question, [month]))
    return found


def cells(
    counts: MonthlyCounts,
    question: Question,
    months: Sequence[int],
    floor: int,
    filling: Callable[[int], bool],
    *,
    quarters: bool = False,
) -> list[Cell]:
    """Return a stretch of months as cells with enough answers where joining can give them.

    With `quarters` no cell is shorter than a quarter.
    """
    size = {month: measure_counts(question, counts.over([month])).n for month in months}
    found: list[Cell] = []
    for half in _grouped(months, HALF_YEAR):
        of_half = [
            cell
            for quarter in _grouped(half, QUARTER)
            for cell in (
                [_cell(counts, question, quarter, QUARTER)]
                if quarters
                else _cells_of_quarter(counts, question, quarter, size, floor, filling)
            )
        ]
        small = [cell for cell in of_half if cell.counts.n < floor]
        if all(any(filling(month) for month in cell.months) for cell in small):
            found += of_half
        else:
            found.append(_cell(counts, question, half, HALF_YEAR))
    return found


def cells_of_blocks(
    counts: MonthlyCounts,
    question: Question,
    months: Sequence[int],
    blocks: Sequence[Period],
    *,
    quarters: bool = False,
) -> list[Cell]:
    """Return a stretch of months as cells of whole blocks; what is in none stays out.

    With `quarters` the months of a quarter are one cell. A block that another stretch cuts is no
    cell.
    """
    answered = [m for m in counts.answers if measure_counts(question, counts.over([m])).n]
    spans: dict[tuple[int, int], list[int]] = {}
    for block in blocks:
        first, last = block.first or 0, block.last or 0
        inside = [month for month in answered if first <= month <= last]
        if not inside or not set(inside) <= set(months):
            continue
        if quarters and first == last:
            first, last = first - first % QUARTER, first - first % QUARTER + QUARTER - 1
        spans.setdefault((first, last), []).extend(inside)
    return [
        Cell(first, last, tuple(inside), measure_counts(question, counts.over(inside)))
        for (first, last), inside in spans.items()
    ]


def points(
    found: Sequence[Cell],
    others: Mapping[int, MeasureCounts],
    floor: int,
    filling: Callable[[int], bool],
    shown_total: Period,
) -> list[MonthPoint]:
    """Return cells as points of a line; `others` holds the other side's counts by cell place.

    A single cell without a value inside `shown_total`, the period whose total is on the same
    page, would be that total less the others: then a second one is hidden with it, one that can
    still fill up before the one with the fewest answers.
    """
    line = [_point(cell, others.get(place), floor, filling) for place, cell in enumerate(found)]
    line = _two_hidden(line, shown_total, lambda p: p.top_box is None, _without_value)
    if not others:
        return line
    return _two_hidden(line, shown_total, lambda p: p.other is None, _without_other)


def _cells_of_quarter(
    counts: MonthlyCounts,
    question: Question,
    months: Sequence[int],
    size: Mapping[int, int],
    floor: int,
    filling: Callable[[int], bool],
) -> list[Cell]:
    """Return the quarter's months when each has enough or can still get it, else their sum."""
    small = [month for month in months if size[month] < floor]
    joined = _cell(counts, question, months, QUARTER)
    waiting = all(filling(month) for month in small)
    if not small or (waiting and (len(small) < len(months) or joined.counts.n < floor)):
        return [_cell(counts, question, [month]) for month in months]
    return [joined]


def _grouped(months: Sequence[int], length: int) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for month in months:
        groups.setdefault(month // length, []).append(month)
    return list(groups.values())


def _cell(
    counts: MonthlyCounts, question: Question, months: Sequence[int], length: int = 1
) -> Cell:
    first = months[0] - months[0] % length
    return Cell(
        first,
        first + length - 1,
        tuple(months),
        measure_counts(question, counts.over(months)),
    )


def _point(
    cell: Cell, other: MeasureCounts | None, floor: int, filling: Callable[[int], bool]
) -> MonthPoint:
    n = cell.counts.n
    found = measured(cell.counts) if n >= floor else None
    theirs = measured(other) if other is not None and other.n >= floor else None
    return MonthPoint(
        period=cell.label,
        first_month=cell.first,
        last_month=cell.last,
        n=n,
        top_box=found.share if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        complete=not any(filling(month) for month in cell.months),
        other=_share(theirs),
    )


def _share(side: Measured | None) -> float | None:
    return side.share if side is not None else None


def _two_hidden(
    line: list[MonthPoint],
    total: Period,
    hidden: Callable[[MonthPoint], bool],
    hide: Callable[[MonthPoint], MonthPoint],
) -> list[MonthPoint]:
    inside = [
        place
        for place, point in enumerate(line)
        if total.contains(point.first_month) or total.contains(point.last_month)
    ]
    shown = [place for place in inside if not hidden(line[place])]
    if len(inside) - len(shown) != 1 or not shown:
        return line
    second = min(shown, key=lambda place: (line[place].complete, line[place].n, place))
    return [hide(point) if place == second else point for place, point in enumerate(line)]


def _without_value(point: MonthPoint) -> MonthPoint:
    return replace(point, top_box=None, low=None, high=None)


def _without_other(point: MonthPoint) -> MonthPoint:
    return replace(point, other=None)
