"""A password that is asked for, and forgotten as soon as it is handed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.base.theme import Appearance
from ui.widgets.password_field import PasswordField


@pytest.fixture
def field(look: Appearance, qtbot) -> PasswordField:
    made = PasswordField(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_what_is_typed_is_hidden_until_the_user_wants_to_see_it(
    field: PasswordField, qtbot
) -> None:
    qtbot.keyClicks(field.line, "Cafe 7!")
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    assert field.line.displayText() != field.line.text()
    field.shown.click()
    assert field.line.displayText() == "Cafe 7!"


def test_that_enter_hands_the_password_over_and_keeps_none(field: PasswordField, qtbot) -> None:
    qtbot.keyClicks(field.line, "Cafe 7!")
    with qtbot.waitSignal(field.given) as given:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert given.args == ["Cafe 7!"]
    assert field.line.text() == ""


def test_that_nothing_is_handed_over_while_nothing_is_typed(field: PasswordField, qtbot) -> None:
    given: list[str] = []
    field.given.connect(given.append)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.agree.isEnabled()
    assert given == []


def test_that_a_wrong_password_is_called_so_and_hidden_again(field: PasswordField, qtbot) -> None:
    field.shown.click()
    field.ask("The password doesn't open this workbook.")
    wrong = field.findChild(QLabel, "password_wrong")
    assert wrong.isVisible()
    assert wrong.text() == field.line.accessibleDescription()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
