"""Whom a unit can be compared with, and what happens when there is nobody."""

from __future__ import annotations

import pytest

from models.analysis.comparison.unit_comparison import compare
from models.errors import UsageProblem
from models.store.database.database import Database
from models.survey import Period, Unit, parse_month
from tests.models.analysis.build import Hospital
from tests.models.analysis.people import (
    HCAHPS_2019,
    HCAHPS_2025,
    NHS,
    direct,
    direct_p,
    invent,
    months,
)
from ui.text.errors import hint


@pytest.fixture
def hospital(database: Database) -> Hospital:
    return Hospital(database)


def nhs_unit(hospital: Hospital, span: Period, name: str = "Ward 1") -> Unit:
    unit = hospital.unit(name)
    hospital.add(NHS, invent(NHS, unit, span, 15, seed=len(hospital.surveys) + 1))
    return unit


@pytest.mark.parametrize(
    ("against", "words"),
    [
        ("rest", "No other unit to compare with yet."),
        ("peers", "No similar unit to compare with yet: set the type of Ward 1 in Settings."),
        ("all", "No other unit to compare with yet: Ward 1 is the only one."),
    ],
)
def test_that_one_unit_alone_has_nobody_to_compare_with(
    hospital: Hospital, database: Database, against: str, words: str
) -> None:
    unit = nhs_unit(hospital, months("2025-01", "2025-03"))
    comparison = compare(database, unit, against)
    (measure,) = comparison.measures
    assert comparison.verdict == words
    assert (measure.other.n, measure.other.too_few) == (0, True)
    assert measure.unit.top_box is not None
    assert measure.difference.signal == "too_few"
    assert measure.verdict.endswith("No other unit to compare with yet.")
    assert measure.fair.same_question is None


def test_that_earlier_is_the_span_of_equal_length_before(
    hospital: Hospital, database: Database
) -> None:
    unit = nhs_unit(hospital, months("2025-01", "2025-12"))
    period = months("2025-10", "2025-12")
    comparison = compare(database, unit, "earlier", period)
    before = months("2025-07", "2025-09")
    assert (comparison.period, comparison.other_period) == (period, before)
    keys = ["overall_experience"]
    now = direct(hospital.surveys, {unit.id}, period, keys)
    then = direct(hospital.surveys, {unit.id}, before, keys)
    (measure,) = comparison.measures
    assert (measure.unit.n, measure.other.n) == (now.n, then.n)
    assert measure.difference.p == pytest.approx(direct_p(now, then, composite=False))
    assert comparison.other_label == "Ward 1, Jul–Sep 2025"
    assert measure.fair.same_period is False
    assert measure.fair.on_purpose == ("same_period",)
    assert not measure.fair.failed


def test_that_earlier_without_a_period_takes_twelve_months_and_says_so(
    hospital: Hospital, database: Database
) -> None:
    unit = nhs_unit(hospital, months("2023-06", "2025-09"))
    comparison = compare(database, unit, "earlier")
    assert comparison.period == months("2024-10", "2025-09")
    assert comparison.other_period == months("2023-10", "2024-09")
    assert "12 months before" in comparison.notes[0]


def test_that_an_open_end_is_closed_at_the_units_own_data(
    hospital: Hospital, database: Database
) -> None:
    unit = nhs_unit(hospital, months("2024-01", "2025-06"))
    comparison = compare(database, unit, "earlier", Period(parse_month("2025-01"), None))
    assert comparison.period == months("2025-01", "2025-06")
    assert comparison.other_period == months("2024-07", "2024-12")


def test_that_answers_without_dates_have_nothing_earlier(
    hospital: Hospital, database: Database
) -> None:
    unit = nhs_unit(hospital, Period(0, 0))
    comparison = compare(database, unit, "earlier")
    assert comparison.verdict == "Nothing earlier to compare with."
    assert comparison.measures[0].unit.n is not None


def test_that_a_changed_question_is_not_compared_with_its_earlier_version(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    hospital.add(HCAHPS_2019, invent(HCAHPS_2019, unit, months("2024-07", "2024-12"), 15))
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, months("2025-01", "2025-06"), 15))
    comparison = compare(database, unit, "earlier", months("2025-01", "2025-06"))
    measures = {m.measure: m for m in comparison.measures}
    assert measures["responsiveness"].other.n == 0
    assert measures["responsiveness"].fair.same_question is False
    assert measures["responsiveness"].difference.signal == "too_few"
    assert measures["restfulness"].fair.same_question is None
    assert measures["nurses"].fair.same_question is True


def test_that_no_answers_in_a_period_are_said(hospital: Hospital, database: Database) -> None:
    unit = nhs_unit(hospital, months("2025-01", "2025-03"))
    other = nhs_unit(hospital, months("2025-05", "2025-05"), "Ward 2")
    comparison = compare(database, unit, "rest", months("2025-05", "2025-05"))
    assert comparison.verdict == "No answers from Ward 1 in May 2025."
    assert comparison.measures[0].unit.n == 0
    assert comparison.measures[0].verdict == "No answers in these months."
    nobody = compare(database, other, "rest", months("2020-01", "2020-05"))
    assert nobody.measures == ()
    assert nobody.verdict == "No answers from Ward 2 in Jan–May 2020."


@pytest.mark.parametrize("against", ["the moon", "rest:x", "", "peers:4 West"])
def test_that_an_unknown_comparison_lists_the_choices(
    hospital: Hospital, database: Database, against: str
) -> None:
    unit = nhs_unit(hospital, months("2025-01", "2025-01"))
    with pytest.raises(UsageProblem) as refused:
        compare(database, unit, against)
    assert "peers" in hint(refused.value)
