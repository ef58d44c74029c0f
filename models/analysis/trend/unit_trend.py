"""A unit's measure over time, on the chart that its answers can carry.

Fewer than ten points off the line: a line with intervals, no rules. Few answers a month: a run
chart with the Anhøj rules. Enough for limits inside 0-1 in every month and twelve months: a
p-chart, or Laney's p-prime where months differ more than chance makes them. Means: XmR with the
Making Data Count rules. Months that can still fill up are drawn but never judged. Lines start
anew where the question changed and where a person said so, never by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.analysis.estimates import (
    Question,
    counted,
    is_complete,
    known_questions,
    month_words,
    monthly,
    period_words,
    plausible_counts,
)
from models.analysis.trend.chart import assess
from models.analysis.trend.results import Trend, TrendAction, TrendBaseline, TrendPoint
from models.analysis.trend.rules import RuleSet, rule_set
from models.analysis.trend.series import MEAN, MONTHS, QUARTERS, TOP_BOX, Stretch, stretches
from models.analysis.trend.signals import NONE, RUN, AssessedStretch
from models.analysis.trend.words import false_alarms, rules_text, trend_verdict, why_chart
from models.errors import UsageProblem
from models.store.actions import list_actions
from models.store.database import Connection, Database, goals, local_day, small_cell_floor
from models.store.tallies import (
    BaselineChange,
    BaselineKind,
    UnitSelection,
    baseline_changes,
    stored_instruments,
)
from models.survey import UNDATED, Period, Unit, month_number


def trend(
    db: Database,
    unit: Unit,
    measure: str,
    *,
    of: str = TOP_BOX,
    step: str = MONTHS,
    period: Period | None = None,
    today: date | None = None,
    rules: str = "",
) -> Trend:
    """Return a unit's measure over time.

    `of` is top_box or mean; `step`, what a point is, month or quarter; `rules` for means are mdc
    (unless told otherwise), six, eight or anhoej. `period` keeps to some
    months. Months are still filling up relative to `today` (the day it is, unless given).
    Without answers, or with too few, the value says so in its verdict. Raises UsageProblem for a
    measure that no questionnaire in store has, and for another `of`, `step` or `rules`;
    DatabaseProblem for counts that contradict each other.
    """
    day = today or date.today()
    if step not in (MONTHS, QUARTERS):
        raise UsageProblem("unknown-step", f"There is no step “{step}”.", hint="month or quarter")
    if of not in (TOP_BOX, MEAN):
        raise UsageProblem("unknown-score", f"There is no score “{of}”.", hint="top_box or mean")
    chosen = rule_set(rules)
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        return _trend(c, unit, questions, of, step, period or Period(), day, chosen)


def measure_questions(c: Connection, measure: str) -> list[Question]:
    """Return a measure's definitions, newest first.

    Raises UsageProblem when no questionnaire in store has the measure, with those that exist.
    """
    known = known_questions(stored_instruments(c))
    if measure not in known:
        raise UsageProblem(
            "unknown-measure",
            f"There is no measure “{measure}”.",
            hint=f"Measures are: {', '.join(known)}." if known else "Import a survey file first.",
        )
    return known[measure]


def _trend(
    c: Connection,
    unit: Unit,
    questions: Sequence[Question],
    of: str,
    step: str,
    period: Period,
    day: date,
    rules: RuleSet,
) -> Trend:
    measure = questions[0].measure
    floor = small_cell_floor(c)
    changes = baseline_changes(c, unit.id, measure.key)
    counts = monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True)
    undated = sum(sum(v.values()) for v in counts.answers.get(UNDATED, {}).values())
    counts = _within(counts, period)

    def filling(month: int) -> bool:
        return not is_complete(month, day)

    found = stretches(counts, questions, floor, filling, changes, of=of, step=step)
    judged = _judged(found, of, rules)
    newest = judged[-1] if judged else None
    points = tuple(point for each in judged for point in each.points)
    since = newest.points[0].first_month if newest and newest.points else None
    return Trend(
        unit=unit.name,
        facility=unit.facility,
        measure=measure.key,
        label=measure.label,
        of=of,
        chart=newest.chart if newest else "none",
        why=why_chart(newest, _usable(newest), of) if newest else _why_nothing(undated),
        points=points,
        signals=newest.signals if newest else (),
        rules=rules_text(newest) if newest else "No rules: there is nothing to judge.",
        verdict=_verdict(newest, since, of, unit, undated, floor, period),
        floor=floor,
        center_word=_center_word(judged),
        false_alarms=false_alarms(newest) if newest else None,
        breaks=tuple(stretch.begins for stretch in found if stretch.begins is not None),
        actions=_actions(c, unit, measure.key, points),
        notes=tuple(_notes(points, floor, undated, changes, step)),
        goal=goals(c, unit.id).get(measure.key) if of == TOP_BOX else None,
        step=step,
        rule_set=newest.rule_set if newest else "",
        baseline=tuple(
            TrendBaseline(str(each.kind), each.month, each.reason, each.decided) for each in changes
        ),
    )


def _judged(found: Sequence[Stretch], of: str, rules: RuleSet) -> list[AssessedStretch]:
    """Return the stretches judged; older ones on the kind of chart of the newest."""
    if not found:
        return []
    newest = assess(found[-1], of, rules=rules)
    wanted = newest.chart if newest.chart in ("run", "none") else None
    return [*(assess(stretch, of, wanted, rules) for stretch in found[:-1]), newest]


def _center_word(judged: Sequence[AssessedStretch]) -> str:
    """Return what the line is: of the newest stretch that has one."""
    lined = [each for each in judged if each.chart != NONE]
    return "median" if lined and lined[-1].chart == RUN else "average"


def _within(counts: monthly.MonthlyCounts, period: Period) -> monthly.MonthlyCounts:
    if period.is_all:
        return counts
    return monthly.MonthlyCounts(
        {m: v for m, v in counts.answers.items() if period.contains(m)},
        {m: v for m, v in counts.pairs.items() if period.contains(m)},
        {m: v for m, v in counts.surveys.items() if period.contains(m)},
        counts.counted,
        counts.measure,
    )


def _why_nothing(undated: int) -> str:
    return f"No chart: {'the answers carry no dates' if undated else 'no answers'}."


def _usable(judged: AssessedStretch) -> int:
    return sum(p.value is not None and p.complete for p in judged.points)


def _verdict(
    newest: AssessedStretch | None,
    since: int | None,
    of: str,
    unit: Unit,
    undated: int,
    floor: int,
    period: Period,
) -> str:
    if newest is not None:
        if any(p.value is not None for p in newest.points):
            return trend_verdict(newest, since, of)
        return f"Too few answers: no month, quarter or half-year of {unit.name} has {floor}."
    if undated:
        return "The answers carry no dates, so nothing can be said about time."
    when = "yet" if period.is_all else f"in {period_words(period)}"
    return f"No answers from {unit.name} to this question {when}."


def _actions(
    c: Connection, unit: Unit, measure: str, points: Sequence[TrendPoint]
) -> tuple[TrendAction, ...]:
    """Return the unit's actions for this measure or for none in particular, oldest first."""
    if not points:
        return ()
    found = [
        TrendAction(item.id, month_number(local_day(item.created)), item.what, item.status)
        for item in list_actions(c, unit_id=unit.id)
        if item.measure in ("", measure)
    ]
    first = points[0].first_month
    return tuple(
        sorted((each for each in found if each.month >= first), key=lambda a: (a.month, a.id))
    )


def _notes(
    points: Sequence[TrendPoint],
    floor: int,
    undated: int,
    changes: Sequence[BaselineChange],
    step: str,
) -> list[str]:
    notes = []
    if any("joined" in point.flags for point in points):
        noun = "Months" if step == MONTHS else "Quarters"
        notes.append(f"{noun} with fewer than {floor} answers are joined.")
    if any(point.value is None for point in points):
        notes.append("Where too few answered, no value is shown.")
    filling = [point for point in points if not point.complete]
    if filling:
        span = period_words(Period(filling[0].first_month, filling[-1].last_month))
        notes.append(f"{span} can still fill up: drawn hollow, kept out of the rules.")
    if undated and points:
        notes.append(
            f"{counted(undated, 'answer')} without a date are not in the line.".capitalize()
        )
    for change in changes:
        if change.kind is BaselineKind.FREEZE:
            notes.append(f"Baseline frozen up to {month_words(change.month)}: {change.reason}.")
        if change.kind is BaselineKind.EXCLUDE:
            notes.append(f"{month_words(change.month)} left out of the line: {change.reason}.")
    return notes
