"""One page about a unit, for a printer or as a PDF: verdict, chart, strip, one measure told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLocale,
    QMarginsF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.charts.canvas import Stops, Style, paint_strip, strip_height
from ui.charts.export import Caption
from ui.text.formats import day_field

WIDTH_PX = 700.0
"""Width of the page's content in the pixels that charts and fonts are measured in."""

MARGIN_MM = 15.0
GAP_PX = 14.0
COLUMN_GAP_PX = 28.0
LEAST_CHART_PX = 300.0

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class MeasureText:
    """One measure in words: its name, its sentence, the line below, and by groups of patients."""

    name: str
    sentence: str
    aside: str
    groups: tuple[str, ...] = ()


class OnePage:
    """Paints everything once, scaled to the device's page. `measure_charts` stand side by side
    under the told measure."""

    def __init__(
        self,
        caption: Caption,
        chart: Stops,
        told: MeasureText,
        measure_charts: Sequence[Stops],
        style: Style,
        day: date,
    ) -> None:
        self._caption = caption
        self._chart = chart
        self._told = told
        self._measure_charts = [c for c in measure_charts if c.finding()]
        self._style = style
        self._day = day

    def pdf(self) -> bytes:
        """Return the page as a PDF, on A4 or, where the locale uses it, Letter."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._caption.title)
        writer.setCreator("Throughline")
        writer.setPageLayout(page_layout())
        self.print_on(writer)
        return bytes(content.data())

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Paint the page on a printer or a PDF writer."""
        painter = QPainter(device)
        area = QRectF(painter.viewport())
        scale = area.width() / WIDTH_PX
        painter.scale(scale, scale)
        self.paint(painter, QRectF(0, 0, WIDTH_PX, area.height() / scale))
        painter.end()

    def paint(self, painter: QPainter, page: QRectF) -> None:
        """Paint into a box of `WIDTH_PX` width; smaller, where all would not fit."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shrunk = min(1.0, page.height() / self._least_height(page.width()))
        painter.scale(shrunk, shrunk)
        page = QRectF(0, page.top() / shrunk, page.width() / shrunk, page.height() / shrunk)
        foot = self._style.metrics("small").height()
        below = self._below_height(page.width())
        top = page.top()
        for text, role, muted in (
            (self._caption.title, "title", False),
            (self._caption.detail, "secondary", True),
            (self._caption.verdict, "verdict", False),
        ):
            top += self._text(painter, QRectF(0, top, page.width(), 4000), text, role, muted)
            top += GAP_PX / 2
        room = page.bottom() - top - below - foot - 2 * GAP_PX
        wanted = self._chart.height_for(page.width(), self._style)
        height = min(wanted, max(room, self._least_chart()))
        inset = self._chart.inset_px
        box = QRectF(-inset, top + GAP_PX / 2, page.width() + 2 * inset, height)
        self._chart.paint_into(painter, box, self._style)
        self._paint_below(painter, box.bottom() + GAP_PX, page.width())
        self._paint_foot(painter, page)

    def _least_chart(self) -> float:
        return max(LEAST_CHART_PX, float(self._chart.minimumSizeHint().height()))

    def _least_height(self, width: float) -> float:
        """Return the height of a page that holds everything, its chart as small as it may be."""
        caption = ((self._caption.title, "title"), (self._caption.detail, "secondary"))
        texts = [*caption, (self._caption.verdict, "verdict")]
        above = sum(self._text_height(text, role, width) + GAP_PX / 2 for text, role in texts)
        foot = self._style.metrics("small").height()
        chart = min(self._chart.height_for(width, self._style), self._least_chart())
        return above + chart + self._below_height(width) + foot + 2 * GAP_PX

    def _below_height(self, width: float) -> float:
        strip = self._caption.strip
        height = strip_height(strip, width, self._style) + GAP_PX if strip is not None else 0.0
        for text, role in self._told_parts():
            height += self._text_height(text, role, width) + 4
        column = self._column_width(width)
        charts = [c.height_for(column, self._style) for c in self._measure_charts]
        return height + max(charts, default=0.0) + 2 * GAP_PX

    def _paint_below(self, painter: QPainter, top: float, width: float) -> None:
        strip = self._caption.strip
        if strip is not None:
            height = strip_height(strip, width, self._style)
            paint_strip(painter, strip, QRectF(0, top, width, height), self._style)
            top += height + GAP_PX
        for text, role in self._told_parts():
            muted = role != "card"
            top += self._text(painter, QRectF(0, top, width, 4000), text, role, muted) + 4
        top += GAP_PX / 2
        column = self._column_width(width)
        for place, chart in enumerate(self._measure_charts):
            height = chart.height_for(column, self._style)
            left = place * (column + COLUMN_GAP_PX)
            chart.paint_into(painter, QRectF(left, top, column, height), self._style)

    def _told_parts(self) -> list[tuple[str, str]]:
        told = self._told
        parts = [(told.name, "strong"), (told.sentence, "card"), (told.aside, "body")]
        parts += [(line, "secondary") for line in told.groups]
        return [(text, role) for text, role in parts if text]

    def _column_width(self, width: float) -> float:
        count = max(1, len(self._measure_charts))
        return (width - COLUMN_GAP_PX * (count - 1)) / count

    def _text_height(self, text: str, role: str, width: float) -> float:
        room = QRectF(0, 0, width, 4000)
        return self._style.metrics(role).boundingRect(room, _WRAP, text).height()

    def _text(self, painter: QPainter, box: QRectF, text: str, role: str, muted: bool) -> float:
        painter.setFont(self._style.font(role))
        painter.setPen(self._style.theme.mute if muted else self._style.theme.ink)
        painter.drawText(box, _WRAP, text)
        return self._text_height(text, role, box.width())

    def _paint_foot(self, painter: QPainter, page: QRectF) -> None:
        painter.setFont(self._style.font("small"))
        painter.setPen(self._style.theme.mute)
        day = day_field(self._day)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(page, int(bottom | Qt.AlignmentFlag.AlignLeft), "Throughline")
        painter.drawText(page, int(bottom | Qt.AlignmentFlag.AlignRight), day)


def page_layout() -> QPageLayout:
    """Return an upright page: Letter where inches are used, else A4."""
    letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), upright, margins, QPageLayout.Unit.Millimeter)
