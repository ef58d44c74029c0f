"""The brush of the room's screen: fonts by role, colors by token, and a record of every word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.base.theme import Theme, paint_icon
from ui.present.sizes import LINE_HEIGHT, shared_height, text_share
from ui.present.wrapping import balanced, line_metrics, stage_font, text_width, wrapped

Flag = Qt.AlignmentFlag

LARGEST_KEPT_GLYPH_PX = 63
"""Qt keeps pictures of letters up to this size, and draws the outline of larger ones each time;
their lines are kept here instead: three lines of a headline would take half of a key's time."""

PICTURE_EDGE_PX = 4
"""Room around a line's picture for what leans out of its box."""


@dataclass(frozen=True)
class Drawn:
    """A word or line that was drawn: where, how large, in which color on which."""

    text: str
    box: QRectF
    size_px: int
    color: QColor
    ground: QColor
    role: str


class ScenePainter:
    """Draws into a picture of the size given. `drawn` holds every text, in order.

    Positions are pixels; `h` is the height all shares are of. `upright`: the screen stands, so
    that columns go below each other.
    """

    def __init__(self, painter: QPainter, size: QSizeF, theme: Theme, family: str) -> None:
        self.painter = painter
        self.size = size
        self.theme = theme
        self.h = shared_height(size.width(), size.height())
        self.upright = size.height() > size.width()
        self._family = family
        self.drawn: list[Drawn] = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def px(self, share: float) -> float:
        """Return a share of the screen's height in pixels."""
        return share * self.h

    def size_px(self, role: str, scale: float) -> int:
        """Return a role's text size, rounded up so that it is never below its share."""
        return int(-(-text_share(role, scale) * self.h // 1))

    def color(self, token: str) -> QColor:
        return self.theme.color(token)

    # measuring

    def lines(
        self, text: str, width: float, role: str, scale: float, *, bold: bool = False, most: int = 0
    ) -> tuple[str, ...]:
        """Return a text's lines, at most `most` (0: all)."""
        return wrapped(text, width, self._family, self.size_px(role, scale), bold, most)

    def even_lines(
        self, text: str, width: float, role: str, scale: float, *, bold: bool = False, most: int = 0
    ) -> tuple[str, ...]:
        """Return a text's lines with no word left over on the last, at most `most` (0: all)."""
        return balanced(text, width, self._family, self.size_px(role, scale), bold, most)

    def line_height(self, role: str, scale: float) -> float:
        return self.size_px(role, scale) * LINE_HEIGHT

    def width(self, text: str, role: str, scale: float, *, bold: bool = False) -> float:
        return text_width(text, self._family, self.size_px(role, scale), bold)

    @property
    def family(self) -> str:
        return self._family

    # drawing

    def text(
        self,
        text: str,
        box: QRectF,
        role: str,
        scale: float,
        *,
        token: str = "ink",
        ground: str = "page",
        bold: bool = False,
        align: Flag = Flag.AlignLeft,
    ) -> None:
        """Draw one line, centered in the height of its box. Nothing for an empty text."""
        if not text:
            return
        size = self.size_px(role, scale)
        ascent, descent, capital = line_metrics(self._family, size, bold)
        wide = text_width(text, self._family, size, bold)
        free = box.width() - wide
        left = box.left() + (
            free if align == Flag.AlignRight else free / 2 if align == Flag.AlignHCenter else 0
        )
        base = box.center().y() + (ascent - descent) / 2
        if size > LARGEST_KEPT_GLYPH_PX:
            ratio = self.painter.device().devicePixelRatioF()
            picture = text_picture(text, self._family, size, bold, self.color(token).name(), ratio)
            top = base - ascent - PICTURE_EDGE_PX
            self.painter.drawPixmap(QPointF(left - PICTURE_EDGE_PX, top), picture)
        else:
            self.painter.setFont(stage_font(self._family, size, bold))
            self.painter.setPen(self.color(token))
            self.painter.drawText(QPointF(left, base), text)
        place = QRectF(left, base - capital, wide, capital)
        self.drawn.append(Drawn(text, place, size, self.color(token), self.color(ground), role))

    def fill(self, box: QRectF, token: str, radius: float = 0) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.color(token))
        self.painter.drawRoundedRect(box, radius, radius)

    def outline(self, box: QRectF, token: str, width: float, radius: float = 0) -> None:
        inset = width / 2
        self.painter.setPen(QPen(self.color(token), width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)

    def path(
        self, path: QPainterPath, *, token: str = "", fill: str = "", width: float = 0
    ) -> None:
        """Draw a path filled, outlined, or both."""
        pen = QPen(self.color(token), width) if token else QPen(Qt.PenStyle.NoPen)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.setPen(pen)
        self.painter.setBrush(self.color(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def icon(self, name: str, box: QRectF, token: str) -> None:
        paint_icon(self.painter, name, box, self.color(token))


@lru_cache(maxsize=32)
def text_picture(
    text: str, family: str, size_px: int, bold: bool, color: str, ratio: float
) -> QPixmap:
    """Return a line of large text with `PICTURE_EDGE_PX` around it, in device pixels."""
    ascent, descent, _capital = line_metrics(family, size_px, bold)
    wide = text_width(text, family, size_px, bold) + 2 * PICTURE_EDGE_PX
    high = ascent + descent + 2 * PICTURE_EDGE_PX
    picture = QPixmap(ceil(wide * ratio), ceil(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(stage_font(family, size_px, bold))
    painter.setPen(QColor(color))
    painter.drawText(QPointF(PICTURE_EDGE_PX, PICTURE_EDGE_PX + ascent), text)
    painter.end()
    return picture
