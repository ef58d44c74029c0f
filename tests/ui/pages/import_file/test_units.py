"""Unit names that look alike: offered as one unit, joined only by the user."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from models.importing.unit_spellings import Certainty, SpellingGroup
from ui.base.theme import Appearance
from ui.pages.import_file.units import UnitsCard

WEST = SpellingGroup(
    "Riverside", "", "4 West", ("4 West", "4W", "4-WEST"), (40, 8, 3), Certainty.LIKELY, "signs"
)
EAST = SpellingGroup("Riverside", "", "3 East", ("3 East", "3E"), (20, 2), Certainty.SURE, "signs")


@pytest.fixture
def card(look: Appearance, qtbot) -> UnitsCard:
    made = UnitsCard(look)
    qtbot.addWidget(made)
    return made


def test_that_spellings_stay_apart_until_the_user_joins_them(card: UnitsCard, qtbot) -> None:
    card.show_units([WEST], {}, 0)
    (question,) = card.questions
    assert question.apart.isChecked()
    assert question.accessibleName().startswith("Are “4W” and “4-WEST” the same unit as “4 West”?")
    question.together.setFocus()
    with qtbot.waitSignal(card.units_changed) as changed:
        qtbot.keyClick(question.together, Qt.Key.Key_Space)
    assert changed.args == [{"4W": "4 West", "4-WEST": "4 West"}]


def test_that_an_answered_group_stays_so_that_the_answer_can_be_taken_back(
    card: UnitsCard, qtbot
) -> None:
    card.show_units([WEST, EAST], {}, 0)
    joined = {"4W": "4 West", "4-WEST": "4 West"}
    card.show_units([EAST], joined, 0)
    west, _east = card.questions
    assert west.group == WEST
    with qtbot.waitSignal(card.units_changed) as changed:
        west.apart.click()
    assert changed.args == [{}]


def test_that_other_names_said_before_are_kept(card: UnitsCard, qtbot) -> None:
    card.show_units([EAST], {"M4": "4 West"}, 0)
    with qtbot.waitSignal(card.units_changed) as changed:
        card.questions[0].together.click()
    assert changed.args == [{"M4": "4 West", "3E": "3 East"}]


def test_that_rows_without_a_unit_are_told(card: UnitsCard) -> None:
    card.show_units([], {}, 12)
    nameless = card.findChild(QLabel, "no_unit_rows")
    assert not card.isHidden()
    assert nameless.text() == ("12 rows have no unit. They count for the hospital under “No unit”.")
    card.show_units([], {}, 0)
    assert card.isHidden()
