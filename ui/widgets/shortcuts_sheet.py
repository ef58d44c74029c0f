"""The sheet of keys: everything that can be done without a mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import XL, L, M, S
from ui.widgets.basics import button, label


@dataclass(frozen=True)
class KeyGroup:
    """Keys of one place: (keys as in QKeySequence, or words such as "Arrow keys"; what they do)."""

    title: str
    keys: tuple[tuple[str, str], ...]


class ShortcutsSheet(QDialog):
    """Shows groups of keys in two columns. Closed by Escape or its button."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setObjectName("shortcuts_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addWidget(label(self.tr("Keys"), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(XL * 2)
        half = (len(groups) + 1) // 2
        for part in (groups[:half], groups[half:]):
            side = QVBoxLayout()
            side.setSpacing(L)
            for group in part:
                side.addLayout(self._group(group))
            side.addStretch(1)
            columns.addLayout(side)
        column.addLayout(columns)
        close = button(self.tr("Close"), self.accept)
        close.setDefault(True)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _group(self, group: KeyGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
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
