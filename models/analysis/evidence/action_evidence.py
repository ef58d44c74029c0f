"""Did it work? First when that could be known at all, then what the answers say.

Before are the twelve months before an action began, after the complete months that follow the
one it began in. With a rest of the facility the judgment is the unit's change less the rest's
over the same months, so that what happened everywhere counts for nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.analysis.estimates import (
    MeasureCounts,
    Measured,
    Question,
    filled_up,
    is_complete,
    measure_counts,
    measured,
    monthly,
    plausible_counts,
)
from models.analysis.evidence.results import (
    BETTER,
    NO_CLEAR_CHANGE,
    TOO_EARLY,
    TOO_LITTLE_DATA,
    WORSE,
    Evidence,
    EvidencePlan,
    Side,
)
from models.analysis.evidence.words import evidence_verdict, plan_words, regression_warning
from models.analysis.trend import measure_questions
from models.errors import UsageProblem
from models.statistics.power import detectable_change
from models.statistics.proportions import DifferenceInterval, square_and_add
from models.store.database import Connection, Database, small_cell_floor
from models.store.tallies import UnitSelection
from models.survey import UNDATED, Period, Unit, month_number

WISHED = 0.10
"""The rise that an action is taken to aim at, unless it says otherwise: ten points."""
BASELINE_MONTHS = 12
RECENT_MONTHS = 3
VOLUME_MONTHS = 6
MOST_PER_MONTH = 1e6
LONGEST_MONTHS = 24
"""A change that would need longer cannot be seen from this survey alone."""


def evidence_plan(
    db: Database,
    unit: Unit,
    measure: str,
    *,
    change: float = WISHED,
    per_month: float | None = None,
    started: date | None = None,
    today: date | None = None,
) -> EvidencePlan:
    """Return when a rise of `change` (0-1) in a measure could be known.

    From `per_month` answers, unless given the unit's own over its last six complete months with
    surveys, and its answers of the twelve months before `started` (today unless given). Raises
    UsageProblem for an unknown measure, a change that is no share above 0, or no answers.
    """
    (plan,) = evidence_plans(
        db, unit, measure, (change,), per_month=per_month, started=started, today=today
    )
    return plan


def evidence_plans(
    db: Database,
    unit: Unit,
    measure: str,
    changes: Sequence[float],
    *,
    per_month: float | None = None,
    started: date | None = None,
    today: date | None = None,
) -> tuple[EvidencePlan, ...]:
    """Return `evidence_plan` for several rises, from one look at the answers. Raises as there."""
    if not all(0 < change <= 1 for change in changes):
        raise UsageProblem(
            "impossible-change",
            "A wished change lies between 0 and 100 points.",
            hint="Ten points are usual: 10.",
        )
    if per_month is not None and not 0 < per_month < MOST_PER_MONTH:
        raise UsageProblem(
            "impossible-volume",
            "The answers a month are a number above 0.",
            hint="Leave it out for the unit’s own.",
        )
    day = today or date.today()
    begun = started or day
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        counts = monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True)
        floor = small_cell_floor(c)
        own = _Series.of(counts, questions)
        return tuple(_plan(own, begun, day, change, floor, per_month) for change in changes)


def evidence(
    db: Database,
    unit: Unit,
    measure: str,
    started: date,
    *,
    change: float = WISHED,
    today: date | None = None,
) -> Evidence:
    """Return whether a measure changed after an action began on the day `started`.

    better or worse: the interval of the change (against the rest where there is one) leaves out
    0. no_clear_change: it holds 0 and is no wider than the change wished for. too_early: wider,
    or too few answers yet. too_little_data: nothing to start from. Raises UsageProblem for an
    unknown measure.
    """
    day = today or date.today()
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        floor = small_cell_floor(c)
        own = _Series.of(
            monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True),
            questions,
        )
        rest = _rest(c, unit, questions)
        return _judged(unit, own, rest, started, day, change, floor)


@dataclass(frozen=True)
class _Series:
    """A crowd's answers by month, in the definition asked last."""

    counts: monthly.MonthlyCounts
    question: Question
    months: tuple[int, ...]

    @classmethod
    def of(cls, counts: monthly.MonthlyCounts, questions: Sequence[Question]) -> _Series:
        pieces = monthly.segments(counts, questions)
        if not pieces:
            return cls(counts, questions[0], ())
        question = pieces[-1][0]
        months = [m for asked, found in pieces if asked is question for m in found]
        return cls(counts, question, tuple(months))

    def over(self, months: Iterable[int]) -> MeasureCounts:
        inside = [month for month in months if month in self.months]
        return measure_counts(self.question, self.counts.over(inside))

    def measured(self, months: Iterable[int], floor: int) -> Measured | None:
        found = self.over(months)
        return measured(found) if found.n >= floor else None


def _judged(
    unit: Unit,
    own: _Series,
    rest: _Series,
    started: date,
    day: date,
    change: float,
    floor: int,
) -> Evidence:
    before, after = _windows(own, started, day)
    mine = (own.measured(before, floor), own.measured(after, floor))
    theirs = (rest.measured(before, floor), rest.measured(after, floor))
    difference = _change(mine)
    elsewhere = _change(theirs)
    against = _less(difference, elsewhere)
    plan = _plan(own, started, day, change, floor)
    status = _status(mine, against or difference, change, plan, day)
    warning = regression_warning(_recent_fall(own, before, floor))
    return Evidence(
        unit=unit.name,
        measure=own.question.key,
        label=own.question.measure.label,
        started=started,
        before=_side(before, mine[0], own, floor),
        after=_side(after, mine[1], own, floor),
        difference=difference,
        against_rest=against,
        status=status,
        known_by=plan.known_by if status == TOO_EARLY else None,
        warning=warning,
        verdict=evidence_verdict(status, mine, difference, against, plan, warning),
    )


