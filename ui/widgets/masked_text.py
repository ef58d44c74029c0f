"""Text with masks in it, drawn on a tint, so that one sees that something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

Spans = Sequence[tuple[int, int]]


def paint_masked(
    painter: QPainter,
    box: QRectF,
    text: str,
    marks: Spans,
    *,
    font: QFont,
    color: QColor,
    tint: QColor,
    lines: int,
) -> None:
    """Paint `text` wrapped into at most `lines` lines, the last one cut with "…".

    `marks` are the places of masks, drawn on `tint`.
    """
    plain = " ".join(text.split("\n")) if "\n" in text else text
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(marks, tint))
    height = QFontMetricsF(font).lineSpacing()
    layout.beginLayout()
    last = None
    for place in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, place * height))
        last = line
    more = last is not None and last.textStart() + last.textLength() < len(plain)
    layout.endLayout()
    painter.setPen(color)
    shown = layout.lineCount() - (1 if more else 0)
    for place in range(shown):
        layout.lineAt(place).draw(painter, box.topLeft())
    if more and last is not None:
        rest = QRectF(box.left(), box.top() + shown * height, box.width(), height)
        _paint_cut(painter, rest, plain, last.textStart(), marks, font, color, tint)


def _paint_cut(
    painter: QPainter,
    box: QRectF,
    text: str,
    start: int,
    marks: Spans,
    font: QFont,
    color: QColor,
    tint: QColor,
) -> None:
    """Paint the last line, cut at its end; a mask that is cut stays a mask."""
    metrics = QFontMetricsF(font)
    cut = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(cut, font)
    kept = [(max(a - start, 0), min(b - start, len(cut))) for a, b in marks]
    layout.setFormats(_formats([(a, b) for a, b in kept if a < b], tint))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width() + 2)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    painter.setPen(color)
    line.draw(painter, box.topLeft())


def _formats(marks: Spans, tint: QColor) -> list[QTextLayout.FormatRange]:
    formats = []
    for start, end in marks:
        found = QTextLayout.FormatRange()
        found.start, found.length = start, end - start
        look = QTextCharFormat()
        look.setBackground(tint)
        found.format = look
        formats.append(found)
    return formats


def masked_html(text: str, marks: Spans, *, color: QColor, tint: QColor) -> str:
    """Return `text` as rich text with its masks on a tint."""
    parts, end = [], 0
    for start, stop in marks:
        parts.append(escape(text[end:start]))
        parts.append(
            f'<span style="background-color:{tint.name()}; color:{color.name()}">'
            f"{escape(text[start:stop])}</span>"
        )
        end = stop
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\n", "<br>")
