"""A measure over time: where its marks stand, what they say, what stands at the axis."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible

from models.analysis.trend.results import TrendAction, TrendSignal
from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.plot.layer import Words
from ui.charts.plot.menu import make_menu
from ui.charts.run_chart.run_chart import OthersLine, RunChart
from ui.text.charts_trend import below_text, point_side, signal_label
from ui.text.trend import trend_verdict

SIZE = (720, 360)
FIRST = examples.FIRST


@pytest.fixture
def chart(look: Appearance, qtbot) -> RunChart:
    made = RunChart(look)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show_trend(examples.trend())
    return made


def shown(chart: RunChart, trend) -> dict[str, Words]:
    """Show a trend and return the words over its marks."""
    chart.show_trend(trend)
    return {each.words: each for each in chart.over.words}


def test_that_the_name_for_a_screen_reader_is_the_finding(chart: RunChart) -> None:
    assert chart.accessibleName() == (
        "4 West, Quietness: Lower since Jul 2025: 10 months in a row below the average."
    )


def test_that_arrows_walk_through_the_months_and_the_card_says_all(chart: RunChart, qtbot) -> None:
    chart.show()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.current_key == "2026-05"
    card = chart.stops[-1].card
    assert card.title == "May 2026"
    assert card.rows == (
        ("Best answer", "55% (35–75%)"),
        ("Answers", "20 answers"),
        ("Average", "60%"),
        ("Limits", "40–80%"),
    )
    assert card.foot == "Surveys can still arrive, so not judged"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen is not None
    assert chart.chosen.period == "2026-04"


def test_that_the_pointer_finds_the_same_card(chart: RunChart, qtbot) -> None:
    chart.show()
    stop = chart.stops[7]
    qtbot.mouseMove(chart.viewport(), stop.anchor.toPoint())
    assert chart.hovered_key == stop.key
    assert stop.card.foot == "Part of a long run below the line"


def test_that_every_point_of_a_signal_has_its_side(look: Appearance) -> None:
    sides = [point_side(point) for point in examples.trend().points]
    assert sides == [""] * 6 + ["below"] * 10 + [""]


def test_that_a_signal_is_told_in_words_at_its_points(chart: RunChart) -> None:
    written = shown(chart, examples.trend())["10 in a row below"]
    assert written.tone == "below"
    signal = [chart.scales.x(point.first_month) for point in examples.trend().points[6:16]]
    assert signal[0] < written.box.center().x() < signal[-1]


def test_that_a_month_still_filling_up_is_named_at_its_own_height(chart: RunChart) -> None:
    name = shown(chart, examples.trend())["surveys can still arrive"]
    last = examples.trend().points[-1]
    at = chart.scales.at(last.first_month, last.value)
    assert name.box.left() > at.x()
    assert name.box.top() < at.y() < name.box.bottom()


def test_that_a_whole_line_has_no_month_still_filling_up(chart: RunChart) -> None:
    whole = examples.trend(points=examples.trend().points[:-1])
    assert "surveys can still arrive" not in shown(chart, whole)


def test_that_alike_signals_of_neighbors_are_told_once(chart: RunChart) -> None:
    two = tuple(
        TrendSignal("outside_limits", "below", f"2025-0{k}", f"2025-0{k}", 1) for k in (7, 9)
    )
    chart.show_trend(examples.trend(signals=two))
    assert [each.words for each in chart.over.words].count("below the limits") == 1


@pytest.mark.parametrize(
    ("rule", "side", "words"),
    [
        ("long_run", "above", "9 in a row above"),
        ("one_side", "below", "9 in a row below"),
        ("trend", "above", "9 in a row rising"),
        ("trend", "below", "9 in a row falling"),
        ("outside_limits", "above", "above the limits"),
        ("close_to_limit", "below", "two of three close to the limit"),
        ("few_crossings", "none", "too few crossings of the line"),
    ],
)
def test_that_each_rule_has_its_own_words(rule: str, side: str, words: str) -> None:
    assert signal_label(TrendSignal(rule, side, "2025-01", "2025-09", 9)) == words


def test_that_flags_never_cover_each_other(look: Appearance, chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    metrics = paper_style(look).metrics("small")
    boxes = [
        QRectF(flag.left, flag.top, metrics.horizontalAdvance(flag.words), metrics.ascent())
        for flag in chart.flags
    ]
    for k, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[k + 1 :])


@pytest.mark.parametrize("months", [(3, 9, 16), (12, 14, 16), (0, 1, 2), (2, 2, 9)])
def test_that_no_pole_crosses_the_words_of_a_flag(
    look: Appearance, chart: RunChart, months: tuple[int, ...]
) -> None:
    words = "Quiet hours from nine in the evening to six in the morning, doors closed softly"
    first = examples.trend().points[0].first_month
    actions = tuple(TrendAction(k, first + m, words, "open") for k, m in enumerate(months, 1))
    chart.show_trend(examples.trend(actions=actions))
    metrics = paper_style(look).metrics("small")
    for flag in chart.flags:
        span = (flag.left, flag.left + metrics.horizontalAdvance(flag.words))
        higher = [other.x for other in chart.flags if other.top <= flag.top and other != flag]
        assert not any(span[0] <= x <= span[1] for x in higher)


def test_that_words_of_flags_are_shown_whole_where_one_order_of_lanes_allows_it(
    chart: RunChart,
) -> None:
    first = examples.trend().points[0].first_month
    words = ("Do weights and labs in one visit", "Quiet hours, carts parked, voices down")
    actions = tuple(
        TrendAction(k, first + month, what, "open")
        for k, month, what in ((1, 8, words[0]), (2, 15, words[1]))
    )
    chart.show_trend(examples.trend(actions=actions))
    assert [flag.words for flag in chart.flags] == [f"1 {words[0]}", f"2 {words[1]}"]


def test_that_every_action_has_a_flag_with_its_words_or_its_number(chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    flags = [flag for flag in chart.flags if flag.number]
    shown = " | ".join(flag.words for flag in flags)
    for number in range(1, 6):
        assert str(number) in shown
    at_the_foot = [flag for flag in flags if "," in flag.words or flag.words.isdigit()]
    assert at_the_foot
    assert all(flag.top > SIZE[1] / 2 for flag in at_the_foot)


def test_that_a_new_line_stands_with_its_reason(chart: RunChart) -> None:
    words = shown(chart, examples.eventful_trend())
    assert any(word.startswith("new baseline: Rounding") for word in words)


def test_that_a_month_left_out_says_why(look: Appearance, chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    april = next(stop for stop in chart.stops if stop.key == "2025-04")
    assert april.card.foot == "Excluded: Ward moved"


def test_that_a_month_below_the_floor_shows_its_count_and_no_value(chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    may = next(stop for stop in chart.stops if stop.key == "2025-05")
    assert may.card.rows == (("Answers", "5 · too few to show"),)


def test_that_the_lines_are_named_at_their_ends(chart: RunChart) -> None:
    words = shown(chart, examples.eventful_trend())
    for name in ("average 60%", "limit 80%", "limit 40%", "goal 75%", "surveys can still arrive"):
        assert words[name].box.left() > chart.plot_box.right()


def test_that_means_have_an_axis_of_their_own(chart: RunChart) -> None:
    points = tuple(
        examples.point(k, 85.0 + k % 3, center=86.0, lower_limit=82.0, upper_limit=92.0, x=None)
        for k in range(12)
    )
    means = examples.trend(of="mean", chart="xmr", points=points, signals=())
    chart.show_trend(means)
    low, high = chart.home.y
    assert 80 < high <= 100
    assert high - low < 25
    assert chart.stops[0].card.rows[0][0] == "Mean, 0–100"
    assert "%" not in chart.stops[0].card.rows[0][1]


def test_that_no_value_at_all_says_why_instead_of_a_picture(chart: RunChart) -> None:
    chart.show_trend(examples.trend(points=(examples.point(0, None, "too_few"),), signals=()))
    assert chart.stops == ()
    chart.grab()


def test_that_one_point_alone_paints(chart: RunChart) -> None:
    chart.show_trend(examples.trend(points=(examples.point(0, 0.5),), chart="none", signals=()))
    chart.grab()
    assert len(chart.stops) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_everything_paints_in_both_themes(
    chart: RunChart, look: Appearance, theme: str
) -> None:
    look.choose(theme)
    chart.show_trend(examples.eventful_trend())
    chart.go_to("2025-09")
    assert not chart.grab().isNull()


def test_that_the_rules_go_along_into_the_drawing(chart: RunChart, look: Appearance) -> None:
    trend = examples.trend()
    caption = Caption("4 West", "Quietness", trend_verdict(trend), notes=below_text(trend))
    drawn = ChartExport(chart, caption, paper_style(look)).svg().decode()
    assert "3 in 100" in drawn
    assert "10 in a row below" in drawn


def test_that_points_lines_and_bands_move_with_the_range_that_is_seen(chart: RunChart) -> None:
    chart.show_trend(
        examples.eventful_trend(), OthersLine("hospital", ((FIRST, 0.7), (FIRST + 9, 0.6)))
    )
    marks = [chart.marks[name] for name in ("points", "line", "limits 0", "others", "center")]
    flag = chart.marks["flag 0"]
    chart.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in (*marks, flag)]
    stop = chart.stops[5].anchor
    first = examples.trend().points[0].first_month
    chart.view.setRange(xRange=(first, first + 8), yRange=(0.5, 0.7), padding=0)
    chart.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in (*marks, flag)]
    assert all(a != b for a, b in zip(before, after, strict=True))
    moved = chart.stops[5].anchor
    assert moved != stop
    there = chart.view.mapViewToScene(QPointF(first + 5, 0.65))
    assert there.toTuple() == pytest.approx(moved.toTuple())


def test_that_zooming_with_ctrl_and_the_wheel_keeps_the_month_under_the_pointer(
    chart: RunChart, wheel
) -> None:
    at = chart.stops[4].anchor
    month = chart.scales.value_at(at).x()
    wheel(chart, at, 3, Qt.KeyboardModifier.ControlModifier)
    low, high = chart.scales.xs
    assert high - low < 10
    assert chart.scales.value_at(at).x() == pytest.approx(month)


def test_that_the_wheel_alone_is_left_to_the_page(chart: RunChart, wheel) -> None:
    seen = chart.scales.xs
    assert not wheel(chart, chart.stops[4].anchor, 3, Qt.KeyboardModifier.NoModifier)
    assert chart.scales.xs == seen


def test_that_a_zoom_stops_at_three_months_and_at_everything(chart: RunChart, wheel) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    whole = chart.scales.xs
    wheel(chart, chart.stops[4].anchor, 40, control)
    assert chart.scales.xs[1] - chart.scales.xs[0] == pytest.approx(3)
    wheel(chart, chart.stops[4].anchor, -40, control)
    assert chart.scales.xs == pytest.approx(whole)


@pytest.mark.parametrize("way", ["keys", "double click"])
def test_that_everything_is_shown_again(chart: RunChart, qtbot, way: str) -> None:
    chart.navigation.show_months(FIRST + 2, FIRST + 6)
    assert chart.is_zoomed
    if way == "keys":
        qtbot.keyClick(chart, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert not chart.is_zoomed


def test_that_the_middle_button_pans_and_never_past_the_ends(chart: RunChart, drag) -> None:
    chart.navigation.show_months(FIRST + 6, FIRST + 10)
    low, high = chart.scales.xs
    drag(chart, QPoint(400, 200), QPoint(300, 200), Qt.MouseButton.MiddleButton)
    assert chart.scales.xs[0] > low
    assert chart.scales.xs[1] - chart.scales.xs[0] == pytest.approx(high - low)
    drag(chart, QPoint(600, 200), QPoint(-4000, 200), Qt.MouseButton.MiddleButton)
    assert chart.scales.xs[1] == pytest.approx(chart.home.x[1])


def test_that_months_dragged_across_are_told_as_a_period(chart: RunChart, drag, qtbot) -> None:
    start, end = chart.stops[3].anchor.toPoint(), chart.stops[8].anchor.toPoint()
    with qtbot.waitSignal(chart.period_chosen) as chosen:
        drag(chart, end, start, Qt.MouseButton.LeftButton)
    assert chosen.args == [FIRST + 3, FIRST + 8]


def test_that_a_click_is_no_period(chart: RunChart, qtbot) -> None:
    with qtbot.assertNotEmitted(chart.period_chosen):
        qtbot.mouseClick(
            chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.stops[3].anchor.toPoint()
        )
    assert chart.chosen is not None
    assert chart.chosen.period == "2025-04"


def test_that_arrows_bring_a_month_beyond_the_zoom_into_view(chart: RunChart, qtbot) -> None:
    chart.navigation.show_months(FIRST, FIRST + 4)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.sees(chart.stops[-1].anchor)


def test_that_a_zoom_stays_when_the_chart_is_resized_and_goes_with_the_picture(
    chart: RunChart, look: Appearance
) -> None:
    chart.navigation.show_months(FIRST, FIRST + 4)
    seen = chart.scales.xs
    chart.resize(500, 300)
    chart.renew()
    assert chart.scales.xs == pytest.approx(seen)
    drawn = ChartExport(chart, Caption("4 West", "", ""), paper_style(look)).svg().decode()
    assert "Apr" in drawn
    assert "Jan 2026" not in drawn


def test_that_the_crosshair_gives_the_values_under_the_pointer(chart: RunChart, qtbot) -> None:
    chart.show()
    at = chart.scales.at(FIRST + 4, 0.7)
    qtbot.mouseMove(chart.viewport(), at.toPoint())
    tags = {each.words for each in chart.crosshair.layer.words}
    assert "May 2025" in tags
    assert tags & {"69%", "70%", "71%"}
    qtbot.mouseMove(chart.viewport(), QPoint(2, 2))
    assert chart.crosshair.layer.words == []


def test_that_the_line_of_the_hospital_is_named_where_it_ends(chart: RunChart) -> None:
    chart.show_trend(examples.trend(), OthersLine("hospital", ((FIRST, 0.7), (FIRST + 16, 0.72))))
    name = next(each for each in chart.over.words if each.words == "hospital")
    assert name.box.top() < chart.scales.y(0.72) < name.box.bottom()


def test_that_screen_readers_meet_a_chart_with_its_points(chart: RunChart) -> None:
    reader = QAccessible.queryAccessibleInterface(chart)
    assert reader.role() == QAccessible.Role.Chart
    assert reader.text(QAccessible.Text.Name) == chart.accessibleName()
    assert reader.childCount() == 17
    point = reader.child(16)
    assert point.text(QAccessible.Text.Name) == "May 2026"
    assert "55%" in point.text(QAccessible.Text.Description)
    assert reader.indexOfChild(point) == 16


def test_that_the_menu_has_what_the_page_offers_and_a_way_back(chart: RunChart) -> None:
    asked = []
    chart.menu = lambda key: [("Add an action…", lambda: asked.append(key))]
    chart.navigation.show_months(FIRST, FIRST + 4)
    menu = make_menu(chart.menu_at(2), chart)
    assert [action.text() for action in menu.actions()] == ["Add an action…", "Show whole chart"]
    menu.actions()[0].trigger()
    assert asked == ["2025-03"]
    menu.actions()[1].trigger()
    assert not chart.is_zoomed


def test_that_months_are_chosen_with_shift_and_the_arrows(chart: RunChart, qtbot) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    chart.go_to(chart.stops[3].key)
    with qtbot.assertNotEmitted(chart.period_chosen):
        for _step in range(3):
            qtbot.keyPress(chart, Qt.Key.Key_Right, shift)
        qtbot.keyPress(chart, Qt.Key.Key_Left, shift)
    with qtbot.waitSignal(chart.period_chosen) as chosen:
        qtbot.keyRelease(chart, Qt.Key.Key_Shift)
    assert chosen.args == [FIRST + 3, FIRST + 5]
    with qtbot.assertNotEmitted(chart.period_chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        qtbot.keyRelease(chart, Qt.Key.Key_Shift)
