"""Workbooks: what their cells become, which sheets count, and the child that reads them."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from models.errors import Cancelled, FileRefused, UsageProblem
from models.files.content import ReadOptions, no_progress
from models.files.sheets import workbook
from models.files.sheets.opening import open_sheets
from models.files.sheets.sheet import OpenedFile
from models.files.sheets.workbook_child import cell_text
from models.files.source.zip_guard import Unsafe, check_archive
from tests.models.files.surveys import ROOT, shared_file, write_workbook
from ui.text.errors import hint, what

SHEET = "xl/worksheets/sheet1.xml"
ONE_CELL = '<worksheet><sheetData><row r="1">{}</row></sheetData></worksheet>'


def opened(path: Path, sheet: str | None = None) -> OpenedFile:
    return open_sheets(path, ReadOptions(sheet=sheet), no_progress)


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        opened(path)
    return caught.value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"),
        (7.5, "7.5"),
        (-3.0, "-3"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (None, ""),
        ("007", "007"),
        ("NA", "NA"),
        (date(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 14, 5), "2026-09-30T14:05:00"),
        (time(7, 15), "07:15:00"),
        (timedelta(hours=26, minutes=3), "26:03:00"),
    ],
)
def test_that_cells_become_plain_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_that_rows_keep_their_numbers_and_texts_stay(tmp_path: Path) -> None:
    rows = [[None], ["Title"], [None], ["unit", "id", "day"], ["NA", "007", date(2026, 9, 30)]]
    found = opened(write_workbook(tmp_path / "a.xlsx", {"Data": rows})).sheets[0]
    assert found.name == "Data"
    assert list(found.rows(no_progress)) == [
        (2, ["Title"]),
        (4, ["unit", "id", "day"]),
        (5, ["NA", "007", "2026-09-30"]),
    ]


def test_that_a_blank_first_column_keeps_its_place(tmp_path: Path) -> None:
    rows = [[None, "unit", "Q1"], [None, "A", 4]]
    found = opened(write_workbook(tmp_path / "a.xlsx", {"Data": rows})).sheets[0]
    assert found.head[1] == (2, ["", "A", "4"])


def hidden_workbook(path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    for name, hide in (("Shown", None), ("Hidden", "hide"), ("Deep", "very_hidden")):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, f"in {name}")
        if hide:
            getattr(sheet, hide)()
    book.close()
    return path


def test_that_hidden_sheets_are_left_out_unless_named(tmp_path: Path) -> None:
    path = hidden_workbook(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in opened(path).sheets] == ["Shown"]
    assert opened(path, "Hidden").sheets[0].head == [(1, ["in Hidden"])]


def test_that_an_unknown_sheet_is_answered_with_the_sheets(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        opened(hidden_workbook(tmp_path / "a.xlsx"), "Sheet9")
    assert "Shown" in hint(caught.value)


def test_that_a_text_file_has_no_sheet_to_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,Q1\nA,4\n")
    with pytest.raises(UsageProblem, match="no_sheets"):
        opened(tmp_path / "a.csv", "Data")


def test_that_a_csv_named_xlsx_is_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("unit,Q1\nA,4\n")
    assert opened(tmp_path / "a.xlsx").sheets[0].head[1] == (2, ["A", "4"])


def test_that_formulas_without_a_saved_value_and_errors_are_counted(tmp_path: Path) -> None:
    content = '<c r="A1" t="inlineStr"><is><t>unit</t></is></c><c r="B1"><f>1+1</f></c>'
    content += '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = rewritten(tmp_path, SHEET, ONE_CELL.format(content))
    notes = " ".join(opened(path).notes)
    assert "1 formula cells have no saved value" in notes
    assert "1 cells hold a formula's error" in notes


def test_that_an_old_workbook_is_read(tmp_path: Path) -> None:
    found = opened(shared_file("bad", "malformed_format.xls")).sheets[0]
    assert found.head[0][1][0] == "GENNAIO"


def test_that_dates_counted_from_1904_are_right() -> None:
    found = opened(shared_file("bad", "date_1904.xlsx")).sheets[0]
    assert [cells[0] for _, cells in found.head[:2]] == ["2021-01-01", "2021-01-02"]


def ods(path: Path, rows: str) -> Path:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            ">"
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return path


def ods_cell(text: str, repeat: str = "") -> str:
    return (
        f'<table:table-row {repeat}><table:table-cell office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
    )


def test_that_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ods_cell("unit") + ods_cell("4 West"))
    assert opened(path).sheets[0].head == [(1, ["unit"]), (2, ["4 West"])]


def test_that_a_row_repeated_a_billion_times_is_refused(tmp_path: Path) -> None:
    rows = ods_cell("unit", 'table:number-rows-repeated="1000000000"')
    assert refused(ods(tmp_path / "a.ods", rows)).code == "workbook_too_wide"


def rewritten(folder: Path, part: str, content: str, name: str = "a.xlsx") -> Path:
    """Return a normal workbook of one cell with one of its parts replaced or added."""
    plain = write_workbook(folder / "plain.xlsx", {"Data": [["unit"]]})
    path = folder / name
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in source.namelist():
            if item != part:
                new.writestr(item, source.read(item))
        new.writestr(part, content)
    return path


def test_that_a_cell_in_the_far_corner_is_refused_before_the_parser_sees_it(
    tmp_path: Path,
) -> None:
    corner = ONE_CELL.format('<c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>')
    error = refused(rewritten(tmp_path, SHEET, corner))
    assert "1,048,576 rows and 16,384 columns" in what(error)


def test_that_formatting_far_to_the_right_does_no_harm(tmp_path: Path) -> None:
    row = '<c r="A1"><v>7</v></c><c r="XFD1" s="0"/>'
    assert opened(rewritten(tmp_path, SHEET, ONE_CELL.format(row))).sheets[0].head == [(1, ["7"])]


def test_that_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ONE_CELL.format("")
    assert refused(rewritten(tmp_path, SHEET, bomb)).code == "workbook_not_normal"


def test_that_a_part_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = rewritten(tmp_path, SHEET, ONE_CELL.format(("<c/>" + " " * 900_000) * 60))
    assert refused(path).code == "workbook_bomb"


def test_that_one_endless_string_is_refused(tmp_path: Path) -> None:
    cell = f'<c t="inlineStr"><is><t>{"a" * 6_000_000}</t></is></c>'
    assert refused(rewritten(tmp_path, SHEET, ONE_CELL.format(cell))).code == "workbook_bomb"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl\\..\\..\\evil.xml"])
def test_that_parts_outside_the_workbook_are_refused(tmp_path: Path, name: str) -> None:
    assert refused(rewritten(tmp_path, name, "<x/>")).code == "workbook_not_normal"
    assert not (tmp_path.parent / "evil.xml").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_a_part_given_twice_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["unit"]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, ONE_CELL.format(""))
    assert refused(path).code == "workbook_not_normal"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "presentation"),
        ("xl/media/picture.png", "damaged"),
    ],
)
def test_that_other_archives_are_named(tmp_path: Path, part: str, words: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(part, "x")
    assert words in what(refused(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_that_a_cut_off_workbook_is_called_damaged(tmp_path: Path, share: float) -> None:
    content = write_workbook(tmp_path / "a.xlsx", {"Data": [["unit", "Q1"]] * 50}).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content[: int(len(content) * share)])
    assert refused(tmp_path / "b.xlsx").code == "workbook_damaged"


def fake_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    command = [sys.executable, "-I", "-c", code]
    monkeypatch.setattr(workbook, "child_command", lambda *_: command)


def test_that_a_crash_of_the_child_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["unit"]]})
    fake_child(monkeypatch, "import os; os.abort()")
    assert refused(path).code == "workbook_stopped"
    told = '{"sheets": [{"name": "Data", "hidden": false}]}'
    fake_child(monkeypatch, f"import os; print('{told}', flush=True); os.abort()")
    assert "1,536 MB of memory" in what(refused(path))
    fake_child(monkeypatch, f"print('{told}', flush=True)")
    assert refused(path).code == "workbook_damaged"


def test_that_a_child_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["unit"]]})
    monkeypatch.setattr(workbook, "SECONDS", 0.2)
    fake_child(monkeypatch, "import time; time.sleep(600)")
    assert what(refused(path)) == "Reading this workbook took more than 0.2 seconds."


def test_that_cancelling_stops_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["unit"]]})
    fake_child(monkeypatch, "import time; time.sleep(600)")
    calls: list[str] = []

    def stop_when_reading(message: str, fraction: float | None) -> None:
        calls.append(message)
        if calls.count("Reading the workbook") > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_sheets(path, ReadOptions(), stop_when_reading)


def test_that_the_guard_counts_what_it_inflates() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for n in range(2_001):
            archive.writestr(f"xl/{n}.xml", "<x/>")
    with pytest.raises(Unsafe, match="bomb"):
        check_archive(stream)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's addresses")
def test_that_a_workbook_that_needs_too_much_memory_is_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strings = "".join(f"<si><t>{n}{'x' * 900_000}</t></si>" for n in range(45))
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="45" '
        f'uniqueCount="45">{strings}</sst>'
    )
    path = rewritten(tmp_path, "xl/sharedStrings.xml", shared)
    assert opened(path).sheets[0].head  # with the usual limit it is read
    fake_child(
        monkeypatch,
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from models.files.sheets import workbook_child as child\n"
        "child.MEMORY_BYTES = 48 * 1024 * 1024\n"
        "child.main()",
    )
    assert "of memory" in what(refused(path))
