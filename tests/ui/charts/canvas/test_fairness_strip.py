"""The apples-to-apples strip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from models.analysis.estimates.results import Fairness
from tests.ui import examples
from ui.base.theme import Appearance
from ui.charts.canvas.fairness_strip import FairnessStrip, StripValues


@pytest.fixture
def strip(look: Appearance, qtbot) -> FairnessStrip:
    made = FairnessStrip(look)
    qtbot.addWidget(made)
    made.resize(700, 60)
    return made


def words(strip: FairnessStrip) -> list[str]:
    return [entry.words for entry in strip._entries]


def show(strip: FairnessStrip, fair: Fairness) -> None:
    strip.show_fairness(StripValues(fair, "4 West", 62, 1204))


def test_that_a_fair_comparison_says_so(strip: FairnessStrip) -> None:
    show(strip, examples.FAIR)
    assert words(strip) == [
        "same question",
        "same months",
        "same survey mode",
        "enough answers (62 / 1,204)",
        "4 West is not in the average",
        "Fair comparison",
    ]


def test_that_unknown_is_a_question_and_never_a_pass(strip: FairnessStrip) -> None:
    show(strip, examples.UNKNOWN_MODE)
    assert "same survey mode?" in words(strip)
    assert words(strip)[-1] == "Looks fair; some checks unknown"


def test_that_a_failed_mark_says_what_differs_and_why(strip: FairnessStrip) -> None:
    show(strip, examples.UNFAIR)
    assert words(strip)[0] == "different question"
    assert words(strip)[-1] == "Not a fair comparison"
    card = strip.stops[0].card
    assert card.title == "Not fair: different question"
    assert card.foot == "Asked of 4 West only since January 2025."


def test_that_other_months_on_purpose_are_no_fault(strip: FairnessStrip) -> None:
    show(strip, replace(examples.FAIR, same_period=False, on_purpose=("same_period",)))
    assert words(strip)[-1] == "Fair comparison"
    assert strip.stops[1].card.title == "Chosen by you: different months"


def test_that_arrows_reach_every_mark(strip: FairnessStrip, qtbot) -> None:
    show(strip, examples.UNFAIR)
    strip.show()
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    reached = []
    strip.stop_reached.connect(reached.append)
    for _mark in range(5):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert reached == [name for name, _holds in examples.UNFAIR.marks]


@pytest.mark.parametrize("width", [260, 420, 700, 1200])
def test_that_the_marks_wrap_instead_of_being_cut(strip: FairnessStrip, width: int) -> None:
    show(strip, examples.FAIR)
    strip.show()
    strip.resize(width, strip.heightForWidth(width))
    boxes = [entry.box for entry in strip._entries]
    assert all(box.left() >= 0 and box.right() <= width for box in boxes)
    assert max(box.bottom() for box in boxes) <= strip.height()
    for k, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[k + 1 :])


def test_that_its_name_gives_verdict_and_marks(strip: FairnessStrip) -> None:
    show(strip, examples.FAIR)
    assert strip.accessibleName().startswith("Fair comparison. same question. same months")


def test_that_what_published_figures_are_stands_in_the_strip_and_in_its_name(
    strip: FairnessStrip,
) -> None:
    fair = StripValues(examples.FAIR, "4 West", 62, 1204)
    strip.show_fairness(fair)
    before = strip.heightForWidth(700)
    words = "Benchmarks: published scores (nation: 2024), adjusted and rounded."
    strip.show_fairness(replace(fair, published=words))
    assert strip.heightForWidth(700) > before
    assert strip.accessibleName().endswith(words)
    strip.grab()


def test_that_a_very_long_unit_name_stays_inside_the_strip(strip: FairnessStrip) -> None:
    name = "Treatment Room - Renal Outpatients, Level 8, Kidney Unit of the Southern Hospital"
    strip.resize(420, 120)
    strip.show_fairness(StripValues(examples.FAIR, name, 62, 1204))
    assert all(entry.box.right() <= 420 for entry in strip._entries)
    assert "not in the average" in strip.accessibleName()
