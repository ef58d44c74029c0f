"""When a change could be known, and an honest word about it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from models.analysis.evidence import evidence, evidence_plan, first_look, known_by
from models.analysis.evidence.results import LowStart
from models.errors import DatabaseProblem, UsageProblem
from models.statistics.proportions import newcombe_difference
from models.store.database.database import Database, open_database
from models.store.tables.core import TallyRow
from models.survey import Unit
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

BEGUN = date(2025, 1, 10)
TODAY = date(2026, 11, 1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def _unit(hospital: Hospital, before: tuple[int, int], after: tuple[int, int], months: int) -> Unit:
    """Return a unit with twelve months before January 2025, that month, and some after."""
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [before] * 13 + [after] * months))
    return unit


def test_that_the_plan_names_the_day_when_a_change_could_be_known(db, hospital):
    unit = _unit(hospital, (14, 20), (14, 20), 0)
    plan = evidence_plan(db, unit, "quietness", change=0.15, started=BEGUN, today=BEGUN)
    assert plan.share == pytest.approx(0.7)
    assert plan.per_month == pytest.approx(20)
    assert plan.months_before == 9
    assert 60 <= plan.needed <= 110
    assert plan.months == -(-plan.needed // 20)
    assert plan.known_by == known_by(BEGUN, plan.months) > BEGUN
    assert 0.8 <= plan.chance < 0.9


def test_that_the_planned_answers_have_the_power_they_claim(db, hospital):
    unit = _unit(hospital, (14, 20), (14, 20), 0)
    plan = evidence_plan(db, unit, "quietness", change=0.15, started=BEGUN, today=BEGUN)
    random = np.random.default_rng(20281)
    later = 20 * plan.months
    before = random.binomial(180, 0.7, size=20_000)
    after = random.binomial(later, 0.85, size=20_000)
    seen = [
        found is not None and found.lower > 0
        for found in map(
            newcombe_difference, after[:3000], [later] * 3000, before[:3000], [180] * 3000
        )
    ]
    assert np.mean(seen) == pytest.approx(plan.chance, abs=0.025)


def test_that_more_volume_is_known_sooner(db, hospital):
    slow = _unit(hospital, (7, 10), (7, 10), 0)
    quick = hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(quick, [(70, 100)] * 13))
    plans = [
        evidence_plan(db, unit, "quietness", change=0.2, started=BEGUN, today=BEGUN)
        for unit in (slow, quick)
    ]
    assert plans[1].months < plans[0].months


@pytest.mark.parametrize(
    ("before", "change", "reason"),
    [
        ((7, 10), 0.02, "too_slow"),
        ((19, 20), 0.10, "no_room"),
        ((1, 1), 0.10, "too_few"),
    ],
)
def test_that_what_cannot_be_seen_is_said_before_anybody_waits(
    db, hospital, before, change, reason
):
    unit = _unit(hospital, before, before, 0)
    plan = evidence_plan(db, unit, "quietness", change=change, started=BEGUN, today=BEGUN)
    assert plan.known_by is None
    assert plan.reason == reason


def test_that_a_plan_that_takes_too_long_says_what_could_be_seen(db, hospital):
    unit = _unit(hospital, (7, 10), (7, 10), 0)
    plan = evidence_plan(db, unit, "quietness", change=0.02, started=BEGUN, today=BEGUN)
    assert 0.1 < plan.visible < 0.25


def test_that_too_short_a_baseline_says_how_many_months_would_help(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 6, first=FIRST + 6))
    plan = evidence_plan(db, unit, "quietness", change=0.15, started=BEGUN, today=BEGUN)
    assert (plan.reason, plan.known_by) == ("short_baseline", None)
    assert (plan.months_before, plan.more_months) == (3, 6)
    assert 3 <= plan.months_then <= 8
    later = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert later.status == "too_little_data"


def test_that_no_baseline_is_no_plan(db, hospital):
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(rest, [(9, 15)]))
    plan = evidence_plan(db, unit, "quietness", started=BEGUN, today=BEGUN)
    assert plan.reason == "no_answers"
    hospital.add(QUESTIONS, quiet_months(unit, [(0, 1)] * 12))
    few = evidence_plan(db, unit, "quietness", started=BEGUN, today=BEGUN)
    assert few.share is None
    assert (few.reason, few.floor) == ("too_few", 11)
    with pytest.raises(UsageProblem):
        evidence_plan(db, unit, "noise")


def test_that_a_rise_the_rest_did_not_have_is_better(db, hospital):
    unit = _unit(hospital, (24, 40), (34, 40), 8)
    hospital.add(QUESTIONS, quiet_months(hospital.unit("5 East"), [(140, 200)] * 21))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "better"
    assert found.before.n == 9 * 40
    assert found.after.n == 40 * found.plan.months
    assert found.difference.estimate == pytest.approx(0.25)
    assert found.against_rest.estimate == pytest.approx(0.25)
    assert found.rest.estimate == pytest.approx(0)


def test_that_the_last_quarter_before_an_action_is_no_part_of_its_baseline(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(28, 40)] * 9 + [(10, 40)] * 3 + [(28, 40)] * 9))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.before.top_box == pytest.approx(0.7)
    assert found.status == "no_clear_change"


def test_that_the_units_own_change_decides_the_word_where_the_rest_fell_more(db, hospital):
    unit = _unit(hospital, (280, 400), (244, 400), 8)
    rest = hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(rest, [(700, 1000)] * 13 + [(490, 1000)] * 8))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "worse"
    assert found.against_rest.lower > 0


def test_that_there_is_one_verdict_and_no_later_look_changes_it(db, hospital):
    unit = _unit(hospital, (28, 40), (29, 40), 6)
    hospital.add(QUESTIONS, quiet_months(unit, [(40, 40)] * 12, first=FIRST + 19))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=date(2025, 4, 1))
    day = found.known_by
    assert found.status == "too_early"
    on_the_day = evidence(db, unit, "quietness", BEGUN, change=0.15, today=day)
    assert on_the_day.status == "no_clear_change"
    assert evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY) == on_the_day


def test_that_what_is_clear_beyond_doubt_is_told_within_a_year(db, hospital):
    unit = _unit(hospital, (28, 40), (38, 40), 20)
    plan = evidence_plan(db, unit, "quietness", change=0.06, started=BEGUN, today=BEGUN)
    assert plan.months is None or plan.months > 9
    early = first_look(BEGUN)
    assert early < date(2026, 1, 10)
    assert evidence(db, unit, "quietness", BEGUN, change=0.06, today=early).status == "better"


def test_that_another_way_of_asking_goes_before_any_rise(db, hospital):
    unit = hospital.unit("4 West")
    before = quiet_months(unit, [(28, 40)] * 13)
    after = [replace(s, mode="phone") for s in quiet_months(unit, [(37, 40)] * 8, FIRST + 13)]
    hospital.add(QUESTIONS, [*before, *after])
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "not_comparable"
    assert found.changed[0].what == "mode"
    assert found.changed[0].before[0][0] == "mail"
    assert found.changed[0].after[0][0] == "phone"


def test_that_other_patients_go_before_any_rise(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(28, 40)] * 13 + [(37, 40)] * 8
    surveys = [
        replace(s, answers={**s.answers, "age": ALWAYS if s.month > FIRST + 12 else NEVER})
        for s in quiet_months(unit, counts)
    ]
    hospital.add(QUESTIONS, surveys)
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "not_comparable"
    assert [(each.what, each.item) for each in found.changed] == [("case_mix", "Age")]


def test_that_a_new_questionnaire_goes_before_any_rise(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(28, 40)] * 13))
    again = replace(QUESTIONS, key="care-3", name="Care, third version")
    hospital.add(again, quiet_months(unit, [(37, 40)] * 8, FIRST + 13))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "not_comparable"
    assert found.changed[0].what == "questionnaire"


def test_that_a_rise_everywhere_is_told_beside_the_units_own(db, hospital):
    unit = _unit(hospital, (240, 400), (300, 400), 8)
    rest = hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(rest, [(600, 1000)] * 13 + [(750, 1000)] * 8))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "better"
    assert found.rest.estimate == pytest.approx(0.15)
    assert found.against_rest.lower < 0 < found.against_rest.upper


def test_that_without_other_units_there_is_nothing_to_compare_with(db, hospital):
    unit = _unit(hospital, (240, 400), (300, 400), 8)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "better"
    assert not found.others


def test_that_a_fall_is_worse(db, hospital):
    unit = _unit(hospital, (34, 40), (22, 40), 6)
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "worse"


def test_that_it_is_too_early_until_the_day_of_evidence(db, hospital):
    unit = _unit(hospital, (14, 20), (20, 20), 2)
    found = evidence(db, unit, "quietness", BEGUN, change=0.12, today=date(2025, 6, 10))
    assert found.status == "too_early"
    assert found.known_by > date(2025, 6, 10)
    assert found.after.top_box == 1.0


def test_that_the_month_it_began_and_months_still_filling_up_count_for_nothing(db, hospital):
    unit = _unit(hospital, (14, 20), (16, 20), 4)
    found = evidence(db, unit, "quietness", BEGUN, today=date(2025, 6, 10))
    assert found.before.n == 9 * 20
    assert found.after.n == 40


def test_that_no_clear_change_needs_a_narrow_interval_and_says_what_would_have_shown(db, hospital):
    unit = _unit(hospital, (140, 200), (141, 200), 8)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "no_clear_change"
    assert 0.04 < found.noticeable < 0.12


def test_that_nothing_to_start_from_is_too_little_data(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 5, first=FIRST + 13))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "too_little_data"
    assert found.difference is None


def test_that_answers_below_the_floor_are_not_shown(db, hospital):
    unit = _unit(hospital, (14, 20), (2, 3), 2)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.after.n == 6
    assert found.after.top_box is None
    assert found.difference is None


def test_that_a_changed_question_has_no_before(db, hospital):
    unit = _unit(hospital, (14, 20), (14, 20), 11)
    hospital.add(CHANGED, [Survey(unit, 2026 * 12 + m, {"quiet": 2}) for m in range(4)] * 20)
    found = evidence(db, unit, "quietness", date(2026, 1, 5), today=date(2027, 6, 1))
    assert found.difference is None
    assert found.status == "not_comparable"
    assert found.changed[0].what == "questionnaire"


def test_that_a_start_at_a_low_quarter_is_warned_of(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(30, 40)] * 9 + [(20, 40)] * 4 + [(37, 40)] * 8
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.status == "better"
    assert found.low_start == LowStart(measure=True)


def test_that_a_start_as_the_lowest_unit_is_warned_of(db, hospital):
    unit = _unit(hospital, (24, 40), (25, 40), 8)
    for name in ("5 East", "6 East", "7 East"):
        hospital.add(QUESTIONS, quiet_months(hospital.unit(name), [(28, 40)] * 21))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.low_start.unit
    assert found.low_start.units == 4


def test_that_among_units_alike_nobody_began_as_the_lowest(db, hospital):
    unit = _unit(hospital, (40, 40), (40, 40), 8)
    for name in ("5 East", "6 East", "7 East"):
        hospital.add(QUESTIONS, quiet_months(hospital.unit(name), [(40, 40)] * 21))
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY)
    assert found.low_start == LowStart()


def test_that_a_low_unit_among_equals_is_not_better_for_coming_back(db, hospital):
    unit = _unit(hospital, (25, 40), (29, 40), 8)
    for number in range(6):
        other = hospital.unit(f"{number} East")
        hospital.add(QUESTIONS, quiet_months(other, [(28, 40)] * 21))
    found = evidence(db, unit, "quietness", BEGUN, change=0.12, today=TODAY)
    assert found.difference.lower > 0
    assert found.steadied
    assert found.status == "no_clear_change"


def test_that_a_composite_is_judged_by_its_surveys(db, hospital):
    unit = hospital.unit("4 West")
    random = np.random.default_rng(3)
    surveys = [
        Survey(unit, FIRST + month, {"listen": int(a), "explain": int(b)})
        for month in range(21)
        for a, b in np.where(
            random.uniform(size=(30, 2)) < (0.6 if month < 13 else 0.85), ALWAYS, NEVER
        )
    ]
    hospital.add(QUESTIONS, surveys)
    assert evidence(db, unit, "nurses", BEGUN, change=0.2, today=TODAY).status == "better"


def test_that_a_steady_unit_is_rarely_called_better_or_worse(db, hospital):
    random = np.random.default_rng(20283)
    wrong = 0
    rest = hospital.unit("Rest", "Elsewhere")
    hospital.add(QUESTIONS, quiet_months(rest, [(14, 20)]))
    for number in range(60):
        unit = hospital.unit(f"Unit {number}", f"Hospital {number}")
        counts = [(int(x), 25) for x in random.binomial(25, 0.75, size=21)]
        hospital.add(QUESTIONS, quiet_months(unit, counts))
        status = evidence(db, unit, "quietness", BEGUN, today=TODAY).status
        wrong += status in ("better", "worse")
    assert wrong <= 8


def test_that_impossible_counts_are_said_and_not_shown(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 20))
    with db.write() as c:
        c.execute(sa.update(TallyRow).where(TallyRow.value == NEVER).values(count=-2))
    with pytest.raises(DatabaseProblem) as refused:
        evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert "check" in hint(refused.value)


def test_that_json_can_be_read_elsewhere(db, hospital):
    unit = _unit(hospital, (24, 40), (34, 40), 8)
    found = evidence(db, unit, "quietness", BEGUN, change=0.15, today=TODAY).to_json()
    assert found["started"] == "2025-01-10"
    assert found["difference"]["low"] > 0
    assert found["against_rest"] is None
    assert evidence_plan(db, unit, "quietness", today=TODAY).to_json()["measure"] == "quietness"
