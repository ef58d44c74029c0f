"""The monthly line."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from models.analysis.estimates.results import MonthPoint
from models.survey import parse_month
from tests.ui import examples
from ui.base.theme import Appearance
from ui.charts.time_line.time_line import Flag, TimeLine, runs

LINE = examples.line(24)


@pytest.fixture
def line(look: Appearance, qtbot) -> TimeLine:
    made = TimeLine(look)
    qtbot.addWidget(made)
    made.resize(400, 220)
    made.show_line(LINE, name="Restfulness", other="the rest")
    return made


def test_that_the_line_breaks_where_the_question_changed() -> None:
    flags = [Flag(parse_month("2025-01"), "new questionnaire", is_break=True)]
    before, after = runs(LINE, flags)
    assert before[-1].first_month == parse_month("2024-12")
    assert after[0].first_month == parse_month("2025-01")


def test_that_an_action_does_not_break_the_line() -> None:
    assert len(runs(LINE, [Flag(parse_month("2025-01"), "quiet hours")])) == 1


def test_that_a_month_with_too_few_answers_leaves_a_gap() -> None:
    hole = replace(LINE[5], top_box=None, low=None, high=None)
    assert len(runs((*LINE[:5], hole, *LINE[6:]), [])) == 2


def test_that_points_stand_at_their_months(line: TimeLine) -> None:
    xs = [stop.anchor.x() for stop in line.stops]
    steps = [b - a for a, b in itertools.pairwise(xs)]
    assert max(steps) - min(steps) < 0.01


def test_that_a_quarter_stands_in_the_middle_of_its_months(line: TimeLine) -> None:
    first = parse_month("2026-01")
    points = [
        MonthPoint("2026-Q1", first, first + 2, 33, 0.5, 0.4, 0.6),
        MonthPoint("2026-04", first + 3, first + 3, 20, 0.5, 0.4, 0.6),
        MonthPoint("2026-05", first + 4, first + 4, 20, 0.5, 0.4, 0.6),
    ]
    line.show_line(points, name="Rest")
    xs = [stop.anchor.x() for stop in line.stops]
    assert (xs[1] - xs[0]) == pytest.approx(2 * (xs[2] - xs[1]))


def test_that_arrows_walk_and_the_card_says_month_n_and_interval(line: TimeLine, qtbot) -> None:
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClick(line, Qt.Key.Key_End)
    assert line.current_key == "2026-09"
    card = line.stops[-1].card
    assert card.title == "Sep 2026"
    assert dict(card.rows)["Best answer"] == "51% (30–72%)"
    assert dict(card.rows)["Answers"] == "21 answers"
    assert "can still arrive" in card.foot
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert line.current_key == "2026-08"


def test_that_focus_can_be_seen_before_a_point_is_chosen(line: TimeLine, qtbot) -> None:
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    ring = line.style_now().theme.unit
    assert line.grab().toImage().pixelColor(200, 1).name() == ring.name()


def test_that_complete_months_say_nothing_of_filling_up(line: TimeLine) -> None:
    assert line.stops[0].card.foot == ""


def test_that_the_card_names_what_happened_in_its_month(line: TimeLine) -> None:
    flags = [Flag(parse_month("2025-03"), "quiet hours start")]
    line.show_line(LINE, name="Restfulness", flags=flags)
    march = next(stop for stop in line.stops if stop.key == "2025-03")
    assert march.card.foot == "quiet hours start"


def test_that_hidden_months_show_no_value(line: TimeLine) -> None:
    month = parse_month("2026-01")
    line.show_line([MonthPoint("2026-01", month, month, 4, None, None, None)], name="Rest")
    assert line.accessibleName() == "Rest: no month has enough answers."
    line.grab()


def test_that_one_point_alone_paints(line: TimeLine) -> None:
    line.show_line(LINE[:1], name="Rest", other="the rest")
    line.grab()
    assert len(line.stops) == 1


def test_that_the_others_are_named_at_the_end_of_their_line(line: TimeLine) -> None:
    (name,) = [words for words in line.over.words if words.words == "the rest"]
    last = next(point for point in reversed(LINE) if point.other is not None)
    end = line.scales.at(last.last_month, last.other or 0.0)
    assert name.box.left() > end.x()
    assert name.box.right() <= line.width()
    assert name.box.top() < end.y() < name.box.bottom()


def test_that_a_unit_alone_takes_the_whole_width(line: TimeLine) -> None:
    beside = line.plot_box.right()
    line.show_line([replace(point, other=None) for point in LINE], name="Rest", other="")
    assert line.over.words == []
    assert line.plot_box.right() > beside


def test_that_points_and_lines_move_with_the_range_that_is_seen(line: TimeLine) -> None:
    marks = [line.marks[name] for name in ("points", "line", "others", "intervals")]
    line.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in marks]
    line.view.setRange(xRange=(LINE[3].first_month, LINE[9].first_month), padding=0)
    line.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in marks]
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_that_the_goal_is_a_line_on_the_axis(line: TimeLine) -> None:
    line.show_line(LINE, name="Rest", goal=0.95)
    assert line.marks["goal"].value() == 0.95
    assert line.scales.ys[1] >= 0.95
