"""Finding the column names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.files.sheets.header import column_letters, find_header
from models.files.sheets.sheet import Row

DATA = [["4 West", "2026-09-01", "4", "3"], ["5 East", "2026-09-02", "3", "4"]] * 4


def numbered(rows: list[list[str]]) -> list[Row]:
    return [(n, row) for n, row in enumerate(rows, 1) if any(row)]


def test_that_the_first_row_of_a_plain_table_names_the_columns() -> None:
    header = find_header(numbered([["Unit", "Date", "Q1", "Q2"], *DATA]))
    assert header is not None
    assert (header.row, header.names) == (1, ("Unit", "Date", "Q1", "Q2"))


def test_that_title_rows_above_are_passed_over() -> None:
    titles = [["Survey of inpatients"], [], ["Period: Q3", "", "printed 2026-10-01"], [""]]
    header = find_header(numbered([*titles, ["Unit", "Date", "Q1", "Q2"], *DATA]))
    assert header is not None
    assert (header.row, header.names[0]) == (5, "Unit")


def test_that_rows_of_words_alone_have_names_above_them() -> None:
    rows = [["Ward", "Nurses listened"], ["A", "Always"], ["B", "Usually"], ["A", "Always"]]
    header = find_header(numbered(rows))
    assert header is not None
    assert header.row == 1


def test_that_a_blank_first_column_has_no_name_and_an_unnamed_one_gets_its_letter() -> None:
    blank = find_header(numbered([["", "Unit", "Q1"], ["", "A", "4"], ["", "B", "3"]]))
    unnamed = find_header(numbered([["", "Unit", "Q1"], ["0", "A", "4"], ["1", "B", "3"]]))
    assert blank is not None
    assert unnamed is not None
    assert blank.names == ("", "Unit", "Q1")
    assert unnamed.names == ("Column A", "Unit", "Q1")


def test_that_doubled_names_are_told_apart_by_letters() -> None:
    header = find_header(numbered([["Unit", "Q1", "q1"], ["A", "4", "3"], ["B", "3", "2"]]))
    assert header is not None
    assert header.names == ("Unit", "Q1 (B)", "q1 (C)")


def test_that_names_lose_their_line_breaks() -> None:
    header = find_header(numbered([["Unit\nname", " Q1 "], ["A", "4"], ["B", "3"]]))
    assert header is not None
    assert header.names == ("Unit name", "Q1")


def test_that_one_row_too_long_does_not_widen_the_table() -> None:
    rows = [["Unit", "Q1"], ["A", "4"], ["B", "3", "9", "9"], ["C", "2"]]
    header = find_header(numbered(rows))
    assert header is not None
    assert header.width == 2


def test_that_no_rows_have_no_header() -> None:
    assert find_header([]) is None


def test_that_column_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 16_383)] == ["A", "Z", "AA", "XFD"]


@given(st.lists(st.lists(st.text(max_size=5), max_size=5), max_size=12))
def test_that_any_rows_have_a_header_among_them(rows: list[list[str]]) -> None:
    kept = [(n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    header = find_header(kept)
    if kept:
        assert header is not None
        assert header.row in [n for n, _ in kept]
        named = [name.casefold() for name in header.names if name]
        assert len(named) == len(set(named))
    else:
        assert header is None
