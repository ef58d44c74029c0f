"""Every bad file has its outcome: refused in plain words, or read right with a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.sheet import open_sheets
from tests.models.files.surveys import FILES, read_survey, shared_file

OUTCOMES = {
    "bad-missing-quote.csv": ("unclosed_quote", "quotation mark opened in row 2"),
    "bom.csv": ("no_unit", "--unit-column"),
    "date_1904.xlsx": ("no_unit", "--unit-column"),
    "deaths.xlsx": ("no_unit", "Columns: Name, Profession, Age, Has kids"),
    "defective-rows.csv": ("no_unit", "Columns: id, name, age"),
    "delimiter.csv": ("no_unit", "Columns: id, name"),
    "duplicate-headers.csv": ("no_unit", "id (A), name, id (C), age, id (E)"),
    "empty.csv": ("empty_file", "empty"),
    "empty_sheet.xlsx": ("empty_table", "empty"),
    "errors.xlsx": ("empty_table", "empty"),
    "excel_pasting.csv": ("no_unit", "Columns: Year, 2000"),
    "git_lfs_pointer_named.csv": ("not_a_table", "git lfs pull"),
    "header-no-rows.csv": ("no_rows", "no rows"),
    "latin1.csv": ("no_unit", "Columns: id, name"),
    "leading-zeros.csv": ("no_unit", "Columns: value"),
    "malformed_format.xls": ("no_unit", "GENNAIO"),
    "merged_range.xlsx": ("no_unit", "Columns: A1"),
    "null_byte.csv": ("no_unit", "Columns: a, b, c"),
    "pass_protected.xlsx": ("workbook_locked", "password"),
    "poc-xmlbomb.xlsx": ("workbook_not_normal", "not a normal workbook"),
    "skip-rows-before-headers.csv": ("no_unit", "Columns: id, name"),
    "spanish_chars.csv": ("no_unit", "Descripción"),
    "test_utf16_little.csv": ("no_unit", "Columns: a, b, c"),
    "weird_head_padding.csv": ("no_unit", "--unit-column"),
    "xfd1048576.xlsx": ("workbook_too_wide", "1,048,576 rows by 16,384 columns"),
    "xlsx-corrupted.xlsx": ("workbook_damaged", "damaged"),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_that_the_file_is_refused_in_plain_words(name: str) -> None:
    code, words = OUTCOMES[name]
    path = shared_file("bad", name)
    before = path.read_bytes()
    with pytest.raises(FileRefused) as caught:
        read_survey(path)
    error = caught.value
    assert error.code == code
    assert words in f"{error.what} {error.hint}"
    assert name in error.where
    assert path.read_bytes() == before


def test_that_every_bad_file_has_an_outcome_here() -> None:
    if not (FILES / "bad").exists():
        pytest.skip("no folder of bad files: $SURVEY_FILES names none")
    assert {path.name for path in (FILES / "bad").iterdir()} == set(OUTCOMES)


def cells(name: str) -> list[list[str]]:
    sheet = open_sheets(shared_file("bad", name), ReadOptions(), no_progress).sheets[0]
    return [row for _, row in sheet.rows(no_progress)]


def test_that_readable_ones_are_read_right() -> None:
    assert cells("bom.csv")[0] == ["id", "name"]
    assert cells("delimiter.csv")[1] == ["1", "english"]
    assert cells("leading-zeros.csv")[1:] == [["01"], ["002"], ["00003"]]
    assert cells("latin1.csv")[2] == ["2", "©"]
    assert cells("null_byte.csv")[1] == ["", "2", "3"]
    assert cells("test_utf16_little.csv")[1] == ["1", "2", "3"]
    assert cells("spanish_chars.csv")[0][-1] == "Descripción"
    assert cells("duplicate-headers.csv")[1][-1] == "001101"
    assert cells("date_1904.xlsx")[0] == ["2021-01-01", "15"]


def test_that_no_cell_of_a_refused_file_is_in_its_message(tmp_path: Path) -> None:
    canary = "ZZPHI-1234"
    contents = [
        f"Team,Q1\n{canary},Always\n",
        f"Unit,Beds\n{canary},20\n",
        f'Unit,Comment\nA,"{canary},4\n',
        f"Unit,Comment\nA,{canary}{'x' * 200_000}\n",
    ]
    for n, content in enumerate(contents):
        path = tmp_path / f"{n}.csv"
        path.write_text(content)
        with pytest.raises(FileRefused) as caught:
            read_survey(path)
        error = caught.value
        assert canary not in f"{error} {error.sentence()} {error.hint} {error.__cause__}"
