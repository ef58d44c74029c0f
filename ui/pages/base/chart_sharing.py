"""Taking a chart along: copy, save, print, with title, n, verdict and rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from ui.base.jobs import Progress
from ui.base.theme import LIGHT, load_theme
from ui.charts.canvas import Stops
from ui.charts.export import Caption, ChartExport, paper_style, png_bytes
from ui.charts.plot.menu import SEPARATOR, MenuEntry, MenuMaker, no_entries
from ui.pages.base.chart_header import ChartHeader
from ui.pages.base.exports import save_export
from ui.pages.base.page import Page
from ui.pages.base.share_button import ShareButton
from ui.report.colors import palette
from ui.report.one_page import page_layout
from ui.report.page_handout import CSV, PPTX, XLSX, Handout
from ui.text import charts
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.database import Database

PNG_SCALE = 2.0


@dataclass(frozen=True)
class ExportSource:
    """What goes along: the chart with its caption, how to write the same as lines, a file name.

    `as_table` is set while the page shows the table.
    """

    chart: Stops
    caption: Caption
    lines: Callable[[], str]
    name: str
    as_table: bool = False


class Sharing(QObject):
    """Fills a page's share menu and does what its entries say: copy, save as picture, drawing or
    page, print. Subclasses say what is taken along."""

    def __init__(self, page: Page, share: ShareButton) -> None:
        super().__init__(page)
        self._page = page
        share.fill(
            [
                (_("Copy"), "Ctrl+C", self.copy),
                (_("Save as picture…"), "Ctrl+S", partial(self.save, "png")),
                (_("Save as SVG…"), "", partial(self.save, "svg")),
                (_("Save one-page report (PDF)…"), "", partial(self.save, "pdf")),
                (_("Save as PowerPoint…"), "", partial(self.save, PPTX)),
                (_("Save as Excel…"), "", partial(self.save, XLSX)),
                (_("Save as CSV…"), "", partial(self.save, CSV)),
                (_("Print report…"), "Ctrl+P", self.print_page),
            ],
            page,
        )

    # What a subclass provides.

    def sheet(self) -> ChartExport | None:
        """Return the chart with its caption on paper colors, None when nothing is shown."""
        raise NotImplementedError

    def _lines(self) -> str | None:
        """Return the table as lines while the page shows it, None while it shows the chart."""
        raise NotImplementedError

    def _data(self) -> str | None:
        """Return the table as lines, None when nothing is shown."""
        raise NotImplementedError

    def _name(self) -> str:
        """Return what the file is called, in words."""
        raise NotImplementedError

    def handout(self) -> Handout | None:
        """Return the shown result as a deck and a workbook, None when nothing is shown."""
        raise NotImplementedError

    def _pdf(self) -> bytes | None:
        """Return the page to save, None when nothing is shown: the sheet itself, unless told."""
        sheet = self.sheet()
        return sheet.pdf() if sheet is not None else None

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Paint on one page, as large as it fits: the sheet itself, unless told."""
        sheet = self.sheet()
        if sheet is None:
            return
        painter = QPainter(device)
        area = QRectF(painter.viewport())
        scale = min(area.width() / sheet.size.width(), area.height() / sheet.size.height())
        painter.scale(scale, scale)
        sheet.paint(painter)
        painter.end()

    # What every page does.

    def menu(self, table: QAbstractButton, more: MenuMaker = no_entries) -> MenuMaker:
        """Return what gives the entries of a chart's menu: those of the page at a stop, then copy,
        save, and the way to the table."""

        def entries(key: str) -> list[MenuEntry]:
            first = more(key)
            shared: list[MenuEntry] = [
                (charts.copy_picture_words(), self.copy_picture),
                (charts.copy_data_words(), self.copy_data),
            ]
            shared += [(words, partial(self.save, kind)) for kind, words in charts.save_words()]
            shared.append((charts.table_words(shown=table.isChecked()), table.toggle))
            return [*first, SEPARATOR, *shared] if first else shared

        return entries

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture, or the table as lines."""
        if self._lines() is not None:
            self.copy_data()
        else:
            self.copy_picture()

    def copy_data(self) -> None:
        """Put the values on the clipboard as lines of a table."""
        lines = self._data()
        if lines is not None:
            QGuiApplication.clipboard().setText(lines)
            self._page.said.emit(_("Table copied."))

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        sheet = self.sheet()
        if sheet is not None:
            QGuiApplication.clipboard().setImage(sheet.image(PNG_SCALE))
            self._page.said.emit(_("Picture copied."))

    def save(self, kind: str) -> None:
        """Ask where, then save as `png`, `svg`, `pdf`, `pptx`, `xlsx` or `csv`."""
        if self.sheet() is None:
            return
        filters = {
            "png": _("Pictures (*.png)"),
            "svg": _("SVG images (*.svg)"),
            "pdf": _("PDF (*.pdf)"),
            PPTX: _("PowerPoint (*.pptx)"),
            XLSX: _("Excel (*.xlsx)"),
            CSV: _("CSV (*.csv)"),
        }
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, _("Save"), folder, filters[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{file_name(self._name())}.{kind}")
        dialog.fileSelected.connect(partial(self.save_to, kind))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, kind: str, path: str) -> None:
        """Save as `kind` to a path; encoding and writing happen in a job."""
        content = self._content(kind)
        if content is None:
            return

        key = self._page.key

        def write(db: Database, _progress: Progress) -> None:
            save_export(db, key, path, content())

        self._page.query(
            write,
            lambda _nothing: self._page.file_saved.emit(path),
            otherwise=self._page.problem_met.emit,
        )

    def print_page(self) -> None:
        """Show how the page would be printed, and let it be; without any printer, save a PDF."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog

        if self.sheet() is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._page.said.emit(_("No printer found. Save the report as a PDF instead."))
            self.save("pdf")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        dialog = QPrintPreviewDialog(printer, self._page)
        dialog.setObjectName("print_preview")
        dialog.paintRequested.connect(self.print_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # its own `open` wants a slot by name

    def _content(self, kind: str) -> Callable[[], bytes] | None:
        """Paint now, in the window's thread; return what encodes it later."""
        if kind in (PPTX, XLSX, CSV):
            handout = self.handout()
            if handout is None:
                return None
            return partial(handout.content, kind, palette(load_theme(LIGHT)))
        if kind == "pdf":
            page = self._pdf()
            return None if page is None else lambda: page
        sheet = self.sheet()
        if sheet is None:
            return None
        if kind == "png":
            return partial(png_bytes, sheet.image(PNG_SCALE))
        drawing = sheet.svg()
        return lambda: drawing


class ChartSharing(Sharing):
    """Takes a page's one large chart along. `taken` gives what the page shows now, None when
    that is nothing."""

    def __init__(
        self,
        page: Page,
        header: ChartHeader,
        taken: Callable[[], ExportSource | None],
        handout: Callable[[], Handout | None],
    ) -> None:
        super().__init__(page, header.share)
        self._taken = taken
        self._handout = handout

    def sheet(self) -> ChartExport | None:
        taken = self._taken()
        if taken is None:
            return None
        return ChartExport(taken.chart, taken.caption, paper_style(self._page.desk.look))

    def handout(self) -> Handout | None:
        return self._handout()

    def _lines(self) -> str | None:
        taken = self._taken()
        return taken.lines() if taken is not None and taken.as_table else None

    def _data(self) -> str | None:
        taken = self._taken()
        return taken.lines() if taken is not None else None

    def _name(self) -> str:
        taken = self._taken()
        return taken.name if taken is not None else self._page.title()


def keep_unseen(card: QWidget, page: QWidget) -> None:
    """Keep a card with a page that never shows it: what it draws may leave the desk.

    It has the page as its parent, as Qt must delete it, and no names by which it could be taken
    for the card that is seen.
    """
    card.setParent(page)
    card.hide()
    for part in (card, *card.findChildren(QWidget)):
        part.setObjectName("")


def file_name(words: str) -> str:
    """Return words as a file's name: no mark that a file system refuses."""
    kept = (c if c.isalnum() or c in " -–_." else " " for c in words)
    return " ".join("".join(kept).split())
