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


def test_that_up_and_down_go_a_day_on_and_back(field: DayField, qtbot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.day == date(2026, 12, 7)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/15/26", date(2026, 12, 15)),
        ("12/15", date(2026, 12, 15)),
        ("dec 15", date(2026, 12, 15)),
        ("next friday", date(2026, 12, 4)),
        ("in 2 weeks", date(2026, 12, 14)),
    ],
)
def test_that_a_day_is_typed_as_people_say_it(
    field: DayField, qtbot, typed: str, day: date
) -> None:
    field.set_day(date(2026, 12, 8), today=date(2026, 11, 30))
    heard = []
    field.dateChanged.connect(heard.append)
    field.selectAll()
    qtbot.keyClicks(field, typed)
    assert field.day == day
    assert f"{day.year}" in field.understood()
    field.editingFinished.emit()
    assert field.text() == f"{day.month}/{day.day}/{day.year}"
    assert heard[-1] == QDate(day.year, day.month, day.day)


def test_that_what_is_no_day_changes_nothing_and_says_what_works(field: DayField, qtbot) -> None:
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    assert not field.is_day
    assert field.day == date(2026, 12, 8)
    assert "next friday" in field.understood()
    field.editingFinished.emit()
    assert field.text() == "soon"


def test_that_a_day_before_the_earliest_is_refused(field: DayField, qtbot) -> None:
    field.set_earliest(date(2026, 12, 5))
    field.selectAll()
    qtbot.keyClicks(field, "2026-12-01")
    assert not field.is_day


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
