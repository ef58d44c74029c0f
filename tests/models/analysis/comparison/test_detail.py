"""The panel beside the chart: sentence, distribution of answers, and the monthly line."""

from __future__ import annotations

from datetime import date

import pytest

from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import MeasureDetail, MonthPoint
from models.errors import UsageProblem
from models.store.database.database import Database
from models.survey import Period, Unit, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import (
    HCAHPS_2019,
    HCAHPS_2025,
    NHS,
    direct,
    invent,
    months,
)
from ui.text.errors import hint

LATER = date(2027, 1, 1)
KEYS = {m.key: list(m.items) for m in HCAHPS_2025.measures}


@pytest.fixture
def hospital(database: Database) -> Hospital:
    return Hospital(database)


def nhs_line(
    hospital: Hospital,
    surveys: dict[str, int],
    *,
    period: Period = Period(),  # noqa: B008
    today: date = LATER,
    others: int = 20,
) -> tuple[MeasureDetail, Unit]:
    """Return the detail of a ward with so many surveys in each month, a third of them content."""
    unit, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    for month, n in surveys.items():
        for place, count in ((unit, n), (other, others)):
            content = [{"overall_experience": 5}] * (count // 3)
            rest = [{"overall_experience": 1}] * (count - count // 3)
            given = [Survey(place, parse_month(month), a) for a in [*content, *rest]]
            hospital.add(NHS, given)
    comparison = compare(hospital.database, unit, "rest", period)
    key = "overall_experience"
    return measure_detail(hospital.database, comparison, key, today=today), unit


def labels(line: tuple[MonthPoint, ...]) -> list[tuple[str, int, bool]]:
    return [(point.period, point.n, point.top_box is not None) for point in line]


def test_that_each_month_is_that_of_its_single_answers(
    hospital: Hospital, database: Database
) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("5 East")
    span = months("2025-01", "2025-06")
    for seed, place in enumerate((unit, other)):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, place, span, 20, seed=seed))
    comparison = compare(database, unit, "rest", months("2025-04", "2025-06"))
    for key in ("nurses", "rating"):
        detail = measure_detail(database, comparison, key, today=LATER)
        assert [point.period for point in detail.line] == [f"2025-0{n}" for n in range(1, 7)]
        for point in detail.line:
            month = Period(point.first_month, point.last_month)
            mine = direct(hospital.surveys, {unit.id}, month, KEYS[key])
            rest = direct(hospital.surveys, {other.id}, month, KEYS[key])
            assert point.n == mine.n
            assert point.top_box == pytest.approx(mine.top)
            assert point.low == pytest.approx(mine.low)
            assert point.high == pytest.approx(mine.high)
            assert point.other == pytest.approx(rest.top)
        assert detail.breaks == ()


def test_that_small_months_join_into_quarters_and_half_years(hospital: Hospital) -> None:
    sizes = {
        "2025-01": 20,
        "2025-02": 20,
        "2025-03": 20,
        "2025-04": 20,
        "2025-05": 4,
        "2025-06": 20,
        "2025-07": 4,
        "2025-08": 3,
        "2025-10": 20,
    }
    detail, unit = nhs_line(hospital, sizes)
    assert labels(detail.line) == [
        ("2025-01", 20, True),
        ("2025-02", 20, True),
        ("2025-03", 20, True),
        ("2025-Q2", 44, True),
        ("2025-H2", 27, True),
    ]
    half = detail.line[-1]
    assert (half.first_month, half.last_month) == (parse_month("2025-07"), parse_month("2025-12"))
    joined = direct(
        hospital.surveys, {unit.id}, months("2025-07", "2025-12"), ["overall_experience"]
    )
    assert half.top_box == pytest.approx(joined.top)
    assert detail.line_note == "Months with fewer than 11 answers are combined."


def test_that_months_without_answers_are_gaps_and_join_nothing(hospital: Hospital) -> None:
    detail, _unit = nhs_line(hospital, {"2025-01": 20, "2025-03": 20, "2025-12": 20})
    assert [point.period for point in detail.line] == ["2025-01", "2025-03", "2025-12"]


def test_that_a_half_year_below_the_floor_has_no_value(hospital: Hospital) -> None:
    sizes = {"2024-01": 20, "2024-02": 20, "2024-10": 5, "2025-01": 4, "2025-02": 3}
    detail, _unit = nhs_line(hospital, sizes, period=months("2024-01", "2024-06"))
    assert labels(detail.line) == [
        ("2024-01", 20, True),
        ("2024-02", 20, True),
        ("2024-H2", 5, False),
        ("2025-H1", 7, False),
    ]
    hidden = detail.line[-1]
    assert (hidden.low, hidden.high) == (None, None)


def test_that_one_hidden_point_cannot_be_worked_out_from_the_total(hospital: Hospital) -> None:
    sizes = {"2024-01": 20, "2024-02": 15, "2024-03": 30, "2024-10": 5}
    detail, _unit = nhs_line(hospital, sizes)
    assert labels(detail.line) == [
        ("2024-01", 20, True),
        ("2024-02", 15, False),
        ("2024-03", 30, True),
        ("2024-H2", 5, False),
    ]


def test_that_a_month_still_filling_up_is_incomplete_and_blurs_nothing(
    hospital: Hospital,
) -> None:
    sizes = {"2025-07": 20, "2025-08": 20, "2025-09": 20, "2025-10": 3}
    detail, _unit = nhs_line(
        hospital, sizes, period=months("2025-07", "2025-09"), today=date(2025, 11, 10)
    )
    assert labels(detail.line) == [
        ("2025-07", 20, True),
        ("2025-08", 20, True),
        ("2025-09", 20, True),
        ("2025-10", 3, False),
    ]
    assert [point.complete for point in detail.line] == [True, True, False, False]
    assert detail.line_note.endswith("Surveys for Sep–Oct 2025 can still arrive.")


