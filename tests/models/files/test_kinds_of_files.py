"""Kinds of files that senders write: code books, logs, flags, files of other programs."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions
from models.files.questions import LeftOut
from tests.models.files.surveys import read_survey, write_csv, write_workbook
from ui.text.errors import sentence

QUALITY = ["Very good", "Good", "Fair", "Poor", "Very poor"]
ANSWERS = [["Ward", "Q1", "Q2"]] + [[f"W{n % 3}", n % 5 + 1, (3 * n) % 5 + 1] for n in range(60)]


def refusal(path: Path, options: ReadOptions = ReadOptions()) -> str:  # noqa: B008 - frozen
    with pytest.raises(FileRefused) as refused:
        read_survey(path, options)
    return refused.value.code


@pytest.mark.parametrize(
    "book",
    [
        [["Variable", "Code", "Label"], *(["Q1", n, word] for n, word in enumerate(QUALITY, 1))],
        [["Key"], ["Q1", "; ".join(f"{n} = {word}" for n, word in enumerate(QUALITY, 1))]],
    ],
    ids=["a row for each code", "all codes in one cell"],
)
def test_that_a_code_book_on_another_sheet_tells_the_answers(
    tmp_path: Path, book: list[list[object]]
) -> None:
    read = read_survey(write_workbook(tmp_path / "a.xlsx", {"Data": ANSWERS, "Codes": book}))
    assert read.file.instrument is not None
    scale = read.file.instrument.item("q1").scale
    assert scale.top_label == "Very good"
    assert read.answers("q1")[:5] == [5, 4, 3, 2, 1]
    assert [c.column for c in read.file.left_out if c.reason is LeftOut.DIRECTION] == ["Q2"]


def test_that_a_sheet_of_the_same_columns_is_said_to_be_left_out(tmp_path: Path) -> None:
    rows = [["Ward", "Q1"], *([f"W{n % 2}", QUALITY[n % 5]] for n in range(40))]
    path = write_workbook(tmp_path / "a.xlsx", {"May": rows, "June": rows[:20]})
    left = read_survey(path).file.left_out
    assert [(c.column, c.reason, c.answers) for c in left] == [("June", LeftOut.SHEET, 19)]


def test_that_a_sheet_with_open_questions_is_not_passed_over_for_another(tmp_path: Path) -> None:
    small = [["Ward", "Care"], *(["A", QUALITY[n % 5]] for n in range(10))]
    path = write_workbook(tmp_path / "a.xlsx", {"Answers": ANSWERS, "Old": small})
    assert refusal(path) == "questions_open"


def test_that_a_table_without_column_names_is_named_as_such(tmp_path: Path) -> None:
    assert refusal(write_csv(tmp_path / "a.csv", ANSWERS[1:])) == "no_header"


@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(unit="A")])
def test_that_a_log_of_counts_is_no_survey(tmp_path: Path, options: ReadOptions) -> None:
    draw = random.Random(3)
    rows = [["Ward", "Date", "Occupied", "Nurses", "Doctors", "Porters", "Falls"]]
    for n in range(90):
        five = [str(draw.randint(1, 5)) for _ in range(3)]
        rows.append(["A", f"2026-03-{n % 28 + 1:02d}", str(draw.randint(1, 9)), *five, "1"])
    assert refusal(write_csv(tmp_path / "a.csv", rows), options) == "no_questions"


def test_that_the_codes_of_friends_and_family_are_known_below_its_wording(tmp_path: Path) -> None:
    name = "Overall, how was your experience of our service?"
    cells = ["1", "1", "1", "2", "6", "5"]
    rows = [["Ward", name], *(["A", cells[n % 6]] for n in range(60))]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert read.file.instrument is not None
    assert read.file.instrument.key == "nhs-fft"
    assert read.answers("overall_experience")[:6] == [5, 5, 5, 4, 6, 1]
    turned = [["Ward", name], *(["A", str(5 - n % 2)] for n in range(60))]
    assert refusal(write_csv(tmp_path / "b.csv", turned)) != "no_unit"


def test_that_flags_are_answers_only_to_a_question(tmp_path: Path) -> None:
    rows = [["Ward", "Care", "Satisfied with care?", "Diabetes"]]
    draw = random.Random(1)
    for n in range(60):
        rows.append(["A", QUALITY[n % 5], draw.choice("01"), draw.choice("01")])
    left = {
        c.column: c.reason for c in read_survey(write_csv(tmp_path / "a.csv", rows)).file.left_out
    }
    assert left["Satisfied with care?"] is LeftOut.DIRECTION
    assert left["Diabetes"] is LeftOut.COUNTED


def test_that_rows_that_share_an_id_are_counted_and_said(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Ward", "Care"]]
    rows += [[f"R{n // 2}", "A", QUALITY[n % 5]] for n in range(40)]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert len(read.rows) == 40
    assert [(c.column, c.reason) for c in read.file.left_out] == [
        ("Respondent ID", LeftOut.REPEATED)
    ]


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"<stata_dta><header><release>118</release>", "Stata"),
        (b"\x72\x02\x01\x00" + b"\0" * 30, "Stata"),
        (b"ASCII SPSS PORT FILE".ljust(200) + b"SPSSPORT", "SPSS portable"),
        (b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", "SAS"),
        (b"\0\1\0\0Standard ACE DB\0" + b"\0" * 100, "database"),
        (b"RDX3\nX\n" + b"\0" * 100, "another program"),
    ],
)
def test_that_files_of_other_programs_are_named(tmp_path: Path, head: bytes, says: str) -> None:
    path = tmp_path / "survey.dat"
    path.write_bytes(head + b" " * 100)
    with pytest.raises(FileRefused) as refused:
        read_survey(path)
    assert says in sentence(refused.value)


def test_that_a_numbers_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "survey.numbers"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Index/Document.iwa", "x")
        archive.writestr("Metadata/Properties.plist", "x")
    with pytest.raises(FileRefused) as refused:
        read_survey(path)
    assert "Numbers" in sentence(refused.value)


def test_that_dates_whose_order_changes_in_mid_file_are_not_guessed(tmp_path: Path) -> None:
    rows = [["Ward", "Discharge date", "Care"]]
    rows += [["A", f"{n + 1:02d}/03/2026", QUALITY[n % 5]] for n in range(28)]
    rows += [["A", f"04/{n + 1:02d}/2026", QUALITY[n % 5]] for n in range(28)]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    days = [row.discharged for row in read.rows]
    assert days[20] == "2026-03-21"
    assert days[28 + 20] == "2026-04-21"
    assert days[4] is None
    assert read.file.problems_total > 0


@pytest.mark.parametrize("filler", ["1, ", "  ", "((", "1/2 ", "a, ", "; ", "\t"])
def test_that_a_very_long_cell_does_not_hold_up_reading(tmp_path: Path, filler: str) -> None:
    rows = [["Ward", "Q1 " + filler * 5_000, "Care"]]
    rows += [["A", filler * 9_000, QUALITY[n % 5]] for n in range(4)]
    rows += [["A", "fine", QUALITY[n % 5]] for n in range(20)]
    assert len(read_survey(write_csv(tmp_path / "a.csv", rows)).rows) == 24


def test_that_no_encoding_that_puts_signs_into_words_is_guessed(tmp_path: Path) -> None:
    rows = [f"{n % 2} A;{('Dobra', 'Zła')[n % 2]}" for n in range(6)]
    path = tmp_path / "ankieta.csv"
    path.write_bytes("\n".join(["DZIAŁ;Jakość opieki", *rows, ""]).encode("cp1250"))
    read = read_survey(path)
    assert {row.unit for row in read.rows} == {"0 A", "1 A"}
    assert [c for item in read.file.instrument.items for c in item.columns] == ["Jakość opieki"]


def test_that_a_short_header_of_another_language_asks_nothing(tmp_path: Path) -> None:
    rows = [["Ward", "CZY_KIER", "Care"]]
    rows += [["A", ("Tak", "Nie")[n % 2], QUALITY[n % 5]] for n in range(40)]
    left = read_survey(write_csv(tmp_path / "a.csv", rows)).file.left_out
    assert [(c.column, c.reason) for c in left] == [("CZY_KIER", LeftOut.YES_NO)]
