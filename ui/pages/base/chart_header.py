"""The head of a page with one large chart: title, what it is about, choosers, table, share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import Appearance, M, S
from ui.pages.base.page import Page
from ui.pages.base.share_button import ShareButton, table_switch
from ui.widgets.basics import ElidedLabel, label
from ui.widgets.chooser import Chooser


class ChartHeader(QWidget):
    """Shows the choosers it is given, in their order, then the table switch and the share menu."""

    table_toggled = Signal(bool)

    def __init__(
        self, look: Appearance, choosers: Sequence[Chooser], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("title")
        self._subtitle = label("", "secondary", wrap=True)
        self._subtitle.setObjectName("subtitle")
        self._choosers = choosers
        self.table = table_switch(look)
        self.share = ShareButton(look)
        self._build()

    def say(self, title: str, subtitle: str) -> None:
        """Show what the page is about."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def set_controls_shown(self, shown: bool) -> None:
        """Show or hide everything that needs data."""
        for part in (*self._choosers, self.table, self.share):
            part.setVisible(shown)

    def set_chart_shown(self, shown: bool) -> None:
        """Show or hide what needs a chart: the table switch and the share menu."""
        for part in (self.table, self.share):
            part.setVisible(shown)

    def add_keys(self, page: Page) -> None:
        """Let T switch between chart and table anywhere on a page."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("T"), page, self.table.toggle, context=within)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addLayout(words, 1)
        row.addSpacing(M)
        for part in (*self._choosers, self.table, self.share):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.table.toggled.connect(self.table_toggled)
