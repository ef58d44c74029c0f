"""Importance against gaps: fields, names, brackets, and what is not sure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.plot.layer import Words
from ui.charts.priorities.matrix import PriorityMatrix, placed_items
from ui.text.charts_priorities import card_foot


@pytest.fixture
def chart(look: Appearance, qtbot) -> PriorityMatrix:
    made = PriorityMatrix(look)
    qtbot.addWidget(made)
    made.resize(640, 420)
    made.show_priorities(examples.priorities())
    return made


def words(chart: PriorityMatrix) -> dict[str, Words]:
    return {each.words: each for each in chart.over.words}


def test_that_the_name_for_a_screen_reader_is_the_finding(chart: PriorityMatrix) -> None:
    assert chart.accessibleName().startswith("4 West: Start with rest")


def test_that_measures_stand_in_their_fields(chart: PriorityMatrix) -> None:
    at = {stop.key: stop.anchor for stop in chart.stops}
    assert set(at) == {"rest", "nurses", "doctors"}
    assert at["rest"].x() < chart.scales.x(0.0) < at["doctors"].x()
    assert at["rest"].y() < chart.scales.y(0.12) < at["nurses"].y()


def test_that_a_real_gap_is_named_with_its_points(chart: PriorityMatrix) -> None:
    named = words(chart)
    assert named["Rest: −15"].tone == "below"
    assert named["Doctors: +10"].tone == "above"


def test_that_the_axes_have_titles(chart: PriorityMatrix) -> None:
    assert "Importance for Overall rating" in words(chart)
    assert "Gap to the rest of the hospital, in points" in words(chart)


def test_that_what_cannot_be_told_apart_stands_in_one_bracket(
    chart: PriorityMatrix, look: Appearance
) -> None:
    drawn = ChartExport(chart, Caption("4 West", "", ""), paper_style(look)).svg().decode()
    assert drawn.count("too close to rank") == 1


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
    assert rows["Too close to rank with"] == "Doctors"
    assert "could also be in a neighboring quadrant" in chart.stops[1].card.foot


def test_that_a_clear_measure_is_not_called_unsure() -> None:
    rest = examples.priorities().items[0]
    assert card_foot(rest) == (
        "Fix first: It seems to matter more than most, and the unit is behind."
    )


def test_that_without_others_the_unit_s_own_share_stands_across(chart: PriorityMatrix) -> None:
    alone = tuple(
        examples.item(key, weight, None, quadrant="maintain")
        for key, weight in (("rest", 0.2), ("nurses", 0.1))
    )
    chart.show_priorities(examples.priorities(items=alone, performance_cut=0.7))
    assert not chart.of_gaps
    assert chart.marks["x cut"].value() == 0.7
    assert len(chart.marks["unit across"].opts["x"]) == 0


def test_that_no_importance_draws_nothing(chart: PriorityMatrix) -> None:
    found = examples.priorities(items=(examples.item("food", None, -0.1),), importance_cut=None)
    chart.show_priorities(found)
    chart.grab()
    assert placed_items(found) == []
    assert chart.stops == ()


def test_that_many_measures_name_the_real_gaps_and_the_most_important(
    chart: PriorityMatrix,
) -> None:
    items = [examples.item(f"m{k}", 0.3 - k / 100, -0.01) for k in range(24)]
    items.append(examples.item("late", 0.01, -0.2, "below"))
    chart.show_priorities(examples.priorities(items=tuple(items)))
    named = words(chart)
    assert "Late: −20" in named
    assert "M0" in named
    assert "M20" not in named


def test_that_marks_move_with_the_range_that_is_seen(chart: PriorityMatrix) -> None:
    marks = [chart.marks[name] for name in ("measures", "below up", "x cut", "y cut")]
    chart.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in marks]
    chart.view.setRange(xRange=(-0.1, 0.3), yRange=(0.05, 0.25), padding=0)
    chart.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in marks]
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert "Rest: −15" not in words(chart)


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
