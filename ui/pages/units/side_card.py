"""The small card beside all units: how they are shown, and the unit the user went to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.base.theme import XS, Appearance, L, M, S
from ui.pages.units.queries import UnitsView
from ui.pages.units.words import ADJUSTED, circle_options, view_options
from ui.text.charts_card import CardText
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser


class UnitsSide(Surface):
    """Shows choosers and one unit's figures."""

    view_chosen = Signal(object)
    circle_chosen = Signal(object)
    adjusting_requested = Signal()
    """The user wants to choose what is adjusted for, and how."""
    results_requested = Signal()
    trend_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self.setObjectName("units_side")
        self.view = Chooser(look, _("View"))
        self.view.setObjectName("view_chooser")
        self.circle = Chooser(look, _("Units"))
        self.circle.setObjectName("circle_chooser")
        self.adjusting = button(_("Adjust for patient mix…"), self.adjusting_requested.emit)
        self.adjusting.setObjectName("adjusting")
        self._name = label("", "card", wrap=True)
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._place = label("", "secondary", wrap=True)
        self._rows = QGridLayout()
        self._foot = label("", "body", wrap=True)
        self.results = button(_("See results"), self.results_requested.emit)
        self.results.setObjectName("unit_results")
        self.trend = button(_("See trend"), self.trend_requested.emit)
        self.trend.setObjectName("unit_trend")
        self._about = label(
            _(
                "This is not a ranking. Small units land high or low by chance. Look for "
                "units outside the limits."
            ),
            "secondary",
            wrap=True,
        )
        self._build()

    def show_choices(self, view: UnitsView, shown_as: str) -> None:
        """Offer what can be chosen."""
        self.view.set_options(view_options(), shown_as)
        self.circle.set_options(circle_options(view), view.circle)
        self.adjusting.setVisible(shown_as == ADJUSTED)
        self.circle.setVisible(len(view.circles) > 1 and shown_as != ADJUSTED)

    def show_unit(self, card: CardText | None, place: str, *, pages: frozenset[str]) -> None:
        """Show a unit's figures; `pages` are those of the window that tell more of it."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in (self._name, self._place, self._foot):
            part.setVisible(card is not None)
        self.results.setVisible(card is not None and "results" in pages)
        self.trend.setVisible(card is not None and "trend" in pages)
        if card is None:
            return
        self._name.setText(card.title)
        self._place.setText(place)
        self._place.setVisible(bool(place))
        for row, (name, value) in enumerate(card.rows):
            self._rows.addWidget(label(name, "secondary"), row, 0)
            figure = label(value, "body", wrap=True)
            self._rows.addWidget(figure, row, 1)
        self._foot.setText(card.foot)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(300), 500)

    def _build(self) -> None:
        body = Surface("clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(L, L - 4, L - XS, M)
        column.setSpacing(S)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.view, 0, left)
        column.addWidget(self.circle, 0, left)
        column.addWidget(self.adjusting, 0, left)
        column.addSpacing(S)
        column.addWidget(self._name)
        column.addWidget(self._place)
        self._rows.setHorizontalSpacing(M)
        self._rows.setVerticalSpacing(XS)
        self._rows.setColumnStretch(1, 1)
        column.addLayout(self._rows)
        column.addWidget(self._foot)
        column.addWidget(self.results, 0, left)
        column.addWidget(self.trend, 0, left)
        column.addStretch(1)
        column.addWidget(self._about)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, S, XS, S)
        whole.addWidget(scroll)
        self.view.chosen.connect(self.view_chosen)
        self.circle.chosen.connect(self.circle_chosen)
