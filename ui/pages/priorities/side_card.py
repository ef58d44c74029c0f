"""The small card beside the matrix: the biggest honest gap, the bright spot, the plain list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.analysis.priorities import Priorities
from ui.base.plain_text import plain_tip
from ui.base.theme import ICON_PX, Appearance, L, M, S
from ui.pages.priorities import words
from ui.text.charts_priorities import card_foot, name_of
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.text_table import TextTableView


class PrioritiesSide(Surface):
    """Shows `Priorities` as a list to choose from, and what to do with the chosen measure."""

    measure_chosen = Signal(str)
    action_requested = Signal()
    trend_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._found: Priorities | None = None
        self.setObjectName("priorities_side")
        self._gap = label("", "card", wrap=True)
        self._gap.setObjectName("biggest_gap")
        self._bright = label("", "card", wrap=True)
        self._bright.setObjectName("bright_spot")
        self.list = TextTableView(look, _("Measures by importance"), narrow=True)
        self.list.setObjectName("priority_list")
        self._meaning = label("", "secondary", wrap=True)
        self.add_action = button(_("Add an action"), self.action_requested.emit, kind="quiet")
        self.add_action.setObjectName("add_action")
        self.trend = button(_("See trend"), self.trend_requested.emit, kind="quiet")
        self.trend.setObjectName("priority_trend")
        self._build()
        self._tint()
        look.changed.connect(self._tint)

    def show_priorities(self, found: Priorities, chosen: str, *, pages: frozenset[str]) -> None:
        """Show priorities with a measure chosen; `pages` are those the window has."""
        self._found = found
        self._say(self._gap, words.gap_words(found), "below" if found.biggest_gap else "mute")
        self._say(self._bright, words.bright_words(found), "above" if found.bright_spot else "mute")
        self.list.show_table(words.plain_list(found), chosen)
        self.add_action.setVisible("actions" in pages)
        self.trend.setVisible("trend" in pages)
        self.go_to(chosen)

    def go_to(self, measure: str) -> None:
        """Mark a measure, and say what its place means, without telling anyone."""
        self.list.go_to(measure)
        item = words.item_of(self._found, measure) if self._found is not None else None
        self._meaning.setText(card_foot(item) if item is not None else "")
        self._meaning.setVisible(bool(self._meaning.text()))
        for part in (self.add_action, self.trend):
            part.setEnabled(item is not None)
        if item is not None:
            self.add_action.setToolTip(plain_tip(name_of(item)))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), 500)

    def _say(self, where: QLabel, text: str, tone: str) -> None:
        where.setText(text)
        where.setProperty("tone", tone)
        where.style().polish(where)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, M)
        column.setSpacing(2)
        column.addWidget(label(_("Largest reliable gap"), "secondary"))
        column.addWidget(self._gap)
        column.addSpacing(S)
        column.addWidget(label(_("Bright spot"), "secondary"))
        column.addWidget(self._bright)
        column.addSpacing(M)
        column.addWidget(self.list, 1)
        column.addSpacing(S)
        column.addWidget(self._meaning)
        links = QHBoxLayout()
        links.setSpacing(0)
        links.addWidget(self.add_action)
        links.addWidget(self.trend)
        links.addStretch(1)
        column.addLayout(links)
        self.list.row_chosen.connect(self._chosen)
        self.list.row_opened.connect(lambda _key: self.trend_requested.emit())

    def _chosen(self, measure: str) -> None:
        self.go_to(measure)
        self.measure_chosen.emit(measure)

    def _tint(self) -> None:
        self.add_action.setIcon(self._look.icon("plus", "unit"))
        self.add_action.setIconSize(QSize(ICON_PX, ICON_PX))
