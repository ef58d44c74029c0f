"""A chart taken along: the picture with title, n, verdict and fairness strip, on paper colors.

One painting serves the file, the clipboard, the printer and both vector formats.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from models.errors import UserError
from ui.base.theme import LIGHT, Appearance, load_theme
from ui.charts.canvas import Stops, StripValues, Style, paint_strip, strip_height

MARGIN_PX = 32
WIDTH_PX = 960
CSS_DPI = 96
GAP_PX = 14

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class Caption:
    """What goes with a chart wherever it goes. `detail` holds the months and the n."""

    title: str
    detail: str
    verdict: str
    strip: StripValues | None = None
    notes: str = ""
    """What stands below the chart: rules in use, what the figures are not."""


def paper_style(look: Appearance) -> Style:
    """Return the style of everything that leaves the screen: the light theme."""
    return Style(load_theme(LIGHT), look.font, look.px)


class ChartExport:
    """A chart with its caption, `WIDTH_PX` wide and as high as it needs."""

    def __init__(
        self, chart: Stops, caption: Caption, style: Style, width: float = WIDTH_PX
    ) -> None:
        self._chart = chart
        self._caption = caption
        self._style = style
        self._inner = width - 2 * MARGIN_PX
        self._parts = self._measured()
        height = sum(h for h, _paint in self._parts) + GAP_PX * (len(self._parts) - 1)
        self.size = QSizeF(width, ceil(height + 2 * MARGIN_PX))

    def paint(self, painter: QPainter) -> None:
        """Paint the sheet with its top left corner at the painter's origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, *self.size.toTuple()), self._style.theme.card)
        top = float(MARGIN_PX)
        for height, paint in self._parts:
            painter.save()
            paint(painter, QRectF(MARGIN_PX, top, self._inner, height))
            painter.restore()
            top += height + GAP_PX

    def image(self, scale: float = 2.0) -> QImage:
        """Return the sheet as a picture, `scale` device pixels to the pixel."""
        size = (self.size * scale).toSize()
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image

    def svg(self) -> bytes:
        """Return the sheet as an SVG document."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # 1.2 Tiny cuts nothing
        generator.setOutputDevice(buffer)
        generator.setResolution(CSS_DPI)
        generator.setSize(self.size.toSize())
        generator.setViewBox(QRectF(0, 0, *self.size.toTuple()))
        generator.setTitle(self._caption.title)
        generator.setDescription(self._caption.verdict)
        painter = QPainter(generator)
        self.paint(painter)
        painter.end()
        return bytes(content.data())

    def pdf(self) -> bytes:
        """Return the sheet as a one-page PDF of the sheet's own size."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._caption.title)
        writer.setCreator("Throughline")
        writer.setResolution(CSS_DPI)
        points = self.size * (72 / CSS_DPI)
        page = QPageSize(points, QPageSize.Unit.Point)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        painter = QPainter(writer)
        self.paint(painter)
        painter.end()
        return bytes(content.data())

    def _measured(self) -> list[tuple[float, Callable[[QPainter, QRectF], None]]]:
        caption, style = self._caption, self._style
        parts = [
            self._text(caption.title, "title", muted=False),
            self._text(caption.detail, "secondary", muted=True),
            self._text(caption.verdict, "verdict", muted=False),
        ]
        chart, inset = self._chart, self._chart.inset_px
        height = chart.height_for(self._inner + 2 * inset, style)

        def paint_chart(painter: QPainter, box: QRectF) -> None:
            chart.paint_into(painter, box.adjusted(-inset, 0, inset, 0), style)

        parts.append((height, paint_chart))
        parts.append(self._text(caption.notes, "secondary", muted=True))
        strip = caption.strip
        if strip is not None:
            height = strip_height(strip, self._inner, style)
            parts.append((height, lambda painter, box: paint_strip(painter, strip, box, style)))
        return [part for part in parts if part[0] > 0]

    def _text(
        self, text: str, role: str, *, muted: bool
    ) -> tuple[float, Callable[[QPainter, QRectF], None]]:
        style = self._style
        room = QRectF(0, 0, self._inner, 10_000)
        height = style.metrics(role).boundingRect(room, _WRAP, text).height() if text else 0.0

        def paint(painter: QPainter, box: QRectF) -> None:
            painter.setFont(style.font(role))
            painter.setPen(style.theme.mute if muted else style.theme.ink)
            painter.drawText(box, _WRAP, text)

        return height, paint


def png_bytes(image: QImage) -> bytes:
    """Return a picture as PNG. Slow for large ones: meant for a job."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def save_bytes(path: str, content: bytes) -> None:
    """Write a whole file or none. Raises UserError when that is not possible."""
    file = QSaveFile(path)
    whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not whole or not file.commit():
        raise UserError("cannot-save", reason=file.errorString())
