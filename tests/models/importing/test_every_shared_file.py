"""Every real survey file: brought in with the counts of a plain reading by hand, or refused.

The reading by hand uses csv and zipfile alone, and none of the program's readers. A file in the
folder $SURVEY_FILES that stands in neither table fails.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions
from models.files.sheets.opening import open_sheets
from models.importing.importer import import_file
from models.store.database.database import Database, open_database
from models.store.units.units import list_units
from tests.models.files.surveys import FILES, highest
from ui.text.errors import hint, place_words, what

ONE_UNIT = ReadOptions(unit="4 West")
NO_OPTIONS = ReadOptions()
NO_ANSWERS = "We found no survey questions"
FFT = ReadOptions(said=highest("fft"))
PATIENTS = ReadOptions(unit="4 West", said=highest("pmq1"))

REFUSED: dict[str, tuple[str, str]] = {
    "README.md": ("no_questions", NO_ANSWERS),
    "bad/bad-missing-quote.csv": ("unclosed_quote", "quotation mark in row 2"),
    "bad/bom.csv": ("no_questions", NO_ANSWERS),
    "bad/date_1904.xlsx": ("no_questions", NO_ANSWERS),
    "bad/deaths.xlsx": ("no_questions", NO_ANSWERS),
    "bad/defective-rows.csv": ("no_questions", NO_ANSWERS),
    "bad/delimiter.csv": ("no_questions", NO_ANSWERS),
    "bad/duplicate-headers.csv": ("no_questions", NO_ANSWERS),
    "bad/empty.csv": ("empty_file", "This file is empty."),
    "bad/empty_sheet.xlsx": ("empty_table", "This workbook is empty"),
    "bad/errors.xlsx": ("empty_table", "This workbook is empty"),
    "bad/excel_pasting.csv": ("no_questions", NO_ANSWERS),
    "bad/git_lfs_pointer_named.csv": ("not_a_table", "git lfs pull"),
    "bad/header-no-rows.csv": ("no_rows", "column names but no rows"),
    "bad/latin1.csv": ("no_questions", NO_ANSWERS),
    "bad/leading-zeros.csv": ("no_questions", NO_ANSWERS),
    "bad/malformed_format.xls": ("no_questions", NO_ANSWERS),
    "bad/merged_range.xlsx": ("no_questions", NO_ANSWERS),
    "bad/null_byte.csv": ("no_questions", NO_ANSWERS),
    "bad/pass_protected.xlsx": ("workbook_locked", "has a password"),
    "bad/poc-xmlbomb.xlsx": ("workbook_not_normal", "isn't a normal workbook"),
    "bad/skip-rows-before-headers.csv": ("no_questions", NO_ANSWERS),
    "bad/spanish_chars.csv": ("no_questions", NO_ANSWERS),
    "bad/test_utf16_little.csv": ("no_questions", NO_ANSWERS),
    "bad/weird_head_padding.csv": ("no_questions", NO_ANSWERS),
    "bad/xfd1048576.xlsx": ("workbook_too_wide", "A sheet has"),
    "bad/xlsx-corrupted.xlsx": ("workbook_damaged", "damaged"),
    "nhs/FFT_IP_template_Jul2025.xlsm": ("no_ward_rows", "form has no ward rows"),
    "spss/gss2014_ch4.sav": ("no_questions", NO_ANSWERS),
    "spss/pyreadstat_sample_missing.sav": ("no_questions", NO_ANSWERS),
    "tools/limesurvey_results_q_and_code.csv": ("no_unit", "--unit"),
    "tools/qualtrics_insights_NA_options.csv": ("no_questions", NO_ANSWERS),
    "tools/qualtrics_legacy_NA_options.csv": ("no_questions", NO_ANSWERS),
    "tools/redcap_checkboxes.csv": ("no_questions", NO_ANSWERS),
    "tools/redcap_longitudinal.csv": ("no_unit", "--unit"),
    "tools/surveymonkey_starwars_2rows.csv": ("no_unit", "--unit"),
}
"""What the program says of a file that it cannot use as it is: code, and words of its answer."""


@dataclass(frozen=True)
class ByHand:
    """What a plain reading finds: data rows, and the surveys or figures among them by place."""

    rows: int
    surveys: dict[tuple[str, ...], int]
    figures: int = 0


def lines_of(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        return [row for row in csv.reader(stream) if any(row)]


def sheet_of(path: Path, name: str) -> list[list[str]]:
    """Read one sheet of an XLSX, cell by cell."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
        tag = next(t for t in re.findall(r"<sheet [^>]*>", book) if f'name="{name}"' in t)
        link = re.search(r'r:id="(\w+)"', tag)[1]  # type: ignore[index]
        relation = next(t for t in re.findall(r"<Relationship [^>]*>", links) if f'"{link}"' in t)
        target = re.search(r'Target="/?(?:xl/)?([^"]+)"', relation)[1]  # type: ignore[index]
        texts = []
        if "xl/sharedStrings.xml" in archive.namelist():
            root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            texts = ["".join(t.text or "" for t in si.iter(f"{main}t")) for si in root]
        rows = ElementTree.fromstring(archive.read(f"xl/{target}")).iter(f"{main}row")
        return [cells for row in rows if (cells := list(cells_of(row, main, texts)))]


