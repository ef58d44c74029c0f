"""All units between the limits of chance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.funnel.funnel import FunnelChart
from ui.charts.funnel.names import MANY
from ui.charts.plot.layer import Words
from ui.text.charts_funnel import finding_words, ranks_words


@pytest.fixture
def chart(look: Appearance, qtbot) -> FunnelChart:
    made = FunnelChart(look)
    qtbot.addWidget(made)
    made.resize(720, 400)
    made.show_funnel(examples.funnel(), own=4)
    return made


def names(chart: FunnelChart) -> dict[str, Words]:
    return {each.words: each for each in chart.over.words}


def test_that_the_name_for_a_screen_reader_is_the_finding(chart: FunnelChart) -> None:
    assert chart.accessibleName() == (
        "Quietness: Units really do differ. Ward 2 is clearly lower. Ward 3 is clearly higher."
    )


def test_that_units_stand_by_their_answers_and_shares(chart: FunnelChart) -> None:
    assert [stop.key for stop in chart.stops] == ["5", "4", "3", "2", "1"]
    at = {stop.key: stop.anchor for stop in chart.stops}
    assert at["3"].y() < at["1"].y() < at["2"].y()
    assert list(zip(*chart.marks["own"].getData(), strict=True)) == [(90, 0.66)]


def test_that_a_unit_below_the_floor_is_not_drawn(chart: FunnelChart) -> None:
    assert "6" not in [stop.key for stop in chart.stops]


def test_that_signals_are_named_with_a_word_and_the_own_unit_always(chart: FunnelChart) -> None:
    named = names(chart)
    assert named["Ward 2: below"].tone == "below"
    assert named["Ward 3: above"].tone == "above"
    assert named["Ward 4"].tone == "unit"
    assert named["Ward 4"].role == "strong"


def test_that_no_name_reaches_past_the_edge_of_the_plot(chart: FunnelChart) -> None:
    long = tuple(
        replace(unit, unit=f"{unit.unit} of the northern wing", name=f"{unit.name}, northern wing")
        for unit in examples.funnel().units
    )
    chart.show_funnel(examples.funnel(units=long), own=4)
    named = [each for words, each in names(chart).items() if "northern wing" in words]
    assert named
    assert all(each.box.right() <= chart.plot_box.right() for each in named)


def test_that_the_own_name_stands_clear_of_the_marks_around_it(chart: FunnelChart) -> None:
    crowd = tuple(
        examples.unit(10 + k, 180 + 4 * (k % 6), 0.5 + 0.03 * (k // 6)) for k in range(36)
    )
    own = examples.unit(4, 190, 0.58)
    chart.show_funnel(examples.funnel(units=(*crowd, own)), own=4)
    name = names(chart)["Ward 4"]
    for stop in chart.stops:
        mark = QRectF(stop.anchor.x() - 3, stop.anchor.y() - 3, 6, 6)
        assert not name.box.intersects(mark)


def test_that_limits_narrow_with_the_answers(chart: FunnelChart) -> None:
    lines = {
        name: chart.marks[name].getData()[1] for name in ("low998", "low95", "high95", "high998")
    }
    widths = lines["high998"] - lines["low998"]
    assert list(widths) == sorted(widths, reverse=True)
    assert (lines["low998"] <= lines["low95"]).all()
    assert (lines["high95"] <= lines["high998"]).all()


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
    assert "limits" not in described  # unless expert details are wanted


def test_that_the_pointer_finds_the_nearest_unit(chart: FunnelChart, qtbot) -> None:
    chart.show()
    stop = next(s for s in chart.stops if s.key == "2")
    qtbot.mouseMove(chart.viewport(), (stop.anchor + QPointF(5, 4)).toPoint())
    assert chart.hovered_key == "2"
    qtbot.mouseMove(chart.viewport(), (stop.anchor + QPointF(40, 40)).toPoint())
    assert chart.hovered_key == ""


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (examples.unit(1, 90, 0.9, "above"), "clearly higher"),
        (examples.unit(1, 90, 0.3, "below"), "clearly lower"),
        (examples.unit(1, 90, 0.6), "no clear difference"),
        (
            examples.unit(1, 90, 0.7, warning=True),
            "worth watching",
        ),
        (examples.unit(1, 5, None), "too few answers to show"),
    ],
)
def test_that_each_state_has_its_words(unit, words: str) -> None:
    assert finding_words(unit) == words


def test_that_places_are_told_as_a_span() -> None:
    assert ranks_words(examples.unit(1, 90, 0.6), 5) == "rank 1 to 4 of 5"
    assert ranks_words(replace(examples.unit(1, 90, 0.6), ranks=(2, 2)), 5) == "rank 2 of 5"


def test_that_thousands_of_units_are_one_item_that_new_values_reuse(
    look: Appearance, qtbot
) -> None:
    chart = FunnelChart(look)
    qtbot.addWidget(chart)
    chart.resize(720, 400)
    units = tuple(examples.unit(k, 12 + k % 200, 0.5 + k % 7 / 20) for k in range(1, MANY + 50))
    chart.show_funnel(examples.funnel(units=units), own=7)
    item, count = chart.marks["units"], len(chart.scene().items())
    chart.show_funnel(examples.funnel(units=units[1:]), own=7)
    assert chart.marks["units"] is item
    assert len(chart.scene().items()) == count


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


def test_that_no_line_leaves_the_plot_in_the_drawing(chart: FunnelChart, look: Appearance) -> None:
    caption = Caption("All units", "Quietness", "They differ.", notes="Raw answers.")
    drawn = ChartExport(chart, caption, paper_style(look)).svg().decode()
    assert "Ward 2: below" in drawn
    assert "<clipPath" in drawn
    assert "<image" not in drawn


def test_that_points_curves_and_bands_move_with_the_range_that_is_seen(chart: FunnelChart) -> None:
    parts = [chart.marks[name] for name in ("units", "own", "low95", "limits 998", "target")]
    chart.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in parts]
    chart.view.setRange(xRange=(50, 150), yRange=(0.55, 0.75), padding=0)
    chart.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in parts]
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert "Ward 2: below" not in names(chart)
    assert "Ward 4" in names(chart)


def test_that_ctrl_and_the_wheel_zoom_both_ways(chart: FunnelChart, wheel) -> None:
    own = next(stop for stop in chart.stops if stop.key == "4").anchor
    wheel(chart, own, 4, Qt.KeyboardModifier.ControlModifier)
    (x0, x1), (y0, y1) = chart.scales.xs, chart.scales.ys
    assert x1 - x0 < chart.home.x[1] / 2
    assert y1 - y0 < (chart.home.y[1] - chart.home.y[0]) / 2
    assert next(stop for stop in chart.stops if stop.key == "4").anchor.toTuple() == pytest.approx(
        own.toTuple(), abs=0.5
    )


def test_that_a_name_as_long_as_the_plot_is_elided_beside_its_mark(chart: FunnelChart) -> None:
    found = examples.funnel()
    long = "Cardiovascular Intermediate Care and Telemetry Observation, Saint Elizabeth Campus"
    units = tuple(
        replace(u, name=f"{long} {u.unit_id}", unit=f"{long} {u.unit_id}") for u in found.units
    )
    chart.show_funnel(replace(found, units=units), own=4)
    named = [words for words in names(chart) if "…" in words]
    assert len(named) == 5
    assert all(chart.plot_box.adjusted(-3, -3, 1, 3).contains(names(chart)[w].box) for w in named)


def test_that_units_close_together_are_all_named(chart: FunnelChart) -> None:
    crowd = tuple(examples.unit(k, 100 + 3 * k, 0.6 + k % 3 / 100) for k in range(1, 9))
    chart.show_funnel(examples.funnel(units=crowd), own=4)
    assert {f"Ward {k}" for k in range(1, 9)} <= set(names(chart))
