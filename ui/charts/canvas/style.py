"""What a chart is painted with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from ui.base.theme import Theme


@dataclass(frozen=True)
class Style:
    """The theme and fonts a chart is painted with: the screen's, or paper's."""

    theme: Theme
    font: Callable[[str], QFont]
    px: Callable[[float], int]
    scale: float = 1.0
    """Device pixels to the pixel, for pens that a chart's own scales must not widen."""

    def metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self.font(role))

    def pen(
        self,
        color: QColor,
        width: float,
        dash: Sequence[float] = (),
        cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap,
    ) -> QPen:
        """Return a pen of the same width at any scale of the chart's axes."""
        pen = QPen(color, width * self.scale)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern(list(dash))
        pen.setCapStyle(cap)
        return pen
