"""Did it work? First when that could be known at all, then what the answers say.

Before is the year that ended a quarter before an action began: the last quarter is often the
reason for the action, and a low quarter rises by itself. After are the complete months that
follow the one it began in, as many as the plan asks for, so that there is one verdict, on the
day of evidence, and no later look can change it. The unit's own change decides the word; what
the rest of the facility did over the same months stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
from models.analysis.evidence.checks import (
    changes_beside_care,
    low_start,
    steadied_baseline,
    unit_shares,
)
from models.analysis.evidence.results import (
    BETTER,
    KNOWN,
    NO_ANSWERS,
    NO_CLEAR_CHANGE,
    NO_ROOM,
    NOT_COMPARABLE,
    QUESTIONNAIRE,
    SHORT_BASELINE,
    TOO_EARLY,
    TOO_FEW,
    TOO_LITTLE_DATA,
    TOO_SLOW,
    WORSE,
    Changed,
    Evidence,
    EvidencePlan,
    LowStart,
    Side,
)
from models.analysis.trend import measure_questions
from models.errors import UsageProblem
from models.language import _
from models.statistics.change_power import answers_to_see, chance_to_see
from models.statistics.power import detectable_change
from models.statistics.proportions import DifferenceInterval, normal_quantile, square_and_add
from models.store.database import Connection, Database, small_cell_floor
from models.store.tallies import UnitSelection, stored_instruments
from models.survey import Period, Unit, month_number

WISHED = 0.10
"""The rise that an action is taken to aim at, unless it says otherwise: ten points."""
BASELINE_MONTHS = 12
LEFT_OUT_MONTHS = 3
"""The last months before an action, which are often its reason, are no part of its baseline."""
FEWEST_MONTHS_BEFORE = 9
"""Earlier months with answers without which nothing is called better."""
VOLUME_MONTHS = 6
MOST_PER_MONTH = 1e6
LONGEST_MONTHS = 24
"""A change that would need longer has no day of evidence."""
YEAR = 12
FIRST_LOOK_MONTHS = 9
"""Months after an action that are all in before a year is over. What has no day of evidence is
judged then; what has a later one is told then already when it is clear beyond doubt."""
BEYOND_DOUBT = 2.43 / normal_quantile()
"""How much wider than the 95 % interval is the one that an early look must leave out 0: 98.5 %.
The two looks together call 1.5 and 5 % of steady units better or worse, at most."""
POWER = 0.82
"""The plan aims a little above four in five, for its baseline is an estimate itself."""


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
    surveys before `started` (today unless given), and its baseline. Raises UsageProblem for an
    unknown measure, a change that is no share above 0, or no answers.
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
        raise UsageProblem("impossible-wished-change")
    if per_month is not None and not 0 < per_month < MOST_PER_MONTH:
        raise UsageProblem("impossible-volume")
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

    too_early until the day of evidence. From then on, and never another way later: better or
    worse where the 95 % interval of the unit's own change leaves out 0 (better also asks for
    nine earlier months, and for a change from a baseline drawn to the other units where the
    unit began low); no_clear_change where it holds 0 and is no wider than the change wished
    for; not_comparable where the questionnaire, the way of asking or the patients changed;
    else too_little_data. Raises UsageProblem for an unknown measure.
    """
    day = today or date.today()
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        floor = small_cell_floor(c)
        counts = monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True)
        own = _Series.of(counts, questions)
        plan = _plan(own, started, day, change, floor)
        until = max((m for m in own.months if is_complete(m, day)), default=0)
        asked = _Question(c, unit, questions, own, plan, floor, started, until)
        *early, last = _looks(plan, started)
        for look in early:
            if look.day > day:
                return asked.answer(look, early=True)
            found = asked.answer(look)
            if found.status in (BETTER, WORSE):
                return found
        return asked.answer(last, early=last.day > day)


def first_look(started: date) -> date:
    """Return the day on which a change that is clear beyond doubt is told already."""
    return known_by(started, FIRST_LOOK_MONTHS)


def known_by(started: date, months: int) -> date:
    """Return the first day on which so many whole months of answers after `started` are in."""
    return filled_up(month_number(started) + months) + timedelta(days=1)


@dataclass(frozen=True)
class _Series:
    """A crowd's answers by month, in the definition asked last."""

    counts: monthly.MonthlyCounts
    question: Question
    months: tuple[int, ...]
    other_months: tuple[int, ...] = ()
    """Months in which the measure was asked in another way."""

    @classmethod
    def of(cls, counts: monthly.MonthlyCounts, questions: Sequence[Question]) -> _Series:
        pieces = monthly.segments(counts, questions)
        if not pieces:
            return cls(counts, questions[0], ())
        question = pieces[-1][0]
        months = [m for asked, found in pieces if asked is question for m in found]
        others = [m for asked, found in pieces if asked is not question for m in found]
        return cls(counts, question, tuple(months), tuple(others))

    def over(self, months: Iterable[int]) -> MeasureCounts:
        inside = [month for month in months if month in self.months]
        return measure_counts(self.question, self.counts.over(inside))

    def measured(self, months: Iterable[int], floor: int) -> Measured | None:
        found = self.over(months)
        return measured(found) if found.n >= floor else None


