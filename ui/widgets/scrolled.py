"""A part of a page that scrolls when it is higher than its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(inner: QWidget, within: QScrollArea | None = None) -> QScrollArea:
    """Return an area that scrolls `inner` up and down on the page's own ground; the keyboard goes
    to what is in it, never to the area. `within` is the area to take, by default a new one."""
    scroll = within if within is not None else QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.viewport().setAutoFillBackground(False)
    scroll.setWidget(inner)
    inner.setAutoFillBackground(False)
    return scroll
