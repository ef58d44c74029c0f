"""Rows of respondent tables: what is kept, what is rejected, and where it stood."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from models.errors import FileRefused
from models.files.columns.row_dates import NO_UNIT
from models.files.content import MAX_PROBLEMS, Problem, ReadOptions, SurveyFile
from models.files.respondents import rows as respondent_rows
from models.files.respondents.answer_matrix import note_many
from models.survey import BLANK
from tests.models.files.surveys import highest, read_survey, shared_file, write_csv, write_workbook

HEAD = ["Unit", "Q1", "Q2"]
ROWS = [["A", "Always", "Never"], ["B", "Usually", "Always"], ["A", "Sometimes", "Usually"]] * 4


def test_that_rows_keep_their_numbers_below_titles_and_cells_of_several_lines(
    tmp_path: Path,
) -> None:
    table = [["Ward survey"], [], [*HEAD, "Comments"]]
    table += [[*row, "First line\nsecond line of the remark" if n == 0 else ""]
              for n, row in enumerate(ROWS)]  # fmt: skip
    read = read_survey(write_csv(tmp_path / "a.csv", table))
    assert [row.row for row in read.rows] == list(range(4, 16))
    assert read.rows[0].comments[0][1].endswith("second line of the remark")


def test_that_rows_without_a_unit_go_to_a_visible_one(tmp_path: Path) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *ROWS, ["", "Always", "Never"]]))
    assert read.rows[-1].unit == NO_UNIT
    assert read.file.rows_rejected == 0


def test_that_units_called_na_or_007_keep_their_names(tmp_path: Path) -> None:
    rows = [[name, *row[1:]] for name, row in zip(["NA", "007", "4.0"], ROWS, strict=False)]
    read = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *rows * 4]))
    assert [row.unit for row in read.rows[:3]] == ["NA", "007", "4"]


def test_that_spellings_differing_in_spaces_are_one_unit(tmp_path: Path) -> None:
    rows = [[" 4  West", "Always", "Never"], ["4 West ", "Never", "Always"]] * 5
    read = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *rows]))
    assert {row.unit for row in read.rows} == {"4 West"}


def test_that_a_foot_line_and_a_repeated_header_are_rejected_and_told(tmp_path: Path) -> None:
    rows = [*ROWS, HEAD, *ROWS, ["", "", "", "Printed by the vendor"], ["Source: a vendor"]]
    read = read_survey(write_csv(tmp_path / "a.csv", [[*HEAD, "Note"], *rows]))
    assert len(read.rows) == 24
    assert {row.unit for row in read.rows} == {"A", "B"}
    assert [p.row for p in read.file.problems if p.rejects_row] == [14, 27, 28]
    assert (read.file.rows_read, read.file.rows_rejected) == (27, 3)


def test_that_a_patient_who_answered_nothing_is_kept(tmp_path: Path) -> None:
    rows = [[*row, "2026-03-04"] for row in [*ROWS, ["A", "", "M"]]]
    read = read_survey(write_csv(tmp_path / "a.csv", [[*HEAD, "Discharge date"], *rows]))
    assert len(read.rows) == 13
    assert read.file.problems_total == 0


def test_that_shifted_rows_are_rejected_and_short_ones_kept(tmp_path: Path) -> None:
    table = [HEAD, *ROWS, ["A", "Always", "Never", "4"], ["B", "Always"]]
    read = read_survey(write_csv(tmp_path / "a.csv", table))
    assert [problem.row for problem in read.file.problems] == [14, 15]
    assert [problem.rejects_row for problem in read.file.problems] == [True, False]
    assert read.rows[-1].values["q2"] == BLANK
    assert (read.file.rows_read, read.file.rows_rejected) == (14, 1)


def test_that_equal_rows_are_different_patients(tmp_path: Path) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *[ROWS[0]] * 30, *ROWS]))
    assert len(read.rows) == 42


def test_that_no_facility_column_means_no_facility(tmp_path: Path) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *ROWS]))
    assert {row.facility for row in read.rows} == {None}


def dated(folder: Path, days: list[str], received: list[str] | None = None) -> list[str | None]:
    head = [*HEAD, "Discharge date", *(["Received date"] if received else [])]
    rows = [
        [*row, day, *([got] if received else [])]
        for row, day, got in zip(ROWS, days, received or days, strict=False)
    ]
    read = read_survey(write_csv(folder / "a.csv", [head, *rows]))
    return [row.discharged for row in read.rows]


def test_that_day_and_month_are_decided_by_the_whole_column(tmp_path: Path) -> None:
    assert dated(tmp_path, ["03/04/2026", "25/04/2026", "01/02/2026"])[0] == "2026-04-03"
    assert dated(tmp_path, ["03/04/2026", "04/25/2026", "01/02/2026"])[0] == "2026-03-04"


def test_that_another_date_column_decides_when_both_orders_fit(tmp_path: Path) -> None:
    found = dated(tmp_path, ["03/04/2026", "05/04/2026"], ["25/04/2026", "26/04/2026"])
    assert found[0] == "2026-04-03"


def test_that_an_assumed_order_is_said(tmp_path: Path) -> None:
    rows = [[*row, "03/04/2026"] for row in ROWS]
    read = read_survey(write_csv(tmp_path / "a.csv", [[*HEAD, "Discharge date"], *rows]))
    assert read.rows[0].discharged == "2026-03-04"
    assert any("month first" in note for note in read.file.notes)


def test_that_a_date_that_is_none_is_reported_and_left_out(tmp_path: Path) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    days = ["2026-01-05", "2026-02-30", tomorrow, "", "2026-01-06", "2026-01-07", "2026-01-08"]
    rows = [[*row, day] for row, day in zip(ROWS, days, strict=False)]
    read = read_survey(write_csv(tmp_path / "a.csv", [[*HEAD, "Discharge date"], *rows]))
    assert [row.discharged for row in read.rows][1:4] == [None, None, None]
    assert [(p.row, p.value) for p in read.file.problems] == [(3, "2026-02-30"), (4, tomorrow)]


def test_that_dates_of_a_workbook_arrive(tmp_path: Path) -> None:
    rows = [[*row, date(2026, 3, n + 1)] for n, row in enumerate(ROWS)]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [[*HEAD, "Discharge date"], *rows]})
    assert read_survey(path).rows[2].discharged == "2026-03-03"


def test_that_day_numbers_of_a_spreadsheet_are_dates(tmp_path: Path) -> None:
    assert dated(tmp_path, ["46085", "46086", "46087"])[0] == "2026-03-04"


def test_that_a_table_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no_questions"):
        read_survey(write_csv(tmp_path / "a.csv", [["Unit", "Beds"], ["A", 20], ["B", 30]]))


def test_that_blocks_cut_the_rows_without_losing_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(respondent_rows, "BLOCK_ROWS", 5)
    rows = [[f"S{n}", *row, f"Remark number {n} of many"] for n, row in enumerate(ROWS)]
    head = ["Survey ID", *HEAD, "Comments"]
    read = read_survey(write_csv(tmp_path / "a.csv", [head, *rows]))
    assert [row.survey_id for row in read.rows] == [f"S{n}" for n in range(12)]
    assert [row.comments[0][1] for row in read.rows] == [
        f"Remark number {n} of many" for n in range(12)
    ]
    assert [row.unit for row in read.rows] == [row[0] for row in ROWS]


def test_that_problems_are_all_counted_even_when_not_all_are_kept() -> None:
    file = SurveyFile("a.csv", "", "respondents", None, iter(()))
    places = np.arange(MAX_PROBLEMS + 50, dtype=np.int64)
    note_many(file, places, lambda n: Problem(n, "Q1", "x", "is none"))
    assert len(file.problems) == MAX_PROBLEMS
    assert file.problems_total == file.cells_blanked == MAX_PROBLEMS + 50
    note_many(file, places, lambda n: Problem(n, None, None, "is none", rejects_row=True))
    assert file.rows_rejected == MAX_PROBLEMS + 50


def test_that_three_levels_of_places_and_comments_are_read() -> None:
    read = read_survey(
        shared_file("nhs", "experiences_test_data.csv"), ReadOptions(said=highest("fft"))
    )
    assert len(read.rows) == 50
    assert len({row.unit for row in read.rows}) == 38
    assert read.file.instrument is not None
    assert [measure.key for measure in read.file.instrument.measures] == ["fft"]
    assert len(read.file.instrument.item("fft").scale.answers) == 5
    assert sum(len(row.comments) for row in read.rows) == 44
    assert read.rows[0].discharged == "2019-10-07"
    assert any(
        "pt_id and the date. Only a coded form is stored" in note for note in read.file.notes
    )


def test_that_an_option_names_the_unit_of_an_odd_table(tmp_path: Path) -> None:
    rows = [["Team", *HEAD[1:]], *ROWS]
    read = read_survey(write_csv(tmp_path / "a.csv", rows), ReadOptions(unit_column="Team"))
    assert {row.unit for row in read.rows} == {"A", "B"}
