"""The five marks: when they hold, when they fail, when nobody can know."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from models.analysis.comparison.fairness import (
    TOLERATED,
    enough_published,
    fairness,
    mode_distance,
    page_fairness,
    published_months,
    same_mode,
    same_months,
)
from models.analysis.comparison.unit_comparison import compare
from models.store.database.database import Database
from models.store.tallies.benchmarks import Published
from models.survey import Period, parse_month
from tests.models.analysis.build import Hospital
from tests.models.analysis.people import NHS, invent, months

JANUARY = parse_month("2025-01")


@pytest.mark.parametrize(
    ("unit", "other", "mark"),
    [
        ({0: 10, 1: 10}, {0: 500, 1: 400}, True),
        ({0: 10, 1: 10, 2: 2}, {0: 500, 1: 400}, True),
        ({0: 10, 1: 10, 2: 3}, {0: 500, 1: 400}, False),
        ({0: 10}, {0: 500, 1: 400}, False),
        ({0: 10}, {1: 10}, False),
        ({}, {0: 10}, None),
        ({0: 10}, {}, None),
    ],
)
def test_that_answers_must_come_from_the_same_months(
    unit: dict[int, int], other: dict[int, int], mark: bool | None
) -> None:
    mine = {JANUARY + month: n for month, n in unit.items()}
    theirs = {JANUARY + month: n for month, n in other.items()}
    found, reason = same_months(mine, theirs, "4 West", "the rest")
    assert found is mark
    assert bool(reason) is (mark is not True)


def test_that_undated_answers_make_the_months_unknown() -> None:
    dated = {JANUARY: 20}
    assert same_months({0: 3, JANUARY: 17}, dated, "A", "B")[0] is None
    assert same_months(dated, {0: 200}, "A", "B")[0] is None
    assert same_months({0: 1, JANUARY: 19}, dated, "A", "B")[0] is True


@pytest.mark.parametrize(
    ("unit", "other", "mark"),
    [
        ({"mail": 10}, {"mail": 500}, True),
        ({"mail": 60, "phone": 40}, {"mail": 700, "phone": 300}, True),
        ({"mail": 60, "phone": 40}, {"mail": 720, "phone": 280}, False),
        ({"mail": 10}, {"web": 10}, False),
        ({"": 10}, {"mail": 10}, None),
        ({"mail": 10}, {"": 2, "mail": 10}, None),
        ({"": 1, "mail": 19}, {"mail": 100}, True),
        ({}, {"mail": 10}, None),
    ],
)
def test_that_the_ways_of_asking_may_differ_a_little(
    unit: Mapping[str, int], other: Mapping[str, int], mark: bool | None
) -> None:
    found, reason = same_mode(unit, other)
    assert found is mark
    assert bool(reason) is (mark is not True)


def test_that_the_distance_of_mixes_is_symmetric_and_at_most_one() -> None:
    a, b = {"mail": 3, "web": 1}, {"phone": 2}
    assert mode_distance(a, b) == mode_distance(b, a) == 1.0
    assert mode_distance(a, {"mail": 300, "web": 100}) == 0.0


@pytest.mark.parametrize(
    ("first", "last", "mark"),
    [("2025-01", "2025-12", True), ("2024-01", "2024-12", False), ("2025-01", "2025-06", False)],
)
def test_that_a_published_window_must_be_the_answers_months(
    first: str, last: str, mark: bool
) -> None:
    answers = {JANUARY + month: 5 for month in range(12)}
    found, reason = published_months(answers, months(first, last))
    assert found is mark
    assert bool(reason) is not mark


def test_that_a_quarter_is_not_a_published_year() -> None:
    answers = {JANUARY + month: 50 for month in range(3)}
    found, reason = published_months(answers, months("2025-01", "2025-12"))
    assert found is False
    assert "longer" in reason
    assert published_months({0: 50}, months("2025-01", "2025-12"))[0] is None


@pytest.mark.parametrize(
    ("completes", "level", "mark"),
    [
        ("812", "hospital", True),
        ("300 or more", "hospital", True),
        ("1,182", "hospital", True),
        ("Fewer than 100", "hospital", False),
        ("99", "hospital", False),
        ("", "hospital", None),
        ("Not Available", "hospital", None),
        ("", "nation", True),
    ],
)
def test_that_a_hospitals_figure_needs_a_hundred_surveys(
    completes: str, level: str, mark: bool | None
) -> None:
    figure = Published("H_COMP_1_A_P", Period(JANUARY, JANUARY), completes=completes)
    assert enough_published(50, figure, level, 11)[0] is mark
    assert enough_published(10, figure, level, 11)[0] is False


def test_that_a_page_is_as_fair_as_its_worst_measure_and_names_it() -> None:
    good = fairness(
        (True, ""), (True, ""), (None, "Not said."), (True, ""), (True, ""), earlier=False
    )
    bad = fairness(
        (True, ""),
        (False, "Other months."),
        (None, "Not said."),
        (True, ""),
        (True, ""),
        earlier=False,
    )
    page = page_fairness([("Nurses", good), ("Quiet", bad)], (True, ""))
    assert page.marks == (
        ("same_question", True),
        ("same_period", False),
        ("same_mode", None),
        ("enough_answers", True),
        ("unit_excluded", True),
    )
    assert page.reason("same_period") == "Quiet: Other months."
    assert page.reason("same_mode") == "Not said."
    assert page.failed


def test_that_a_comparison_shows_different_ways_of_asking(database: Database) -> None:
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    span = months("2025-01", "2025-03")
    hospital.add(NHS, invent(NHS, unit, span, 20, modes={"web": 0.9, "mail": 0.1}))
    hospital.add(NHS, invent(NHS, other, span, 20, modes={"web": 0.2, "mail": 0.8}))
    comparison = compare(database, unit)
    fair = comparison.measures[0].fair
    assert fair.same_mode is False
    assert "different ways" in fair.reason("same_mode")
    assert comparison.fair.same_mode is False
    assert "Not a fair comparison" in comparison.verdict


def test_that_counts_without_a_mode_leave_it_unknown(database: Database) -> None:
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    for place in (unit, other):
        counts = {("overall_experience", 5): 20, ("overall_experience", 1): 5}
        hospital.add_counts(NHS, place, JANUARY, counts, 25)
    comparison = compare(database, unit)
    assert comparison.measures[0].fair.same_mode is None
    assert comparison.measures[0].fair.same_period is True
    assert not comparison.measures[0].unit.bound
    assert (comparison.surveys_unit, comparison.surveys_other) == (25, 25)


def test_that_a_difference_of_modes_that_could_be_chance_is_fair() -> None:
    few = {"Mail": 32, "Web": 19, "Phone": 9}  # 53 % by mail among 60
    many = {"Mail": 160, "Web": 180, "Phone": 60}  # 40 % among 400
    assert mode_distance(few, many) > TOLERATED
    assert same_mode(few, many)[0] is True
    as_wide_in_many = {mode: 20 * n for mode, n in few.items()}
    assert same_mode(as_wide_in_many, many)[0] is False
