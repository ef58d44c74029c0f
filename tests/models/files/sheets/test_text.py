"""Text tables: delimiters, line ends, quotation marks, ragged rows, and the fast way through."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Cancelled, FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.sheets import csv_reader, text
from models.files.sheets.opening import open_sheets
from models.files.sheets.sheet import Sheet, SheetFrame
from ui.text.errors import what


def sheet_of(folder: Path, content: str | bytes) -> Sheet:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_sheets(path, ReadOptions(), no_progress).sheets[0]


def rows_of(folder: Path, content: str | bytes) -> list[tuple[int, list[str]]]:
    return list(sheet_of(folder, content).rows(no_progress))


def cells_of(frame: SheetFrame) -> list[list[str]]:
    """Return the rows of a table, with the row number in front."""
    return [[str(row), *cells] for row, *cells in frame.cells.itertuples()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = ["unit;Q1;comment", "4 West;4;good, really", "5 East;3;fine"]
    content = "\n".join(line.replace(";", delimiter) for line in lines)
    content = content.replace("good, really", '"good, really"') if delimiter == "," else content
    assert rows_of(tmp_path, content)[1] == (2, ["4 West", "4", "good, really"])


def test_that_a_sep_line_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "sep=;\nunit;Q1\nA,B;4\n") == [(2, ["unit", "Q1"]), (3, ["A,B", "4"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_any_line_end_will_do(tmp_path: Path, end: str) -> None:
    assert rows_of(tmp_path, f"unit,Q1{end}A,4{end}B,3") == [
        (1, ["unit", "Q1"]),
        (2, ["A", "4"]),
        (3, ["B", "3"]),
    ]


def test_that_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    content = 'unit,comment\nA,"one\ntwo"\n\nB,three\n'
    assert rows_of(tmp_path, content)[1:] == [(2, ["A", "one\ntwo"]), (4, ["B", "three"])]


def test_that_cells_are_kept_as_typed(tmp_path: Path) -> None:
    cells = ["007", "NA", "1e5", "0.10", " x ", "None", "12345678901234567890"]
    assert rows_of(tmp_path, "a,b,c,d,e,f,g\n" + ",".join(cells))[1][1] == cells


def test_that_a_quotation_never_closed_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        rows_of(tmp_path, 'unit,comment\nA,fine\nB,"never closed\nC,good\n')
    assert "row 3" in what(caught.value)


def test_that_inches_in_a_text_are_no_quotation(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'unit,comment\nA,5" tube\nB,fine\n')[1] == (2, ["A", '5" tube'])


def test_that_a_giant_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cell_too_long"):
        rows_of(tmp_path, "unit,comment\nA," + "x" * 200_000 + "\n")


def test_that_newlines_alone_are_an_empty_table(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="empty_table"):
        sheet_of(tmp_path, "\n" * 100_000)


def test_that_rows_with_shifted_cells_are_left_out_and_short_ones_told(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "unit,Q1,Q2\nA,4,3\nB,4\nC,4,3,2\nD,1,2,\n")
    frame = sheet.frame(1, 3, [], no_progress)
    assert cells_of(frame) == [["2", "A", "4", "3"], ["3", "B", "4", ""], ["5", "D", "1", "2"]]
    assert frame.too_long == (4,)
    assert frame.too_short == (3,)


def fast_cells(
    folder: Path, content: str | bytes, monkeypatch: pytest.MonkeyPatch, width: int, stretch: int
) -> list[list[str]]:
    monkeypatch.setattr(text, "FAST_FROM_BYTES", 0)
    monkeypatch.setattr(csv_reader, "BLOCK_BYTES", stretch)
    sheet = sheet_of(folder, content)
    return cells_of(sheet.frame(1, width, [0], no_progress))


def exact_cells(content: str, width: int) -> list[list[str]]:
    rows = enumerate(csv.reader(io.StringIO(content, newline="")), 1)
    return [
        [str(n), *row[:width], *[""] * (width - len(row))]
        for n, row in rows
        if n > 1 and "".join(row).strip() and not "".join(row[width:]).strip()
    ]


def test_that_the_fast_way_keeps_numbers_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "id,unit,Q1\n" + "".join(f"{n},0{n % 5},1\n" for n in range(300))
    found = fast_cells(tmp_path, content, monkeypatch, 3, 700)
    assert found == exact_cells(content, 3)
    assert found[3][2] == "03"


def test_that_a_quotation_across_stretches_is_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "id,unit\n" + 'x,y\nz,"a\n' + "b,c\n" * 200 + 'd"\nlast,one\n'
    assert fast_cells(tmp_path, content, monkeypatch, 2, 100) == exact_cells(content, 2)


CELL = st.text(st.sampled_from('01aN" \n\r,é'), max_size=4)
PLAIN = st.text(st.sampled_from("01aN é"), max_size=3)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=4) | st.lists(PLAIN, min_size=3, max_size=3)),
    stretch=st.integers(3, 60),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_that_the_fast_way_gives_exactly_the_cells_of_the_exact_one(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], stretch: int, end: str
) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end).writerows([["a", "b", "c"], *rows])
    content = stream.getvalue()
    with pytest.MonkeyPatch.context() as patch:
        found = fast_cells(tmp_path_factory.mktemp("t"), content, patch, 3, stretch)
    assert found == exact_cells(content, 3)


@settings(max_examples=100, deadline=None)
@given(content=st.text(st.sampled_from('a1"\n\r,;\t '), max_size=200))
def test_that_any_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    try:
        sheet = sheet_of(tmp_path_factory.mktemp("t"), content)
        rows = list(sheet.rows(no_progress))
    except FileRefused:
        return
    numbers = [number for number, _ in rows]
    assert numbers == sorted(set(numbers))


def test_that_a_long_read_reports_and_can_be_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "FAST_FROM_BYTES", 0)
    monkeypatch.setattr(csv_reader, "BLOCK_BYTES", 1_000)
    sheet = sheet_of(tmp_path, "unit,Q1\n" + "4 West,4\n" * 5_000)
    shares: list[float] = []

    def watch(message: str, fraction: float | None) -> None:
        assert fraction is not None
        shares.append(fraction)
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        sheet.frame(1, 2, [], watch)
    assert shares == sorted(shares)
    assert len(shares) > 10


def test_that_a_file_changed_while_it_is_read_is_refused(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "unit,Q1\n" + "4 West,4\n" * 10)
    (tmp_path / "table.csv").write_text("unit,Q1\n5 East,4\n")
    with pytest.raises(FileRefused, match="file_changed"):
        list(sheet.rows(no_progress))
