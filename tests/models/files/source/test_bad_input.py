"""Bad files, one test for each kind: text files, their letters and their rows (1 to 29).

Each is refused in plain words with the database unchanged, or read right with what was assumed
or left out in the report. Cells, archives, workbooks and the rest are in the modules beside this.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.files.content import ReadOptions
from tests.models.files.bad_input import HEADER, WORDS, PageContext, as_text, desk, survey_rows
from ui.text.errors import hint, what

__all__ = ["desk"]

ALL = {"4 West": 4, "5 East": 4}
ACCENTED = [*survey_rows(), ["S999", "Café", "2026-07-01", "Always", "“très bien” – merci"]]


def notes(desk: PageContext, path: Path, options: ReadOptions = ReadOptions()) -> str:  # noqa: B008
    report, _ = desk.accepted(path, options)
    return " ".join(report.notes)


def test_01_an_empty_file(desk: PageContext) -> None:
    assert what(desk.refused(desk.file(b""))) == "This file is empty."


def test_02_a_header_alone(desk: PageContext) -> None:
    refusal = desk.refused(desk.table([HEADER]))
    assert what(refusal) == "This table has column names but no rows."


def test_03_two_megabytes_of_newlines(desk: PageContext) -> None:
    assert "empty" in what(desk.refused(desk.file(b"\n" * 2_000_000)))


def test_04_a_byte_order_mark_of_utf_8(desk: PageContext) -> None:
    _, read = desk.accepted(desk.file(as_text(survey_rows()).encode("utf-8-sig")))
    assert read.rows[0].survey_id == "S000"
    assert desk.units() == ALL


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_05_utf_16_with_its_mark(desk: PageContext, codec: str) -> None:
    path = desk.file(("\ufeff" + as_text(ACCENTED)).encode(codec))
    assert "Read as UTF-16." in notes(desk, path)
    assert desk.units() == {**ALL, "Café": 1}


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_06_utf_16_without_its_mark(desk: PageContext, codec: str) -> None:
    assert "Read as UTF-16." in notes(desk, desk.file(as_text(survey_rows()).encode(codec)))
    assert desk.units() == ALL


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_07_utf_32_with_and_without_its_mark(desk: PageContext, codec: str) -> None:
    assert "Read as UTF-32." in notes(desk, desk.file(as_text(ACCENTED).encode(codec)))
    assert desk.units() == {**ALL, "Café": 1}


def test_08_windows_letters(desk: PageContext) -> None:
    said = notes(desk, desk.file(as_text(ACCENTED).encode("cp1252")))
    assert "Read as cp1252, an older encoding. Check the accented letters" in said
    assert desk.units() == {**ALL, "Café": 1}


def test_09_shift_jis_is_asked_about(desk: PageContext) -> None:
    text = as_text([*survey_rows(), ["S999", "西病棟", "2026-07-01", "Always", "とても良い"]])
    path = desk.file(text.encode("cp932"))
    refusal = desk.refused(path)
    assert refusal.code == "encoding_unclear"
    assert "--encoding" in hint(refusal)
    assert "Read as cp932, as you said." in notes(desk, path, ReadOptions(encoding="cp932"))
    assert desk.units() == {**ALL, "西病棟": 1}


def test_10_one_bad_byte_within_utf_8(desk: PageContext) -> None:
    rows = [[*row[:4], "déjà vu"] for row in survey_rows()]
    content = as_text(rows).encode().replace("déjà".encode(), b"d\xe9j\xc3\xa0", 1)
    report, read = desk.accepted(desk.file(content))
    assert "Damaged characters were replaced by �. Lines: 1." in report.notes
    assert len(read.rows) == 8


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le"])
def test_11_utf_16_that_is_cut_short(desk: PageContext, codec: str) -> None:
    content = as_text(survey_rows()).encode(codec)[:-1]
    refusal = desk.refused(desk.file(content))
    assert "UTF-16 file is damaged after byte" in what(refusal)
    assert f"{len(content) - 1:,}" in what(refusal)


def test_12_a_zero_byte_within_a_cell(desk: PageContext) -> None:
    content = as_text(survey_rows(200)).encode().replace(b"Usually", b"Usu\0ally", 1)
    report, read = desk.accepted(desk.file(content))
    assert "Zero bytes left out: 1. Lines: 3." in report.notes
    assert read.rows[1].values["how_clean_was_it"] == 3


def test_13_a_run_of_zero_bytes(desk: PageContext) -> None:
    content = as_text(survey_rows()).encode()
    for damaged in (content[:100] + b"\0" * 300, content * 20 + b"\0" * 200):
        assert "damaged" in what(desk.refused(desk.file(damaged)))


def test_14_bytes_of_a_lone_surrogate(desk: PageContext) -> None:
    content = as_text(ACCENTED).encode().replace(b"Sometimes", b"Sometimes\xed\xa0\x80", 1)
    report, read = desk.accepted(desk.file(content))
    assert any("Damaged characters" in note for note in report.notes)
    assert not any("\ud800" <= letter <= "\udfff" for row in read.rows for letter in row.unit)


def test_15_characters_that_nobody_sees(desk: PageContext) -> None:
    rows = survey_rows()
    rows[1][1] = "4 \u200bWest\u202e"
    rows[2][3] = "Usually\u2060"
    rows[3][4] = "Good\x07 care"
    report, read = desk.accepted(desk.table(rows))
    said = next(note for note in report.notes if "invisible" in note)
    assert said.startswith("3 cells have invisible characters (Unit, How clean was it?, Comment)")
    assert desk.units() == ALL
    assert report.problems_total == 0
    assert read.rows[2].comments == () or "\x07" in read.rows[2].comments[0][1]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_16_other_delimiters(desk: PageContext, delimiter: str) -> None:
    desk.accepted(desk.file(as_text(survey_rows(), delimiter)))
    assert desk.units() == ALL


def test_17_a_line_that_names_the_delimiter(desk: PageContext) -> None:
    _, read = desk.accepted(desk.file("sep=;\n" + as_text(survey_rows(), ";")))
    assert [row.row for row in read.rows][:2] == [3, 4]


def test_18_rows_cut_by_different_delimiters(desk: PageContext) -> None:
    rows = survey_rows(12)
    refusal = desk.refused(desk.file(as_text(rows[:9]) + as_text(rows[9:], ";")))
    assert what(refusal) == "Row 10 uses semicolons, but the header doesn't."


def test_19_rows_that_are_too_long(desk: PageContext) -> None:
    rows = survey_rows()
    rows[2].append("shifted")
    rows[6] += ["a", "b"]
    report, read = desk.accepted(desk.table(rows))
    assert [(p.row, p.rejects_row) for p in report.problems] == [(3, True), (7, True)]
    assert "more than 5 cells" in report.problems[0].reason
    assert {row.row for row in read.rows} == {2, 4, 5, 6, 8, 9}


def test_20_rows_that_are_too_short(desk: PageContext) -> None:
    rows = survey_rows()
    rows[2] = rows[2][:4]
    report, _ = desk.accepted(desk.table(rows))
    assert [(p.row, p.rejects_row) for p in report.problems] == [(3, False)]
    assert "has fewer than 5 cells" in report.problems[0].reason
    assert report.responses_added == 8


def test_21_a_quotation_that_is_never_closed(desk: PageContext) -> None:
    text = as_text(survey_rows()).replace("S003,", 'S003,"', 1)
    refusal = desk.refused(desk.file(text))
    assert refusal.code == "unclosed_quote"
    assert "row 5" in f"{what(refusal)} {hint(refusal)}"


def test_22_quotation_marks_within_a_text(desk: PageContext) -> None:
    rows = survey_rows()
    rows[1][4], rows[2][4] = 'The 5" tray was too small', 'They "cared" for me a lot'
    _, read = desk.accepted(desk.file(as_text(rows)))
    assert [row.comments[0][1] for row in read.rows[:2]] == [rows[1][4], rows[2][4]]


def test_23_line_ends_within_quotation_marks(desk: PageContext) -> None:
    rows = survey_rows()
    rows[1][4] = "First line\nand a second, both kind"
    _, read = desk.accepted(desk.table(rows))
    assert read.rows[0].comments[0][1] == rows[1][4]
    assert len(read.rows) == 8


def test_24_line_ends_of_old_macintoshes(desk: PageContext) -> None:
    desk.accepted(desk.file(as_text(survey_rows(), end="\r")))
    assert desk.units() == ALL


def test_25_a_giant_cell(desk: PageContext) -> None:
    rows = [*survey_rows(), ["S9", "4 West", "2026-07-01", "Always", "x" * 1_200_000]]
    refusal = desk.refused(desk.table(rows))
    assert what(refusal) == "A cell in row 10 is longer than 131,072 characters."


def test_26_a_hundred_thousand_columns(desk: PageContext) -> None:
    wide = [[f"q{n}" for n in range(100_000)], ["4"] * 100_000]
    refusal = desk.refused(desk.table(wide))
    assert what(refusal) == "This table has 100,000 columns. The limit is 2,000."


def test_27_headers_that_occur_twice(desk: PageContext) -> None:
    answers = [["A", *WORDS[n:], *WORDS[:n]] for n in range(4)]
    _, read = desk.accepted(desk.table([["Unit", "Q1", "Q1", "Q2", "Q1"], *answers]))
    assert read.file.instrument is not None
    names = [item.columns[0] for item in read.file.instrument.items]
    assert names == ["Q1 (B)", "Q1 (C)", "Q2", "Q1 (E)"]
    assert [read.rows[0].values[key] for key in ("q1_b", "q1_c", "q2", "q1_e")] == [4, 3, 2, 1]


def test_28_headers_that_are_empty(desk: PageContext) -> None:
    rows = [["Unit", "Q1", "", "", ""], *([["A", "Always", "", "x", ""]] * 6)]
    assert desk.accepted(desk.table(rows))[0].problems_total == 0
    nameless = [["Code", "Q1", "", "", ""], *([["A", "Always", "", "x", ""]] * 6)]
    assert "Columns: Code, Q1, Column D" in hint(desk.refused(desk.table(nameless)))


def test_29_titles_above_the_header(desk: PageContext) -> None:
    titles = [["Patient survey", "", "", "", ""], ["July 2026", "", "", "", ""], [""]]
    _, read = desk.accepted(desk.table([*titles, *survey_rows()]))
    assert read.rows[0].row == 5
    assert desk.units() == ALL
