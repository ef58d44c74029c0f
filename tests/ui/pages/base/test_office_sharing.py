"""Every page that shows results hands them on as slides, workbook and lines that say the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from tests.ui.pages.conftest import Bench
from ui.pages.priorities.page import PrioritiesPage
from ui.pages.trend.page import TrendPage
from ui.pages.units.page import UnitsPage

PAGES = (TrendPage, UnitsPage, PrioritiesPage)


def shown_verdict(page: Any) -> str:
    """Return the finding that the page's card shows."""
    return str(page._taken().caption.verdict)


@pytest.mark.parametrize("kind", PAGES)
def test_that_a_page_is_saved_for_office_programs(
    kind: type, sample_bench: Bench, tmp_path: Path
) -> None:
    page = sample_bench.show(kind)
    for ending in ("pptx", "xlsx", "csv"):
        page.sharing.save_to(ending, str(tmp_path / f"page.{ending}"))
        sample_bench.settle(page)
    slides = Presentation(str(tmp_path / "page.pptx")).slides
    assert slides[1].shapes.title.text == shown_verdict(page)
    sheet = openpyxl.load_workbook(tmp_path / "page.xlsx").worksheets[1]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    text = (tmp_path / "page.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) > 1
    assert set(lines[0]) <= cells


def test_that_nothing_is_saved_of_a_page_without_data(bench: Bench, tmp_path: Path) -> None:
    page = bench.show(TrendPage)
    page.sharing.save_to("pptx", str(tmp_path / "page.pptx"))
    bench.settle(page)
    assert not (tmp_path / "page.pptx").exists()
