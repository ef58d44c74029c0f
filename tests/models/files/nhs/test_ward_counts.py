"""Friends and Family tables: wards, their counts, and what is not a ward."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from models.errors import FileRefused, UsageProblem
from models.files.aggregates.count_layout import find_month, plain_header, row_month
from models.files.content import CountRow, ReadOptions, SurveyFile, no_progress
from models.files.nhs.ward_counts import recognize
from models.files.sheets.opening import open_sheets
from models.survey import month_label
from models.survey.catalog import built_in_instruments
from tests.models.files.listed_sheet import ListedSheet, read_all
from ui.text.errors import hint, place_words, what

ROOT = Path(__file__).parents[4]
CUTS = ROOT / "tests" / "data" / "nhs"
FULL = Path(os.environ.get("SURVEY_FILES", ROOT.parent / "shared" / "data")) / "nhs"
PUBLISHED = "FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx"
FORM = "FFT_IP_template_Jul2025.xlsm"

KNOWN = built_in_instruments()
VERY_GOOD, GOOD, NEITHER, POOR, VERY_POOR, DONT_KNOW = 5, 4, 3, 2, 1, 6
ANSWERS = ["Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"]
PLACES = ["Trust Name", "Site Name", "Ward Name", "Total Responses"]
HEADER = [*PLACES, *ANSWERS]
ROW = ["A Trust", "A Site", "Ward 1", "44", "29", "5", "7", "2", "1", "0"]
TITLE = ["Friends and Family Test (FFT) Data - August 2025"]


def plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def workbook_sheet(path: Path, name: str) -> ListedSheet:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    return ListedSheet([[plain(cell) for cell in row] for row in rows], name)


def counted(
    rows: Sequence[Sequence[str]] | ListedSheet,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    name: str = "file.csv",
) -> tuple[SurveyFile, list[CountRow]]:
    sheet = rows if isinstance(rows, ListedSheet) else ListedSheet(rows)
    reading = recognize(sheet, options, KNOWN)
    assert reading is not None
    assert reading.format == "counts"
    file, blocks = read_all(reading, name)
    return file, [row for block in blocks for row in block]


def full_file(name: str) -> Path:
    path = FULL / name
    if not path.exists():
        pytest.skip(f"{name} is not in {FULL}")
    return path


def test_the_first_ward_of_the_published_workbook():
    _, rows = counted(workbook_sheet(CUTS / "wards_2025_08.xlsx", "Wards"))
    ward = rows[0]
    assert ward.facility == "BLACKPOOL TEACHING HOSPITALS NHS FOUNDATION TRUST"
    assert (ward.site, ward.unit) == ("BLACKPOOL VICTORIA HOSPITAL - RXL01", "AMU1")
    assert (ward.row, month_label(ward.month), ward.responses) == (15, "2025-08", 44)
    assert ward.unit_type == "GENERAL MEDICINE"
    answers = {value: count for (_, value), count in ward.counts.items()}
    assert answers == {VERY_GOOD: 29, GOOD: 5, NEITHER: 7, POOR: 2, VERY_POOR: 1}
    assert {item for item, _ in ward.counts} == {"overall_experience"}


def test_that_the_workbook_opened_as_users_do_gives_the_same_wards():
    path = CUTS / "wards_2025_08.xlsx"
    opened = open_sheets(path, ReadOptions(), no_progress)
    readings = [recognize(sheet, ReadOptions(), KNOWN) for sheet in opened.sheets]
    wards = [reading for reading in readings if reading]
    assert len(wards) == 1
    file, blocks = read_all(wards[0])
    assert [row for block in blocks for row in block] == counted(workbook_sheet(path, "Wards"))[1]
    assert file.rows_read == 60


def test_that_the_cut_holds_every_kind_of_ward():
    file, rows = counted(workbook_sheet(CUTS / "wards_2025_08.xlsx", "Wards"))
    assert (len(rows), file.rows_read, file.problems_total) == (60, 60, 0)
    assert sum(row.suppressed for row in rows) == 8
    assert sum(row.responses == 0 for row in rows) == 2
    places = [(row.facility, row.site, row.unit) for row in rows]
    assert len(set(places)) == 60
    assert len({row.unit for row in rows}) < 60


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(CUTS / "wards_2025_08.xlsx", id="cut"),
        pytest.param(FULL / PUBLISHED, id="whole"),
    ],
)
def test_that_the_workbook_agrees_with_pandas(path: Path):
    if path.parent == FULL:
        full_file(PUBLISHED)
    table = pd.read_excel(path, "Wards", engine="calamine", header=None, skiprows=14, dtype=object)
    names = [
        *("icb", "trust code", "trust", "site code", "site", "ward", "total", "eligible"),
        *("positive", "negative", *ANSWERS, "first", "second"),
    ]
    table.columns = names
    shown = table[table["total"] != "*"]
    file, rows = counted(workbook_sheet(path, "Wards"))
    assert (file.rows_read, len(rows), file.problems) == (len(table), len(table), [])
    assert sum(row.suppressed for row in rows) == (table["total"] == "*").sum() > 0
    assert sum(row.responses or 0 for row in rows) == shown["total"].sum()
    for value, answer in zip(
        (VERY_GOOD, GOOD, NEITHER, POOR, VERY_POOR, DONT_KNOW), ANSWERS, strict=True
    ):
        mine = sum(row.counts.get(("overall_experience", value), 0) for row in rows)
        assert mine == shown[answer].sum()
    places = pd.MultiIndex.from_frame(
        table[["trust", "site", "ward"]].map(lambda cell: plain(cell).strip())
    )
    assert [(r.facility, r.site, r.unit) for r in rows] == places.to_list()


def test_that_the_totals_of_the_published_workbook_are_its_wards_together():
    sheet = workbook_sheet(full_file(PUBLISHED), "Wards")
    total = next(cells for _, cells in sheet.head if cells[5].startswith("England (including"))
    _, rows = counted(sheet)
    assert sum(row.responses or 0 for row in rows) == int(total[6])


@pytest.mark.parametrize("name", ["Notes", "Summary", "ICB", "Trusts", "Sites"])
def test_that_other_sheets_of_the_workbook_are_passed_over(name: str):
    sheet = workbook_sheet(CUTS / "wards_2025_08.xlsx", name)
    assert recognize(sheet, ReadOptions(), KNOWN) is None


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(CUTS / "empty_form.xlsx", id="cut"),
        pytest.param(FULL / FORM, id="whole"),
    ],
)
def test_that_the_empty_form_is_refused_saying_so(path: Path):
    if path.parent == FULL:
        full_file(FORM)
    with pytest.raises(FileRefused) as refused:
        recognize(workbook_sheet(path, "Wards"), ReadOptions(), KNOWN)
    assert "has no ward rows" in what(refused.value)
    assert place_words(refused.value.where) == "sheet Wards"
    assert hint(refused.value)


def test_that_a_sheet_of_wards_is_chosen_over_sites_and_sites_over_trusts():
    sure = []
    for depth in (3, 2, 1):
        header, row = [*HEADER[:depth], *HEADER[3:]], [*ROW[:depth], *ROW[3:]]
        reading = recognize(ListedSheet([TITLE, header, row]), ReadOptions(), KNOWN)
        assert reading is not None
        sure.append(reading.certainty)
    assert sure[0] > sure[1] > sure[2] > 0


def test_that_a_table_of_sites_makes_units_of_sites():
    _, rows = counted([TITLE, HEADER[:2] + HEADER[3:], ROW[:2] + ROW[3:]])
    assert [(r.facility, r.site, r.unit) for r in rows] == [("A Trust", "", "A Site")]


def test_that_a_table_of_trusts_makes_units_of_trusts():
    _, rows = counted([TITLE, HEADER[:1] + HEADER[3:], ROW[:1] + ROW[3:]])
    assert [(r.facility, r.site, r.unit) for r in rows] == [("A Trust", "", "A Trust")]


def test_that_a_plain_table_with_one_header_line_is_read():
    file, rows = counted([TITLE, HEADER, ROW])
    assert [(row.unit, row.responses, row.row) for row in rows] == [("Ward 1", 44, 3)]
    assert file.notes == ["The month (August 2025) comes from the table's title."]


def test_that_hidden_counts_are_kept_as_hidden():
    _, rows = counted([TITLE, HEADER, [*ROW[:3], *["*"] * 7]])
    assert (rows[0].suppressed, rows[0].responses, rows[0].counts) == (True, None, {})


def test_that_a_ward_nobody_answered_for_is_not_hidden():
    _, rows = counted([TITLE, HEADER, [*ROW[:3], *["0"] * 7]])
    assert (rows[0].suppressed, rows[0].responses, rows[0].counts) == (False, 0, {})


@pytest.mark.parametrize(
    "name",
    [
        "England (including Independent Sector Providers)",
        "England (excluding Independent Sector Providers)",
        "Selection (excluding suppressed data)",
        "Total",
    ],
)
def test_that_totals_are_not_wards(name: str):
    file, rows = counted([TITLE, HEADER, ["", "", name, *ROW[3:]], ROW])
    assert [row.unit for row in rows] == ["Ward 1"]
    assert file.rows_read == 1


def test_that_a_ward_whose_name_begins_like_a_total_is_a_ward():
    _, rows = counted([TITLE, HEADER, [*ROW[:2], "Total Care Unit", *ROW[3:]]])
    assert [row.unit for row in rows] == ["Total Care Unit"]


def test_that_counts_that_do_not_add_to_the_total_are_told_and_left_out():
    file, rows = counted([TITLE, HEADER, [*ROW[:3], "45", *ROW[4:]], ROW])
    assert len(rows) == 1
    problem = file.problems[0]
    assert (problem.row, problem.column, problem.value) == (3, "Total Responses", "45")
    assert "44" in problem.reason
    assert (file.rows_read, file.rows_rejected) == (2, 1)


@pytest.mark.parametrize("count", ["many", "-3", "2.5", ""])
def test_that_a_count_that_is_no_number_is_told_with_its_cell(count: str):
    file, rows = counted([TITLE, HEADER, [*ROW[:5], count, *ROW[6:]]])
    assert rows == []
    problem = file.problems[0]
    assert (problem.row, problem.column, problem.value) == (3, "Good", count)


def test_that_thousands_separators_are_understood():
    _, rows = counted([TITLE, HEADER, [*ROW[:3], "1,044", "1,029", *ROW[5:]]])
    assert rows[0].responses == 1044


def test_that_a_month_column_decides_row_by_row():
    rows = [["Month", *HEADER], ["2025-07", *ROW], ["Aug-25", *ROW], ["someday", *ROW]]
    file, found = counted(rows)
    assert [month_label(row.month) for row in found] == ["2025-07", "2025-08"]
    assert [(p.row, p.column, p.value) for p in file.problems] == [(4, "Month", "someday")]


def test_that_the_columns_of_a_trust_s_submission_are_known():
    header = [
        *("Yearnumber", "Periodname", "Org code", "Org name", "Site code", "Ward name"),
        *("1 Very Good SUM", "2 Good SUM", "3 Neither Good nor Poor SUM", "4 Poor SUM"),
        *("5 Very Poor SUM", "6 Dont Know SUM", "Total Responses"),
    ]
    row = ["2025_26", "AUGUST", "RXL", "A Trust", "RXL01", "Ward 1", *ROW[4:], "44"]
    _, found = counted([header, row])
    assert [(r.facility, r.unit, month_label(r.month)) for r in found] == [
        ("A Trust", "Ward 1", "2025-08")
    ]


def test_that_the_file_s_name_gives_the_month_when_the_table_does_not():
    file, rows = counted([HEADER, ROW], name="FFT_Inpatients_V1 Aug-25.csv")
    assert month_label(rows[0].month) == "2025-08"
    assert file.notes == ["The month (August 2025) comes from the file's name."]


def test_that_a_table_of_no_month_is_refused():
    with pytest.raises(FileRefused) as refused:
        counted([HEADER, ROW])
    assert refused.value.code == "no_month"
    assert "Month" in hint(refused.value)


def test_that_the_user_may_name_the_unit_column():
    header = ["Trust Name", "Ward Code", *HEADER[2:]]
    options = ReadOptions(unit_column="ward code")
    _, rows = counted([TITLE, header, ["A Trust", "W1", *ROW[2:]]], options)
    assert rows[0].unit == "W1"


def test_that_a_named_column_that_is_not_there_is_refused_with_the_columns():
    with pytest.raises(UsageProblem) as refused:
        recognize(ListedSheet([TITLE, HEADER, ROW]), ReadOptions(unit_column="Team"), KNOWN)
    assert "Ward Name" in hint(refused.value)


@pytest.mark.parametrize(
    "rows",
    [
        [["Unit", "Very Good", "Good"], ["4 West", "3", "4"]],
        [["Ward", "Answer"], ["4 West", "Very good"]],
        [["Code", *ANSWERS], ["x", *["1"] * 6]],
        [],
    ],
)
def test_that_other_tables_are_not_taken_for_counts(rows: list[list[str]]):
    assert recognize(ListedSheet(rows), ReadOptions(), KNOWN) is None


def test_that_another_questionnaire_asked_for_is_respected():
    options = ReadOptions(instrument="hcahps-2025")
    assert recognize(ListedSheet([TITLE, HEADER, ROW]), options, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Inpatient Friends and Family Test (FFT) Data - August 2025", "2025-08"),
        ("FFT_IP_Sept_25.xlsx", "2025-09"),
        ("FFT-2025-08.csv", "2025-08"),
        ("Jul2025", "2025-07"),
        ("Market 20 and Marching 2025", None),
        ("Show data for:", None),
        ("Wards 2025", None),
    ],
)
def test_where_a_month_is_found(text: str, month: str | None):
    found = find_month([text])
    assert (found and month_label(found)) == month


@pytest.mark.parametrize(
    ("period", "year", "month"),
    [
        ("AUGUST", "2025_26", "2025-08"),
        ("MARCH", "2025-26", "2026-03"),
        ("April", "2025/26", "2025-04"),
        ("August", "2025", "2025-08"),
        ("31/08/2025", "", "2025-08"),
        ("2025-08-31", "", "2025-08"),
        ("August", "", None),
        ("", "2025_26", None),
    ],
)
def test_how_a_row_names_its_month(period: str, year: str, month: str | None):
    found = row_month(period, year)
    assert (found and month_label(found)) == month


def test_that_headers_are_compared_without_case_marks_and_sums():
    assert plain_header(" DON’T  KNOW ") == plain_header("6 Dont Know SUM") == "dont know"
    assert plain_header("2 Beds") == "2 beds"
