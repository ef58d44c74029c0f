"""What a page's share menu hands on: the page's own result as a deck, a workbook, or lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.export.document import Document, Palette, Section, Workbook
from ui.base.version import VERSION
from ui.report.handout import (
    comparison_section,
    funnel_section,
    guide_section,
    priorities_section,
    trend_section,
)
from ui.report.workbook import (
    comparison_workbook,
    funnel_workbook,
    priorities_workbook,
    trend_workbook,
)
from ui.text import handout as words

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.analysis.funnel import Funnel
    from models.analysis.priorities import Priorities
    from models.analysis.trend import Trend

PPTX, XLSX, CSV = "pptx", "xlsx", "csv"


@dataclass(frozen=True)
class Handout:
    """One result in the two forms that office programs take."""

    document: Document
    workbook: Workbook

    def content(self, kind: str, palette: Palette) -> bytes:
        """Return a file's bytes: `pptx`, `xlsx` or `csv`. Slow: meant for a job."""
        if kind == PPTX:
            from models.export.pptx import deck

            return deck(self.document, palette, words.cell_words)
        if kind == XLSX:
            from models.export.xlsx import workbook

            return workbook(self.workbook, palette)
        from models.export.tables import sheet_csv

        return sheet_csv(self.workbook.sheets[0])


def results_handout(comparison: Comparison, today: date) -> Handout:
    """Return what the Results page hands on."""
    section = comparison_section(comparison)
    book = comparison_workbook(comparison, today)
    return _handout(book, section, comparison.facility, comparison.floor)


def trend_handout(trend: Trend, today: date) -> Handout:
    """Return what the page of a measure over time hands on."""
    book = trend_workbook(trend, today)
    return _handout(book, trend_section(trend), trend.facility, trend.floor)


def units_handout(found: Funnel, facility: str, today: date) -> Handout:
    """Return what the page of all units hands on."""
    return _handout(funnel_workbook(found, today), funnel_section(found), facility, found.floor)


def priorities_handout(found: Priorities, floor: int, detail: str, today: date) -> Handout:
    """Return what the page of priorities hands on."""
    book = priorities_workbook(found, floor, detail, today)
    return _handout(book, priorities_section(found, detail), found.facility, floor)


def _handout(book: Workbook, section: Section, facility: str, floor: int) -> Handout:
    document = Document(
        title=book.title,
        subtitle=f"{facility}\n{words.made_on(book.made)}",
        language=book.language,
        made=book.made,
        sections=(section, guide_section(floor)),
        foot=words.foot(facility, book.made, VERSION),
    )
    return Handout(document, book)
