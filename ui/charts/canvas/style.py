"""What a chart is painted with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from ui.base.theme import Theme


@dataclass(frozen=True)
class Style:
    """The theme and fonts a chart is painted with: the screen's, or paper's."""

    theme: Theme
    font: Callable[[str], QFont]
    px: Callable[[float], int]

    def metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self.font(role))
