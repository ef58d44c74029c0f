"""Which period is shown first, which can be chosen, and what can still fill up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.analysis.estimates.periods import (
    PeriodChoice,
    choices_from_months,
    chosen_period,
    default_period,
    is_complete,
    period_choices,
    period_of_key,
)
from models.store.database.database import Database
from models.survey import Period, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import NHS, months

TODAY = date(2026, 11, 24)


def monthly(first: str, last: str, surveys: int) -> dict[int, int]:
    return dict.fromkeys(range(parse_month(first), parse_month(last) + 1), surveys)


def choices(counts: dict[int, int], today: date = TODAY) -> dict[str, PeriodChoice]:
    return {choice.key: choice for choice in choices_from_months(counts, today, 11)}


def test_that_the_last_complete_quarter_comes_first() -> None:
    found = choices_from_months(monthly("2025-01", "2026-11", 20), date(2026, 11, 19), 11)
    assert (found[0].key, found[0].period) == ("2026-Q3", months("2026-07", "2026-09"))
    assert found[0].complete
    assert found[0].note == ""


def test_that_a_quarter_waits_until_its_last_month_is_full() -> None:
    counts = monthly("2025-01", "2026-11", 20)
    assert choices_from_months(counts, date(2026, 11, 18), 11)[0].key == "2026-Q2"
    quarter = choices(counts, date(2026, 11, 18))["2026-Q3"]
    assert not quarter.complete
    assert quarter.note == "Surveys for Sep 2026 can still arrive until 18 Nov 2026."


def test_that_a_month_is_complete_after_the_49_days_of_the_return_window() -> None:
    june = parse_month("2026-06")
    edge = date(2026, 6, 30) + timedelta(days=49)
    assert not is_complete(june, edge)
    assert is_complete(june, edge + timedelta(days=1))
    assert is_complete(parse_month("2025-12"), date(2026, 2, 26))


def test_that_a_quarter_whose_last_file_is_missing_is_not_complete() -> None:
    found = choices_from_months(monthly("2025-01", "2026-05", 20), TODAY, 11)
    assert found[0].key == "2026-Q1"
    quarter = {choice.key: choice for choice in found}["2026-Q2"]
    assert not quarter.complete
    assert quarter.note == "No surveys dated after May 2026 yet."


def test_that_a_small_unit_sees_a_year_and_is_told_so() -> None:
    found = choices_from_months(monthly("2024-01", "2026-06", 3), TODAY, 11)
    assert found[0].period == months("2025-07", "2026-06")
    assert found[0].surveys == 36
    assert found[0].note.startswith("Only nine surveys in Apr–Jun 2026")


def test_that_a_tiny_unit_sees_everything() -> None:
    counts = {parse_month("2026-06"): 2, parse_month("2024-02"): 12}
    found = choices_from_months(counts, TODAY, 11)
    assert found[0].period == Period()
    assert found[0].surveys == 14


def test_that_undated_surveys_are_in_all_data_only() -> None:
    counts = {0: 40, **monthly("2026-01", "2026-06", 20)}
    found = choices(counts)
    assert found["all"].surveys == 160
    assert found["2026"].surveys == 120
    assert list(choices({0: 40})) == ["all"]
    assert choices({})["all"].surveys == 0


def test_that_every_kind_of_period_can_be_chosen_once() -> None:
    found = choices_from_months(monthly("2024-05", "2026-06", 20), TODAY, 11)
    assert [choice.key for choice in found] == [
        "2026-Q2",
        "2026-Q1",
        "2025-Q4",
        "2025-Q3",
        "2025-Q2",
        "2025-Q1",
        "2024-Q4",
        "2024-Q3",
        "12-months",
        "2026",
        "2025",
        "2024",
        "all",
    ]
    assert len({choice.period for choice in found}) == len(found)
    year = next(choice for choice in found if choice.key == "12-months")
    assert year.period == months("2025-07", "2026-06")


def test_that_quarters_without_surveys_are_left_out() -> None:
    counts = {**monthly("2024-01", "2024-03", 20), **monthly("2026-01", "2026-03", 20)}
    keys = [key for key in choices(counts) if "Q" in key]
    assert keys == ["2026-Q1", "2024-Q1"]


@pytest.mark.parametrize("surveys", [29, 30])
def test_that_thirty_surveys_are_comfortable(surveys: int) -> None:
    counts = {**monthly("2025-01", "2026-03", 20), parse_month("2026-06"): surveys}
    found = choices_from_months(counts, TODAY, 11)[0]
    assert (found.key == "2026-Q2") is (surveys == 30)


def test_that_the_choices_count_the_units_own_surveys(database: Database) -> None:
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    june = parse_month("2026-06")
    answers = {"overall_experience": 5}
    hospital.add(NHS, [Survey(unit, june, answers)] * 31 + [Survey(other, june, answers)] * 7)
    hospital.add_counts(NHS, unit, june, {("overall_experience", 5): 4}, 4)
    assert default_period(database, unit, TODAY).surveys == 35
    assert {choice.surveys for choice in period_choices(database, other, TODAY)} == {7}


def test_that_any_span_of_months_is_chosen_by_its_key(database: Database) -> None:
    hospital = Hospital(database)
    unit, february = hospital.unit("4 West"), parse_month("2026-02")
    hospital.add(NHS, [Survey(unit, february, {"overall_experience": 1})] * 12)
    period = period_of_key("2026-01..2026-03")
    assert period == months("2026-01", "2026-03")
    choice = chosen_period(database, unit, period, TODAY)
    assert (choice.key, choice.surveys, choice.enough) == ("2026-01..2026-03", 12, True)


def test_that_no_other_key_is_a_span_of_months() -> None:
    assert [period_of_key(key) for key in ("2026-Q3", "all", "", "2026-01..", "a..b")] == [None] * 5
