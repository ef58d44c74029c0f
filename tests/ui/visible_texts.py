"""Every text that a person can see or hear in a widget and what is in it, and which is cut.

`visible_texts` walks widgets, item models, tabs, menus and chart items; `clipped_texts` names
those with less room than they need.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGraphicsSimpleTextItem,
    QGraphicsTextItem,
    QGraphicsView,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Shown:
    """A text and where it was found, as "page_results/QLabel#verdict.toolTip"."""

    where: str
    text: str


def visible_texts(root: QWidget, *, hidden: bool = False) -> list[Shown]:
    """Return the texts of a widget and all its children, without those that are not shown unless
    `hidden` is asked for."""
    found: list[Shown] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not hidden and not widget.isVisibleTo(root):
            continue
        name = f"{type(widget).__name__}#{widget.objectName()}"
        for kind, text in _own_texts(widget):
            plain = html.unescape(TAG.sub(" ", text)).strip()
            if plain:
                found.append(Shown(f"{name}.{kind}", plain))
    return found


def _own_texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "toolTip", widget.toolTip()
    yield "accessibleName", widget.accessibleName()
    yield "accessibleDescription", widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QGroupBox):
        yield "title", widget.title()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(row)) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(tab)) for tab in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (("action", action.text()) for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _model_texts(widget.model())
    if isinstance(widget, QGraphicsView) and widget.scene() is not None:
        for item in widget.scene().items():
            if isinstance(item, QGraphicsTextItem):
                yield "chart", item.toPlainText()
            elif isinstance(item, QGraphicsSimpleTextItem):
                yield "chart", item.text()


def _model_texts(model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        header = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(header, str):
            yield "header", header
    for row in range(min(model.rowCount(QModelIndex()), 200)):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield "cell", value


def clipped_texts(root: QWidget) -> list[Shown]:
    """Return the labels and buttons below `root` that have less room than their text needs."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if not text.strip() or getattr(widget, "elides", False):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            cut = widget.height() < widget.heightForWidth(widget.width())
        else:
            need = widget.minimumSizeHint()
            cut = widget.width() < need.width() or widget.height() < need.height()
        if cut:
            found.append(Shown(f"{type(widget).__name__}#{widget.objectName()}", text))
    return found
