"""All units on one measure: chance first, then who stands out, never a rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from models.analysis.funnel.unit_funnel import funnel
from models.errors import DatabaseProblem, UsageProblem
from models.store.database.database import Database, open_database
from models.store.tables.core import TallyRow
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
from ui.text.units import funnel_method, funnel_notes, funnel_verdict


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def _wards(hospital: Hospital, counts: list[tuple[int, int]]) -> None:
    surveys = []
    for number, count in enumerate(counts):
        surveys += quiet_months(hospital.unit(f"Ward {number}"), [count])
    hospital.add(QUESTIONS, surveys)


def test_that_units_that_chance_explains_are_not_called_different(db, hospital):
    _wards(hospital, [(75, 100), (73, 100), (78, 100), (40, 52), (29, 40)])
    found = funnel(db, "quietness")
    assert found.tau2 == 0
    assert funnel_verdict(found).startswith(
        "No clear differences between units. (We'd notice about"
    )
    assert {unit.signal for unit in found.units} == {"none"}
    assert found.target == pytest.approx(295 / 392)


def test_that_a_unit_far_below_stands_out(db, hospital):
    _wards(hospital, [(150, 200)] * 12 + [(90, 200)])
    found = funnel(db, "quietness")
    assert [u.unit for u in found.units if u.signal == "below"] == ["Ward 12"]
    assert funnel_verdict(found) == "Units really do differ. Ward 12 is clearly lower."


def test_that_many_units_are_not_all_read_aloud(db, hospital):
    _wards(hospital, [(75, 100)] * 120 + [(30, 100)] * 8)
    found = funnel(db, "quietness")
    assert sum(unit.signal == "below" for unit in found.units) == 8
    assert "Ward 125, and 2 more are clearly lower." in funnel_verdict(found)


def test_that_a_common_spread_between_units_widens_the_funnel(db, hospital):
    random = np.random.default_rng(1)
    shares = random.normal(0.7, 0.09, size=24)
    _wards(hospital, [(int(600 * p), 600) for p in shares])
    found = funnel(db, "quietness")
    assert found.tau2 > 0
    assert found.p < 1e-6
    assert sum(u.signal != "none" for u in found.units) <= 1
    assert funnel_verdict(found).startswith("Units really do differ")
    narrow = 0.7 - 3.09 * (0.21 / 600) ** 0.5
    assert found.units[0].limits.low998 < narrow - 0.05


def test_that_units_stand_by_their_answers_and_not_by_rank(db, hospital):
    _wards(hospital, [(20, 30), (75, 100), (9, 50)])
    assert [u.n for u in funnel(db, "quietness").units] == [100, 50, 30]


def test_that_a_unit_below_the_floor_is_hidden_and_outside_the_target(db, hospital):
    _wards(hospital, [(75, 100), (70, 100), (0, 10)])
    found = funnel(db, "quietness")
    hidden = found.units[-1]
    assert hidden.signal == "too_few"
    assert hidden.top_box is hidden.low is hidden.limits is hidden.shrunken is None
    assert found.target == pytest.approx(145 / 200)


def test_that_shrunken_shares_lie_between_the_unit_and_the_rest(db, hospital):
    _wards(hospital, [(140, 200), (120, 200), (170, 200), (12, 12)])
    found = funnel(db, "quietness")
    small = found.units[-1]
    assert found.target < small.shrunken < small.top_box == 1.0


def test_that_curves_follow_the_limits_of_the_units(db, hospital):
    _wards(hospital, [(75, 100), (70, 100)])
    found = funnel(db, "quietness")
    assert found.curve([100])[0] == found.units[0].limits
    assert found.curve([0]) == [None]


def test_that_a_composite_is_as_wide_as_its_surveys_are_informative(db, hospital):
    random = np.random.default_rng(4)
    surveys = []
    for number in range(8):
        unit = hospital.unit(f"Ward {number}")
        draws = np.where(random.uniform(size=(200, 2)) < 0.7, ALWAYS, NEVER)
        surveys += [Survey(unit, FIRST, {"listen": int(a), "explain": int(b)}) for a, b in draws]
    hospital.add(QUESTIONS, surveys)
    found = funnel(db, "nurses")
    limits = found.units[0].limits
    assert limits.high95 - limits.low95 == pytest.approx(2 * 1.96 * (0.21 / 400) ** 0.5, rel=0.15)
    assert found.tau2 == 0
    assert found.units[0].n == 200
    assert found.curve([200])[0] == limits


def test_that_only_answers_to_todays_question_count(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(10, 20)]))
    hospital.add(CHANGED, [Survey(unit, 2026 * 12, {"quiet": 2})] * 15)
    found = funnel(db, "quietness")
    assert found.units[0].n == 15
    assert any("question changed" in note for note in funnel_notes(found))


def test_that_the_period_is_kept_to(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(10, 20), (15, 20)]))
    assert funnel(db, "quietness", period=Period(FIRST + 1, FIRST + 1)).units[0].n == 20
    empty = funnel(db, "quietness", period=Period(FIRST + 9, FIRST + 9))
    assert empty.units == ()
    assert funnel_verdict(empty).startswith("No unit has answers")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([(15, 20)], "No other unit to compare with yet: only Ward 0"),
        ([(3, 5), (2, 4)], "Too few answers: no unit has 11 yet."),
        ([(20, 20), (30, 30)], "All answers are the same, so units don't differ."),
        ([(0, 20), (0, 30)], "All answers are the same, so units don't differ."),
    ],
)
def test_that_what_cannot_be_compared_is_said_in_words(db, hospital, counts, words):
    _wards(hospital, counts)
    assert funnel_verdict(funnel(db, "quietness")).startswith(words)


def test_that_an_unknown_measure_is_refused(db, hospital):
    _wards(hospital, [(15, 20)])
    with pytest.raises(UsageProblem):
        funnel(db, "noise")


def test_that_impossible_counts_are_said_and_not_shown(db, hospital):
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(14, 20)] * 20))
    with db.write() as c:
        c.execute(sa.update(TallyRow).where(TallyRow.value == NEVER).values(count=-2))
    with pytest.raises(DatabaseProblem) as refused:
        funnel(db, "quietness")
    assert "check" in hint(refused.value)


def test_that_json_has_the_fixed_keys(db, hospital):
    _wards(hospital, [(75, 100), (70, 100), (3, 4)])
    found = funnel(db, "quietness").to_json()
    assert {"measure", "target", "tau2", "units"} <= set(found)
    unit = {"unit", "facility", "n", "top_box", "low95", "high95", "low998", "high998", "signal"}
    assert unit <= set(found["units"][0])
    assert found["units"][-1]["low95"] is None


def test_that_units_of_one_name_are_told_with_their_place(db, hospital):
    surveys = []
    for number in range(12):
        unit = hospital.unit("Internal", f"Hospital {number}")
        surveys += quiet_months(unit, [(90 if number == 3 else 150, 200)])
    hospital.add(QUESTIONS, surveys)
    found = funnel(db, "quietness")
    assert "Internal (Hospital 3) is clearly lower." in funnel_verdict(found)
    assert {unit.unit for unit in found.units} == {"Internal"}


def test_that_only_the_units_asked_for_take_part(db, hospital):
    _wards(hospital, [(75, 100), (73, 100), (10, 100)])
    everyone = funnel(db, "quietness").units
    two = [unit.unit_id for unit in everyone if unit.unit != "Ward 2"]
    found = funnel(db, "quietness", units=two)
    assert {unit.unit for unit in found.units} == {"Ward 0", "Ward 1"}
    assert found.target == pytest.approx(0.74)


def test_that_places_stay_open_where_intervals_meet(db, hospital):
    _wards(hospital, [(380, 400), (300, 400), (296, 400), (100, 400), (9, 12)])
    ranks = {unit.unit: unit.ranks for unit in funnel(db, "quietness").units}
    assert ranks["Ward 0"] == (1, 1)
    assert ranks["Ward 3"] == (5, 5)
    assert ranks["Ward 1"] == ranks["Ward 2"] == (2, 4)
    assert ranks["Ward 4"][0] <= 2
    assert ranks["Ward 4"][1] == 4


def test_that_a_unit_too_small_to_show_has_no_place(db, hospital):
    _wards(hospital, [(75, 100), (73, 100), (4, 5)])
    small = next(unit for unit in funnel(db, "quietness").units if unit.signal == "too_few")
    assert small.ranks is small.shrunken is small.shrunken_low is None


def test_that_a_unit_that_stands_out_is_never_named_after_saying_that_none_does(db, hospital):
    random = np.random.default_rng(7)
    n = random.integers(11, 31, size=12)
    _wards(hospital, list(zip(random.binomial(n, 0.85).tolist(), n.tolist(), strict=True)))
    found = funnel(db, "quietness")
    for differ in (0.5, 0.001):
        for signal in ("above", "below", "none"):
            units = (replace(found.units[0], signal=signal), *found.units[1:])
            said = funnel_verdict(replace(found, p=differ, units=units))
            assert ("clearly" in said) == (signal != "none" or differ < 0.05)
            assert not ("No clear differences" in said and signal != "none")


def test_that_nothing_found_names_the_gap_that_would_have_been_seen(db, hospital):
    _wards(hospital, [(75, 100), (73, 100), (78, 100)])
    found = funnel(db, "quietness")
    assert 0.1 < found.noticeable < 0.25
    assert f"about {100 * found.noticeable:.0f} points" in funnel_verdict(found)
    assert found.units[0].noticeable == pytest.approx(found.noticeable, rel=0.1)


def test_that_units_know_how_surely_they_belong_to_a_third(db, hospital):
    _wards(hospital, [(380, 400), (300, 400), (296, 400), (100, 400)])
    bottom = next(u for u in funnel(db, "quietness").units if u.unit == "Ward 3")
    assert sum(bottom.thirds) == pytest.approx(1.0)
    assert bottom.thirds[2] > 0.99
    assert bottom.lowest_quarter > 0.99
    assert 0 < bottom.p <= bottom.q


def test_that_the_method_tells_what_the_sentence_leaves_out(db, hospital):
    _wards(hospital, [(75, 100), (73, 100), (78, 100)])
    found = funnel(db, "quietness")
    assert "99.8%" in " ".join(funnel_method(found))
    assert "99.8%" not in funnel_verdict(found) + " ".join(funnel_notes(found))
