"""Column names written in two or three rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.files.sheets.header_rows import find_header_rows, joined_names
from models.files.sheets.sheet import MemorySheet
from tests.models.files.surveys import read_survey, write_csv, write_workbook

WORDS = ["Very poor", "Poor", "Fair", "Good", "Very good"]
DATA = [
    ["A", "2026-03-01", WORDS[n % 5], WORDS[n % 4], WORDS[n % 3], WORDS[(n + 1) % 5]]
    for n in range(20)
]
TWICE = ["Unit", "Date", "Courtesy", "Listening", "Courtesy", "Listening"]
GROUPS = ["", "", "Nurses", "", "Doctors", ""]
KEYS = ["nurses_courtesy", "nurses_listening", "doctors_courtesy", "doctors_listening"]


@pytest.mark.parametrize(
    "head",
    [
        [GROUPS, TWICE],
        [["Unit", "Date", *GROUPS[2:]], ["", "", *TWICE[2:]]],
        [["Survey of 2026"], GROUPS, TWICE],
        [["Wards:", "all"], ["", "", "Nurses", "Nurses", "Doctors", "Doctors"], TWICE],
    ],
)
def test_that_groups_above_tell_equal_names_apart(tmp_path: Path, head: list[list[str]]) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", [*head, *DATA]))
    assert read.file.instrument is not None
    assert list(read.file.instrument.position) == KEYS
    assert (len(read.rows), read.rows[0].row, read.rows[0].unit) == (20, len(head) + 1, "A")
    assert read.file.problems_total == 0


def test_that_questions_worded_below_their_codes_belong_to_the_names(tmp_path: Path) -> None:
    head = [
        ["Unit", "Date", "Q1", "Q2", "Q3", "Q4"],
        [
            "",
            "",
            "How kind were they?",
            "How quick were they?",
            "Was it clean enough?",
            "And quiet?",
        ],
    ]
    read = read_survey(write_csv(tmp_path / "a.csv", [*head, *DATA]))
    assert read.file.instrument is not None
    assert [item.label for item in read.file.instrument.items][:2] == [
        "Q1 – How kind were they?",
        "Q2 – How quick were they?",
    ]
    assert (len(read.rows), {row.unit for row in read.rows}) == (20, {"A"})


def test_that_long_answers_of_the_first_patient_are_no_names(tmp_path: Path) -> None:
    told = ["It was all very kind", "Nothing was ever clean"]
    rows = [["Unit", "Q1", "Q2"], *([["A", told[n % 2], told[n % 2]] for n in range(20)])]
    found = [(n, row) for n, row in enumerate(rows, 1)]
    assert find_header_rows(MemorySheet(None, False, found)) == ()
    comments = [["Unit", "Why", "Q1"], *([["A", f"Because it was {n}", "5"] for n in range(20)])]
    found = [(n, row) for n, row in enumerate(comments, 1)]
    assert find_header_rows(MemorySheet(None, False, found)) == ()


def test_that_three_rows_are_joined_when_two_do_not_do(tmp_path: Path) -> None:
    head = [
        ["", "", "Day", "", "Night", ""],
        ["", "", "Nurses", "", "Nurses", ""],
        ["Unit", "Date", "Kind", "Quick", "Kind", "Quick"],
    ]
    read = read_survey(write_workbook(tmp_path / "a.xlsx", {"S": [*head, *DATA]}))
    assert read.file.instrument is not None
    assert list(read.file.instrument.position) == [
        "day_nurses_kind",
        "day_nurses_quick",
        "night_nurses_kind",
        "night_nurses_quick",
    ]


@pytest.mark.parametrize(
    "head",
    [
        [["Unit", "Date", "Q1", "Q2", "Q3", "Q4"]],
        [["Report:", "March"], ["Unit", "Date", "Q1", "Q2", "Q3", "Q4"]],
        [["Unit", "Date", "Care", "Care", "Care", "Care"]],
        [["Title", "of", "it"], [], TWICE],
    ],
)
def test_that_names_in_one_row_stay_in_one(head: list[list[str]]) -> None:
    rows = [(n, row) for n, row in enumerate([*head, *DATA], 1) if row]
    assert find_header_rows(MemorySheet(None, False, rows)) == ()


def test_that_names_are_joined_without_repeating_parts() -> None:
    rows = [["Food", "", "Food", ""], ["Taste", "Warmth", "Food", "Ward"]]
    assert joined_names(rows) == ["Food – Taste", "Food – Warmth", "Food", "Ward"]


NAMES = ["Ward", "Discharge date", "How often did nurses listen?", "How often was it quiet?"]
ANSWERED = [
    ["A", f"2026-03-{n + 1:02d}", ["Never", "Sometimes", "Usually", "Always"][n % 4], "Always"]
    for n in range(20)
]


@pytest.mark.parametrize(
    "second",
    [
        ["string", "date", "Likert 1-5", "Likert"],
        ["varchar", "datetime", "int", "int"],
        ["UNIT", "DDATE", "Q1", "Q2"],
        ["", "", "Q1_1", "Q1_2"],
    ],
)
def test_that_a_row_of_types_or_codes_below_the_names_is_neither_name_nor_answer(
    tmp_path: Path, second: list[str]
) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", [NAMES, second, *ANSWERED]))
    assert read.file.instrument is not None
    assert [item.label for item in read.file.instrument.items] == NAMES[2:]
    assert (len(read.rows), read.rows[0].row, read.rows[0].unit) == (20, 3, "A")
    assert read.file.problems_total == 0
    assert read.file.questions == ()


def test_that_a_first_row_of_answers_is_no_row_of_codes(tmp_path: Path) -> None:
    rows = [["W1", "R1", "A1"], ["W2", "R2", "A2"], ["W1", "R3", "A1"]] * 4
    table = [["Ward", "Room", "Answer"], *rows]
    sheet = MemorySheet("", False, list(enumerate(table, 1)))
    assert find_header_rows(sheet) == ()