def cells_of(row: ElementTree.Element, main: str, texts: list[str]) -> Iterator[str]:
    place = 0
    for cell in row.iter(f"{main}c"):
        column = column_of(cell.get("r", "A").rstrip("0123456789"))
        while place < column - 1:
            yield ""
            place += 1
        value = cell.findtext(f"{main}v") or ""
        if cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{main}t"))
        yield texts[int(value)] if cell.get("t") == "s" else value
        place += 1


@cache
def column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def published(*columns: str) -> Callable[[Path], ByHand]:
    def count(path: Path) -> ByHand:
        header, *rows = lines_of(path)
        places = [header.index(column) for column in columns]
        return ByHand(len(rows), {}, sum(row[p].isdigit() for row in rows for p in places))

    return count


def experiences(path: Path) -> ByHand:
    header, *rows = lines_of(path)
    ward = header.index("location_3")
    units = {row[ward] for row in rows}
    return ByHand(len(rows), {(unit,): sum(row[ward] == unit for row in rows) for unit in units})


def wards(path: Path) -> ByHand:
    rows = [
        r for r in sheet_of(path, "Wards") if len(r) > 6 and re.fullmatch(r"[A-Z0-9]{3,}", r[3])
    ]
    surveys: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row[6] != "*" and row[6] != "0":
            key = tuple(" ".join(row[place].split()) for place in (2, 4, 5))
            surveys[key] = surveys.get(key, 0) + int(float(row[6]))
    return ByHand(len(rows), surveys)


def israel(path: Path) -> ByHand:
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    name = re.search(r'<sheet [^>]*name="([^"]+)"', book)[1]  # type: ignore[index]
    header, *rows = sheet_of(path, name)
    places = header.index("HOSPITAL"), header.index("Ward")
    surveys: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[place] for place in places)
        surveys[key] = surveys.get(key, 0) + 1
    return ByHand(len(rows), surveys)


def one_unit(
    skip: int, finished: str = "", encoding: str = "utf-8-sig"
) -> Callable[[Path], ByHand]:
    """Count the rows below `skip` header lines, only those with a cell in the column `finished`."""

    def count(path: Path) -> ByHand:
        lines = lines_of(path, encoding)
        rows = lines[skip:]
        if finished:
            place = next(n for n, name in enumerate(lines[0]) if name.startswith(finished))
            rows = [row for row in rows if row[place]]
        return ByHand(len(rows), {("4 West",): len(rows)})

    return count


CMS = ("Patient Survey Star Rating", "HCAHPS Answer Percent", "HCAHPS Linear Mean Value")