def test_that_a_small_unit_gets_a_quarter_of_its_filling_months(hospital: Hospital) -> None:
    sizes = {"2025-07": 12, "2025-08": 12, "2025-09": 12, "2025-10": 6, "2025-11": 6}
    detail, _unit = nhs_line(hospital, sizes, today=date(2025, 12, 10))
    assert labels(detail.line)[-1] == ("2025-Q4", 12, True)
    assert not detail.line[-1].complete


def test_that_the_others_are_hidden_in_months_in_which_too_few_of_them_answered(
    hospital: Hospital,
) -> None:
    detail, _unit = nhs_line(hospital, {"2025-01": 20, "2025-02": 20}, others=9)
    assert [point.other for point in detail.line] == [None, None]
    assert all(point.top_box is not None for point in detail.line)


def test_that_a_changed_question_breaks_the_line(hospital: Hospital, database: Database) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("5 East")
    for seed, place in enumerate((unit, other)):
        old = invent(HCAHPS_2019, place, months("2024-07", "2024-12"), 20, seed=seed)
        new = invent(HCAHPS_2025, place, months("2025-01", "2025-06"), 20, seed=seed + 5)
        hospital.add(HCAHPS_2019, old)
        hospital.add(HCAHPS_2025, new)
    comparison = compare(database, unit, "rest", months("2025-01", "2025-06"))
    changed = measure_detail(database, comparison, "responsiveness", today=LATER)
    assert changed.breaks == ((parse_month("2025-01"), "Survey mode changed in Jan 2025"),)
    before = Period(parse_month("2024-08"), parse_month("2024-08"))
    old_keys = list(HCAHPS_2019.measure_by_key["responsiveness"].items)
    expected = direct(hospital.surveys, {unit.id}, before, old_keys)
    assert len(changed.line) == 12
    assert changed.line[1].top_box == pytest.approx(expected.top)
    same = measure_detail(database, comparison, "nurses", today=LATER)
    assert same.breaks == ()
    assert len(same.line) == 12


def test_that_a_few_surveys_of_another_version_do_not_break_the_line(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    hospital.add(HCAHPS_2019, invent(HCAHPS_2019, unit, months("2024-07", "2024-12"), 20))
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, months("2024-09", "2024-09"), 2))
    comparison = compare(database, unit)
    detail = measure_detail(database, comparison, "responsiveness", today=LATER)
    assert detail.breaks == ()
    assert len(detail.line) == 6


def test_that_answers_are_distributed_worst_first_for_both_sides(
    hospital: Hospital, database: Database
) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("5 East")
    span = months("2025-01", "2025-03")
    for seed, place in enumerate((unit, other)):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, place, span, 20, seed=seed))
    comparison = compare(database, unit, "rest", span)
    detail = measure_detail(database, comparison, "nurses", today=LATER)
    assert [d.item for d in detail.distributions] == KEYS["nurses"]
    for distribution in detail.distributions:
        assert [a.label for a in distribution.answers] == [
            "Never",
            "Sometimes",
            "Usually",
            "Always",
        ]
        for place, side in ((unit, "unit"), (other, "other")):
            values = [
                s.answers[distribution.item]
                for _i, s in hospital.surveys
                if s.unit == place and s.answers.get(distribution.item, 200) < 200
            ]
            shares = [getattr(a, side) for a in distribution.answers]
            assert shares == pytest.approx([values.count(v) / len(values) for v in (1, 2, 3, 4)])
            assert sum(shares) == pytest.approx(1)
        assert distribution.wording


def test_that_the_earlier_self_has_no_second_line(hospital: Hospital, database: Database) -> None:
    unit = hospital.unit("Ward 1")
    hospital.add(NHS, invent(NHS, unit, months("2025-01", "2025-12"), 15))
    comparison = compare(database, unit, "earlier", months("2025-07", "2025-12"))
    detail = measure_detail(database, comparison, "overall_experience", today=LATER)
    assert {point.other for point in detail.line} == {None}
    before = direct(
        hospital.surveys, {unit.id}, months("2025-01", "2025-06"), ["overall_experience"]
    )
    assert detail.distributions[0].n_other == before.n
    assert "At the same rate as" in detail.sentence


def test_that_a_measure_too_small_to_show_says_so_instead_of_a_gap(hospital: Hospital) -> None:
    detail, _unit = nhs_line(hospital, {"2025-01": 6, "2025-02": 3})
    assert detail.sentence == "Fewer than 11 answers, so nothing is shown."
    assert detail.aside == ""
    assert detail.distributions[0].too_few
    assert all(a.unit is None for a in detail.distributions[0].answers)
    assert all(a.other is not None for a in detail.distributions[0].answers)


def test_that_undated_answers_are_distributed_and_have_no_point(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("Ward 1")
    hospital.add(NHS, [Survey(unit, 0, {"overall_experience": 5})] * 20)
    detail = measure_detail(database, compare(database, unit), "overall_experience", today=LATER)
    assert detail.line == ()
    assert detail.distributions[0].n_unit == 20


def test_that_an_unknown_measure_lists_those_there_are(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("Ward 1")
    hospital.add(NHS, invent(NHS, unit, months("2025-01", "2025-01"), 15))
    comparison = compare(database, unit)
    with pytest.raises(UsageProblem) as refused:
        measure_detail(database, comparison, "nurses", today=LATER)
    assert "overall_experience" in hint(refused.value)
