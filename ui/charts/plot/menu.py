"""Menus at a place of a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

MenuEntry = tuple[str, Callable[[], object]]
"""The words of an entry and what it does; without words it is a line between others."""


def make_menu(entries: Sequence[MenuEntry], parent: QWidget) -> QMenu:
    """Return a menu that goes away when it is closed."""
    menu = QMenu(parent)
    for words, act in entries:
        if words:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        else:
            menu.addSeparator()
    return menu
