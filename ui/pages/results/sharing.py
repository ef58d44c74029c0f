"""Taking the results along: title, n, strip and verdict go with the chart; a page tells all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QPagedPaintDevice

from models.survey import month_label
from ui.charts.export import Caption, ChartExport, paper_style
from ui.pages.base import Sharing, subtitle
from ui.pages.results.main_card import notes_beside_strip, strip_values
from ui.report.one_page import OnePage
from ui.report.page_handout import Handout, results_handout

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from ui.base.unit_queries import Board
    from ui.pages.base import Page
    from ui.pages.results.detail import ResultsDetail
    from ui.pages.results.header import ResultsHeader
    from ui.pages.results.main_card import ResultsBoard


class ShownResults(Protocol):
    """What the page of results shows."""

    header: ResultsHeader
    board: ResultsBoard
    detail: ResultsDetail

    @property
    def shown(self) -> Board | None:
        """What is on the page, None while there is nothing."""


class ResultsSharing(Sharing):
    """Takes the comparison along; printed and as PDF with the measure that is shown."""

    def __init__(self, page: Page, results: ShownResults) -> None:
        super().__init__(page, results.header.share)
        self._results = results

    def sheet(self) -> ChartExport | None:
        board, page = self._results.shown, self._results
        if board is None:
            return None
        return ChartExport(
            page.board.chart, _caption(board.comparison), paper_style(self._page.desk.look)
        )

    def one_page(self) -> OnePage | None:
        """Return the page to print, None when nothing is shown."""
        board, page = self._results.shown, self._results
        if board is None:
            return None
        return OnePage(
            _caption(board.comparison),
            page.board.chart,
            page.detail.told(),
            [c for c in (page.detail.answers, page.detail.line) if c.isVisibleTo(page.detail)],
            paper_style(self._page.desk.look),
            self._page.desk.today(),
        )

    def handout(self) -> Handout | None:
        board = self._results.shown
        if board is None:
            return None
        return results_handout(board.comparison, self._page.desk.today())

    def print_on(self, device: QPagedPaintDevice) -> None:
        page = self.one_page()
        if page is not None:
            page.print_on(device)

    def _pdf(self) -> bytes | None:
        page = self.one_page()
        return page.pdf() if page is not None else None

    def _lines(self) -> str | None:
        board = self._results.board
        return board.table_lines() if board.shows_table else None

    def _data(self) -> str | None:
        return self._results.board.table_lines() if self._results.shown is not None else None

    def _name(self) -> str:
        board = self._results.shown
        if board is None:
            return self._page.title()
        period = board.comparison.period
        parts = [board.unit.name]
        if period.first is not None and period.last is not None:
            parts.append(f"{month_label(period.first)} – {month_label(period.last)}")
        return " ".join(parts)


def _caption(comparison: Comparison) -> Caption:
    return Caption(
        comparison.unit,
        subtitle(comparison),
        comparison.verdict,
        strip_values(comparison),
        notes_beside_strip(comparison),
    )
