"""Importance against the gap, and what cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.analysis.priorities.driver_scores import outcomes_of, predictors_of
from models.analysis.priorities.results import Priorities, PriorityItem
from models.analysis.priorities.unit_priorities import priorities
from models.errors import Cancelled, UsageProblem
from models.statistics.drivers import adjusted_weights, relative_weights_of
from models.store.database.database import Database, open_database
from models.survey import Answer, Box, Instrument, Item, Measure, Period, Scale, Unit
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import FIRST, FREQUENCY, QUESTIONS, RATING
from ui.text.errors import hint
from ui.text.priorities import priorities_note, priorities_verdict

CARE = Instrument(
    key="care-drivers",
    name="Care",
    family="care",
    items=(
        Item("quiet", "Quiet at night", FREQUENCY),
        Item("listen", "Nurses listen", FREQUENCY),
        Item("explain", "Nurses explain", FREQUENCY),
        Item("food", "Food", FREQUENCY),
        Item("rating", "Overall rating", RATING),
        Item("age", "Age", FREQUENCY, about_patient=True),
    ),
    measures=(
        Measure("quietness", "Quietness", ("quiet",)),
        Measure("nurses", "Nurses", ("listen", "explain")),
        Measure("food", "Food", ("food",)),
        Measure("rating", "Overall rating", ("rating",)),
        Measure("age", "Age", ("age",)),
    ),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def _patients(unit: Unit, n: int, seed: int, *, quiet: float = 0.0) -> list[Survey]:
    """Return patients for whom nurses count most, quiet some and food not at all."""
    random = np.random.default_rng(seed)
    level = random.normal(size=(n, 4))
    level[:, 0] += quiet
    level[:, 2] = level[:, 1] + 0.5 * random.normal(size=n)
    values = np.clip(np.round(3.2 + 0.9 * level), 1, 4).astype(int)
    overall = 7.8 + 0.9 * level[:, 1] + 0.4 * (level[:, 0] - quiet) + random.normal(size=n)
    rating = np.clip(np.round(overall), 0, 10).astype(int) + 1
    return [
        Survey(
            unit,
            FIRST + number % 6,
            {
                "quiet": int(v[0]),
                "listen": int(v[1]),
                "explain": int(v[2]),
                "food": int(v[3]),
                "rating": int(r),
            },
        )
        for number, (v, r) in enumerate(zip(values, rating, strict=True))
    ]


def _hospital(hospital: Hospital, own: int, others: int, *, quiet: float = -1.0) -> Unit:
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    surveys = _patients(unit, own, 1, quiet=quiet) + _patients(rest, others, 2)
    add_surveys(hospital, CARE, surveys)
    return unit


def test_that_importance_is_johnsons_weights_of_whole_surveys(db, hospital):
    unit = _hospital(hospital, 400, 400)
    found = priorities(db, unit, repeats=200)
    rows = [s.answers for _i, s in hospital.surveys if s.unit.id == unit.id]
    x = np.array(
        [[a["quiet"], (a["listen"] + a["explain"]) / 2, a["food"]] for a in rows], dtype=float
    )
    rating = np.array([a["rating"] for a in rows], dtype=float)
    wanted = adjusted_weights(relative_weights_of(x, rating), 400)
    weight = {item.measure: item.importance for item in found.items}
    assert found.source == "unit"
    assert found.n == 400
    assert [weight[k] for k in ("quietness", "nurses", "food")] == pytest.approx(
        list(wanted.raw), abs=1e-6
    )
    assert sum(weight.values()) == pytest.approx(found.r_squared)
    assert found.items[0].measure == "nurses"
    assert all(i.low <= i.importance <= i.high for i in found.items)


def test_that_a_small_unit_learns_importance_from_its_hospital(db, hospital):
    unit = _hospital(hospital, 40, 500)
    found = priorities(db, unit, repeats=200)
    assert found.source == "facility"
    assert found.n == 540
    assert "this unit alone has too few" in priorities_note(found)
    quiet = next(item for item in found.items if item.measure == "quietness")
    assert quiet.signal == "below"
    assert quiet.performance < 0.4
    assert found.biggest_gap == "quietness"
    assert "quietness" in priorities_verdict(found).lower()


def test_that_the_matrix_says_what_comes_first(db, hospital):
    unit = _hospital(hospital, 200, 800, quiet=-1.5)
    found = priorities(db, unit, repeats=200)
    corner = {item.measure: item.quadrant for item in found.items}
    assert corner["food"] in ("maintain", "monitor")
    assert corner["nurses"] in ("keep up", "fix first")
    assert all(item.quadrant in ("keep up", "maintain") for item in found.items if item.gap >= 0)
    assert all(item.signal == "below" for item in found.items if item.quadrant == "fix first")


def test_that_equal_weights_are_said_to_be_tied(db, hospital):
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    random = np.random.default_rng(5)
    surveys = []
    for number in range(500):
        a, b = (int(v) for v in random.integers(1, 5, size=2))
        rating = int(np.clip(a + b + random.normal(), 0, 10)) + 1
        answers = {"quiet": a, "food": b, "listen": int(random.integers(1, 5)), "rating": rating}
        surveys.append(Survey(unit if number % 2 else rest, FIRST, answers))
    add_surveys(hospital, CARE, surveys)
    ties = {item.measure: item.tied_with for item in priorities(db, unit).items}
    assert ties["quietness"] == ("food",)
    assert ties["food"] == ("quietness",)
    assert ties["nurses"] == ()


def test_that_questions_about_the_patient_are_no_drivers(db, hospital):
    found = priorities(db, _hospital(hospital, 100, 100), repeats=50)
    assert {item.measure for item in found.items} == {"quietness", "nurses", "food"}
    assert found.outcome == "rating"


def test_that_a_constant_measure_has_no_importance(db, hospital):
    unit = hospital.unit("4 West")
    surveys = [Survey(s.unit, s.month, {**s.answers, "food": 4}) for s in _patients(unit, 200, 3)]
    add_surveys(hospital, CARE, surveys)
    found = priorities(db, unit, repeats=50)
    food = next(item for item in found.items if item.measure == "food")
    assert food.importance is food.low is None
    assert food.tied_with == ()
    assert sum(item.importance or 0 for item in found.items) == pytest.approx(found.r_squared)


def test_that_one_unit_alone_has_importance_without_gaps(db, hospital):
    unit = hospital.unit("4 West")
    add_surveys(hospital, CARE, _patients(unit, 200, 3))
    found = priorities(db, unit, repeats=50)
    assert found.items[0].gap is None
    assert found.items[0].quadrant is not None
    assert (
        priorities_verdict(found)
        == "No other unit has enough answers to compare with, so nothing comes first."
    )


def test_that_an_overall_rating_without_spread_has_no_drivers(db, hospital):
    unit = hospital.unit("4 West")
    surveys = [Survey(s.unit, s.month, {**s.answers, "rating": 11}) for s in _patients(unit, 60, 3)]
    add_surveys(hospital, CARE, surveys)
    found = priorities(db, unit, repeats=50)
    assert found.r_squared is None
    assert "everyone gave the same" in priorities_verdict(found)
    assert [item.importance for item in found.items] == [None] * 3


def test_that_too_few_surveys_have_no_importance(db, hospital):
    unit = hospital.unit("4 West")
    add_surveys(hospital, CARE, _patients(unit, 8, 3))
    found = priorities(db, unit, repeats=50)
    assert "There are fewer than 11." in priorities_verdict(found)
    assert all(item.importance is item.performance is None for item in found.items)


def test_that_counts_alone_tell_gaps_and_no_importance(db, hospital):
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    for place, top in ((unit, 20), (rest, 70)):
        counts = {("quiet", 4): top, ("quiet", 1): 100 - top}
        hospital.add_counts(QUESTIONS, place, FIRST, counts, 100)
    found = priorities(db, unit)
    assert found.n == 0
    assert found.biggest_gap == "quietness"
    assert "Importance needs whole surveys" in priorities_note(found)


def test_that_no_answers_at_all_are_said_in_words(db, hospital):
    unit = hospital.unit("4 West")
    found = priorities(db, unit)
    assert found.items == ()
    assert priorities_note(found)
    add_surveys(hospital, CARE, _patients(unit, 60, 3))
    later = priorities(db, unit, period=Period(FIRST + 60, FIRST + 70))
    assert later.r_squared is None


def test_that_another_outcome_can_be_asked_for(db, hospital):
    unit = _hospital(hospital, 200, 200)
    found = priorities(db, unit, outcome="nurses", repeats=50)
    assert found.outcome == "nurses"
    assert "nurses" not in {item.measure for item in found.items}
    with pytest.raises(UsageProblem) as refused:
        priorities(db, unit, outcome="parking")
    assert "quietness" in hint(refused.value)


def test_that_the_same_data_show_the_same_intervals(db, hospital):
    unit = _hospital(hospital, 150, 150)
    assert priorities(db, unit, repeats=100) == priorities(db, unit, repeats=100)


def test_that_a_long_job_can_be_stopped(db, hospital):
    unit = _hospital(hospital, 100, 100)

    def stop(message: str, share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        priorities(db, unit, progress=stop)


def test_that_json_has_the_fixed_keys(db, hospital):
    found = priorities(db, _hospital(hospital, 100, 100), repeats=50).to_json()
    assert {"unit", "outcome", "n", "r_squared", "items", "why"} <= set(found)
    item = {"measure", "importance", "low", "high", "performance", "gap", "quadrant", "tied_with"}
    assert item <= set(found["items"][0])


def _weighed(measure: str, importance: float | None, *tied: str) -> PriorityItem:
    places = (None, None, None, None, None, None, "none", None, False)
    return PriorityItem(measure, measure.title(), importance, *places, tied, None)


def test_that_a_group_is_a_measure_with_all_that_cannot_be_told_from_it():
    items = (
        _weighed("food", 0.4),
        _weighed("rest", 0.2, "nurses", "doctors"),
        _weighed("nurses", 0.15, "rest", "doctors"),
        _weighed("doctors", 0.1, "rest", "nurses", "quiet"),
        _weighed("quiet", 0.05, "doctors"),
        _weighed("constant", None),
    )
    found = Priorities("", "", "", "", "unit", 90, 0.9, items, 0.15, "", "")
    assert found.groups == (("food",), ("rest", "nurses", "doctors"), ("quiet",))


def test_that_measures_of_the_whole_stay_explain_no_other_of_them():
    yes_no = Scale("yn", (Answer(1, "No", Box.BOTTOM, 0.0), Answer(2, "Yes", Box.TOP, 100.0)))
    keys = ("sat_score", "would_recommend", "food", "nurses")
    own = Instrument(
        "own",
        "Own",
        "custom",
        tuple(Item(key, key, yes_no) for key in keys),
        tuple(Measure(key, key, (key,)) for key in keys),
        built_in=False,
    )
    outcomes = outcomes_of(own)
    assert [m.key for m in outcomes] == ["would_recommend", "sat_score"]
    assert [m.key for m in predictors_of(own, outcomes[0])] == ["food", "nurses"]


def test_that_nothing_is_ranked_where_nothing_goes_with_the_rating(db, hospital):
    random = np.random.default_rng(5)
    unit, rest = hospital.unit("4 West"), hospital.unit("5 East")
    surveys = []
    for each, n in ((unit, 120), (rest, 400)):
        for _ in range(n):
            answers = {key: int(random.integers(2, 5)) for key in ("quiet", "listen", "explain")}
            answers |= {"food": int(random.integers(2, 5)), "rating": int(random.integers(5, 11))}
            surveys.append(Survey(each, FIRST, answers))
    add_surveys(hospital, CARE, surveys)
    found = priorities(db, unit, repeats=50)
    assert found.r_squared is None
    assert {item.importance for item in found.items} == {None}
    assert {item.quadrant for item in found.items} == {None}
    assert found.items[0].gap is not None


def test_that_no_measure_comes_first_without_a_real_gap(db, hospital):
    unit = _hospital(hospital, 200, 800)
    found = priorities(db, unit, repeats=50)
    assert any(item.gap < 0 for item in found.items)
    real = {item.measure for item in found.items if item.signal == "below"}
    first = {item.measure for item in found.items if item.quadrant == "fix first"}
    assert first <= real
    assert all(item.noticeable > 0 for item in found.items)
