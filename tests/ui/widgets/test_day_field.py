"""A day: typed, or picked in a calendar by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.base.theme import Appearance
from ui.widgets.day_field import DayField


@pytest.fixture
def field(look: Appearance, qtbot) -> DayField:
    made = DayField(look, "By when")
    qtbot.addWidget(made)
    made.set_day(date(2026, 12, 8))
    made.show()
    return made


def test_that_alt_down_opens_the_calendar_on_the_day_in_the_field(field: DayField, qtbot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.popup.isVisible()
    assert field.popup.calendar.selectedDate() == QDate(2026, 12, 8)
    assert field.day == date(2026, 12, 8)


def test_that_a_picked_day_stands_in_the_field(field: DayField, qtbot) -> None:
    field.open_calendar()
    field.popup.calendar.clicked.emit(QDate(2026, 12, 24))
    assert not field.popup.isVisible()
    assert field.day == date(2026, 12, 24)


def test_that_down_alone_changes_the_part_under_the_cursor(field: DayField, qtbot) -> None:
    field.setCurrentSection(DayField.Section.DaySection)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.day == date(2026, 12, 7)


def test_that_a_field_being_saved_opens_no_calendar(field: DayField, qtbot) -> None:
    field.setReadOnly(True)
    qtbot.keyClick(field, Qt.Key.Key_F4)
    assert not field.popup.isVisible()


def test_that_weekends_are_not_red(field: DayField) -> None:
    calendar = field.popup.calendar
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        shown = calendar.weekdayTextFormat(day).foreground().color()
        assert shown == field._look.theme.ink


def test_that_tab_leaves_the_field_at_once(look: Appearance, qtbot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    row = QHBoxLayout(form)
    day, button = DayField(look, "By when"), QPushButton("Add")
    row.addWidget(day)
    row.addWidget(button)
    form.show()
    day.setFocus()
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert form.focusWidget() is button
