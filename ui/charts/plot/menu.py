"""Menus at a place of a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.base.plain_text import without_mnemonic

MenuEntry = tuple[str, Callable[[], object]]
"""The words of an entry and what it does; without words it is a line between others."""

MenuMaker = Callable[[str], Sequence[MenuEntry]]
"""Gives the entries at a stop, or at none."""

SEPARATOR: MenuEntry = ("", list)


def no_entries(_key: str) -> Sequence[MenuEntry]:
    """Return nothing at any stop."""
    return ()


def make_menu(entries: Sequence[MenuEntry], parent: QWidget) -> QMenu:
    """Return a menu of some entries."""
    menu = QMenu(parent)
    for words, act in entries:
        if words:
            menu.addAction(without_mnemonic(words)).triggered.connect(
                lambda _checked=False, act=act: act()
            )
        else:
            menu.addSeparator()
    return menu


def open_menu(entries: Sequence[MenuEntry], parent: QWidget, at: QPoint) -> None:
    """Open a menu at a place of the screen; it goes away when it is closed."""
    menu = make_menu(entries, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
