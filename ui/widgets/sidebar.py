"""The window's left side: the pages, and whose data these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout

from ui.base.events import report_exceptions
from ui.base.plain_text import without_mnemonic
from ui.base.theme import ICON_PX, Appearance, L, M, S
from ui.widgets.basics import Surface, button, label

WIDTH_PX, RAIL_PX = 184, 58
"""With names, and with drawings alone."""
FOOT_FROM_PX = 620
"""A lower window has no room for whose data these are."""


@dataclass(frozen=True)
class PageEntry:
    """A page's place in the sidebar. `mnemonic` is the letter that opens it with Alt; `under`
    another page it stands indented, without a number of its own and, where there is room for its
    name, without its drawing."""

    key: str
    title: str
    icon: str
    mnemonic: str = ""
    under: str = ""


def numbered(entries: Sequence[PageEntry]) -> dict[str, int]:
    """Return page key -> the number that opens it with Ctrl, for the first nine that have one."""
    top = [entry.key for entry in entries if not entry.under]
    return {key: number for number, key in enumerate(top[:9], 1)}


class Sidebar(Surface):
    """One button per page; Up and Down move among them, Alt with its letter opens a page."""

    page_chosen = Signal(str)

    def __init__(self, look: Appearance, entries: Sequence[PageEntry]) -> None:
        super().__init__("sidebar")
        self._look = look
        self._entries = entries
        self._is_narrow = False
        self._buttons: dict[str, QPushButton] = {}
        self._keys: dict[str, str] = {}
        self._name = label("Throughline", "verdict")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setObjectName("sidebar")
        self.setFixedWidth(look.px(WIDTH_PX))
        self._organization = label("", "secondary", wrap=True)
        self._counts = label("", "secondary", wrap=True)
        self._others = label("", "secondary", wrap=True)
        self._others.setObjectName("others_here")
        self._build()
        self._tint()
        look.changed.connect(self._tint)

    def mark(self, key: str) -> None:
        """Show a page as the current one."""
        self._buttons[key].setChecked(True)

    def say_whose(self, organization: str, counts: str) -> None:
        """Show whose data these are and how many."""
        self._organization.setText(organization)
        self._counts.setText(counts)

    def say_others(self, words: str) -> None:
        """Show who else has the same unit open, "" for nobody."""
        self._others.setText(words)
        self._show_foot()

    def set_narrow(self, narrow: bool) -> None:
        """Show drawings alone, with the names as tool tips, or names again."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self.setFixedWidth(self._look.px(RAIL_PX if narrow else WIDTH_PX))
        self._name.setVisible(not narrow)
        for entry in self._entries:
            self._name_button(entry)
        self._tint()
        self._show_foot()

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_foot()

    def _show_foot(self) -> None:
        fits = self.height() >= self._look.px(FOOT_FROM_PX) and not self._is_narrow
        self._organization.setVisible(fits)
        self._counts.setVisible(fits)
        self._others.setVisible(fits and bool(self._others.text()))

    def _name_button(self, entry: PageEntry) -> None:
        made = self._buttons[entry.key]
        made.setText("" if self._is_narrow else without_mnemonic(entry.title))
        made.setProperty("kind", "nav" if self._is_narrow or not entry.under else "subnav")
        made.style().polish(made)
        if entry.mnemonic:  # a new text takes the key away
            made.setShortcut(QKeySequence(f"Alt+{entry.mnemonic}"))
        keys = self._keys[entry.key]
        made.setToolTip(f"{entry.title} · {keys}" if self._is_narrow and keys else keys)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(S, L, S, L)
        column.setSpacing(2)
        self._name.setContentsMargins(M, 0, 0, M)
        column.addWidget(self._name)
        numbers = numbered(self._entries)
        for entry in self._entries:
            column.addWidget(self._page_button(entry, numbers.get(entry.key)))
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(M, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._organization)
        foot.addWidget(self._counts)
        foot.addWidget(self._others)
        column.addLayout(foot)

    def _page_button(self, entry: PageEntry, number: int | None) -> QPushButton:
        made = button(entry.title, lambda: self.page_chosen.emit(entry.key), kind="nav")
        made.setAccessibleName(entry.title)
        made.setCheckable(True)
        made.setIconSize(QSize(ICON_PX, ICON_PX))
        made.setObjectName(f"go_{entry.key}")
        native = QKeySequence.SequenceFormat.NativeText
        keys = [QKeySequence(f"Ctrl+{number}").toString(native)] if number else []
        if entry.mnemonic:
            keys.append(QKeySequence(f"Alt+{entry.mnemonic}").toString(native))
        self._keys[entry.key] = " · ".join(keys)
        self._group.addButton(made)
        self._buttons[entry.key] = made
        self._name_button(entry)
        return made

    def _tint(self) -> None:
        for entry in self._entries:
            shown = self._is_narrow or not entry.under
            self._buttons[entry.key].setIcon(self._look.icon(entry.icon) if shown else QIcon())
