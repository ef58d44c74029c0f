"""The window's left side: the pages, and whose data these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout

from ui.theme import ICON_PX, L, Look, M, S
from ui.widgets.basics import Surface, button, label

WIDTH_PX = 184


@dataclass(frozen=True)
class PageEntry:
    """A page's place in the sidebar. `mnemonic` is the letter that opens it with Alt."""

    key: str
    title: str
    icon: str
    mnemonic: str = ""


class Sidebar(Surface):
    """One button per page; Up and Down move among them, Alt with its letter opens a page."""

    page_chosen = Signal(str)

    def __init__(self, look: Look, entries: Sequence[PageEntry]) -> None:
        super().__init__("sidebar")
        self._look = look
        self._entries = entries
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setObjectName("sidebar")
        self.setFixedWidth(look.px(WIDTH_PX))
        self._organization = label("", "secondary", wrap=True)
        self._counts = label("", "secondary", wrap=True)
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

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(S, L, S, L)
        column.setSpacing(2)
        name = label("Throughline", "verdict")
        name.setContentsMargins(M, 0, 0, M)
        column.addWidget(name)
        for place, entry in enumerate(self._entries):
            made = self._page_button(entry, place)
            column.addWidget(made)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(M, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._organization)
        foot.addWidget(self._counts)
        column.addLayout(foot)

    def _page_button(self, entry: PageEntry, place: int) -> QPushButton:
        made = button(entry.title, lambda: self.page_chosen.emit(entry.key), kind="nav")
        made.setCheckable(True)
        made.setIconSize(QSize(ICON_PX, ICON_PX))
        made.setObjectName(f"go_{entry.key}")
        keys = [QKeySequence(f"Ctrl+{place + 1}").toString(QKeySequence.SequenceFormat.NativeText)]
        if entry.mnemonic:
            shortcut = QKeySequence(f"Alt+{entry.mnemonic}")
            made.setShortcut(shortcut)
            keys.append(shortcut.toString(QKeySequence.SequenceFormat.NativeText))
        made.setToolTip(" · ".join(keys))
        self._group.addButton(made)
        self._buttons[entry.key] = made
        return made

    def _tint(self) -> None:
        for entry in self._entries:
            self._buttons[entry.key].setIcon(self._look.icon(entry.icon))
