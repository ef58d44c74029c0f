"""A chart, or the same as a table."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.chart_or_table import ChartOrTable


@pytest.fixture
def parts(qtbot) -> tuple[ChartOrTable, QLineEdit, QLineEdit, QLineEdit, QWidget]:
    window = QWidget()
    chart, table, other = QLineEdit(), QLineEdit(), QLineEdit()
    views = ChartOrTable(chart, table)
    column = QVBoxLayout(window)
    column.addWidget(views)
    column.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return views, chart, table, other, window


def test_that_the_keyboard_goes_with_what_is_shown(parts, qtbot) -> None:
    views, chart, table, _other, _window = parts
    chart.setFocus()
    views.show_table(True)
    assert views.shows_table
    assert views.window().focusWidget() is table
    views.show_table(False)
    assert views.window().focusWidget() is chart


def test_that_the_keyboard_stays_where_it_is_outside(parts, qtbot) -> None:
    views, _chart, _table, other, _window = parts
    other.setFocus()
    views.show_table(True)
    assert views.window().focusWidget() is other