@dataclass(frozen=True)
class _Look:
    """When a verdict is given, on how many months after the action. `reach` widens the interval;
    `vain`: there is nothing to start from, so that no verdict can be given at all."""

    months: int
    day: date
    reach: float = 1.0
    vain: bool = False


def _looks(plan: EvidencePlan, started: date) -> list[_Look]:
    if plan.reason in (NO_ANSWERS, TOO_FEW, SHORT_BASELINE):
        return [_Look(YEAR, started, vain=True)]
    first = first_look(started)
    if plan.months is None:
        return [_Look(FIRST_LOOK_MONTHS, first)]
    last = _Look(plan.months, known_by(started, plan.months))
    if plan.months <= FIRST_LOOK_MONTHS:
        return [last]
    return [_Look(FIRST_LOOK_MONTHS, first, BEYOND_DOUBT), last]


def _baseline(begun: int) -> range:
    last = begun - LEFT_OUT_MONTHS
    return range(last - BASELINE_MONTHS, last)


@dataclass(frozen=True)
class _Question:
    """One action's before and after, asked for everything that the verdict rests on."""

    c: Connection
    unit: Unit
    questions: Sequence[Question]
    own: _Series
    plan: EvidencePlan
    floor: int
    started: date
    until: int
    """The last month that is in."""

    def answer(self, look: _Look, *, early: bool = False) -> Evidence:
        """Return what a look finds; `early`: how it stands so far, without a verdict."""
        begun = month_number(self.started)
        before = _baseline(begun)
        after = range(begun + 1, min(begun + look.months, self.until) + 1)
        rest = _rest(self.c, self.unit, self.questions)
        mine, theirs = (self._sides(one, before, after) for one in (self.own, rest))
        difference, elsewhere = _change(mine), _change(theirs)
        changed = self._changed(before, after)
        steadied = self._is_steadied(before, mine)
        status = TOO_EARLY if early else self._status(look, difference, changed, steadied)
        return Evidence(
            unit=self.unit.name,
            measure=self.own.question.key,
            label=_(self.own.question.measure.label),
            started=self.started,
            before=_side(before, mine[0], self.own),
            after=_side(after, mine[1], self.own),
            difference=difference,
            rest=elsewhere,
            against_rest=_less(difference, elsewhere),
            status=status,
            known_by=(self.plan.known_by or look.day) if status == TOO_EARLY else None,
            plan=self.plan,
            changed=changed,
            low_start=self._low_start(begun),
            steadied=steadied and status == NO_CLEAR_CHANGE and _rose(difference),
            noticeable=_noticeable(mine),
            others=bool(rest.months),
        )

    def _sides(
        self, series: _Series, before: range, after: range
    ) -> tuple[Measured | None, Measured | None]:
        return series.measured(before, self.floor), series.measured(after, self.floor)

    def _changed(self, before: range, after: range) -> tuple[Changed, ...]:
        if not after:
            return ()
        elsewhere = set(self.own.other_months)
        if elsewhere.intersection(before) and not set(before).intersection(self.own.months):
            return (Changed(QUESTIONNAIRE, "", (), ()),)
        return changes_beside_care(
            self.c,
            self.unit,
            self.questions,
            stored_instruments(self.c),
            Period(before[0], before[-1]),
            Period(after[0], after[-1]),
        )

    def _low_start(self, begun: int) -> LowStart:
        ask = self.own.question
        year, quarter = (
            unit_shares(self.c, self.unit, ask, Period(begun - months, begun - 1), self.floor)
            for months in (YEAR, LEFT_OUT_MONTHS)
        )
        quarters = [
            self.own.measured(range(first, first + LEFT_OUT_MONTHS), self.floor)
            for first in range(begun - BASELINE_MONTHS - LEFT_OUT_MONTHS, begun, LEFT_OUT_MONTHS)
        ]
        return low_start(self.unit, year, quarter, [q.share if q else None for q in quarters])

    def _is_steadied(self, months: range, mine: tuple[Measured | None, Measured | None]) -> bool:
        """Tell whether the rise is too small once the baseline is drawn to the other units."""
        before, after = mine
        if before is None or after is None or not after.n:
            return False
        period = Period(months[0], months[-1])
        shares = unit_shares(self.c, self.unit, self.own.question, period, self.floor)
        found = steadied_baseline(self.unit, shares, _design(before))
        if found is None:
            return False
        share, variance = found
        later = after.share * (1 - after.share) * _design(after) / after.n
        return after.share - share <= normal_quantile() * math.sqrt(variance + later)

    def _status(
        self,
        look: _Look,
        difference: DifferenceInterval | None,
        changed: Sequence[Changed],
        steadied: bool,
    ) -> str:
        if changed:
            return NOT_COMPARABLE
        if look.vain or difference is None:
            return TOO_LITTLE_DATA
        if difference.estimate + look.reach * (difference.upper - difference.estimate) < 0:
            return WORSE
        low = difference.estimate - look.reach * (difference.estimate - difference.lower)
        if low > 0 and not steadied:
            return BETTER
        wide = (difference.upper - difference.lower) / 2 > self.plan.change
        return TOO_LITTLE_DATA if wide else NO_CLEAR_CHANGE


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


