"""All units between the limits of chance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.funnel.funnel import MANY, FunnelChart, parts_within
from ui.charts.funnel.layout import FunnelLayout, lay_out_funnel
from ui.charts.funnel.words import finding_words, ranks_words

BOX = QRectF(0, 0, 720, 400)


@pytest.fixture
def chart(look: Appearance, qtbot) -> FunnelChart:
    made = FunnelChart(look)
    qtbot.addWidget(made)
    made.resize(720, 400)
    made.show_funnel(examples.funnel(), own=4)
    return made


def laid_out(look: Appearance, own: int | None = 4, **changes: object) -> FunnelLayout:
    layout = lay_out_funnel(examples.funnel(**changes), own, BOX, paper_style(look))
    assert layout is not None
    return layout


def test_that_the_name_for_a_screen_reader_is_the_finding(chart: FunnelChart) -> None:
    assert chart.accessibleName() == (
        "Quietness: The units differ more than chance would make them. Below: Ward 2."
    )


def test_that_units_stand_by_their_answers_and_shares(look: Appearance) -> None:
    layout = laid_out(look)
    assert [unit.unit_id for unit in layout.units] == [5, 4, 3, 2, 1]
    at = {u.unit_id: point for u, point in zip(layout.units, layout.points, strict=True)}
    assert at[3].y() < at[1].y() < at[2].y()
    assert [mark.unit.unit_id for mark in layout.standing_out if mark.own] == [4]


def test_that_a_unit_below_the_floor_is_not_drawn(chart: FunnelChart) -> None:
    assert "6" not in [stop.key for stop in chart.stops]


def test_that_signals_are_named_with_a_word_and_the_own_unit_always(look: Appearance) -> None:
    names = {name.words: name for name in laid_out(look).names}
    assert names["Ward 2: below"].tone == "below"
    assert names["Ward 3: above"].tone == "above"
    assert names["Ward 4"].tone == "unit"
    assert names["Ward 4"].strong


def test_that_no_name_reaches_past_the_edge_of_the_plot(look: Appearance) -> None:
    long = tuple(
        replace(unit, unit=f"{unit.unit} of the northern wing", name=f"{unit.name}, northern wing")
        for unit in examples.funnel().units
    )
    layout = laid_out(look, units=long)
    assert layout.names
    assert all(name.box.right() <= layout.plot.right() for name in layout.names)


def test_that_the_own_name_stands_clear_of_the_marks_around_it(look: Appearance) -> None:
    crowd = tuple(
        examples.unit(10 + k, 180 + 4 * (k % 6), 0.5 + 0.03 * (k // 6)) for k in range(36)
    )
    own = examples.unit(4, 190, 0.58)
    layout = laid_out(look, units=(*crowd, own))
    name = next(name for name in layout.names if name.tone == "unit")
    marks = [QRectF(point.x() - 3, point.y() - 3, 6, 6) for point in layout.points]
    assert not any(name.box.intersects(mark) for mark in marks)
    assert name.mark == layout.points[layout.place_of["4"]]


def test_that_limits_narrow_with_the_answers(look: Appearance) -> None:
    curve = laid_out(look).curve
    widths = [limits.high998 - limits.low998 for _x, limits in curve]
    assert widths == sorted(widths, reverse=True)
    assert all(
        limits.low998 <= limits.low95 <= limits.high95 <= limits.high998 for _, limits in curve
    )


def test_that_arrows_walk_from_few_answers_to_many_and_the_card_says_all(
    chart: FunnelChart, qtbot
) -> None:
    chart.show()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    reached = []
    chart.stop_reached.connect(reached.append)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert reached == ["5", "1"]
    described = chart.accessibleDescription()
    assert "Ward 1" in described
    assert "240 answers" in described
    assert "99.8% limits" in described


def test_that_the_pointer_finds_the_nearest_unit(chart: FunnelChart, qtbot) -> None:
    chart.show()
    stop = next(s for s in chart.stops if s.key == "2")
    qtbot.mouseMove(chart, (stop.anchor + QPointF(5, 4)).toPoint())
    assert chart.hovered_key == "2"
    qtbot.mouseMove(chart, (stop.anchor + QPointF(40, 40)).toPoint())
    assert chart.hovered_key == ""


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (examples.unit(1, 90, 0.9, "above"), "above what chance explains"),
        (examples.unit(1, 90, 0.3, "below"), "below what chance explains"),
        (examples.unit(1, 90, 0.6), "within chance"),
        (
            examples.unit(1, 90, 0.7, warning=True),
            "near the edge: beyond the 95% limits, inside the 99.8% limits",
        ),
        (examples.unit(1, 5, None), "too few answers to show"),
    ],
)
def test_that_each_state_has_its_words(unit, words: str) -> None:
    assert finding_words(unit) == words


def test_that_places_are_told_as_a_span() -> None:
    assert ranks_words(examples.unit(1, 90, 0.6), 5) == "place 1 to 4 of 5"
    assert ranks_words(replace(examples.unit(1, 90, 0.6), ranks=(2, 2)), 5) == "place 2 of 5"


def test_that_thousands_of_units_are_painted_once(look: Appearance, qtbot) -> None:
    chart = FunnelChart(look)
    qtbot.addWidget(chart)
    chart.resize(720, 400)
    units = tuple(examples.unit(k, 12 + k % 200, 0.5 + k % 7 / 20) for k in range(1, MANY + 50))
    chart.show_funnel(examples.funnel(units=units), own=7)
    chart.show()
    chart.grab()
    painted = chart._picture
    assert painted is not None
    chart.go_to("9")
    chart.grab()
    assert chart._picture is painted
    look.choose("dark")
    assert chart._picture is None


def test_that_each_of_thousands_of_units_is_a_stop(look: Appearance, qtbot) -> None:
    chart = FunnelChart(look)
    qtbot.addWidget(chart)
    chart.resize(720, 400)
    units = tuple(examples.unit(k, 12 + k, 0.6) for k in range(1, MANY + 50))
    chart.show_funnel(examples.funnel(units=units))
    assert [stop.key for stop in chart.stops[:2]] == ["1", "2"]
    last = chart.stops[-1]
    assert chart._stop_at(last.anchor) == len(units) - 1
    chart.go_to(last.key)
    assert chart.current_key == str(MANY + 49)
    chart.go_to("none such")
    assert chart.current_key == ""


def test_that_no_unit_with_enough_answers_draws_nothing(chart: FunnelChart) -> None:
    chart.show_funnel(examples.funnel(units=(examples.unit(1, 5, None),), target=None))
    chart.grab()
    assert chart.stops == ()


def test_that_one_unit_alone_paints(chart: FunnelChart) -> None:
    chart.show_funnel(examples.funnel(units=(examples.unit(1, 50, 0.6),)), own=1)
    chart.grab()
    assert len(chart.stops) == 1


def test_that_a_curve_is_cut_where_it_leaves_the_plot() -> None:
    curve = [QPointF(0, -10), QPointF(10, 10), QPointF(20, 10), QPointF(30, 30)]
    (part,) = parts_within(curve, 0, 20)
    assert [(p.x(), p.y()) for p in part] == [(5, 0), (10, 10), (20, 10), (25, 20)]


def test_that_a_curve_outside_has_no_part() -> None:
    assert parts_within([QPointF(0, -10), QPointF(10, -5)], 0, 20) == []


def test_that_no_line_leaves_the_plot_in_the_drawing(chart: FunnelChart, look: Appearance) -> None:
    caption = Caption("All units", "Quietness", "They differ.", notes="Raw answers.")
    drawn = ChartExport(chart, caption, paper_style(look)).svg().decode()
    assert "Ward 2: below" in drawn
    assert "clip" not in drawn.replace("clip-rule", "")
