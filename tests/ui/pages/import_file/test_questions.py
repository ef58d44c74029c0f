"""What a file leaves open, one question beneath the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from tests.ui.pages.import_examples import DATES, ORDER, RATING
from ui.base.theme import Appearance
from ui.pages.import_file.order import OrderButton
from ui.pages.import_file.questions import QuestionCard, QuestionsPanel
from ui.widgets.chooser import Chooser


@pytest.fixture
def panel(look: Appearance, qtbot) -> QuestionsPanel:
    made = QuestionsPanel(look)
    qtbot.addWidget(made)
    made.show_questions([RATING, DATES], {})
    made.show()
    return made


def radios(card: QuestionCard) -> list[QRadioButton]:
    return card.findChildren(QRadioButton)


def words(card: QuestionCard) -> list[str]:
    return [part.text() for part in card.findChildren(QLabel)]


def test_that_a_guess_is_in_force_and_a_question_without_one_waits(panel: QuestionsPanel) -> None:
    rating, dates = panel.cards
    assert [radio.isChecked() for radio in radios(rating)] == [True, False]
    assert not any(radio.isChecked() for radio in radios(dates))
    assert words(rating)[0] == "Please check"
    assert words(dates)[0] == "Please answer"
    assert panel.left == [dates]


def test_that_choices_are_read_out_with_their_question_and_what_they_would_mean(
    panel: QuestionsPanel,
) -> None:
    five = radios(panel.cards[0])[0]
    assert five.accessibleName() == "Which is the best rating, 5 or 1? 5 is best"
    assert five.accessibleDescription() == "row 4, “5”, is a best answer"


def test_that_a_question_is_answered_with_the_keyboard(panel: QuestionsPanel, qtbot) -> None:
    panel.left[0].focus_field()
    with qtbot.waitSignal(panel.answered) as answered:
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert answered.args == ["dates", "month first"]


def test_that_an_answered_question_stays_with_the_keyboard_on_it(
    panel: QuestionsPanel, qtbot
) -> None:
    dates = panel.cards[1]
    radios(dates)[1].setFocus()
    radios(dates)[1].click()
    panel.show_questions([RATING, DATES], {"dates": "day first"})
    assert panel.cards[1] is dates
    assert panel.focusWidget() is radios(dates)[1]
    assert words(dates)[0] == "Answered"
    assert panel.left == []


def test_that_a_question_that_changed_is_asked_anew_where_it_was(panel: QuestionsPanel) -> None:
    panel.cards[1].focus_field()
    panel.show_questions([RATING, replace(DATES, text="And now?")], {})
    assert words(panel.cards[1])[1] == "And now?"
    assert panel.cards[1].isAncestorOf(panel.focusWidget())


def test_that_many_choices_are_a_list_to_open(look: Appearance, qtbot) -> None:
    choices = tuple(replace(DATES.choices[0], key=str(k), text=f"Column {k}") for k in range(9))
    card = QuestionCard(look, replace(DATES, choices=choices), None)
    qtbot.addWidget(card)
    chooser = card.findChild(Chooser)
    assert [option.text for option in chooser.options] == [f"Column {k}" for k in range(9)]
    with qtbot.waitSignal(card.answered) as answered:
        chooser.chosen.emit("4")
    assert answered.args == ["dates", "4"]


def test_that_answers_are_put_in_order_by_pressing_them_from_worst_to_best(
    look: Appearance, qtbot
) -> None:
    card = QuestionCard(look, ORDER, None)
    qtbot.addWidget(card)
    card.show()
    use = card.findChild(QPushButton, "use_order")
    assert not use.isEnabled()
    for key in ("No", "Yes", "Partly", "Yes", "Yes"):  # Yes loses its place and gets the last
        button = card.findChild(OrderButton, f"order_{key}")
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert card.findChild(OrderButton, "order_Yes").accessibleName() == "Yes, number 3"
    with qtbot.waitSignal(card.answered) as answered:
        use.click()
    assert answered.args == ["order:q33", ["No", "Partly", "Yes"]]


def test_that_answers_can_be_said_to_be_none_about_care(look: Appearance, qtbot) -> None:
    card = QuestionCard(look, ORDER, None)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.answered) as answered:
        card.findChild(QPushButton, "no_question").click()
    assert answered.args == ["order:q33", "ignore"]


def test_that_names_of_columns_that_are_whole_questions_are_cut_short(
    look: Appearance, qtbot
) -> None:
    name = "Please rank the films in the order of your preference, best first"
    card = QuestionCard(
        look, replace(RATING, columns=(name,), text=f"In “{name}”, is 5 best?"), None
    )
    qtbot.addWidget(card)
    assert words(card)[1] == "In “Please rank th…our preference, best first”, is 5 best?"
