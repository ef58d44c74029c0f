"""A deck is opened again by python-pptx: titles, notes, native charts and their own numbers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from models.export.document import Cell, Column
from models.export.pptx import deck
from tests.models.export.documents import (
    CAVEAT,
    DOCUMENT,
    FEWER,
    PALETTE,
    VERDICT,
)

NS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def words(_column: Column, value: Cell) -> str:
    return "–" if value is None else str(value)


@pytest.fixture(scope="module")
def content() -> bytes:
    return deck(DOCUMENT, PALETTE, words)


@pytest.fixture(scope="module")
def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def cells_of(chart: Any) -> list[tuple[Any, ...]]:
    blob = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_that_the_finding_is_the_title_and_the_caveat_the_note(slides: list[Any]) -> None:
    assert slides[0].shapes.title.text == DOCUMENT.title
    assert slides[1].shapes.title.text == VERDICT
    assert slides[1].notes_slide.notes_text_frame.text == CAVEAT


def test_that_every_section_is_a_slide(slides: list[Any]) -> None:
    titles = [slide.shapes.title.text for slide in slides[1:]]
    assert titles == [section.title for section in DOCUMENT.sections]


def test_that_a_chart_is_native_with_its_numbers_in_its_own_workbook(slides: list[Any]) -> None:
    chart = chart_of(slides[1])
    assert [series.name for series in chart.plots[0].series] == ["4 West", "Rest"]
    assert list(chart.plots[0].series[0].values) == [0.84, 0.33]
    rows = cells_of(chart)
    assert rows[1][:3] == ("Nurses", 0.84, 0.81)
    assert rows[2][:3] == ("▼ Quiet", 0.33, 0.64)


def test_that_error_bars_refer_to_the_interval_in_the_workbook(slides: list[Any]) -> None:
    chart = chart_of(slides[1])
    rows = cells_of(chart)
    for place, (low, high) in enumerate(
        [((0.78, 0.24), (0.90, 0.41)), ((0.79, 0.60), (0.83, 0.68))]
    ):
        element = chart.plots[0].series[place]._element
        bars = element.find(f"{NS}errBars")
        for side, ends in (("plus", high), ("minus", low)):
            reference = bars.find(f"{NS}{side}/{NS}numRef/{NS}f").text
            column = openpyxl.utils.column_index_from_string(reference.split("$")[1]) - 1
            values = list(chart.plots[0].series[place].values)
            expected = [abs(end - value) for end, value in zip(ends, values, strict=True)]
            assert [row[column] for row in rows[1:]] == pytest.approx(expected)


def test_that_a_signal_has_its_own_color_and_the_others_do_not(slides: list[Any]) -> None:
    series = chart_of(slides[1]).plots[0].series[0]
    assert str(series.points[1].format.fill.fore_color.rgb) == PALETTE.below
    points = series._element.findall(f"{NS}dPt")
    assert [point.find(f"{NS}idx").get("val") for point in points] == ["1"]


def test_that_a_gap_in_a_line_stays_a_gap(slides: list[Any]) -> None:
    assert list(chart_of(slides[2]).plots[0].series[0].values) == [0.4, None, 0.5]


def test_that_units_share_one_column_of_numbers_of_answers(slides: list[Any]) -> None:
    chart = chart_of(slides[3])
    references = {
        series._element.find(f"{NS}xVal/{NS}numRef/{NS}f").text for series in chart.plots[0].series
    }
    assert references == {"Sheet1!$A$2:$A$4"}
    assert cells_of(chart)[2] == (40, None, 0.6, 0.3)


def test_that_charts_and_tables_say_what_they_show(slides: list[Any]) -> None:
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_that_hidden_counts_stay_words(slides: list[Any]) -> None:
    table = next(shape.table for shape in slides[4].shapes if shape.has_table)
    assert table.cell(2, 1).text == FEWER


def test_that_every_text_names_its_language(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
    assert 'lang="en-US"' in slide
    assert Presentation(io.BytesIO(content)).core_properties.title == DOCUMENT.title
