"""Shapes that carry a meaning beside their color: diamond the others, ring a guess, circle us."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from ui.present.painter import ScenePainter


def paint_diamond(
    ink: ScenePainter, at: QPointF, side: float, token: str, *, hollow: bool = False
) -> None:
    """Draw the others' mark; hollow where the comparison is not fair."""
    half = side / 2
    corners = [(0, -half), (half, 0), (0, half), (-half, 0)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
    path.closeSubpath()
    if hollow:
        ink.path(path, token=token, fill="page", width=max(1.5, side * 0.12))
    else:
        ink.path(path, fill=token)


def paint_ring(ink: ScenePainter, at: QPointF, side: float, token: str) -> None:
    """Draw the mark of a guess."""
    pen = max(1.5, side * 0.17)
    path = QPainterPath()
    path.addEllipse(at, side / 2 - pen / 2, side / 2 - pen / 2)
    ink.path(path, token=token, width=pen)


def mark_words(ink: ScenePainter, label: str, count: str, room: QRectF, scale: float) -> str:
    """Return a mark's words, such as "rest of hospital 19"; a label that is too long is cut."""
    side = ink.size_px("mark", scale) * 0.62
    left = room.width() - side * 1.4 - ink.width(f" {count}", "mark", scale, bold=True)
    return f"{ink.lines(label, left, 'mark', scale, bold=True, most=1)[0]} {count}"


def mark_places(
    ink: ScenePainter, words: str, x: float, side: float, room: QRectF, scale: float
) -> tuple[float, float]:
    """Return where a mark has its center and where its words begin, so that the mark stands at
    `x` and all is within the room: words at its right, else at its left, else as it fits."""
    wide, apart = ink.width(words, "mark", scale, bold=True), side * 0.85
    if x + apart + wide <= room.right() and x - side / 2 >= room.left():
        return x, x + apart
    if x - apart - wide >= room.left() and x + side / 2 <= room.right():
        return x, x - apart - wide
    left = max(room.left(), min(x - side / 2, room.right() - side * 1.35 - wide))
    return left + side / 2, left + side * 1.35


def paint_dot(
    ink: ScenePainter, at: QPointF, side: float, token: str, *, hollow: bool = False
) -> None:
    """Draw our own mark; hollow for what is not complete yet."""
    path = QPainterPath()
    if hollow:
        path.addEllipse(at, side / 2 - side * 0.08, side / 2 - side * 0.08)
        ink.path(path, token=token, fill="page", width=max(1.5, side * 0.16))
        return
    path.addEllipse(at, side / 2, side / 2)
    ink.path(path, fill=token)


def paint_thumb(ink: ScenePainter, box: QRectF, token: str, *, up: bool) -> None:
    """Draw a thumb into a square."""
    path = QPainterPath()
    u = box.width() / 24
    path.addRoundedRect(QRectF(2 * u, 10.5 * u, 4 * u, 11 * u), u, u)
    hand = QPainterPath(QPointF(8 * u, 11 * u))
    hand.lineTo(12 * u, 2.6 * u)
    hand.cubicTo(14.4 * u, 2.6 * u, 15.4 * u, 4.4 * u, 15 * u, 6.4 * u)
    hand.lineTo(14.3 * u, 9.4 * u)
    hand.lineTo(19.6 * u, 9.4 * u)
    hand.cubicTo(21.6 * u, 9.4 * u, 22.6 * u, 11 * u, 22.1 * u, 12.8 * u)
    hand.lineTo(20.4 * u, 19.4 * u)
    hand.cubicTo(20 * u, 20.9 * u, 19 * u, 21.5 * u, 17.6 * u, 21.5 * u)
    hand.lineTo(8 * u, 21.5 * u)
    hand.closeSubpath()
    path.addPath(hand)
    painter = ink.painter
    painter.save()
    if up:
        painter.translate(box.topLeft())
    else:
        painter.translate(box.bottomRight())
        painter.rotate(180)
        painter.translate(box.width(), 0)
        painter.scale(-1, 1)
    ink.path(path, fill=token)
    painter.restore()
