"""When a change could be known, and an honest word about it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from models.analysis.evidence.action_evidence import evidence, evidence_plan
from models.errors import DatabaseProblem, UsageProblem
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

BEGUN = date(2025, 1, 10)
TODAY = date(2026, 3, 1)


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
    assert 60 <= plan.needed <= 110
    assert plan.months == -(-plan.needed // 20)
    assert plan.known_by > BEGUN
    assert "know by" in plan.words


def test_that_the_planned_answers_have_the_power_they_claim(db, hospital):
    unit = _unit(hospital, (14, 20), (14, 20), 0)
    plan = evidence_plan(db, unit, "quietness", change=0.15, started=BEGUN, today=BEGUN)
    random = np.random.default_rng(20281)
    before = random.binomial(240, 0.7, size=20_000) / 240
    after = random.binomial(plan.needed, 0.85, size=20_000) / plan.needed
    pooled = (240 * before + plan.needed * after) / (240 + plan.needed)
    error = np.sqrt(pooled * (1 - pooled) * (1 / 240 + 1 / plan.needed))
    assert 0.76 <= np.mean((after - before) / error > 1.96) <= 0.86


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
    ("before", "change", "words"),
    [
        ((7, 10), 0.02, "cannot be seen from this survey alone"),
        ((19, 20), 0.10, "no room for a rise"),
        ((1, 1), 0.10, "no room for a rise"),
    ],
)
def test_that_what_cannot_be_seen_is_said_before_anybody_waits(db, hospital, before, change, words):
    unit = _unit(hospital, before, before, 0)
    plan = evidence_plan(db, unit, "quietness", change=change, started=BEGUN, today=BEGUN)
    assert plan.known_by is None
    assert words in plan.words


def test_that_no_baseline_is_no_plan(db, hospital):
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(rest, [(9, 15)]))
    plan = evidence_plan(db, unit, "quietness", started=BEGUN, today=BEGUN)
    assert plan.words.startswith("No answers from the year before")
    hospital.add(QUESTIONS, quiet_months(unit, [(4, 6)]))
    few = evidence_plan(db, unit, "quietness", started=BEGUN, today=BEGUN)
    assert few.share is None
    assert "the floor is 11" in few.words
    with pytest.raises(UsageProblem):
        evidence_plan(db, unit, "noise")


def test_that_a_rise_the_rest_did_not_have_is_better(db, hospital):
    unit = _unit(hospital, (24, 40), (34, 40), 8)
    hospital.add(QUESTIONS, quiet_months(hospital.unit("5 East"), [(140, 200)] * 21))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "better"
    assert found.before.n == 480
    assert found.after.n == 320
    assert found.difference.estimate == pytest.approx(0.25)
    assert found.against_rest.estimate == pytest.approx(0.25)
    assert found.verdict.startswith("Better: 85% after, 60% before, 25 points more than the rest")


def test_that_a_rise_everywhere_is_nobodys_doing(db, hospital):
    unit = _unit(hospital, (240, 400), (300, 400), 8)
    rest = hospital.unit("5 East")
    hospital.add(QUESTIONS, quiet_months(rest, [(600, 1000)] * 13 + [(750, 1000)] * 8))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.difference.lower > 0
    assert found.status == "no_clear_change"
    assert "the same change as the rest" in found.verdict


def test_that_a_fall_is_worse(db, hospital):
    unit = _unit(hospital, (34, 40), (22, 40), 6)
    assert evidence(db, unit, "quietness", BEGUN, today=TODAY).status == "worse"


def test_that_a_wide_interval_is_too_early_while_waiting_helps(db, hospital):
    unit = _unit(hospital, (14, 20), (16, 20), 2)
    found = evidence(db, unit, "quietness", BEGUN, change=0.12, today=date(2025, 6, 10))
    assert found.status == "too_early"
    assert found.known_by > date(2025, 6, 10)
    assert found.verdict.startswith("Too early to say: know by ")
    assert "So far 80% after, 70% before" in found.verdict


def test_that_the_month_it_began_and_months_still_filling_up_count_for_nothing(db, hospital):
    unit = _unit(hospital, (14, 20), (16, 20), 4)
    found = evidence(db, unit, "quietness", BEGUN, today=date(2025, 6, 10))
    assert found.before.n == 240
    assert found.after.n == 40


def test_that_no_clear_change_needs_a_narrow_interval(db, hospital):
    unit = _unit(hospital, (140, 200), (141, 200), 8)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "no_clear_change"
    assert "could be chance" in found.verdict


def test_that_nothing_to_start_from_is_too_little_data(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 5, first=FIRST + 13))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "too_little_data"
    assert found.difference is None
    assert found.verdict.startswith("Too little data to say.")


def test_that_answers_below_the_floor_are_not_shown(db, hospital):
    unit = _unit(hospital, (14, 20), (2, 3), 2)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.after.n == 6
    assert found.after.top_box is None
    assert found.difference is None


def test_that_a_changed_question_has_no_before(db, hospital):
    unit = _unit(hospital, (14, 20), (14, 20), 11)
    hospital.add(CHANGED, [Survey(unit, 2026 * 12 + m, {"quiet": 2}) for m in range(4)] * 20)
    found = evidence(db, unit, "quietness", date(2026, 1, 5), today=date(2027, 1, 1))
    assert found.status == "too_little_data"


def test_that_a_baseline_picked_for_being_bad_is_warned_of(db, hospital):
    unit = hospital.unit("4 West")
    counts = [(30, 40)] * 9 + [(20, 40)] * 4 + [(31, 40)] * 8
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY)
    assert found.status == "better"
    assert "would have come by itself" in found.warning
    assert found.warning in found.verdict


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
    assert evidence(db, unit, "nurses", BEGUN, today=TODAY).status == "better"


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
    assert "check" in refused.value.hint


def test_that_json_can_be_read_elsewhere(db, hospital):
    unit = _unit(hospital, (24, 40), (34, 40), 8)
    found = evidence(db, unit, "quietness", BEGUN, today=TODAY).to_json()
    assert found["started"] == "2025-01-10"
    assert found["difference"]["low"] > 0
    assert found["against_rest"] is None
    assert evidence_plan(db, unit, "quietness", today=TODAY).to_json()["measure"] == "quietness"
