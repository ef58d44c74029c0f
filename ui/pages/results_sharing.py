"""Taking the results along: copy, save, print. Title, n, strip and verdict go with the chart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice
from PySide6.QtWidgets import QFileDialog

from models.survey import month_label
from ui.charts.sheet import Caption, Sheet, paper_style, png_bytes, save_bytes
from ui.jobs import Progress
from ui.pages.results_board import strip_values
from ui.pages.results_words import subtitle
from ui.report.one_page import OnePage

if TYPE_CHECKING:
    from ui.pages.results import ResultsPage

PNG_SCALE = 2.0


class ResultsSharing(QObject):
    """Fills the page's share menu and does what its entries say."""

    def __init__(self, page: ResultsPage) -> None:
        super().__init__(page)
        self._page = page
        page.header.fill_share_menu(
            [
                (self.tr("Copy"), "Ctrl+C", self.copy),
                (self.tr("Save as picture…"), "Ctrl+S", partial(self.save, "png")),
                (self.tr("Save as drawing (SVG)…"), "", partial(self.save, "svg")),
                (self.tr("Save one page (PDF)…"), "", partial(self.save, "pdf")),
                (self.tr("Print one page…"), "Ctrl+P", self.print_page),
            ],
            page,
        )

    def sheet(self) -> Sheet | None:
        """Return the chart with its caption on paper colors, None when nothing is shown."""
        board = self._page.shown
        if board is None:
            return None
        comparison = board.comparison
        caption = Caption(
            comparison.unit, subtitle(comparison), comparison.verdict, strip_values(comparison)
        )
        return Sheet(self._page.board.chart, caption, paper_style(self._page.desk.look))

    def one_page(self) -> OnePage | None:
        """Return the page to print, None when nothing is shown."""
        board, page = self._page.shown, self._page
        if board is None:
            return None
        comparison = board.comparison
        caption = Caption(
            comparison.unit, subtitle(comparison), comparison.verdict, strip_values(comparison)
        )
        return OnePage(
            caption,
            page.board.chart,
            page.detail.told(),
            [c for c in (page.detail.answers, page.detail.line) if c.isVisibleTo(page.detail)],
            paper_style(page.desk.look),
            page.desk.today(),
        )

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture, or the table as lines."""
        clipboard = QGuiApplication.clipboard()
        if self._page.board.shows_table:
            clipboard.setText(self._page.board.table.content.as_lines())
            self._page.said.emit(self.tr("The table is on the clipboard."))
            return
        sheet = self.sheet()
        if sheet is not None:
            clipboard.setImage(sheet.image(PNG_SCALE))
            self._page.said.emit(self.tr("The picture is on the clipboard."))

    def save(self, kind: str) -> None:
        """Ask where, then save as `png`, `svg` or `pdf`."""
        if self._page.shown is None:
            return
        filters = {
            "png": self.tr("Pictures (*.png)"),
            "svg": self.tr("Drawings (*.svg)"),
            "pdf": self.tr("PDF (*.pdf)"),
        }
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, self.tr("Save"), folder, filters[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{self._file_name()}.{kind}")
        dialog.fileSelected.connect(partial(self.save_to, kind))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, kind: str, path: str) -> None:
        """Save as `kind` to a path; encoding and writing happen in a job."""
        content = self._content(kind)
        if content is None:
            return

        def write(_db: object, _progress: Progress) -> None:
            save_bytes(path, content())

        self._page.ask(
            write, lambda _nothing: self._page.said.emit(self.tr("Saved.")), otherwise=self._refuse
        )

    def print_page(self) -> None:
        """Ask for a printer and print one page; without any printer, save a PDF."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if self._page.shown is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._page.said.emit(self.tr("There is no printer here: save the page as a PDF."))
            self.save("pdf")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._page)
        dialog.accepted.connect(partial(self._print_to, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # its own `open` wants a slot by name

    def _print_to(self, printer: QPagedPaintDevice) -> None:
        page = self.one_page()
        if page is not None:
            page.print_on(printer)

    def _content(self, kind: str) -> Callable[[], bytes] | None:
        """Paint now, in the window's thread; return what encodes it later."""
        if kind == "pdf":
            page = self.one_page()
            if page is None:
                return None
            pdf = page.pdf()
            return lambda: pdf
        sheet = self.sheet()
        if sheet is None:
            return None
        if kind == "svg":
            svg = sheet.svg()
            return lambda: svg
        image = sheet.image(PNG_SCALE)
        return lambda: png_bytes(image)

    def _refuse(self, error: object) -> None:
        self._page.problem_met.emit(error)

    def _file_name(self) -> str:
        board = self._page.shown
        if board is None:
            return self.tr("Results")
        period = board.comparison.period
        parts = [board.unit.name]
        if period.first is not None and period.last is not None:
            parts.append(f"{month_label(period.first)} – {month_label(period.last)}")
        kept = (c if c.isalnum() or c in " -–_." else " " for c in " ".join(parts))
        return " ".join("".join(kept).split())
