"""A measure over time: the chart its answers carry, and an honest sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from models.analysis.trend.unit_trend import trend
from models.errors import DatabaseProblem, UsageProblem
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.database import Database, open_database, set_goal
from models.store.tables.core import TallyRow
from models.store.tallies.baselines import (
    BaselineChange,
    BaselineKind,
    decide_baseline,
    forget_baseline,
)
from models.survey import Period
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.time_series import (
    ALWAYS,
    CHANGED,
    FIRST,
    NEVER,
    QUESTIONS,
    quiet_months,
)
from ui.text.errors import hint
from ui.text.trend import (
    break_sentence,
    chart_reason,
    chart_rules,
    trend_notes,
    trend_verdict,
)

TODAY = date(2027, 6, 1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def _drawn(seed: int, share: float, answers: int, months: int) -> list[tuple[int, int]]:
    random = np.random.default_rng(seed)
    return [(int(x), answers) for x in random.binomial(answers, share, size=months)]


def _quiet(db: Database, hospital: Hospital, counts, **options):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    return trend(db, unit, "quietness", today=TODAY, **options)


def test_that_few_months_are_a_line_without_rules(db, hospital):
    found = _quiet(db, hospital, [(9, 15)] * 4 + [(12, 15)] * 4)
    assert found.chart == "none"
    assert found.signals == ()
    assert found.points[0].low < found.points[0].value < found.points[0].high
    assert "rules need 10" in chart_reason(found)
    assert "too early to see a trend" in trend_verdict(found)
    assert "80% of 15 surveys" in trend_verdict(found)


def test_that_small_months_are_a_run_chart_around_the_median(db, hospital):
    found = _quiet(db, hospital, _drawn(1, 0.7, 15, 20))
    assert found.chart == "run"
    assert found.points[0].center == pytest.approx(np.median([p.value for p in found.points]))
    assert (found.points[0].lower_limit, found.points[0].upper_limit) == (5 / 15, None)
    assert "15 to 15 surveys a month" in chart_reason(found)
    assert trend_verdict(found) == (
        "No clear change since Jan 2024. We'd have noticed a lasting change of about "
        f"{round(100 * found.noticeable)} points."
    )
    assert found.to_json()["noticeable"] == found.noticeable
    assert "fewer than" in chart_rules(found)
    assert "in 100 charts" in chart_rules(found)


def test_that_a_lasting_rise_is_told_with_its_first_month(db, hospital):
    counts = [(n, 15) for n in (9, 10, 8, 11, 9, 10, 9, 8, 10, 9)] + [(14, 15), (13, 15)] * 5
    found = _quiet(db, hospital, counts)
    assert found.chart == "run"
    assert trend_verdict(found) == "Better since Nov 2024: 10 months in a row above the median."
    long_run = found.signals[0]
    assert (long_run.rule, long_run.first, long_run.last) == ("long_run", "2024-11", "2025-08")
    assert next(p.period for p in found.points if "long_run_above" in p.flags) == "2024-11"


def test_that_a_drop_is_told_even_when_the_longer_run_came_before_it(db, hospital):
    low = (9, 8, 9, 8, 9, 8, 13, 9, 8, 9, 8, 9, 8)
    found = _quiet(db, hospital, [(12 + at % 2, 14) for at in range(11)] + [(n, 14) for n in low])
    assert (
        trend_verdict(found)
        == "Lower since Dec 2024: before that, 11 months in a row above the median."
    )


def test_that_enough_answers_every_month_carry_a_control_chart(db, hospital):
    found = _quiet(db, hospital, _drawn(5, 0.7, 120, 18))
    assert found.chart in ("p", "p_prime")
    assert all(0 < p.lower_limit < p.center < p.upper_limit < 1 for p in found.points)
    assert "enough surveys for limits on both sides" in chart_reason(found)


def test_that_months_that_differ_more_than_chance_widen_the_limits(db, hospital):
    random = np.random.default_rng(3)
    shares = np.clip(random.normal(0.7, 0.09, size=18), 0.4, 0.9)
    found = _quiet(db, hospital, [(int(300 * p), 300) for p in shares])
    assert found.chart == "p_prime"
    assert "σz" in chart_reason(found)
    assert not any("limit" in flag for p in found.points for flag in p.flags)


def test_that_one_odd_month_is_told_as_one_month(db, hospital):
    counts = [(84, 120), (86, 120), (82, 120)] * 6
    counts[14] = (50, 120)
    found = _quiet(db, hospital, counts)
    assert [p.period for p in found.points if "below_limit" in p.flags] == ["2025-03"]
    assert trend_verdict(found) == ("Mar 2025 was clearly lower than usual, but it didn't last.")


def test_that_eleven_large_months_are_not_yet_a_control_chart(db, hospital):
    found = _quiet(db, hospital, _drawn(4, 0.7, 120, 11))
    assert found.chart == "run"
    assert "needs 12" in chart_reason(found)


def test_that_means_are_an_xmr_chart(db, hospital):
    found = _quiet(db, hospital, _drawn(6, 0.7, 30, 16), of="mean")
    assert found.chart == "xmr"
    assert 0 <= found.points[0].lower_limit < found.points[0].center < 100
    assert "Making Data Count" in chart_rules(found)
    assert found.points[0].x is None
    with pytest.raises(UsageProblem):
        trend(db, hospital.unit("5 East"), "quietness", of="median")


def test_that_months_still_filling_up_are_drawn_but_never_judged(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(14, 15), (13, 15)] * 8 + [(1, 15), (0, 15)]
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    found = trend(db, unit, "quietness", today=date(2025, 6, 27))
    assert [p.complete for p in found.points[-3:]] == [True, False, False]
    assert found.points[-1].value == 0
    assert found.points[0].center == pytest.approx(27 / 30, abs=0.04)
    assert not any("limit" in f or "run" in f for f in found.points[-1].flags)
    assert "Surveys for May–Jun 2025 can still arrive" in " ".join(trend_notes(found))


def test_that_a_verdict_quotes_no_month_that_is_still_filling_up(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(9, 15)] * 16 + [(12, 15), (1, 15)]))
    change = BaselineChange(BaselineKind.REBASE, FIRST + 15, "new ward", date(2025, 6, 1))
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=date(2025, 7, 20))
    assert [p.complete for p in found.points[-2:]] == [True, False]
    assert "May 2025: 80% of 15 surveys" in trend_verdict(found)
    assert "Jun 2025" not in trend_verdict(found)


def test_that_the_older_line_keeps_its_name_after_a_new_one_began(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(9, 15), (11, 15)] * 8))
    change = BaselineChange(BaselineKind.REBASE, FIRST + 14, "new ward", date(2025, 6, 1))
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=TODAY)
    assert (found.chart, found.center_word) == ("none", "median")
    assert found.points[0].center is not None


def test_that_many_points_on_the_median_still_have_limits_for_single_months(db, hospital):
    found = _quiet(db, hospital, [(10, 12)] * 10 + [(9, 12), (1, 12)])
    assert found.chart == "run"
    assert found.method.longest is None
    assert [signal.first for signal in found.signals] == ["2024-12"]


def test_that_a_collapsed_month_is_told_on_a_run_chart(db, hospital):
    counts = [(n, 60) for n in (54, 52, 55, 53, 56, 51, 55, 54, 0, 53, 55, 52)]
    counts[8] = (30, 60)
    found = _quiet(db, hospital, counts)
    assert (found.finding.kind, found.finding.signal.first) == ("odd_month", "2024-09")
    assert found.points[8].value < found.points[8].lower_limit


def test_that_months_vary_more_than_chance_only_where_a_test_says_so(db, hospital):
    steady = _quiet(db, hospital, _drawn(5, 0.7, 120, 18))
    assert steady.method.sigma_z == 1
    assert "vary more than chance" not in trend_verdict(steady)


def test_that_a_season_is_named(db, hospital):
    wave = [round(200 * (0.7 + 0.12 * np.sin(2 * np.pi * m / 12))) for m in range(30)]
    found = _quiet(db, hospital, [(n, 200) for n in wave])
    assert found.method.high_month == 3
    assert "with the seasons, highest around Apr" in trend_verdict(found)
    assert found.variation in ("unclear", "steady")


def test_that_the_goal_is_met_by_chance_or_by_the_care(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, _drawn(5, 0.7, 60, 18)))
    kinds = []
    for goal in (0.4, 0.7, 0.95):
        with db.write() as c:
            set_goal(c, unit.id, "quietness", goal)
        kinds.append(trend(db, unit, "quietness", today=TODAY).assurance)
    assert [each.kind for each in kinds] == ["met", "by_chance", "missed"]
    assert 0.3 < kinds[1].chance < 0.7
    assert trend(db, unit, "quietness", today=TODAY).variation == "steady"


def test_that_the_start_of_an_action_offers_to_freeze_the_baseline(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, _drawn(5, 0.7, 30, 24)))
    add_action(
        db,
        NewAction(
            unit_id=unit.id,
            what="Quiet hours",
            owner="M.",
            due=date(2025, 6, 10),
            measure="quietness",
        ),
        now=datetime(2025, 5, 20, tzinfo=UTC),
    )
    before = trend(db, unit, "quietness", today=date(2025, 6, 9))
    assert before.freeze_offer is None
    offer = trend(db, unit, "quietness", today=TODAY).freeze_offer
    assert (offer.month, offer.what) == (FIRST + 16, "Quiet hours")
    change = BaselineChange(BaselineKind.FREEZE, offer.month, "before quiet hours", TODAY)
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=TODAY)
    assert found.freeze_offer is None
    assert found.method.watched_from == FIRST + 17
    assert found.false_alarms <= 0.055
    assert "EWMA" in chart_rules(found)


def test_that_a_lasting_fall_after_a_frozen_baseline_is_told(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(24, 30), (25, 30), (23, 30)] * 6 + [(20, 30)] * 9))
    change = BaselineChange(BaselineKind.FREEZE, FIRST + 17, "before", TODAY)
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=TODAY)
    assert (found.finding.kind, found.finding.side) == ("watched", "below")
    assert found.finding.since == FIRST + 18
    assert trend_verdict(found) == (
        "Lower since Jul 2025, clearly below the frozen baseline of 80%."
    )
    assert "watch_below" in found.points[-1].flags
    assert found.points[-1].ewma < found.points[-1].ewma_lower


def test_that_a_frozen_baseline_of_a_few_months_judges_nothing(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, _drawn(5, 0.7, 30, 24)))
    change = BaselineChange(BaselineKind.FREEZE, FIRST + 2, "before", TODAY)
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=TODAY)
    assert (found.chart, found.signals) == ("none", ())
    assert found.method.short_baseline


def test_that_a_verdict_on_nothing_but_filling_months_says_so(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(9, 15)]))
    found = trend(db, unit, "quietness", today=date(2024, 2, 10))
    assert "Jan 2024 (surveys can still arrive): 60% of 15 surveys." in trend_verdict(found)


def test_that_the_line_starts_anew_where_the_question_changed(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, _drawn(7, 0.5, 20, 24)))
    after = [
        Survey(unit, 2026 * 12 + at, {"quiet": 2 if number < 18 - at % 5 else 1})
        for at in range(14)
        for number in range(20)
    ]
    hospital.add(CHANGED, after)
    found = trend(db, unit, "quietness", today=TODAY)
    assert [break_sentence(b) for b in found.breaks] == ["The question changed in Jan 2026"]
    assert len({p.center for p in found.points}) == 2
    assert "since Jan 2026" in trend_verdict(found)


def test_that_only_a_person_rebases_and_says_why(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(n, 15) for n in (9, 10, 8, 11, 9, 10, 9, 8, 10, 9, 11, 8)] + [(14, 15), (13, 15)] * 6
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    assert "Better since" in trend_verdict(trend(db, unit, "quietness", today=TODAY))
    change = BaselineChange(BaselineKind.REBASE, FIRST + 12, "quiet hours began", date(2025, 2, 1))
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    found = trend(db, unit, "quietness", today=TODAY)
    assert break_sentence(found.breaks[0]) == "New baseline from Jan 2025: quiet hours began"
    assert found.breaks[0].by_person
    assert trend_verdict(found).startswith("No clear change since Jan 2025.")
    with db.write() as c:
        assert forget_baseline(c, unit.id, "quietness", BaselineKind.REBASE, FIRST + 12) == ()
    with db.write() as c, pytest.raises(UsageProblem, match="baseline-without-reason"):
        decide_baseline(
            c, unit.id, "quietness", BaselineChange(BaselineKind.FREEZE, FIRST, " ", TODAY)
        )


def test_that_a_frozen_baseline_judges_what_came_after(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(8, 14), (10, 14), (7, 14), (11, 14)] * 3 + [(13, 14), (12, 14)] * 6
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    change = BaselineChange(BaselineKind.FREEZE, FIRST + 11, "before quiet hours", TODAY)
    skip = BaselineChange(BaselineKind.EXCLUDE, FIRST + 3, "ward closed by flood", TODAY)
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
        decide_baseline(c, unit.id, "quietness", skip)
    found = trend(db, unit, "quietness", today=TODAY)
    assert found.points[20].center == pytest.approx(8 / 14)
    assert trend_verdict(found).startswith("Better since")
    assert "excluded" in found.points[3].flags
    assert "ward closed by flood" in " ".join(trend_notes(found))
    assert "Baseline frozen at Dec 2024: before quiet hours." in trend_notes(found)


def test_that_small_months_are_joined_and_too_few_stay_hidden(db, hospital):
    found = _quiet(db, hospital, [(3, 4), (2, 4), (4, 4)] * 2 + [(1, 2)] * 3)
    assert [p.period for p in found.points][:2] == ["2024-Q1", "2024-Q2"]
    assert "joined" in found.points[0].flags
    hidden = found.points[-1]
    assert hidden.value is hidden.x is hidden.low is None
    assert "too_few" in hidden.flags


def test_that_a_composite_has_a_chart_of_its_own_width(db, hospital):
    unit = hospital.unit("4 West")
    random = np.random.default_rng(9)
    surveys = [
        Survey(unit, FIRST + month, {"listen": int(a), "explain": int(b)})
        for month in range(15)
        for a, b in np.where(random.uniform(size=(150, 2)) < 0.7, ALWAYS, NEVER)
    ]
    hospital.add(QUESTIONS, surveys)
    found = trend(db, unit, "nurses", today=TODAY)
    assert found.chart in ("p", "p_prime")
    assert found.points[0].x is None
    width = found.points[0].upper_limit - found.points[0].center
    assert width == pytest.approx(3 * (0.7 * 0.3 / 300) ** 0.5, rel=0.35)
    assert width < 3 * (0.7 * 0.3 / 150) ** 0.5


def test_that_actions_are_flags_on_the_time_axis(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(9, 15)] * 12))
    for what, measure in (("Quiet hours", "quietness"), ("Whiteboards", "nurses"), ("Tea", "")):
        add_action(
            db,
            NewAction(
                unit_id=unit.id, what=what, owner="M.", due=date(2024, 6, 1), measure=measure
            ),
            now=datetime(2024, 5, 2, tzinfo=UTC),
        )
    found = trend(db, unit, "quietness", today=TODAY)
    assert [(a.what, a.month) for a in found.actions] == [
        ("Quiet hours", FIRST + 4),
        ("Tea", FIRST + 4),
    ]


@pytest.mark.parametrize("month_counts", [[(15, 15)] * 14, [(0, 15)] * 14])
def test_that_everybody_answering_alike_is_no_change(db, hospital, month_counts):
    found = _quiet(db, hospital, month_counts)
    assert found.chart == "none"
    assert "every month has the same value" in trend_verdict(found)
    assert found.signals == ()


def test_that_one_month_is_one_point(db, hospital):
    found = _quiet(db, hospital, [(9, 15)])
    assert found.chart == "none"
    assert trend_verdict(found).startswith("One month of data so far")


def test_that_no_answers_are_said_in_words(db, hospital):
    unit, other = hospital.unit("4 West"), hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(other, [(9, 15)]))
    found = trend(db, unit, "quietness", today=TODAY)
    assert found.points == ()
    assert trend_verdict(found) == "No surveys from 4 West for this question yet."
    assert chart_rules(found)
    assert chart_reason(found)
    later = trend(db, other, "quietness", period=Period(FIRST + 24, FIRST + 30), today=TODAY)
    assert trend_verdict(later) == "No surveys from 5 East for this question in Jan–Jul 2026."


def test_that_answers_without_dates_have_no_time(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, [Survey(unit, 0, {"quiet": ALWAYS})] * 20)
    found = trend(db, unit, "quietness", today=TODAY)
    assert trend_verdict(found) == "This file has no dates, so there is no trend."


def test_that_an_unknown_measure_is_refused_with_those_that_exist(db, hospital):
    unit = hospital.unit("4 West")
    with pytest.raises(UsageProblem) as nothing:
        trend(db, unit, "quietness", today=TODAY)
    assert "Import" in hint(nothing.value)
    hospital.add(QUESTIONS, quiet_months(unit, [(9, 15)]))
    with pytest.raises(UsageProblem) as refused:
        trend(db, unit, "quietnes", today=TODAY)
    assert "quietness" in hint(refused.value)


def test_that_impossible_counts_are_said_and_not_shown(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 20))
    with db.write() as c:
        c.execute(sa.update(TallyRow).where(TallyRow.value == NEVER).values(count=-2))
    with pytest.raises(DatabaseProblem) as refused:
        trend(db, unit, "quietness", today=TODAY)
    assert "check" in hint(refused.value)


def test_that_json_has_the_fixed_keys(db, hospital):
    found = _quiet(db, hospital, _drawn(1, 0.7, 15, 20)).to_json()
    assert {"unit", "measure", "chart", "points", "signals", "finding"} <= set(found)
    point = {"period", "n", "x", "value", "low", "high", "center", "lcl", "ucl", "flags"}
    assert point <= set(found["points"][0])
    assert found["points"][0]["period"] == "2024-01"


def test_that_a_steady_unit_is_rarely_told_that_it_changed(db, hospital):
    verdicts = []
    for number in range(60):
        unit = hospital.unit(f"Unit {number}")
        hospital.add(QUESTIONS, quiet_months(unit, _drawn(100 + number, 0.7, 14, 24)))
        verdicts.append(trend_verdict(trend(db, unit, "quietness", today=TODAY)))
    assert sum(not v.startswith("No clear change") for v in verdicts) <= 6


def test_that_quarters_join_every_three_months(db, hospital):
    found = _quiet(db, hospital, [(10, 15), (12, 15), (8, 15)] * 4, step="quarter")
    assert [p.period for p in found.points] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert [(p.n, p.x) for p in found.points] == [(45, 30)] * 4
    assert not any("joined" in p.flags for p in found.points)
    assert found.to_json()["step"] == "quarter"


def test_that_quarters_below_the_floor_become_half_years(db, hospital):
    found = _quiet(db, hospital, [(2, 3)] * 6, step="quarter")
    assert [(p.period, p.n) for p in found.points] == [("2024-H1", 18)]
    assert "Quarters with fewer than 11 surveys are combined." in trend_notes(found)


def test_that_a_quarter_is_told_as_a_quarter(db, hospital):
    counts = [(3, 5), (3, 5), (4, 5)] * 6 + [(5, 5), (5, 5), (4, 5)] * 6
    found = _quiet(db, hospital, counts, step="quarter")
    assert trend_verdict(found).startswith("A slow change: the later quarters are higher.")
    assert "15 to 15 surveys a quarter" in chart_reason(found)


def test_that_an_unknown_step_is_refused(db, hospital):
    with pytest.raises(UsageProblem) as refused:
        trend(db, hospital.unit("4 West"), "quietness", step="week")
    assert hint(refused.value) == "month or quarter"


def test_that_a_row_on_one_side_is_told_whole_though_one_of_it_stands_out(db, hospital):
    steady = [(21, 30), (26, 30)] * 8
    lower = [(19, 30)] * 3 + [(3, 30)] + [(19, 30)] * 4
    found = _quiet(db, hospital, [*steady, *lower], of="mean")
    row = next(signal for signal in found.signals if signal.rule == "one_side")
    assert (row.first, row.last, row.points) == ("2025-05", "2025-12", 8)
    assert trend_verdict(found) == (
        "Lower since May 2025: 8 months in a row below the average. "
        "Aug 2025 stands out, clearly lower."
    )
    assert sum(signal.rule == "one_side" for signal in found.signals) == 1


def test_that_what_a_person_decided_is_told_with_its_reason(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(10, 15)] * 12))
    change = BaselineChange(BaselineKind.REBASE, FIRST + 6, "Rounding began", date(2025, 1, 9))
    with db.write() as c:
        decide_baseline(c, unit.id, "quietness", change)
    (told,) = trend(db, unit, "quietness", today=TODAY).to_json()["baseline"]
    assert told == {
        "kind": "rebase",
        "month": "2024-07",
        "reason": "Rounding began",
        "decided": "2025-01-09",
    }


def test_that_months_that_stand_out_again_and_again_have_not_passed(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(30, 30)] * 18 + [(23, 30), (24, 30), (29, 30), (23, 30), (24, 30), (28, 30)]
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    found = trend(db, unit, "quietness", today=TODAY)
    assert found.finding.kind == "odd_month"
    assert found.variation == "worse"
    assert "did not last" not in trend_verdict(found)


def test_that_a_change_in_how_patients_were_asked_is_named_and_nothing_called_better(db, hospital):
    months = [(21, 30), (22, 30), (20, 30), (22, 30)] * 3, [(27, 30), (28, 30), (26, 30)] * 4
    for mode, said in (("phone", False), ("mail", True)):
        unit = hospital.unit(f"asked by {mode} before")
        before = quiet_months(unit, months[0])
        after = quiet_months(unit, months[1], FIRST + 12)
        changed = [Survey(s.unit, s.month, s.answers, mode="phone") for s in after]
        kept = [Survey(s.unit, s.month, s.answers, mode=mode) for s in before]
        hospital.add(QUESTIONS, [*kept, *changed])
        found = trend(db, unit, "quietness", today=TODAY)
        assert found.finding.kind == "shift"
        assert found.variation == ("unclear" if said else "better")
        assert ("asked differently: mostly mail before, phone" in trend_verdict(found)) == said
