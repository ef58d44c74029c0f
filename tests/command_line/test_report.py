"""Reports by command: which files there are, and that they say what the analysis says."""

from __future__ import annotations

import csv
import io
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    answer = main("import", str(write_survey(tmp_path / "survey.csv")))
    assert answer.code == 0, answer.err
    return main


def test_that_a_unit_is_reported_in_every_format(main: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kinds = "pptx,xlsx,pdf,csv,parquet"
    answer = main("report", "--unit", "ICU", "--format", kinds, "--out", str(out), "--json")
    assert answer.code == 0, answer.err
    files = answer.json["files"]
    assert sorted(path.name for path in out.iterdir()) == sorted(files)
    assert {Path(name).suffix.lstrip(".") for name in files} == {*kinds.split(","), "html"}


def test_that_every_file_says_the_verdict_of_the_comparison(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "hospital.db"))
    units = (("4 West", 60, 36), ("ICU", 90, 72))  # none that a file must leave out
    main("import", str(write_survey(tmp_path / "survey.csv", units=units)))
    out = tmp_path / "out"
    main("report", "--unit", "ICU", "--format", "pptx,xlsx,pdf", "--out", str(out))
    report = main("report", "--unit", "ICU", "--out", str(out), "--json").json
    months = [f"--{end}={report['period'][end]}" for end in ("from", "to") if report["period"][end]]
    verdict = main("compare", "--unit", "ICU", *months, "--json").json["verdict"]
    deck = Presentation(str(next(out.glob("*.pptx"))))
    assert deck.slides[1].shapes.title.text == verdict
    pages = PdfReader(next(out.glob("*.pdf"))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert "".join(verdict.split()) in text  # a line may be broken anywhere
    assert verdict in unescape(next(out.glob("*.html")).read_text("utf-8"))
    sheet = openpyxl.load_workbook(next(out.glob("*.xlsx")))["Results"]
    assert sheet._charts


def test_that_files_leave_out_of_the_rest_what_could_be_subtracted_and_say_so(
    main: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    main("report", "--unit", "ICU", "--format", "html,csv", "--out", str(out))
    page = unescape(next(out.glob("*.html")).read_text("utf-8"))
    assert "1 other unit has too few answers and isn't counted in the rest of Riverside." in page
    rows = csv.DictReader(io.StringIO(next(out.glob("*results.csv")).read_text("utf-8-sig")))
    assert {row["other_n"] for row in rows} == {"20"}


def test_that_all_means_each_unit_with_enough_surveys_and_its_hospital(
    main: CommandLine, tmp_path: Path
) -> None:
    answer = main("report", "--unit", "ALL", "--out", str(tmp_path / "out"), "--json")
    names = answer.json["files"]
    assert sum("ICU" in name for name in names) == 1
    assert sum("4 West" in name for name in names) == 1
    assert len(names) == 3
    assert answer.json["left_out"] == ["Hospice"]


def test_that_no_file_tells_of_a_unit_below_the_floor(main: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kinds = "pptx,xlsx,csv"
    answer = main("report", "--unit", "Hospice", "--format", kinds, "--out", str(out), "--json")
    assert answer.code == 0, answer.err
    deck = Presentation(str(next(out.glob("*.pptx"))))
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    (results,) = out.glob("*results.csv")
    for row in csv.DictReader(io.StringIO(results.read_bytes().decode("utf-8-sig"))):
        assert (row["unit_n"], row["unit_top_box"]) == ("", "")
    sheet = openpyxl.load_workbook(next(out.glob("*.xlsx")))["Results"]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert 3 not in values
    assert "fewer than 11" in values


def test_that_an_unknown_format_is_refused_with_those_there_are(
    main: CommandLine, tmp_path: Path
) -> None:
    answer = main("report", "--unit", "ICU", "--format", "doc", "--out", str(tmp_path))
    assert answer.code == 2
    assert "pptx" in answer.err


def test_that_there_is_nothing_to_report_without_surveys(tmp_path: Path) -> None:
    empty = CommandLine(str(tmp_path / "empty.db"))
    empty("units")
    answer = empty("report", "--unit", "ALL", "--out", str(tmp_path / "out"))
    assert answer.code == 2
    assert answer.err.startswith("error: No unit has surveys yet.")


def test_that_a_folder_that_cannot_be_written_is_named(main: CommandLine, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    answer = main("report", "--unit", "ICU", "--out", str(blocked / "out"))
    assert answer.code != 0
    assert str(blocked) in answer.err