COUNTED: dict[str, tuple[ReadOptions, str, Callable[[Path], ByHand]]] = {
    "cms/HCAHPS-Hospital_2023-10_2024-09_DE-RI-VT.csv": (
        NO_OPTIONS, "cms_hospital", published(*CMS)),
    "cms/HCAHPS-State_2024.csv": (NO_OPTIONS, "cms_state", published(CMS[1])),
    "cms/HCAHPS-National_2024.csv": (NO_OPTIONS, "cms_national", published(CMS[1])),
    "cms/hcahps_UT_2013_long_R.csv": (
        NO_OPTIONS, "cms_hospital", published("HCAHPS.Answer.Percent")),
    "nhs/FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx": (NO_OPTIONS, "counts", wards),
    "nhs/experiences_test_data.csv": (FFT, "respondents", experiences),
    "respondents/israel_inpatient_2016_labelled.xlsx": (NO_OPTIONS, "respondents", israel),
    "tools/limesurvey_results_q_and_code.csv": (
        ONE_UNIT, "limesurvey_respondents", one_unit(1, "submitdate")),
    "tools/redcap_longitudinal.csv": (PATIENTS, "redcap_respondents", one_unit(1)),
    "tools/surveymonkey_starwars_2rows.csv": (
        ONE_UNIT, "surveymonkey_respondents", one_unit(2, encoding="cp1252")),
}  # fmt: skip
"""What is said beside a file that can be used, its format, and its counts read by hand."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "hospital.db")
    yield database
    database.close()


def shared(name: str) -> Path:
    path = FILES / name
    if not path.exists():
        pytest.skip(f"no {name}: $SURVEY_FILES names no folder of survey files")
    return path


def test_that_every_file_has_an_expectation() -> None:
    if not FILES.exists():
        pytest.skip("$SURVEY_FILES names no folder of survey files")
    found = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    found = {name for name in found if not name.startswith("unseen/")}  # test_unseen_files
    assert found <= REFUSED.keys() | COUNTED.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_that_the_file_is_refused_in_plain_words(store: Database, name: str) -> None:
    path = shared(name)
    code, words = REFUSED[name]
    before = path.read_bytes()
    with pytest.raises(FileRefused) as caught:
        import_file(store, path)
    error = caught.value
    assert (error.code, words in f"{what(error)} {hint(error)}") == (code, True)
    assert path.name in place_words(error.where) or "sheet" in place_words(error.where)
    assert path.read_bytes() == before
    with store.read() as c:
        assert list_units(c) == []


@pytest.mark.parametrize("name", COUNTED)
def test_that_the_file_comes_in_as_read_by_hand(store: Database, name: str) -> None:
    options, format_word, by_hand = COUNTED[name]
    path = shared(name)
    report = import_file(store, path, options)
    expected = by_hand(path)
    assert report.format == format_word
    assert (report.rows_read, report.rows_rejected) == (expected.rows, 0)
    assert report.benchmarks_added == expected.figures
    with store.read() as c:
        units = list_units(c)
    wanted = expected.surveys
    depth = len(next(iter(wanted), ()))
    found: dict[tuple[str, ...], int] = {}
    for row in units:
        key = (row.unit.facility, row.unit.site, row.unit.name)
        short = (key[0], key[2]) if depth == 2 else key[3 - depth :]
        if row.responses:
            found[short] = found.get(short, 0) + row.responses
    assert found == wanted


def cells(name: str) -> list[list[str]]:
    sheet = open_sheets(shared(f"bad/{name}"), NO_OPTIONS, lambda *_: None).sheets[0]
    return [row for _, row in sheet.rows(lambda *_: None)]


def test_that_odd_files_without_units_are_still_read_right() -> None:
    assert cells("bom.csv")[0] == ["id", "name"]
    assert cells("delimiter.csv")[1] == ["1", "english"]
    assert cells("leading-zeros.csv")[1:] == [["01"], ["002"], ["00003"]]
    assert cells("latin1.csv")[2] == ["2", "©"]
    assert cells("null_byte.csv")[1] == ["", "2", "3"]
    assert cells("test_utf16_little.csv")[1] == ["1", "2", "3"]
    assert cells("spanish_chars.csv")[0][-1] == "Descripción"
    assert cells("duplicate-headers.csv")[1][-1] == "001101"
    assert cells("date_1904.xlsx")[0] == ["2021-01-01", "15"]
