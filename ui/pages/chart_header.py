"""The head of a page with one large chart: title, what it is about, choosers, table, share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.theme import Look, M, S
from ui.widgets.basics import ElidedLabel, IconButton, label
from ui.widgets.chooser import Chooser


class ChartHeader(QWidget):
    """Shows the choosers it is given, in their order, then the table switch and the share menu."""

    table_toggled = Signal(bool)

    def __init__(
        self, look: Look, choosers: Sequence[Chooser], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("title")
        self._subtitle = label("", "secondary", wrap=True)
        self._subtitle.setObjectName("subtitle")
        self._choosers = choosers
        self.table = IconButton(look, "table", self.tr("Show as a table (T)"))
        self.table.setCheckable(True)
        self.table.setObjectName("table_switch")
        self.share = IconButton(look, "share", self.tr("Copy, save or print"))
        self.share.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.share.setObjectName("share")
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

    def fill_share_menu(
        self, entries: Sequence[tuple[str, str, Callable[[], object]]], owner: QWidget
    ) -> None:
        """Fill the menu with (words, key, act). The keys work anywhere on the page `owner`."""
        menu = QMenu(self.share)
        for words, key, act in entries:
            action = QAction(words, owner)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            owner.addAction(action)
            menu.addAction(action)
        self.share.setMenu(menu)

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