def _rest(c: Connection, unit: Unit, questions: Sequence[Question]) -> _Series:
    counts = monthly.gather_by_month(
        c, UnitSelection.rest_of_facility(unit), questions, with_pairs=True
    )
    positive = {
        month: {item: values for item, values in items.items() if any(values.values())}
        for month, items in counts.answers.items()
    }
    there: Mapping[int, Mapping[int, Mapping[int, int]]] = {
        month: items for month, items in positive.items() if items
    }
    clean = monthly.MonthlyCounts(
        there, counts.pairs, counts.surveys, counts.counted, counts.measure
    )
    return _Series.of(clean, questions)


def _windows(own: _Series, started: date, today: date) -> tuple[list[int], list[int]]:
    """Return the months before and the complete months after the one an action began in."""
    begun = month_number(started)
    before = list(range(begun - BASELINE_MONTHS, begun))
    last = max((m for m in own.months if is_complete(m, today)), default=begun)
    return before, list(range(begun + 1, last + 1))


def _plan(
    own: _Series,
    started: date,
    today: date,
    change: float,
    floor: int,
    volume: float | None = None,
) -> EvidencePlan:
    begun = month_number(started)
    base = own.over(range(begun - BASELINE_MONTHS, begun))
    found = measured(base) if base.n >= floor else None
    complete = [m for m in own.months if m != UNDATED and is_complete(m, today)]
    per_month = _per_month(own, complete[-VOLUME_MONTHS:]) if volume is None else volume
    key = own.question.key
    if found is None or per_month == 0:
        words = plan_words(None, base.n, floor, change)
        return EvidencePlan(key, None, base.n, per_month, change, None, None, None, words)
    design = _design(found)
    needed = _needed(found.share, base.n / design, change)
    answers = math.ceil(needed * design) if needed is not None else None
    months = math.ceil(answers / per_month) if answers is not None else None
    if months is None or months > LONGEST_MONTHS:
        words = plan_words(None, base.n, floor, change, share=found.share, months=months)
        return EvidencePlan(key, found.share, base.n, per_month, change, answers, None, None, words)
    known = known_by(started, months)
    words = plan_words(known, base.n, floor, change, share=found.share, months=months)
    return EvidencePlan(key, found.share, base.n, per_month, change, answers, months, known, words)


def known_by(started: date, months: int) -> date:
    """Return the day on which so many whole months of answers after `started` are all in."""
    return filled_up(month_number(started) + months)


def _per_month(own: _Series, months: Sequence[int]) -> float:
    """Return answers a month, from the first to the last of some months, gaps counted."""
    if not months:
        return 0.0
    return own.over(months).n / (months[-1] - months[0] + 1)


def _design(found: Measured) -> float:
    """Return how a measure's variance compares with that of an item with as many answers."""
    if not found.variance or not found.n or not 0 < found.share < 1:
        return 1.0
    return found.variance * found.n / (found.share * (1 - found.share))


def _needed(share: float, baseline: float, change: float) -> float | None:
    """Return the answers afterwards that would show a rise, None when no number would."""
    if change <= 0 or share + change > 1:
        return None

    def seen(n: float) -> bool:
        found = detectable_change(share, baseline, n)
        return found is not None and found <= change

    high = 8.0
    while not seen(high):
        high *= 2
        if high > 1e6:
            return None
    low = high / 2
    for _ in range(30):
        half = (low + high) / 2
        low, high = (low, half) if seen(half) else (half, high)
    return high


def _change(sides: tuple[Measured | None, Measured | None]) -> DifferenceInterval | None:
    """Return after minus before."""
    before, after = sides
    if before is None or after is None:
        return None
    limits = (before.low, before.high, after.low, after.high)
    if any(limit is None for limit in limits):
        return None
    low_0, high_0, low_1, high_1 = (limit or 0.0 for limit in limits)
    return square_and_add(after.share, (low_1, high_1), before.share, (low_0, high_0))


def _less(
    own: DifferenceInterval | None, rest: DifferenceInterval | None
) -> DifferenceInterval | None:
    """Return the difference in differences. Source: Newcombe 2001."""
    if own is None or rest is None:
        return None
    return square_and_add(
        own.estimate, (own.lower, own.upper), rest.estimate, (rest.lower, rest.upper)
    )


def _status(
    mine: tuple[Measured | None, Measured | None],
    judged: DifferenceInterval | None,
    change: float,
    plan: EvidencePlan,
    today: date,
) -> str:
    if mine[0] is None:
        return TOO_LITTLE_DATA
    waiting = plan.known_by is not None and plan.known_by > today
    if judged is None:
        return TOO_EARLY if waiting else TOO_LITTLE_DATA
    if judged.lower > 0:
        return BETTER
    if judged.upper < 0:
        return WORSE
    wide = (judged.upper - judged.lower) / 2 > change
    return TOO_EARLY if wide and waiting else TOO_LITTLE_DATA if wide else NO_CLEAR_CHANGE


def _recent_fall(own: _Series, before: Sequence[int], floor: int) -> bool:
    """Say whether the last months before lie below those before them by more than chance."""
    recent = own.measured(before[-RECENT_MONTHS:], floor)
    earlier = own.measured(before[:-RECENT_MONTHS], floor)
    fall = _change((earlier, recent))
    return fall is not None and fall.upper < 0


def _side(months: Sequence[int], found: Measured | None, own: _Series, floor: int) -> Side:
    n = own.over(months).n
    period = Period(months[0], months[-1]) if months else Period()
    return Side(period, n, found.share if found is not None and n >= floor else None)
