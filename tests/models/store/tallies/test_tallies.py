"""Grouped reads of what was counted."""

from __future__ import annotations

import pytest

from models.store.database.database import Database
from models.store.tallies import tallies
from models.store.tallies.tallies import PairCounts, UnitSelection
from models.survey import NO_ANSWER, NOT_APPLICABLE, Period, Unit, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import HCAHPS_2025, NHS, months

KEY = "overall_experience"
JANUARY = parse_month("2025-01")


@pytest.fixture
def hospital(database: Database) -> Hospital:
    return Hospital(database)


@pytest.fixture
def units(hospital: Hospital) -> list[Unit]:
    """Give two units here and one elsewhere, with 3, 4 and 5 surveys in January, 1 undated."""
    found = [hospital.unit("A"), hospital.unit("B"), hospital.unit("C", "Lakeside")]
    for n, unit in enumerate(found, 3):
        hospital.add(NHS, [Survey(unit, JANUARY, {KEY: 5})] * n)
        hospital.add(NHS, [Survey(unit, 0, {KEY: 1}, mode="")])
    return found


def test_that_crowds_leave_the_unit_out(database: Database, units: list[Unit]) -> None:
    def answers(crowd: UnitSelection, period: Period = Period()) -> list[dict[int, int]]:  # noqa: B008
        with database.read() as c:
            return list(tallies.answer_counts(c, crowd, period).values())

    assert answers(UnitSelection.of(units[0].id)) == [{1: 1, 5: 3}]
    assert answers(UnitSelection.of(units[0].id, units[1].id)) == [{1: 2, 5: 7}]
    assert answers(UnitSelection.rest_of_facility(units[0])) == [{1: 1, 5: 4}]
    assert answers(UnitSelection.rest_of_facility(units[2])) == [{}]
    assert answers(UnitSelection.everybody_but(units[0])) == [{1: 2, 5: 9}]
    assert answers(UnitSelection.everybody_but(units[0]), months("2025-01", "2025-03")) == [{5: 9}]
    assert answers(UnitSelection.of()) == []


def test_that_undated_surveys_belong_to_no_period(database: Database, units: list[Unit]) -> None:
    with database.read() as c:
        everything = tallies.survey_months(c, UnitSelection.of(units[0].id))
        until = tallies.survey_months(c, UnitSelection.of(units[0].id), Period(None, JANUARY))
        modes = tallies.survey_modes(c, UnitSelection.of(units[0].id), Period())
    assert everything == {0: 1, JANUARY: 3}
    assert until == {JANUARY: 3}
    assert list(modes.values()) == [{"": 1, "mail": 3}]


def test_that_what_is_no_answer_is_never_given(database: Database, hospital: Hospital) -> None:
    unit = hospital.unit("A")
    for value in (1, 6, NOT_APPLICABLE, NO_ANSWER):
        hospital.add(NHS, [Survey(unit, JANUARY, {KEY: value})])
    crowd = UnitSelection.of(unit.id)
    with database.read() as c:
        (counts,) = tallies.answer_counts(c, crowd, Period()).values()
        (by_month,) = tallies.answered_months(c, crowd, Period()).values()
        items = tallies.answer_counts(c, crowd, Period()).keys()
        monthly = tallies.monthly_answer_counts(c, crowd, items)
    assert counts == {1: 1, 6: 1}
    assert by_month == {JANUARY: 2}
    assert list(monthly[JANUARY].values()) == [{1: 1, 6: 1}]


def test_that_pairs_and_composites_add_up_over_units(
    database: Database, hospital: Hospital
) -> None:
    a, b = hospital.unit("A"), hospital.unit("B")
    both = {"discharge_help": 2, "discharge_symptoms": 1}
    for unit in (a, b):
        hospital.add(HCAHPS_2025, [Survey(unit, JANUARY, both)] * 2)
        hospital.add(HCAHPS_2025, [Survey(unit, JANUARY + 1, {"discharge_help": 2})])
    with database.read() as c:
        everyone = UnitSelection.of(a.id, b.id)
        (pair,) = tallies.pair_counts(c, everyone, Period()).values()
        (key,) = tallies.composite_surveys(c, everyone, Period())
        answered = tallies.composite_surveys(c, everyone, Period())[key]
        monthly = tallies.monthly_composite_surveys(c, everyone, [key[0]], "discharge")
    assert pair == PairCounts(4, 0, 4, 0)
    assert (key[1], answered) == ("discharge", 6)
    assert {month: sum(n.values()) for month, n in monthly.items()} == {JANUARY: 4, JANUARY + 1: 2}


def test_that_suppressed_counts_are_no_counts(database: Database, hospital: Hospital) -> None:
    a, b = hospital.unit("A"), hospital.unit("B")
    hospital.add_counts(NHS, a, JANUARY, {(KEY, 5): 9}, 9)
    with database.read() as c:
        assert len(tallies.counted_instruments(c, UnitSelection.of(a.id), Period())) == 1
        assert tallies.counted_instruments(c, UnitSelection.of(b.id), Period()) == frozenset()
        assert tallies.count_units(c, UnitSelection.rest_of_facility(a)) == 1
        assert tallies.count_units(c, UnitSelection.everybody_but(a)) == 1
