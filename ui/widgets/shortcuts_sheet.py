"""The sheet of keys: everything that can be done without a mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.base.theme import XL, XS, L, M
from ui.text.language import _
from ui.widgets.basics import button, label

COLUMNS = 3
BAR_PX, AROUND_PX, OTHERS_PX = 24, 96, 168
"""Room for a scroll bar, beside the sheet, and for title and button above and below the keys."""


@dataclass(frozen=True)
class KeyGroup:
    """Keys of one place: (keys as in QKeySequence, or words such as "Arrow keys"; what they do)."""

    title: str
    keys: tuple[tuple[str, str], ...]


def side_by_side(groups: Sequence[KeyGroup], columns: int) -> list[list[KeyGroup]]:
    """Return the groups in their order in so many columns, about as long as each other."""
    sizes = [len(group.keys) + 2 for group in groups]  # a title, and the gap before the next
    share = sum(sizes) / columns
    sides: list[list[KeyGroup]] = [[] for _column in range(columns)]
    before = 0
    for group, size in zip(groups, sizes, strict=True):
        sides[min(int((before + size / 2) / share), columns - 1)].append(group)
        before += size
    return sides


class ShortcutsSheet(QDialog):
    """Shows groups of keys in three columns, to scroll where the window is low. Closed by Escape
    or its button."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setObjectName("shortcuts_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addWidget(label(_("Keyboard shortcuts"), "title"))
        inside = self._build_columns(groups)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        wanted = inside.sizeHint()
        room = parent.window().size()
        scroll.setMinimumWidth(min(wanted.width() + BAR_PX, room.width() - AROUND_PX))
        scroll.setMinimumHeight(min(wanted.height(), room.height() - OTHERS_PX))
        column.addWidget(scroll)
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _build_columns(self, groups: Sequence[KeyGroup]) -> QWidget:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, M, 0)
        columns.setSpacing(XL)
        for part in side_by_side(groups, COLUMNS):
            side = QVBoxLayout()
            side.setSpacing(L)
            for group in part:
                side.addLayout(self._group(group))
            side.addStretch(1)
            columns.addLayout(side)
        return inside

    def _group(self, group: KeyGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(XS)
        grid.addWidget(label(group.title, "card"), 0, 0, 1, 2)
        for row, (keys, what) in enumerate(group.keys, 1):
            grid.addWidget(_key_label(keys), row, 0)
            grid.addWidget(label(what, "body"), row, 1)
        grid.setColumnStretch(1, 1)
        return grid


def _key_label(keys: str) -> QLabel:
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    made = label(native or keys, "secondary")
    made.setProperty("surface", "key")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
