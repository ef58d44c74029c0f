"""Tables of how often each answer was given: what they say, and what they are not taken for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.aggregates.answer_counts import as_figures
from models.files.content import ReadOptions, no_progress
from models.files.questions import LeftOut
from models.files.sheets.opening import open_sheets
from tests.models.files.aggregates.test_aggregates import read, shares
from tests.models.files.surveys import write_csv

MAY = 2026 * 12 + 4
WIDE = [
    ["Ward", "Month", "Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Responses"],
    ["4 West", "2026-05", "30", "10", "5", "5", "50"],
    ["5 East", "2026-05", "1,200", "300", "", "*", "1,700"],
    ["ICU", "2026-05", "7", "2", "1", "0", "10"],
]


def long(question: str, words: list[str], counts: dict[str, list[int]]) -> list[list[str]]:
    return [
        [unit, "2026-05", question, word, str(count)]
        for unit, numbers in counts.items()
        for word, count in zip(words, numbers, strict=True)
    ]


HEAD = ["Trust", "Month", "Question", "Answer", "Count"]
RESPECT = long(
    "Were you treated with respect?",
    ["Yes, always", "Yes, sometimes", "No", "Don't know"],
    {"North": [60, 30, 10, 4], "South": [80, 10, 10, 0]},
)
NOISE = long("Were you bothered by noise?", ["Yes", "No"], {"North": [20, 80], "South": [5, 95]})


def test_that_a_column_for_each_answer_gives_the_share_of_the_best(tmp_path: Path) -> None:
    file, rows = read(tmp_path, WIDE)
    assert file.format == "aggregates"
    assert shares([row for row in rows if row.counts]) == {
        ("4 West", MAY): {"very_satisfied": (30, 50)},
        ("ICU", MAY): {"very_satisfied": (7, 10)},
    }
    assert [row.unit for row in rows if row.suppressed] == ["5 East"]


def test_that_a_row_for_each_answer_is_no_patient(tmp_path: Path) -> None:
    total = ["North", "2026-05", "Were you treated with respect?", "Total", "104"]
    file, rows = read(tmp_path, [HEAD, *RESPECT, total, *NOISE])
    key = "were_you_treated_with_respect"
    assert shares(rows) == {("North", MAY): {key: (60, 100)}, ("South", MAY): {key: (80, 100)}}
    assert [(c.column, c.reason, c.answers) for c in file.left_out] == [
        ("Were you bothered by noise?", LeftOut.DIRECTION, 4)
    ]


def test_that_counts_without_a_best_answer_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, [HEAD, *NOISE])
    assert refused.value.code == "counts_unclear"


def test_that_a_column_named_as_the_unit_is_kept(tmp_path: Path) -> None:
    table = [[row[0].replace("Ward", "Team"), *row[1:]] for row in WIDE]
    _, rows = read(tmp_path, table, unit_column="Team")
    assert {row.unit for row in rows} == {"4 West", "5 East", "ICU"}


def test_that_a_share_for_each_answer_is_the_share_of_the_best(tmp_path: Path) -> None:
    head = ["Ward", "Month", "n", "Very good %", "Good %", "Poor %", "Very poor %"]
    table = [head, ["4 West", "2026-05", "200", "50", "30", "15", "5"]]
    file, rows = read(tmp_path, table)
    assert shares(rows) == {("4 West", MAY): {"very_good": (100, 200)}}
    assert {c.column for c in file.left_out} == {"Good %", "Poor %", "Very poor %"}


def test_that_a_raised_number_in_a_month_is_no_crash(tmp_path: Path) -> None:
    table = [["Ward", "Measure", "Month", "n", "Top Box %"], ["A", "Clean", "2026-05", "2³", "50"]]
    table += [["A", "Clean", f"2026-{n:02d}", "50", "70"] for n in range(6, 9)]
    file, _ = read(tmp_path, table)
    assert file.problems_total == 1


SHARED = [
    ["Ward", "Month", "Item", "Answer", "Percent", "N"],
    *(
        [unit, "2026-05", "Doctors explained", word, percent, n]
        for unit, n, percents in (("A", "80", "57.5 20.0 20.0 2.5"), ("B", "40", "75 10 10 5"))
        for word, percent in zip(
            ("Always", "Usually", "Sometimes", "Never"), percents.split(), strict=True
        )
    ),
]


def test_that_a_share_in_a_row_for_each_answer_is_of_all_who_answered(tmp_path: Path) -> None:
    _, rows = read(tmp_path, SHARED)
    tops = {unit: next(iter(found.values())) for (unit, _), found in shares(rows).items()}
    assert tops == {"A": (46, 80), "B": (30, 40)}


def test_that_a_base_beside_the_counts_of_each_answer_is_no_count(tmp_path: Path) -> None:
    table = [[*SHARED[0], "Count"]]
    table += [[*row, str(round(float(row[4]) * int(row[5]) / 100))] for row in SHARED[1:]]
    _, rows = read(tmp_path, table)
    tops = {unit: next(iter(found.values())) for (unit, _), found in shares(rows).items()}
    assert tops == {"A": (46, 80), "B": (30, 40)}


def test_that_counts_under_stars_are_no_patients(tmp_path: Path) -> None:
    header = ["Clinic", "1 star", "2 stars", "3 stars", "4 stars", "5 stars"]
    table = [["Reviews, May 2026"], header, ["Ridge", "5", "3", "7", "15", "20"]]
    table += [["Valley", "9", "4", "6", "12", "48"], ["Harbor", "7", "2", "7", "19", "40"]]
    _, rows = read(tmp_path, table)
    tops = {unit: next(iter(found.values())) for (unit, _), found in shares(rows).items()}
    assert tops == {"Ridge": (20, 50), "Valley": (48, 79), "Harbor": (40, 75)}


@pytest.mark.parametrize("header", ["Rating {}", "{}"])
def test_that_counts_under_bare_numbers_are_refused(tmp_path: Path, header: str) -> None:
    table = [["Ward", "Month", *(header.format(n) for n in range(1, 6))]]
    table += [[unit, "2026-05", "0", "2", "5", "20", "31"] for unit in ("A", "B", "C")]
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, table)
    assert refused.value.code == "counts_unclear"


def test_that_questions_under_an_unknown_header_are_not_added_up(tmp_path: Path) -> None:
    table = [["Clinic", "Month", "Statement", "Agree", "Neither agree nor disagree", "Disagree"]]
    for statement, best in (("I was heard", "30"), ("I was safe", "10")):
        table += [["Ridge", "2026-05", statement, best, "5", "5"]]
        table += [["Valley", "2026-05", statement, "20", "5", "5"]]
    _, rows = read(tmp_path, table)
    assert shares(rows)["Ridge", MAY] == {"i_was_heard": (30, 40), "i_was_safe": (10, 20)}


def test_that_a_very_long_cell_among_counts_does_not_hold_up_reading(tmp_path: Path) -> None:
    note = ["North", "2026-05", ")," * 30_000 + "a", "Yes, always", "3"]
    with suppress(FileRefused):
        read(tmp_path, [HEAD, *RESPECT, note])


def test_that_answers_of_1_2_and_3_in_a_row_are_no_header(tmp_path: Path) -> None:
    rows = [[f"S{n}", f"{n % 3} West", 4, 1 + n % 4, 4 - n % 4] for n in range(12)]
    rows[5][2:] = [1, 2, 3]
    path = write_csv(tmp_path / "a.csv", [["Survey ID", "Unit", "Q1", "Q2", "Q3"], *rows])
    sheet = open_sheets(path, ReadOptions(), no_progress).sheets[0]
    assert as_figures(sheet, "a.csv") is None
