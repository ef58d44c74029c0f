"""Tables that name no unit: one unit for all rows, or a second file that names each row's."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileRefused, UsageProblem
from models.files.columns.unit_list import id_key
from models.files.content import ReadOptions
from models.files.sheets import text
from tests.models.files.surveys import ReadSurvey, read_survey, write_csv, write_workbook
from ui.text.errors import hint, place_words

HEAD = ["Case", "Survey number", "Food", "Nurses"]
WORDS = ("Good", "Fair", "Poor", "Excellent")


def survey_rows(count: int = 60) -> list[list[str]]:
    return [
        [f"C{n % 7}", f"S{n:03d}", WORDS[n % 4], ("Always", "Usually", "Never")[n % 3]]
        for n in range(count)
    ]


def units_of(found: ReadSurvey) -> list[str]:
    return [row.unit for row in found.rows]


def test_that_one_unit_can_be_named_for_all_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *survey_rows()])
    with pytest.raises(FileRefused, match="no_unit"):
        read_survey(path)
    found = read_survey(path, ReadOptions(unit=" 4  West "))
    assert set(units_of(found)) == {"4 West"}
    assert "All rows are for 4 West, as you said." in found.file.notes


def test_that_the_unit_said_wins_over_a_column_of_that_name(tmp_path: Path) -> None:
    rows = [["Unit", *row] for row in survey_rows()]
    path = write_csv(tmp_path / "a.csv", [["Unit", *HEAD], *rows])
    assert set(units_of(read_survey(path, ReadOptions(unit="ICU")))) == {"ICU"}


def test_that_rows_are_looked_up_by_the_column_that_shares_ids(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Report of July"], [], HEAD, *survey_rows()])
    listed = [["Survey", "Ward"], *([f"S{n:03d}", f"Ward {n % 3}"] for n in range(50))]
    side = write_workbook(tmp_path / "wards.xlsx", {"S": listed})
    found = read_survey(path, ReadOptions(units_from=str(side)))
    assert units_of(found)[:4] == ["Ward 0", "Ward 1", "Ward 2", "Ward 0"]
    assert units_of(found)[50:] == ["No unit"] * 10
    assert "10 rows aren't in that list, so they have no unit." in found.file.notes


def test_that_a_large_file_gives_what_a_small_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *survey_rows(), ["C", "S9", "Good", "Never", "x"]])
    side = write_csv(tmp_path / "b.csv", [["id", "unit"], ["S001", "ICU"], ["S002", "ICU"]])
    options = ReadOptions(units_from=str(side))
    slow = read_survey(path, options)
    monkeypatch.setattr(text, "FAST_FROM_BYTES", 1)
    fast = read_survey(path, options)
    assert fast.rows == slow.rows
    assert fast.file.problems == slow.file.problems
    assert [problem.row for problem in slow.file.problems] == [62]


def test_that_a_list_without_units_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *survey_rows()])
    side = write_csv(tmp_path / "b.csv", [["Survey", "Room", "Bed"], ["S001", "7", "1"]])
    with pytest.raises(FileRefused) as caught:
        read_survey(path, ReadOptions(units_from=str(side)))
    assert caught.value.code == "no_unit"
    assert "Room, Bed" in hint(caught.value)


def test_that_a_missing_list_is_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *survey_rows()])
    with pytest.raises(FileRefused) as caught:
        read_survey(path, ReadOptions(units_from=str(tmp_path / "none.csv")))
    assert place_words(caught.value.where).startswith("none.csv")


def test_that_unit_and_list_exclude_each_other(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *survey_rows()])
    with pytest.raises(UsageProblem):
        read_survey(path, ReadOptions(unit="ICU", units_from=str(path)))


@pytest.mark.parametrize(
    ("text", "key"),
    [("007", "7"), ("7.0", "7"), (" ab-1 ", "AB-1"), ("0", "0"), ("000", "0"), ("", "")],
)
def test_that_ids_are_compared_without_what_spreadsheets_change(text: str, key: str) -> None:
    assert id_key(text) == key
