"""The first rows of a workbook, cut out before the parser reads it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from models.files.content import no_progress
from models.files.sheets import workbook_head
from models.files.sheets.sheet import MemorySheet, Sheet
from models.files.sheets.workbook import read_workbook
from models.files.sheets.workbook_head import MARGIN_ROWS, head_of_workbook
from models.files.source import zip_guard
from models.files.source.inspect import inspect_file
from models.files.source.zip_guard import Unsafe, checked_blocks
from tests.models.files.surveys import write_workbook

HEAD = ["Unit", "Q1", "Comment"]


def rows(n: int) -> list[list[Any]]:
    return [HEAD, *([f"Ward {i % 5}", i % 4 + 1, f"comment {i}"] for i in range(n - 1))]


def first_sheets(path: Path, most: int) -> list[Sheet]:
    sheets, _notes = read_workbook(inspect_file(path, no_progress), None, no_progress, most=most)
    return sheets


def cells(sheet: Sheet) -> list[tuple[int, list[str]]]:
    return list(sheet.rows(no_progress))


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a workbook whose first sheet's XML is changed."""
    copy = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(
                part.filename, change(data) if part.filename.endswith("sheet1.xml") else data
            )
    return copy


def test_that_the_first_rows_are_those_of_the_whole_and_more_are_told(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(500), "Short": rows(20)})
    whole, short = first_sheets(path, 10_000)
    first, also_short = first_sheets(path, 30)
    assert cells(first) == cells(whole)[:30]
    assert cells(also_short) == cells(short)
    cut = [sheet.cut for sheet in (first, also_short) if isinstance(sheet, MemorySheet)]
    assert cut == [True, False]


def test_that_the_parser_is_given_little_more_than_what_is_asked_for(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(3_000)})
    with path.open("rb") as stream:
        head = head_of_workbook(stream, 30)
    assert head is not None
    table = CalamineWorkbook.from_filelike(head[1]).get_sheet_by_index(0)
    assert table.height == 30 + MARGIN_ROWS


def test_that_a_small_workbook_is_left_as_it_is(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Short": rows(20)})
    with path.open("rb") as stream:
        assert head_of_workbook(stream, 30) is None


def test_that_a_workbook_with_much_beside_its_sheets_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_head, "MAX_BESIDE", 100)
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(500)})
    with path.open("rb") as stream:
        assert head_of_workbook(stream, 30) is None


def test_that_rows_without_values_are_no_rows(tmp_path: Path) -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(2, 400))

    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(300)})
    content = rewritten(path, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + blank))
    (first,) = first_sheets(content, 10)
    assert [row for _, row in cells(first)] == [row for _, row in cells(first_sheets(path, 10)[0])]


def test_that_a_row_end_within_a_text_costs_nothing_but_time(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(500)})
    inline = b'<c r="D1" t="inlineStr"><is><t><![CDATA[' + b"<v></row>" * 200 + b"]]></t></is></c>"
    odd = rewritten(path, lambda xml: xml.replace(b"</row>", inline + b"</row>", 1))
    (first,) = first_sheets(odd, 30)
    assert [row[:3] for _, row in cells(first)] == [
        row for _, row in cells(first_sheets(path, 30)[0])
    ]
    assert cells(first)[0][1][3].startswith("<v></row>")


def test_that_what_is_kept_went_by_the_guard(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(500)})
    odd = rewritten(path, lambda xml: xml.replace(b"<sheetData>", b'<!ENTITY a "b"><sheetData>'))
    with odd.open("rb") as stream, pytest.raises(Unsafe, match="not_normal"):
        head_of_workbook(stream, 30)


def test_that_row_ends_are_not_looked_for_through_a_whole_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Long": rows(500)})
    odd = rewritten(path, lambda xml: xml.replace(b"</row>", b"</row >"))
    seen: list[int] = []

    def counted(*arguments: Any) -> Iterator[bytes]:
        for block in checked_blocks(*arguments):
            seen.append(len(block))
            yield block

    monkeypatch.setattr(zip_guard, "_BLOCK", 1_000)
    monkeypatch.setattr(workbook_head, "checked_blocks", counted)
    monkeypatch.setattr(workbook_head, "LONGEST_ROW", 5_000)
    with odd.open("rb") as stream:
        assert head_of_workbook(stream, 30) is None
    with zipfile.ZipFile(odd) as parts:
        assert sum(seen) < sum(part.file_size for part in parts.infolist()) / 2
    assert cells(first_sheets(odd, 30)[0]) == cells(first_sheets(path, 30)[0])
