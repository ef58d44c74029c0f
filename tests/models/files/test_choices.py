"""What a user can say about a file: its sheets and columns, by name and example."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.choices import LONGEST_EXAMPLE, file_choices

DATA = Path(__file__).parents[2] / "data"


def test_that_a_text_file_offers_its_columns_with_examples(tmp_path: Path) -> None:
    file = tmp_path / "october.csv"
    rows = ["4 West,9", "4 West,8", "3 East,9", "ICU,7", "5 North,9"]
    file.write_text("Where,Rating\n" + "\n".join(rows), "utf-8")
    (sheet,) = file_choices(file)
    assert sheet.name is None
    assert [column.name for column in sheet.columns] == ["Where", "Rating"]
    assert sheet.columns[0].examples == ("4 West", "3 East", "ICU")


def test_that_long_cells_are_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "october.csv"
    file.write_text("Ward,Comment\nICU," + "x" * 500 + "\n", "utf-8")
    (sheet,) = file_choices(file)
    (example,) = sheet.columns[1].examples
    assert len(example) == LONGEST_EXAMPLE + 1


def test_that_a_workbook_offers_its_sheets() -> None:
    sheets = file_choices(DATA / "nhs" / "wards_2025_08.xlsx")
    assert "Wards" in [sheet.name for sheet in sheets]


def test_that_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.touch()
    with pytest.raises(FileRefused):
        file_choices(file)
