"""Finds text that a window cuts off: labels, buttons and fields with less room than their words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QToolButton,
    QWidget,
)

from ui.widgets.basics import LEAST_BUTTON_PX, ElidedLabel, TextButton
from ui.widgets.chooser import Chooser

SLACK_PX = 2
"""A sum of roundings is no cut letter."""


def clipped_text(window: QWidget) -> list[str]:
    """Return what is cut off in a window, as "name: text: why", each once."""
    return list(dict.fromkeys(_clipped(window)))


def _clipped(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not _text(part).strip():
            continue
        why = _why_too_small(part) or _why_outside(part, window)
        if why:
            yield f"{part.objectName() or type(part).__name__}: {_text(part)!r}: {why}"


def _text(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton):
        return part.text()
    return ""


def _why_too_small(part: QWidget) -> str:
    if isinstance(part, ElidedLabel | Chooser):
        return ""  # they end in an ellipsis, and their tool tip has the whole
    if isinstance(part, TextButton) and part.width() >= LEAST_BUTTON_PX:
        return ""
    wanted = part.sizeHint()
    if isinstance(part, QLabel) and part.wordWrap():
        height = part.heightForWidth(part.width())
        return f"{part.height()} of {height} px high" if height > part.height() + SLACK_PX else ""
    if wanted.width() > part.width() + SLACK_PX:
        return f"{part.width()} of {wanted.width()} px wide"
    least = part.fontMetrics().height()
    if isinstance(part, QToolButton) and not part.text():
        return ""
    return f"{part.height()} of {least} px high" if least > part.height() + SLACK_PX else ""


def _why_outside(part: QWidget, window: QWidget) -> str:
    """Return by how much a part sticks out of what holds it, unless that can be scrolled."""
    parent = part.parentWidget()
    inside = part
    while parent is not None and parent is not window:
        scroll = parent.parentWidget()
        if isinstance(scroll, QAbstractScrollArea):
            off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            place = inside.mapTo(parent, QPoint(0, 0)).x() + inside.width()
            over = place - parent.width()
            if scroll.horizontalScrollBarPolicy() == off and over > SLACK_PX:
                return f"{over} px beside what can be scrolled to"
            return ""
        place = QRect(inside.mapTo(parent, QPoint(0, 0)), inside.size())
        over = max(
            place.right() - parent.rect().right(), place.bottom() - parent.rect().bottom(), 0
        )
        if over > SLACK_PX or min(place.left(), place.top()) < -SLACK_PX:
            return f"{over} px outside of {parent.objectName() or type(parent).__name__}"
        parent = parent.parentWidget()
    return ""
