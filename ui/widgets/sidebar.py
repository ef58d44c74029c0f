"""The window's left side: the pages, and whose data these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout

from ui.base.theme import ICON_PX, Appearance, L, M, S
from ui.widgets.basics import Surface, button, label

WIDTH_PX = 184


@dataclass(frozen=True)
class PageEntry:
    """A page's place in the sidebar. `mnemonic` is the letter that opens it with Alt; `under`
    another page it stands indented, without an icon and a number of its own."""

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
        numbers = numbered(self._entries)
        for entry in self._entries:
            column.addWidget(self._page_button(entry, numbers.get(entry.key)))
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(M, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._organization)
        foot.addWidget(self._counts)
        column.addLayout(foot)

    def _page_button(self, entry: PageEntry, number: int | None) -> QPushButton:
        kind = "subnav" if entry.under else "nav"
        made = button(entry.title, lambda: self.page_chosen.emit(entry.key), kind=kind)
        made.setCheckable(True)
        made.setIconSize(QSize(ICON_PX, ICON_PX))
        made.setObjectName(f"go_{entry.key}")
        native = QKeySequence.SequenceFormat.NativeText
        keys = [QKeySequence(f"Ctrl+{number}").toString(native)] if number else []
        if entry.mnemonic:
            shortcut = QKeySequence(f"Alt+{entry.mnemonic}")
            made.setShortcut(shortcut)
            keys.append(shortcut.toString(native))
        made.setToolTip(" · ".join(keys))
        self._group.addButton(made)
        self._buttons[entry.key] = made
        return made

    def _tint(self) -> None:
        for entry in self._entries:
            if not entry.under:
                self._buttons[entry.key].setIcon(self._look.icon(entry.icon))
