"""Taking the results along: title, n, strip and verdict go with the chart; a page tells all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QPagedPaintDevice

from models.survey import month_label
from ui.charts.export import Caption, ChartExport, paper_style
from ui.pages.base import Sharing, keep_unseen, subtitle
from ui.pages.results.detail import ResultsDetail
from ui.pages.results.main_card import ResultsBoard, notes_beside_strip, strip_values
from ui.report.one_page import OnePage
from ui.report.page_handout import Handout, results_handout
from ui.text.sharing import comparison_notes

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from ui.base.unit_queries import Board, SharedDetail
    from ui.pages.base import Page
    from ui.pages.results.header import ResultsHeader


class ShownResults(Protocol):
    """What the page of results shows."""

    header: ResultsHeader
    board: ResultsBoard
    detail: ResultsDetail

    @property
    def shown(self) -> Board | None:
        """What is on the page, None while there is nothing."""

    @property
    def measure(self) -> str:
        """The key of the chosen measure."""

    @property
    def shared_detail(self) -> SharedDetail | None:
        """The chosen measure as it may leave the desk, None while it is being read."""


class ResultsSharing(Sharing):
    """Takes the comparison along; printed and as PDF with the measure that is shown.

    What is taken along may differ from what is shown: no small cell can be subtracted out of it.
    """

    def __init__(self, page: Page, results: ShownResults) -> None:
        super().__init__(page, results.header.share)
        self._results = results
        self._paper: tuple[ResultsBoard, ResultsDetail] | None = None
        """Cards that are never seen, with what may leave the desk."""
        self._on_paper: tuple[Board, str, SharedDetail | None] | None = None

    def _shared(self) -> Comparison | None:
        """Return what may leave the desk, None while nothing is shown."""
        board = self._results.shown
        if board is None:
            return None
        return board.shared or board.comparison

    def _cards(self) -> tuple[ResultsBoard, ResultsDetail]:
        """Return cards that show what may leave the desk: those of the page where they do."""
        page, found = self._results, self._results.shared_detail
        board, shared = self._results.shown, self._shared()
        if board is None or shared is None or board.shared is None:
            return page.board, page.detail
        if self._paper is None:
            look = self._page.desk.look
            self._paper = ResultsBoard(look), ResultsDetail(look)
            for card in self._paper:
                keep_unseen(card, self._page)
        cards = self._paper
        about = (board, page.measure, found)
        if self._on_paper == about:
            return cards
        cards[0].show_comparison(shared, page.measure)
        if found is not None:
            cards[1].show_detail(found.detail, shared)
            top_box = found.detail.comparison.unit.top_box
            for part in (cards[0].groups, cards[1].groups):
                part.show_groups(found.groups, top_box, shared.floor)
        self._on_paper = about
        return cards

    def sheet(self) -> ChartExport | None:
        shared = self._shared()
        if shared is None:
            return None
        chart = self._cards()[0].chart
        return ChartExport(chart, _caption(shared), paper_style(self._page.desk.look))

    def one_page(self) -> OnePage | None:
        """Return the page to print, None when nothing is shown."""
        shared = self._shared()
        if shared is None:
            return None
        board, detail = self._cards()
        return OnePage(
            _caption(shared),
            board.chart,
            detail.told(),
            [c for c in (detail.answers, detail.line) if c.isVisibleTo(detail)],
            paper_style(self._page.desk.look),
            self._page.desk.today(),
        )

    def handout(self) -> Handout | None:
        shared = self._shared()
        return None if shared is None else results_handout(shared, self._page.desk.today())

    def print_on(self, device: QPagedPaintDevice) -> None:
        page = self.one_page()
        if page is not None:
            page.print_on(device)

    def _pdf(self) -> bytes | None:
        page = self.one_page()
        return page.pdf() if page is not None else None

    def _lines(self) -> str | None:
        return self._data() if self._results.board.shows_table else None

    def _data(self) -> str | None:
        return self._cards()[0].table_lines() if self._results.shown is not None else None

    def _name(self) -> str:
        shared = self._shared()
        if shared is None:
            return self._page.title()
        period = shared.period
        parts = [shared.unit]
        if period.first is not None and period.last is not None:
            parts.append(f"{month_label(period.first)} – {month_label(period.last)}")
        return " ".join(parts)


def _caption(comparison: Comparison) -> Caption:
    return Caption(
        comparison.unit,
        subtitle(comparison),
        comparison.verdict,
        strip_values(comparison),
        " ".join([notes_beside_strip(comparison), *comparison_notes(comparison)]).strip(),
    )
