"""A change with its interval."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.base.theme import Appearance
from ui.charts.rows.change_bar import Change, ChangeBar

CHANGES = (
    Change("This unit", 0.05, -0.04, 0.15),
    Change("Beyond the rest", -0.12, -0.22, -0.03, "below"),
)


@pytest.fixture
def bar(look: Appearance, qtbot) -> ChangeBar:
    made = ChangeBar(look)
    qtbot.addWidget(made)
    made.resize(320, 90)
    made.show_changes(CHANGES, "Worse: 40% after, 52% before.")
    return made


def test_that_no_change_lies_between_worse_and_better(bar: ChangeBar) -> None:
    better, worse = (stop.anchor.x() for stop in bar.stops)
    assert worse < better
    assert bar.accessibleName() == "Worse: 40% after, 52% before."


def test_that_arrows_walk_and_tell_the_interval(bar: ChangeBar, qtbot) -> None:
    bar.show()
    bar.setFocus()
    qtbot.waitUntil(bar.hasFocus)
    qtbot.keyClick(bar, Qt.Key.Key_Down)
    assert bar.accessibleDescription() == "This unit. Change: +5 points (−4 to +15)."


def test_that_it_paints_and_that_nothing_has_no_height(bar: ChangeBar) -> None:
    assert not bar.grab().isNull()
    bar.show_changes((), "")
    assert bar.height() == 0


def test_that_marks_move_with_the_range_that_is_seen(bar: ChangeBar) -> None:
    marks = [bar.marks[name] for name in ("0 value", "1 span", "no change")]
    bar.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in marks]
    bar.view.setRange(xRange=(-0.5, 0.2), padding=0)
    bar.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in marks]
    assert all(a != b for a, b in zip(before, after, strict=True))
