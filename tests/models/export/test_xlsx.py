"""A workbook is opened again by openpyxl: cells, formats, charts, and the sheet that explains."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from models.export.xlsx import workbook
from tests.models.export.documents import FEWER, PALETTE, WORKBOOK

HEAD = 4
"""Row of the headings, as a spreadsheet counts it."""


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(WORKBOOK, PALETTE)))


@pytest.fixture(scope="module")
def sheet(book: Any) -> Any:
    return book["Results"]


def test_that_the_first_sheet_explains_the_others(book: Any) -> None:
    assert book.sheetnames == ["How to read this", "Results"]
    texts = [cell.value for row in book["How to read this"].iter_rows() for cell in row]
    assert "Where the share probably is." in texts


def test_that_numbers_are_numbers_with_their_format(sheet: Any) -> None:
    share = sheet.cell(HEAD + 1, 3)
    assert (share.value, share.number_format) == (0.84, "0%")
    assert sheet.cell(HEAD + 2, 6).value == pytest.approx(-31)


def test_that_a_hidden_count_is_words_and_a_missing_value_empty(sheet: Any) -> None:
    assert sheet.cell(HEAD + 3, 2).value == FEWER
    assert sheet.cell(HEAD + 3, 3).value is None


def test_that_text_is_never_a_formula(sheet: Any) -> None:
    cell = sheet.cell(HEAD + 3, 1)
    assert (cell.value, cell.data_type) == ("@Food", "s")


def test_that_the_table_can_be_filtered_and_its_head_stays(sheet: Any) -> None:
    assert sheet.auto_filter.ref == f"A{HEAD}:F{HEAD + 3}"
    assert sheet.freeze_panes == f"B{HEAD + 1}"


def test_that_a_native_chart_refers_to_the_cells(sheet: Any) -> None:
    (chart,) = sheet._charts
    (series,) = chart.series
    assert series.val.numRef.f == f"Results!$C${HEAD + 1}:$C${HEAD + 2}"
    assert series.cat.strRef.f == f"Results!$A${HEAD + 1}:$A${HEAD + 2}"


def test_that_the_interval_follows_the_cells(sheet: Any) -> None:
    (series,) = sheet._charts[0].series
    reference = series.errBars.plus.numRef.f
    first = reference.split("!")[1].split(":")[0].replace("$", "")
    assert sheet[first].value == f"=E{HEAD + 1}-C{HEAD + 1}"
