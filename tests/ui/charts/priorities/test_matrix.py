"""Importance against gaps: fields, names, brackets, and what is not sure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.priorities.layout import MatrixLayout, lay_out_matrix, placed_items
from ui.charts.priorities.matrix import PriorityMatrix, importance_tick
from ui.charts.priorities.words import card_foot

BOX = QRectF(0, 0, 640, 420)


@pytest.fixture
def chart(look: Appearance, qtbot) -> PriorityMatrix:
    made = PriorityMatrix(look)
    qtbot.addWidget(made)
    made.resize(640, 420)
    made.show_priorities(examples.priorities())
    return made


def laid_out(look: Appearance, found=None) -> MatrixLayout:
    layout = lay_out_matrix(found or examples.priorities(), BOX, paper_style(look))
    assert layout is not None
    return layout


def test_that_the_name_for_a_screen_reader_is_the_finding(chart: PriorityMatrix) -> None:
    assert chart.accessibleName().startswith("4 West: Work first on rest")


def test_that_measures_stand_in_their_fields(look: Appearance) -> None:
    layout = laid_out(look)
    at = {mark.item.measure: mark.at for mark in layout.marks}
    assert set(at) == {"rest", "nurses", "doctors"}
    assert at["rest"].x() < layout.x(0.0) < at["doctors"].x()
    assert at["rest"].y() < layout.y(0.12) < at["nurses"].y()


def test_that_intervals_lie_around_their_marks(look: Appearance) -> None:
    for mark in laid_out(look).marks:
        assert mark.left < mark.at.x() < mark.right
        assert mark.top < mark.at.y() < mark.bottom


def test_that_a_real_gap_is_named_with_its_points(look: Appearance) -> None:
    names = {name.measure: name for name in laid_out(look).names}
    assert names["rest"].words == "Rest: −15"
    assert names["rest"].tone == "below"
    assert names["doctors"].tone == "above"


def test_that_what_cannot_be_told_apart_stands_in_one_bracket(look: Appearance) -> None:
    layout = laid_out(look)
    (bracket,) = layout.brackets
    ys = [mark.at.y() for mark in layout.marks if mark.item.measure in ("nurses", "doctors")]
    assert bracket.top < min(ys)
    assert max(ys) < bracket.bottom
    assert bracket.words == "cannot be told apart"


def test_that_arrows_walk_by_importance_and_the_card_says_all(chart: PriorityMatrix, qtbot) -> None:
    chart.show()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current_key == "nurses"
    rows = dict(chart.stops[1].card.rows)
    assert rows["Importance"] == "8% (5–12%)"
    assert rows["Gap"] == "+2 points (−2 to +6)"
    assert rows["Not told apart from"] == "Doctors"
    assert "could also belong" in chart.stops[1].card.foot


def test_that_a_clear_measure_is_not_called_unsure() -> None:
    rest = examples.priorities().items[0]
    assert card_foot(rest) == (
        "Fix first: It seems to count more than most, and the unit is behind."
    )


def test_that_without_others_the_unit_s_own_share_stands_across(look: Appearance) -> None:
    alone = tuple(
        examples.item(key, weight, None, quadrant="maintain")
        for key, weight in (("rest", 0.2), ("nurses", 0.1))
    )
    found = examples.priorities(items=alone, performance_cut=0.7)
    layout = laid_out(look, found)
    assert not layout.of_gaps
    assert layout.x_cut == 0.7
    assert all(mark.left is None for mark in layout.marks)


def test_that_no_importance_draws_nothing(chart: PriorityMatrix) -> None:
    found = examples.priorities(items=(examples.item("food", None, -0.1),), importance_cut=None)
    chart.show_priorities(found)
    chart.grab()
    assert placed_items(found) == []
    assert chart.stops == ()


def test_that_many_measures_name_the_real_gaps_and_the_most_important(look: Appearance) -> None:
    items = [examples.item(f"m{k}", 0.3 - k / 100, -0.01) for k in range(24)]
    items.append(examples.item("late", 0.01, -0.2, "below"))
    layout = laid_out(look, examples.priorities(items=tuple(items)))
    named = {name.measure for name in layout.names}
    assert "late" in named
    assert "m0" in named
    assert "m20" not in named


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_it_paints_in_both_themes(chart: PriorityMatrix, look: Appearance, theme: str) -> None:
    look.choose(theme)
    chart.go_to("rest")
    assert not chart.grab().isNull()


def test_that_the_fields_are_named_in_the_drawing(chart: PriorityMatrix, look: Appearance) -> None:
    caption = Caption("4 West", "", "Work first on rest.", notes="Importance: …")
    drawn = ChartExport(chart, caption, paper_style(look)).svg().decode()
    for word in ("Fix first", "Keep up", "Monitor", "Maintain"):
        assert word in drawn


def test_that_no_two_ticks_of_importance_read_alike() -> None:
    halves = (0.0, 0.005, 0.01, 0.015)
    assert [importance_tick(value, halves) for value in halves] == ["0.0%", "0.5%", "1.0%", "1.5%"]
    assert [importance_tick(value, (0.0, 0.02)) for value in (0.0, 0.02)] == ["0%", "2%"]