def _plan(
    own: _Series,
    started: date,
    today: date,
    change: float,
    floor: int,
    volume: float | None = None,
) -> EvidencePlan:
    begun = month_number(started)
    window = _baseline(begun)
    base = own.over(window)
    found = measured(base) if base.n >= floor else None
    months_before = len(set(window).intersection(own.months))
    per_month = _per_month(own, begun, min(started, today)) if volume is None else volume
    plan = EvidencePlan(
        own.question.key,
        found.share if found else None,
        base.n,
        per_month,
        change,
        None,
        None,
        None,
        KNOWN,
        floor,
        months_before,
    )
    if months_before < FEWEST_MONTHS_BEFORE and own.months:
        more = FEWEST_MONTHS_BEFORE - months_before
        known = found or _recent(own, begun, floor)
        then = _months_then(known, per_month, change) if known is not None else None
        return replace(plan, reason=SHORT_BASELINE, more_months=more, months_then=then)
    if found is None or per_month == 0:
        return replace(plan, reason=NO_ANSWERS if base.n == 0 else TOO_FEW)
    if found.share + change > 1:
        return replace(plan, reason=NO_ROOM)
    return _with_day(plan, found, started)


def _with_day(plan: EvidencePlan, found: Measured, started: date) -> EvidencePlan:
    """Return a plan with the day by which a rise would be known, or how far it is from one."""
    design = _design(found)
    before, share = plan.answers / design, found.share
    needed = answers_to_see(share, before, share + plan.change, POWER)
    answers = math.ceil(needed * design) if needed is not None else None
    months = math.ceil(answers / plan.per_month) if answers is not None else None
    if months is None or months > LONGEST_MONTHS:
        visible = detectable_change(share, before, YEAR * plan.per_month / design)
        return replace(plan, needed=answers, reason=TOO_SLOW, visible=visible)
    later = months * plan.per_month / design
    return replace(
        plan,
        needed=answers,
        months=months,
        known_by=known_by(started, months),
        chance=chance_to_see(share, before, share + plan.change, later),
    )


def _recent(own: _Series, begun: int, floor: int) -> Measured | None:
    """Return what is known of the time before where the baseline itself has too few answers."""
    return own.measured([month for month in own.months if month < begun], floor)


def _months_then(found: Measured, per_month: float, change: float) -> int | None:
    """Return in how many months the rise would be known from nine earlier months of answers."""
    if found.share + change > 1 or per_month == 0:
        return None
    design = _design(found)
    before = max(1.0, FEWEST_MONTHS_BEFORE * per_month / design)
    needed = answers_to_see(found.share, before, found.share + change, POWER)
    return math.ceil(needed * design / per_month) if needed is not None else None


def _per_month(own: _Series, begun: int, seen_on: date) -> float:
    """Return answers a month over the last six months before an action that were in by a day,
    from the first to the last of them, gaps counted."""
    complete = [m for m in own.months if m < begun and is_complete(m, seen_on)]
    months = complete[-VOLUME_MONTHS:]
    if not months:
        return 0.0
    return own.over(months).n / (months[-1] - months[0] + 1)


def _design(found: Measured) -> float:
    """Return how a measure's variance compares with that of an item with as many answers."""
    if not found.variance or not found.n or not 0 < found.share < 1:
        return 1.0
    return found.variance * found.n / (found.share * (1 - found.share))


def _noticeable(mine: tuple[Measured | None, Measured | None]) -> float | None:
    """Return the smallest rise that the answers would have shown four times in five."""
    before, after = mine
    if before is None or after is None or not before.n or not after.n:
        return None
    return detectable_change(before.share, before.n / _design(before), after.n / _design(after))


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


def _rose(difference: DifferenceInterval | None) -> bool:
    return difference is not None and difference.lower > 0


def _less(
    own: DifferenceInterval | None, rest: DifferenceInterval | None
) -> DifferenceInterval | None:
    """Return the difference in differences. Source: Newcombe 2001."""
    if own is None or rest is None:
        return None
    return square_and_add(
        own.estimate, (own.lower, own.upper), rest.estimate, (rest.lower, rest.upper)
    )


def _side(months: range, found: Measured | None, own: _Series) -> Side:
    period = Period(months[0], months[-1]) if months else Period()
    return Side(period, own.over(months).n, found.share if found is not None else None)
