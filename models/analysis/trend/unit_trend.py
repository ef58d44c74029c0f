"""A unit's measure over time, on the chart that its answers can carry.

Fewer than ten points: a line with intervals, no rules. Few answers a month: a run chart around the
median. Enough for limits inside 0-1 in every month and twelve months: a p-chart, or Laney's
p-prime where a test says that months differ more than chance makes them. All of them judge
single months by exact limits and lasting changes by the Anhøj rules; after a frozen baseline an
EWMA watches for these. Means: XmR with the Making Data Count rules. Months that can still fill up
are drawn but never judged. Lines start anew where the question changed and where a person said
so, never by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.analysis.estimates import (
    Question,
    is_complete,
    known_questions,
    monthly,
    plausible_counts,
)
from models.analysis.sharing import SharedCounts, shared_counts
from models.analysis.trend.asked import asked_differently
from models.analysis.trend.baseline_offer import freeze_offer, month_to_freeze
from models.analysis.trend.chart import assess
from models.analysis.trend.finding import LASTING, assurance_of, finding_of, variation_of
from models.analysis.trend.results import (
    NO_ANSWERS,
    NO_DATES,
    STEADY,
    FreezeOffer,
    Trend,
    TrendAction,
    TrendBaseline,
    TrendFinding,
    TrendPoint,
)
from models.analysis.trend.rules import RuleSet, false_alarms, noticeable, rule_set
from models.analysis.trend.series import MEAN, MONTHS, QUARTERS, TOP_BOX, Stretch, stretches
from models.analysis.trend.signals import NONE, RUN, AssessedStretch
from models.errors import UsageProblem
from models.language import _
from models.store.actions import list_actions
from models.store.database import Connection, Database, goals, local_day, small_cell_floor
from models.store.tallies import UnitSelection, baseline_changes, stored_instruments
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
    shared: bool = False,
) -> Trend:
    """Return a unit's measure over time.

    `of` is top_box or mean; `step`, what a point is, month or quarter; `rules` for means are mdc
    (unless told otherwise), six, eight or anhoej. `period` keeps to some
    months. Months are still filling up relative to `today` (the day it is, unless given). A
    `shared` trend may leave the desk: its points are blocks of `models.analysis.sharing`.
    Without answers, or with too few, the value says so in its finding. Raises UsageProblem for a
    measure that no questionnaire in store has, and for another `of`, `step` or `rules`;
    DatabaseProblem for counts that contradict each other.
    """
    day = today or date.today()
    if step not in (MONTHS, QUARTERS):
        raise UsageProblem("unknown-trend-step", step=step)
    if of not in (TOP_BOX, MEAN):
        raise UsageProblem("unknown-score", score=of)
    chosen = rule_set(rules)
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        known = shared_counts(c, [unit.id], day) if shared else None
        return _trend(c, unit, questions, of, step, period or Period(), day, chosen, known)


def freeze_for_action(
    db: Database, unit: Unit, measure: str, action_id: int, *, today: date | None = None
) -> FreezeOffer | None:
    """Return the baseline to freeze because this action has begun, None where there is none.

    The list of actions offers it as the chart does. Raises what `trend` raises.
    """
    offer = trend(db, unit, measure, today=today).freeze_offer
    return offer if offer is not None and offer.action_id == action_id else None


def freezable_month(
    db: Database, unit: Unit, measure: str, *, today: date | None = None
) -> int | None:
    """Return the last month of the baseline that an action beginning today is held against.

    None where the baseline is frozen already or too short. Raises what `trend` raises.
    """
    return trend(db, unit, measure, today=today).freezable


def measure_questions(c: Connection, measure: str) -> list[Question]:
    """Return a measure's definitions, newest first.

    Raises UsageProblem when no questionnaire in store has the measure, with those that exist.
    """
    known = known_questions(stored_instruments(c))
    if measure not in known:
        raise UsageProblem("unknown-measure", measure=measure, measures=tuple(known))
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
    known: SharedCounts | None,
) -> Trend:
    measure = questions[0].measure
    floor = small_cell_floor(c)
    changes = baseline_changes(c, unit.id, measure.key)
    counts = monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True)
    undated = sum(sum(v.values()) for v in counts.answers.get(UNDATED, {}).values())
    counts = _within(counts, period)

    def filling(month: int) -> bool:
        return not is_complete(month, day)

    def blocks(question: Question) -> list[Period]:
        every = known.blocks(unit.id, question) if known is not None else ()
        return [block for block in every if period.contains_all(block)]

    found = stretches(
        counts,
        questions,
        floor,
        filling,
        changes,
        of=of,
        step=step,
        blocks=blocks if known is not None else None,
    )
    judged = _judged(found, of, rules)
    newest = judged[-1] if judged else None
    points = tuple(point for each in judged for point in each.points)
    goal = goals(c, unit.id).get(measure.key) if of == TOP_BOX else None
    shown = Trend(
        unit=unit.name,
        facility=unit.facility,
        measure=measure.key,
        label=_(measure.label),
        of=of,
        chart=NONE,
        points=points,
        signals=(),
        finding=TrendFinding(NO_DATES if undated else NO_ANSWERS),
        floor=floor,
        period=period,
        undated=undated if known is None else 0,
        center_word=_center_word(judged),
        breaks=tuple(stretch.begins for stretch in found if stretch.begins is not None),
        actions=_actions(c, unit, measure.key, points),
        goal=goal,
        step=step,
        baseline=tuple(
            TrendBaseline(str(each.kind), each.month, each.reason, each.decided) for each in changes
        ),
        shared=known is not None,
    )
    if newest is None:
        return shown
    since = newest.points[0].first_month if newest.points else None
    finding = finding_of(newest, since)
    patterned = newest.method.alike or newest.method.high_month is not None
    asked = None
    if finding.kind in LASTING and since is not None and finding.since not in (None, since):
        last = newest.points[-1].last_month
        asked = asked_differently(c, unit, questions, since, finding.since or 0, last)
    return replace(
        shown,
        chart=newest.chart,
        signals=newest.signals,
        finding=finding,
        method=newest.method,
        false_alarms=false_alarms(newest),
        noticeable=noticeable(newest) if finding.kind == STEADY else None,
        rule_set=newest.rule_set,
        variation=variation_of(finding, unclear=patterned or asked is not None),
        asked=asked,
        assurance=assurance_of(newest, finding, goal, found[-1].design),
        freeze_offer=freeze_offer(c, unit, measure.key, found[-1], day),
        freezable=month_to_freeze(found[-1], day),
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
