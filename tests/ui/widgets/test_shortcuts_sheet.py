"""The sheet of keys fits on the screen, whatever the number of pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance
from ui.widgets.shortcuts_sheet import KeyGroup, ShortcutsSheet, side_by_side

GROUPS = [
    KeyGroup(f"Page {n}", tuple((f"Ctrl+{k}", "Do something about it") for k in range(n % 7 + 3)))
    for n in range(9)
]


def test_that_columns_are_about_as_long_and_keep_the_order() -> None:
    sides = side_by_side(GROUPS, 3)
    assert [group for side in sides for group in side] == GROUPS
    lengths = [sum(len(group.keys) + 2 for group in side) for side in sides]
    assert max(lengths) - min(lengths) <= 9


def test_that_the_sheet_is_no_higher_than_a_low_window(look: Appearance, qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 500)
    sheet = ShortcutsSheet(GROUPS * 2, window)
    sheet.show()
    assert sheet.height() <= 500
    assert sheet.width() <= 1280
