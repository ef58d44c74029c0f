"""Bad archives, workbooks and files of other kinds, one test for each kind (39 to 59)."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from models.files.content import ReadOptions
from tests.models.files.bad_input import (
    DECLARED,
    SHEET,
    PageContext,
    as_text,
    desk,
    inline_rows,
    rewritten,
    survey_rows,
)
from tests.models.files.surveys import write_workbook
from ui.text.errors import hint, what

__all__ = ["desk"]

ALL = {"4 West": 4, "5 East": 4}
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(desk: PageContext, rows: str, manifest: str = "") -> Path:
    content = (
        f"<office:document-content {OFFICE}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        f"{manifest}</manifest:manifest>"
    )
    parts: dict[str, str | bytes] = {"mimetype": ODS, "content.xml": content}
    return zipped(desk.folder / "survey.ods", {**parts, "META-INF/manifest.xml": listed})


def workbook(desk: PageContext, name: str = "survey.xlsx") -> Path:
    return write_workbook(desk.folder / name, {"Data": survey_rows()})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "This is a PNG picture."),
        (b"%PDF-1.7\n1 0 obj", "This is a PDF document."),
        (b"PK\x05\x06" + b"\0" * 18, "This is an empty or split ZIP archive."),
    ],
)
def test_39_something_else_named_csv(desk: PageContext, content: bytes, words: str) -> None:
    assert what(desk.refused(desk.file(content))) == words


def test_40_a_csv_named_xlsx_and_a_web_page_named_xls(desk: PageContext) -> None:
    desk.accepted(desk.file(as_text(survey_rows()), "survey.xlsx"))
    assert desk.units() == ALL
    page = desk.file("<html><body><table><tr><td>Unit</td></tr></table>", "survey.xls")
    refusal = desk.refused(page)
    assert what(refusal) == "This is a web page."
    assert "save it as XLSX" in hint(refusal)


def test_41_one_packed_file_several_and_a_bomb(
    desk: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = as_text(survey_rows())
    desk.accepted(desk.file(gzip.compress(text.encode()), "survey.csv.gz"))
    assert desk.units() == ALL
    several = zipped(desk.folder / "two.zip", {"a.csv": text, "b.csv": text})
    refusal = desk.refused(several)
    assert what(refusal) == "This ZIP archive holds 2 files."
    assert "Unpack it first" in hint(refusal)
    monkeypatch.setattr("models.files.source.unpack.MAX_UNPACKED_BYTES", 1024 * 1024)
    bomb = desk.file(gzip.compress(b"Unit,Q1\n" + b"A,4\n" * 600_000), "bomb.csv.gz")
    assert "unpacks to more than 1 MB" in what(desk.refused(bomb))


def test_42_a_locked_workbook_without_with_a_wrong_and_with_the_password(desk: PageContext) -> None:
    plain = io.BytesIO(workbook(desk).read_bytes())
    path = desk.folder / "locked.xlsx"
    with path.open("wb") as stream:
        OOXMLFile(plain).encrypt("right", stream)
    assert what(desk.refused(path)) == "This workbook has a password."
    wrong = desk.refused(path, ReadOptions(password="wrong"))
    assert what(wrong) == "The password doesn't open this workbook."
    desk.accepted(path, ReadOptions(password="right"))
    assert desk.units() == ALL


def test_43_an_encrypted_opendocument_sheet(desk: PageContext) -> None:
    locked = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" '
        'manifest:size="3000"><manifest:encryption-data manifest:checksum="x">'
        "</manifest:encryption-data></manifest:file-entry>"
    )
    refusal = desk.refused(ods(desk, "", locked))
    assert "password-protected" in what(refusal)
    assert "without a password" in hint(refusal)


def test_44_a_workbook_that_is_cut_off(desk: PageContext) -> None:
    content = workbook(desk).read_bytes()
    refusal = desk.refused(desk.file(content[: len(content) * 2 // 3], "cut.xlsx"))
    assert what(refusal) == "This workbook is damaged or incomplete."
    assert "again" in hint(refusal)


def test_45_a_sheet_that_unpacks_to_far_too_much(desk: PageContext) -> None:
    path = rewritten(desk, SHEET, DECLARED.format("", ("<row/>" + " " * 900_000) * 60))
    assert (
        what(desk.refused(path))
        == "This workbook unpacks to more than 51 MB, far more than any survey."
    )


def test_46_one_endless_text(desk: PageContext) -> None:
    cell = f'<c r="A1" t="inlineStr"><is><t>{"a" * 6_000_000}</t></is></c>'
    path = rewritten(desk, SHEET, DECLARED.format("", f'<row r="1">{cell}</row>'))
    assert "a text of more than 4 MB" in what(desk.refused(path))


def test_47_an_archive_that_lies_about_its_sizes(desk: PageContext) -> None:
    content = bytearray(workbook(desk).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo(SHEET)
    central = content.rfind(SHEET.encode()) - 46
    content[central + 24 : central + 28] = (part.file_size // 2).to_bytes(4, "little")
    assert "damaged" in what(desk.refused(desk.file(bytes(content), "lies.xlsx")))


@pytest.mark.parametrize(
    "entities",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
    ids=["billion laughs", "a local file", "another computer"],
)
def test_48_entities(desk: PageContext, entities: str) -> None:
    path = rewritten(desk, SHEET, entities + DECLARED.format("", ""))
    assert "isn't a normal workbook" in what(desk.refused(path))
    sheet = zipped(desk.folder / "a.ods", {"mimetype": ODS, "content.xml": entities + "<x/>"})
    assert "isn't a normal workbook" in what(desk.refused(sheet))


def test_49_a_cell_in_the_farthest_corner(desk: PageContext) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    refusal = desk.refused(rewritten(desk, SHEET, DECLARED.format("", cells)))
    assert what(refusal).startswith("A sheet has 1,048,576 rows and 16,384 columns")


def test_50_a_sheet_that_declares_a_smaller_box(desk: PageContext) -> None:
    rows = inline_rows(survey_rows(100))
    path = rewritten(desk, SHEET, DECLARED.format('<dimension ref="A1:B2"/>', rows))
    report, _ = desk.accepted(path)
    assert report.responses_added == 100


@pytest.mark.parametrize("cell", ["A1048577", "A999999999", "ZZZ1"])
def test_51_a_cell_beyond_the_grid(desk: PageContext, cell: str) -> None:
    path = rewritten(
        desk, SHEET, DECLARED.format("", f'<row r="1"><c r="{cell}"><v>1</v></c></row>')
    )
    assert "A sheet has" in what(desk.refused(path))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_52_parts_outside_the_workbook_and_parts_given_twice(desk: PageContext) -> None:
    for name in ("../../evil.xml", "/tmp/evil.xml", "C:/evil.xml", "xl\\..\\..\\evil.xml"):
        assert "isn't a normal workbook" in what(desk.refused(rewritten(desk, name, "<x/>")))
    twice = workbook(desk, "twice.xlsx")
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr(SHEET, DECLARED.format("", ""))
    assert "isn't a normal workbook" in what(desk.refused(twice))
    assert not list(desk.folder.parent.rglob("evil.xml"))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", ""),
        (SHEET, DECLARED.format("", '<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')),
        ("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/'
         'spreadsheetml/2006/main"><sheets/></workbook>'),
    ],
    ids=["no strings", "a string that is not there", "no sheets"],
)  # fmt: skip
def test_53_a_workbook_that_lacks_a_part(desk: PageContext, part: str, content: str) -> None:
    refusal = desk.refused(rewritten(desk, part, content))
    assert refusal.code in ("workbook_damaged", "empty_table", "workbook_stopped")


def test_54_formulas_without_values_and_errors_are_counted(desk: PageContext) -> None:
    rows = inline_rows(survey_rows())
    extra = (
        '<row r="10"><c r="A10"><f>1+1</f></c><c r="B10" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    report, _ = desk.accepted(rewritten(desk, SHEET, DECLARED.format("", rows + extra)))
    said = " ".join(report.notes)
    assert "1 formula cells have no saved value" in said
    assert "Opening and saving the workbook in Excel fills them." in said
    assert "1 cells hold a formula's error" in said


def test_55_hidden_sheets_are_not_chosen(desk: PageContext) -> None:
    path = desk.folder / "hidden.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, count in (("Shown", 8), ("Hidden", 200), ("Deep", 300)):
        sheet = book.add_worksheet(name)
        for n, row in enumerate(survey_rows(count)):
            sheet.write_row(n, 0, row)
        {"Hidden": sheet.hide, "Deep": sheet.very_hidden}.get(name, sheet.activate)()
    book.close()
    report, _ = desk.accepted(path)
    assert (report.sheet, report.responses_added) == ("Shown", 8)
    assert desk.accepted(path, ReadOptions(sheet="Hidden"))[0].responses_added == 192


def test_56_macros_and_links_are_not_run_and_not_followed(desk: PageContext) -> None:
    with_macros = rewritten(desk, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0", "macros.xlsm")
    report, _ = desk.accepted(with_macros)
    assert "The macros of this workbook were not run." in report.notes
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    report, _ = desk.accepted(rewritten(desk, "xl/externalLinks/externalLink1.xml", link))
    assert "The links of this workbook to other files were not followed." in report.notes


@pytest.mark.parametrize("where", ["rows", "columns"])
def test_57_an_opendocument_sheet_that_repeats_a_cell_without_end(
    desk: PageContext, where: str
) -> None:
    times = 'table:number-{}-repeated="1000000000"'
    row = times.format("rows") if where == "rows" else ""
    cell = times.format("columns") if where == "columns" else ""
    content = (
        f"<table:table-row {row}><table:table-cell {cell} "
        'office:value-type="string"><text:p>unit</text:p></table:table-cell></table:table-row>'
    )
    refusal = desk.refused(ods(desk, content))
    assert f"has 1,000,000,000 repeated {where}" in what(refusal)


def test_58_spss_files_torn_and_flipped(desk: PageContext) -> None:
    path = desk.folder / "survey.sav"
    frame = pd.DataFrame({"Unit": ["4 West", "5 East"] * 6, "q1": [4.0, 1.0, 2.0, 3.0] * 3})
    labels = {"q1": {1: "Never", 2: "Sometimes", 3: "Usually", 4: "Always"}}
    pyreadstat.write_sav(
        frame, str(path), column_labels={"q1": "How clean was it?"}, variable_value_labels=labels
    )
    content = path.read_bytes()
    _, read = desk.accepted(path)
    assert [row.values["q1"] for row in read.rows[:4]] == [4, 1, 2, 3]
    for torn in (content[:200], content[: len(content) - 40]):
        refusal = desk.refused(desk.file(torn, "torn.sav"))
        assert what(refusal) == "This SPSS file is damaged or incomplete."


@pytest.mark.parametrize(
    "content",
    [
        "<survey><row unit='A' q1='4'/></survey>",
        "<monthlydata>" + "<a>" * 300_000,
        f"<monthlydata x='{'a' * 20_000_000}'/>",
        "<monthlydata><x:header/></monthlydata>",
        '<?xml version="1.0" encoding="utf-16"?><monthlydata></monthlydata>',
        '<!DOCTYPE monthlydata [<!ENTITY a "b">]><monthlydata>&a;</monthlydata>',
    ],
    ids=["other XML", "deep", "endless attribute", "unbound prefix", "wrong encoding", "entities"],
)
def test_59_hostile_xml(desk: PageContext, content: str) -> None:
    assert what(desk.refused(desk.file(content, "hcahps.xml")))


def test_that_a_checksum_that_fails_is_damage(desk: PageContext) -> None:
    packed = bytearray(gzip.compress(as_text(survey_rows()).encode()))
    packed[-8:-4] = zlib.crc32(b"other").to_bytes(4, "little")
    assert "damaged" in what(desk.refused(desk.file(bytes(packed), "survey.csv.gz")))
