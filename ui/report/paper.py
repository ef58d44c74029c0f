"""Paper: its sizes, a PDF with painted pages, and a pen that writes on them in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QDate,
    QIODevice,
    QLocale,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from ui.charts.canvas import Style

POINTS_PER_INCH = 72
TALL = 100_000.0

Paint = Callable[["PagePainter", QRectF], None]
"""Paints one page into the box inside its margins."""

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class Paper:
    """A size of paper and its half, in points."""

    name: str
    whole: tuple[float, float]
    half: tuple[float, float]


A4 = Paper("a4", (595.28, 841.89), (419.53, 595.28))
LETTER = Paper("letter", (612.0, 792.0), (396.0, 612.0))
PAPERS = {paper.name: paper for paper in (A4, LETTER)}


def usual_paper() -> Paper:
    """Return the paper of this computer's locale: Letter where inches are used, else A4."""
    locale = QLocale()
    inches = locale.measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return LETTER if inches else A4


def pdf(
    title: str,
    pages: Sequence[Paint],
    size: tuple[float, float],
    style: Style,
    *,
    margin: float = 42.0,
    landscape: bool = False,
) -> bytes:
    """Return pages as a PDF. `size` is upright, in points; so is the margin."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Throughline")
    turn = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    margins = QMarginsF(margin, margin, margin, margin)
    writer.setPageLayout(QPageLayout(paper, turn, margins, QPageLayout.Unit.Point))
    painter = QPainter(writer)
    try:
        _paint_pages(painter, writer, pages, style)
    finally:
        painter.end()  # Qt aborts when a device goes that is still painted on
    return bytes(content.data())


def _paint_pages(
    painter: QPainter, writer: QPdfWriter, pages: Sequence[Paint], style: Style
) -> None:
    scale = writer.resolution() / POINTS_PER_INCH
    for place, paint in enumerate(pages):
        if place:
            writer.newPage()
        painter.save()
        painter.scale(scale, scale)
        area = QRectF(painter.viewport())
        paint(
            PagePainter(painter, style), QRectF(0, 0, area.width() / scale, area.height() / scale)
        )
        painter.restore()


class PagePainter:
    """Writes and draws on one page. Sizes are points; colors are names of the light theme."""

    def __init__(self, painter: QPainter, style: Style) -> None:
        self.painter = painter
        self._style = style
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(self._style.font("body"))
        font.setPixelSize(max(1, round(size)))
        font.setFeature(QFont.Tag("liga"), 0)  # "ff" stays two letters: text can be searched
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def color(self, token: str) -> QColor:
        return self._style.theme.color(token)

    def height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """Return how high a text stands when it is wrapped at a width, 0 for none."""
        if not text:
            return 0.0
        metrics = QFontMetricsF(self.font(size, bold=bold))
        return metrics.boundingRect(QRectF(0, 0, width, TALL), _WRAP, text).height()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return QFontMetricsF(self.font(size, bold=bold)).horizontalAdvance(text)

    def write(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        size: float,
        *,
        bold: bool = False,
        color: str = "ink",
        center: bool = False,
    ) -> float:
        """Write a wrapped text and return its height."""
        if not text:
            return 0.0
        flags = _WRAP if not center else _WRAP | int(Qt.AlignmentFlag.AlignHCenter)
        self.painter.setFont(self.font(size, bold=bold))
        self.painter.setPen(self.color(color))
        self.painter.drawText(QRectF(left, top, width, TALL), flags, text)
        return self.height(text, width, size, bold=bold)

    def write_cut(self, text: str, left: float, top: float, width: float, size: float) -> None:
        """Write one line, cut at its end where it is wider."""
        metrics = QFontMetricsF(self.font(size))
        self.write(
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, width), left, top, TALL, size
        )

    def write_right(self, text: str, box: QRectF, size: float, *, color: str = "mute") -> None:
        """Write one line at the right end of a box, in its middle."""
        self.painter.setFont(self.font(size))
        self.painter.setPen(self.color(color))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.painter.drawText(box, flags, text)

    def rule(
        self, left: float, top: float, width: float, *, color: str = "edge", dashed: bool = False
    ) -> None:
        """Draw a hairline across; dashed where scissors go."""
        pen = QPen(self.color(color), 0.7)
        if dashed:
            pen.setDashPattern([4, 4])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(left, top), QPointF(left + width, top))

    def fall(self, left: float, top: float, height: float, *, dashed: bool = False) -> None:
        """Draw a hairline down."""
        pen = QPen(self.color("edge"), 0.7)
        if dashed:
            pen.setDashPattern([4, 4])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(left, top), QPointF(left, top + height))

    def block(self, box: QRectF, color: str, *, radius: float = 6.0) -> None:
        """Fill a box with rounded corners."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.color(color))
        self.painter.drawRoundedRect(box, radius, radius)

    def frame(self, box: QRectF, color: str = "field_edge", *, radius: float = 2.0) -> None:
        """Draw an empty box to write or tick in."""
        self.painter.setPen(QPen(self.color(color), 0.9))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(box, radius, radius)

    def foot(self, page: QRectF, left: str, right: str) -> None:
        """Write the page's last line."""
        box = QRectF(page.left(), page.bottom() - 10, page.width(), 10)
        self.write(left, box.left(), box.top(), box.width(), 8, color="mute")
        self.write_right(right, box, 8)


def printed_day(day: date) -> str:
    """Return a day as "November 24, 2026", in the locale's own order."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
