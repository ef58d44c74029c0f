"""Bad cells, one test for each kind: numbers, dates, words and formulas (30 to 38)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.files.cells.dates import Order
from models.files.content import Problem, ReadOptions
from models.files.mapping.value import Mapping
from tests.models.files.bad_input import PageContext, desk, survey_rows
from tests.models.files.surveys import shared_file, write_workbook

__all__ = ["desk"]

RATED = [["Unit", "Rating"], *([["4 West", str(n % 11)] for n in range(44)])]


def cells(problems: tuple[Problem, ...]) -> list[tuple[int | None, str | None, str | None]]:
    return [(p.row, p.column, p.value) for p in problems]


def test_30_ids_with_leading_zeros_and_twenty_digits(desk: PageContext) -> None:
    rows = survey_rows()
    rows[1][0], rows[2][0], rows[3][0] = "000000789", "99999999999999999999", "1e17"
    _, read = desk.accepted(desk.table(rows))
    assert [row.survey_id for row in read.rows[:3]] == [rows[n][0] for n in (1, 2, 3)]


def test_31_words_that_programs_take_for_nothing(desk: PageContext) -> None:
    rows = survey_rows()
    rows[1][1], rows[2][1], rows[3][1] = "NA", "None", "null"
    rows[4][3], rows[5][3] = "NA", "N/A"
    report, read = desk.accepted(desk.table(rows))
    assert desk.units() == {"NA": 1, "None": 1, "null": 1, "4 West": 2, "5 East": 3}
    assert [read.rows[n].values["how_clean_was_it"] for n in (3, 4)] == [0, 201]
    assert report.problems_total == 0


@pytest.mark.parametrize("text", ["inf", "1e999", "NaN0", "-inf", "0x10", "1e1"])
def test_32_numbers_that_are_none(desk: PageContext, text: str) -> None:
    report, read = desk.accepted(desk.table([*RATED, ["4 West", text]]))
    assert cells(report.problems) == [(46, "Rating", text)]
    assert read.rows[-1].values["rating"] == 0


@pytest.mark.parametrize("text", ["11", "-3", "7.5", "55"])
def test_33_ratings_off_the_scale(desk: PageContext, text: str) -> None:
    report, read = desk.accepted(desk.table([*RATED, ["4 West", text]]))
    told = [(46, "Rating", text)] == cells(report.problems)
    counted = any(f"“{text}” (1)" in note for note in report.notes)
    assert told or counted
    assert read.rows[-1].values["rating"] in (0, 201)


@pytest.mark.parametrize("text", ["1,234.5", "1.234,5", "7,5", "1 234"])
def test_34_numbers_of_other_countries_are_reported_and_never_bent(
    desk: PageContext, text: str
) -> None:
    report, read = desk.accepted(desk.table([*RATED, ["4 West", text]]))
    assert cells(report.problems) == [(46, "Rating", text)]
    assert read.rows[-1].values["rating"] == 0


def test_35_days_and_months_that_fit_both_ways(desk: PageContext) -> None:
    rows = survey_rows()
    for row in rows[1:]:
        row[2] = "03/04/2026"
    path = desk.table(rows)
    assert desk.refused(path).code == "date_order_open"
    for order, day in ((Order.MONTH_FIRST, "2026-03-04"), (Order.DAY_FIRST, "2026-04-03")):
        _, read = desk.accepted(path, ReadOptions(said=Mapping(date_order=order)))
        assert read.rows[0].discharged == day
    rows[8] = ["S7", "4 West", "13/04/2026", "Always", ""]
    report, read = desk.accepted(desk.table(rows, "evidence.csv"))
    assert any("are written day first" in note for note in report.notes)
    assert read.rows[0].discharged == "2026-04-03"


@pytest.mark.parametrize("text", ["2026-02-30", "0001-01-01", "9999-12-31", "31/31/2026", "soon"])
def test_36_dates_that_cannot_be(desk: PageContext, text: str) -> None:
    rows = survey_rows(20)
    rows[3][2] = text
    report, read = desk.accepted(desk.table(rows))
    assert cells(report.problems) == [(4, "Discharge Date", text)]
    assert report.problems[0].reason == "isn't a date between 1990 and today"
    assert read.rows[2].discharged is None
    tomorrow = date.today() + timedelta(days=1)
    rows[3][2] = tomorrow.isoformat()
    report, _ = desk.accepted(desk.table(rows, "tomorrow.csv"))
    assert report.problems[0].value == tomorrow.isoformat()


def test_37_day_numbers_of_spreadsheets(desk: PageContext) -> None:
    rows = survey_rows()
    for row in rows[1:]:
        row[2] = "46204"
    assert desk.accepted(desk.table(rows))[1].rows[0].discharged == "2026-07-01"
    table = [[*row[:2], date(2026, 7, 1) if n else row[2], *row[3:]] for n, row in enumerate(rows)]
    path = write_workbook(desk.folder / "dates.xlsx", {"Data": table})
    assert desk.accepted(path)[1].rows[0].discharged == "2026-07-01"


def test_37_a_workbook_that_counts_from_1904(desk: PageContext) -> None:
    assert desk.refused(shared_file("bad", "date_1904.xlsx")).code == "no_questions"


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\t=1+1"])
def test_38_formulas_within_comments_are_plain_text(desk: PageContext, formula: str) -> None:
    rows = survey_rows()
    for n, row in enumerate(rows[1:]):
        row[4] = f"A comment that is long enough, number {n}"
    rows[1][4] = f"{formula} and more words of a patient"
    _, read = desk.accepted(desk.table(rows))
    assert read.rows[0].comments[0][1] == rows[1][4].strip()
