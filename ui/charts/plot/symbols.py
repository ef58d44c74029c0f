"""The shapes of the chart grammar. Shape carries the meaning, color helps.

Our unit is a filled circle, the others a diamond, hatched where the comparison is not fair; a
month still filling up is a ring, a signal a triangle, what was left out a cross, a published
figure a tick, a goal a line with a flag, an interval a soft bar with round ends.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.charts.canvas import Style

BAR_PX = 6.0
RIM_PX = 1.75
"""The rim in the color of the ground, which sets a shape off from what lies behind."""

DIAMOND_WIDTH = 5.5 / 11.5
"""The diamond is taller than the circle, so that its tips stay visible over the same value."""

HATCH_LINES = 5


def _polygon(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in (*corners, corners[0])]))
    return path


def _diamond() -> QPainterPath:
    half = DIAMOND_WIDTH / 2
    return _polygon((0, -0.5), (half, 0), (0, 0.5), (-half, 0))


def _hatched() -> QPainterPath:
    """Return a hollow diamond with slanted lines: the others, where the comparison is not fair."""
    path, half = _diamond(), DIAMOND_WIDTH / 2
    for k in range(1, HATCH_LINES):
        share = k / HATCH_LINES
        path.moveTo(-half * share, 0.5 * (1 - share))
        path.lineTo(half * (1 - share), -0.5 * share)
    return path


def _cross() -> QPainterPath:
    path = QPainterPath()
    for line in (QLineF(-0.4, -0.4, 0.4, 0.4), QLineF(-0.4, 0.4, 0.4, -0.4)):
        path.moveTo(line.p1())
        path.lineTo(line.p2())
    return path


def _upright(*, flag: bool) -> QPainterPath:
    """Return an upright line, for a goal with a little flag at its top."""
    path = QPainterPath(QPointF(0, 0.5))
    path.lineTo(0, -0.5)
    if flag:
        path.lineTo(0.27, -0.385)
        path.lineTo(0, -0.27)
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-0.5, -0.5, 1, 1))
    return path


SYMBOLS: dict[str, QPainterPath] = {
    "dot": _circle(),
    "ring": _circle(),
    "hoop": _circle(),
    "diamond": _diamond(),
    "hatched": _hatched(),
    "up": _polygon((0, -0.5), (0.5, 0.4), (-0.5, 0.4)),
    "down": _polygon((0, 0.5), (0.5, -0.4), (-0.5, -0.4)),
    "cross": _cross(),
    "tick": _upright(flag=False),
    "goal": _upright(flag=True),
}
_HOLLOW = ("ring", "hatched", "cross", "hoop", "tick")
_CLEAR = ("cross", "hoop", "tick")


def inks(shape: str, color: QColor, rim: float, style: Style) -> tuple[QPen, QBrush]:
    """Return the pen and the brush of a shape."""
    ground = style.theme.card
    if shape in _HOLLOW:
        fill = QBrush(Qt.BrushStyle.NoBrush) if shape in _CLEAR else QBrush(ground)
        return style.pen(color, RIM_PX if shape != "hatched" else 1.2), fill
    if shape == "goal":
        return style.pen(color, 1.5), QBrush(color)
    return (style.pen(ground, rim) if rim else QPen(Qt.PenStyle.NoPen)), QBrush(color)


def draw_symbol(
    painter: QPainter, at: QPointF, shape: str, color: QColor, size: float, style: Style
) -> None:
    """Draw a shape at a point, as the marks of a plot are drawn."""
    painter.save()
    pen, brush = inks(shape, color, RIM_PX, style)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.translate(at)
    painter.scale(size + RIM_PX, size + RIM_PX)
    painter.drawPath(SYMBOLS[shape])
    painter.restore()
