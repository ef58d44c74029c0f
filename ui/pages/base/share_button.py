"""The two buttons at the end of a page's head: chart or table, and taking the chart along."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.base.theme import Appearance
from ui.text.language import _
from ui.widgets.basics import IconButton

Entries = Sequence[tuple[str, str, Callable[[], object]]]
"""(words, key, what it does)."""


def table_switch(look: Appearance) -> IconButton:
    """Return the button that shows the table in the place of the chart while it is down."""
    made = IconButton(look, "table", _("Show as a table (T)"))
    made.setCheckable(True)
    made.setObjectName("table_switch")
    return made


class ShareButton(IconButton):
    """Opens the menu of ways to take a chart along."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, "share", _("Copy, save or print"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setObjectName("share")

    def fill(self, entries: Entries, owner: QWidget) -> None:
        """Fill the menu. The keys work anywhere on the page `owner`."""
        menu = QMenu(self)
        for words, key, act in entries:
            action = QAction(words, owner)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            owner.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
