"""The head of the results: whose they are, against whom, over which months, and the choosers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.plain_text import plain_tip
from ui.base.theme import XS, Appearance, M, S
from ui.pages.base import ShareButton, table_switch
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, IconButton, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

MOST_UNIT_PX, MOST_PERIOD_PX, MOST_AGAINST_PX = 190, 160, 200


class ResultsHeader(QWidget):
    """Title, subtitle, a star for "my unit", three choosers, the table switch and the menu of
    ways to take the page along."""

    unit_chosen = Signal(object)
    period_chosen = Signal(object)
    against_chosen = Signal(object)
    mine_toggled = Signal(bool)
    table_toggled = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ElidedLabel("", "title", fills=False)
        self._subtitle = label("", "secondary", wrap=True)
        self._note = ElidedLabel("", "secondary")
        self.star = IconButton(look, "star", _("My unit"), kind="quiet")
        self.star.setCheckable(True)
        self.star.setObjectName("star")
        self.unit = Chooser(look, _("Unit"), max_width_px=MOST_UNIT_PX)
        self.unit.setObjectName("unit_chooser")
        self.period = Chooser(look, _("Months"), max_width_px=MOST_PERIOD_PX)
        self.period.setObjectName("period_chooser")
        self.against = Chooser(look, _("Compared with"), max_width_px=MOST_AGAINST_PX)
        self.against.setObjectName("against_chooser")
        self.table = table_switch(look)
        self.share = ShareButton(look)
        self._build()

    def say(self, title: str, subtitle: str, note: str, *, mine: bool) -> None:
        """Show whose results these are; `note` says what is still filling up."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.star.setChecked(mine)
        self.star.setVisible(bool(subtitle))

    def offer_units(self, options: Sequence[Option], current: int | None) -> None:
        self.unit.set_options(options, current)

    def set_choosers_enabled(self, enabled: bool) -> None:
        """Show or hide everything that needs data."""
        for part in (self.unit, self.period, self.against, self.table, self.share):
            part.setVisible(enabled)

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(XS)
        heading.addWidget(self._title)
        heading.addWidget(self.star)
        heading.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(heading)
        words.addWidget(self._subtitle)
        words.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addLayout(words, 1)
        row.addSpacing(M)
        controls = (self.unit, self.period, self.against, self.table, self.share)
        for part in controls:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.star.toggled.connect(self._draw_star)
        self.star.clicked.connect(self.mine_toggled)
        self.table.toggled.connect(self.table_toggled)
        self.unit.chosen.connect(self.unit_chosen)
        self.period.chosen.connect(self.period_chosen)
        self.against.chosen.connect(self.against_chosen)
        self._draw_star(False)

    def _draw_star(self, mine: bool) -> None:
        words = _("Remove from my units") if mine else _("Add to my units")
        self.star.set_icon("star_full" if mine else "star")
        self.star.setToolTip(plain_tip(words))
        self.star.setAccessibleName(words)
