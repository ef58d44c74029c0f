"""What stands beside the marks in pixels: words that give way to each other, bands, brackets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.charts.canvas import Style

LEFT, RIGHT, CENTER = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
BEHIND_SHARE = 0.8

Drawing = Callable[[QPainter, Style], None]


@dataclass(frozen=True)
class Words:
    """Words in a box. `tone` names a color of the theme; `behind` lightens what lies below."""

    words: str
    box: QRectF
    role: str = "small"
    tone: str = "mute"
    align: Qt.AlignmentFlag = LEFT
    behind: bool = False

    def __call__(self, painter: QPainter, style: Style) -> None:
        if self.behind:
            behind = QColor(style.theme.card)
            behind.setAlphaF(BEHIND_SHARE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(behind)
            painter.drawRoundedRect(self.box.adjusted(-3, 0, 3, 0), 4, 4)
        painter.setFont(style.font(self.role))
        painter.setPen(style.theme.color(self.tone))
        metrics = style.metrics(self.role)
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideMiddle, self.box.width() + 1)
        flags = Qt.AlignmentFlag.AlignVCenter | self.align | Qt.TextFlag.TextDontClip
        painter.drawText(self.box, int(flags), words)


class Layer(QGraphicsItem):
    """Draws what it is given, in the pixels of the chart, over or under the marks."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._drawings: Sequence[Drawing] = ()
        self._style: Style | None = None
        self._box = QRectF()
        self.setZValue(z)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    @property
    def words(self) -> list[Words]:
        """The words that are shown."""
        return [each for each in self._drawings if isinstance(each, Words)]

    def draw(self, drawings: Sequence[Drawing], box: QRectF, style: Style) -> None:
        """Draw these from now on, in a chart of this size."""
        if (list(drawings), box, style) == (list(self._drawings), self._box, self._style):
            return
        self.prepareGeometryChange()
        self._drawings, self._box, self._style = drawings, box, style
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        if self._style is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for draw in self._drawings:
            draw(painter, self._style)
