"""Two small marks under a trend's verdict: where the measure is going, and its goal."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.analysis.trend import Trend
from ui.base.theme import ICON_PX, XS, Appearance, S
from ui.text.trend import assurance_words, variation_words
from ui.widgets.basics import label

_VARIATION = {
    "better": ("up", "above"),
    "worse": ("down", "below"),
    "steady": ("right", "mute"),
    "unclear": ("question", "mute"),
}
_ASSURANCE = {
    "met": ("check", "above"),
    "missed": ("cross", "below"),
    "by_chance": ("question", "mute"),
}
"""Drawing and color of each; the words beside them say the same."""


class TrendMarks(QWidget):
    """Shows a `Trend`'s variation, and where a goal is set, whether chance alone meets it."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: dict[str, tuple[str, str]] = {}
        self.setObjectName("trend_marks")
        self._pictures = {"variation": QLabel(), "assurance": QLabel()}
        self._words = {name: label("", "secondary", wrap=True) for name in self._pictures}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for name, picture in self._pictures.items():
            self._words[name].setObjectName(name)
            row = QHBoxLayout()
            row.setSpacing(S)
            row.addWidget(picture)
            row.addWidget(self._words[name], 1)
            column.addLayout(row)
        look.changed.connect(self._draw)

    def show_marks(self, trend: Trend) -> None:
        """Show what is known; what is not leaves no mark."""
        goal = trend.assurance
        self._say("variation", variation_words(trend), _VARIATION.get(trend.variation))
        self._say(
            "assurance",
            assurance_words(goal) if goal is not None else "",
            _ASSURANCE.get(goal.kind) if goal is not None else None,
        )
        self.setVisible(bool(self._shown))

    def _say(self, name: str, words: str, picture: tuple[str, str] | None) -> None:
        self._words[name].setText(words)
        shown = bool(words) and picture is not None
        for part in (self._pictures[name], self._words[name]):
            part.setVisible(shown)
        if shown and picture is not None:
            self._shown[name] = picture
        else:
            self._shown.pop(name, None)
        self._draw()

    def _draw(self) -> None:
        for name, (icon, token) in self._shown.items():
            self._pictures[name].setPixmap(self._look.icon(icon, token).pixmap(ICON_PX, ICON_PX))
