"""A measure over time: where its marks stand, what they say, what stands at the axis."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from models.analysis.trend.results import TrendAction, TrendSignal
from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.export.export import Caption, ChartExport, paper_style
from ui.charts.run_chart.layout import RunLayout, lay_out_trend
from ui.charts.run_chart.run_chart import RunChart
from ui.charts.run_chart.trend_words import below_text, point_side, signal_label

BOX = QRectF(0, 0, 720, 360)


@pytest.fixture
def chart(look: Appearance, qtbot) -> RunChart:
    made = RunChart(look)
    qtbot.addWidget(made)
    made.resize(720, 360)
    made.show_trend(examples.trend())
    return made


def laid_out(look: Appearance, trend) -> RunLayout:
    layout = lay_out_trend(trend, BOX, paper_style(look))
    assert layout is not None
    return layout


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
    assert card.foot == "Can still fill up, not judged"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen is not None
    assert chart.chosen.period == "2026-04"


def test_that_the_pointer_finds_the_same_card(chart: RunChart, qtbot) -> None:
    chart.show()
    stop = chart.stops[7]
    qtbot.mouseMove(chart, stop.anchor.toPoint())
    assert chart.hovered_key == stop.key
    assert stop.card.foot == "In a long row below the line"


def test_that_every_point_of_a_signal_has_its_side(look: Appearance) -> None:
    sides = [point_side(point) for point in examples.trend().points]
    assert sides == [""] * 6 + ["below"] * 10 + [""]


def test_that_a_signal_is_told_in_words_at_its_points(look: Appearance) -> None:
    words = {written.words: written for written in laid_out(look, examples.trend()).words}
    assert words["10 in a row below"].side == "below"


def test_that_a_month_still_filling_up_is_named_at_its_own_height(look: Appearance) -> None:
    layout = laid_out(look, examples.trend())
    name = next(name for name in layout.names if name.words == "still filling up")
    at = layout.at(examples.trend().points[-1])
    assert name.left > at.x()
    assert name.top < at.y() < name.top + paper_style(look).metrics("small").height()


def test_that_a_whole_line_has_no_month_still_filling_up(look: Appearance) -> None:
    layout = laid_out(look, examples.trend(points=examples.trend().points[:-1]))
    assert "still filling up" not in {name.words for name in layout.names}


def test_that_alike_signals_of_neighbors_are_told_once(look: Appearance) -> None:
    two = tuple(
        TrendSignal("outside_limits", "below", f"2025-0{k}", f"2025-0{k}", 1, "") for k in (7, 9)
    )
    layout = laid_out(look, examples.trend(signals=two))
    assert sum(written.words == "below the limits" for written in layout.words) == 1


@pytest.mark.parametrize(
    ("rule", "side", "words"),
    [
        ("long_run", "above", "9 in a row above"),
        ("one_side", "below", "9 in a row below"),
        ("trend", "above", "9 in a row rising"),
        ("trend", "below", "9 in a row falling"),
        ("outside_limits", "above", "above the limits"),
        ("close_to_limit", "below", "two of three close to the limit"),
        ("few_crossings", "none", "the line is crossed too seldom"),
    ],
)
def test_that_each_rule_has_its_own_words(rule: str, side: str, words: str) -> None:
    assert signal_label(TrendSignal(rule, side, "2025-01", "2025-09", 9, "")) == words


def test_that_flags_never_cover_each_other(look: Appearance) -> None:
    layout = laid_out(look, examples.eventful_trend())
    metrics = paper_style(look).metrics("small")
    boxes = [
        QRectF(flag.left, flag.top, metrics.horizontalAdvance(flag.words), metrics.ascent())
        for flag in layout.flags
    ]
    for k, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[k + 1 :])


@pytest.mark.parametrize("months", [(3, 9, 16), (12, 14, 16), (0, 1, 2), (2, 2, 9)])
def test_that_no_pole_crosses_the_words_of_a_flag(
    look: Appearance, months: tuple[int, ...]
) -> None:
    words = "Quiet hours from nine in the evening to six in the morning, doors pulled to"
    first = examples.trend().points[0].first_month
    actions = tuple(TrendAction(k, first + m, words, "open") for k, m in enumerate(months, 1))
    layout = laid_out(look, examples.trend(actions=actions))
    metrics = paper_style(look).metrics("small")
    for flag in layout.flags:
        span = (flag.left, flag.left + metrics.horizontalAdvance(flag.words))
        higher = [other.x for other in layout.flags if other.top <= flag.top and other != flag]
        assert not any(span[0] <= x <= span[1] for x in higher)


def test_that_words_of_flags_are_shown_whole_where_one_order_of_lanes_allows_it(
    look: Appearance,
) -> None:
    first = examples.trend().points[0].first_month
    words = ("Put weights and labs into one visit", "Quiet hours, carts parked, voices down")
    actions = tuple(
        TrendAction(k, first + month, what, "open")
        for k, month, what in ((1, 8, words[0]), (2, 15, words[1]))
    )
    flags = laid_out(look, examples.trend(actions=actions)).flags
    assert [flag.words for flag in flags] == [f"1 {words[0]}", f"2 {words[1]}"]


def test_that_every_action_has_a_flag_with_its_words_or_its_number(look: Appearance) -> None:
    flags = [flag for flag in laid_out(look, examples.eventful_trend()).flags if flag.number]
    shown = " | ".join(flag.words for flag in flags)
    for number in range(1, 6):
        assert str(number) in shown
    at_the_foot = [flag for flag in flags if "," in flag.words or flag.words.isdigit()]
    assert at_the_foot
    assert all(flag.top > BOX.center().y() for flag in at_the_foot)


def test_that_a_new_line_stands_with_its_reason(look: Appearance) -> None:
    words = [flag.words for flag in laid_out(look, examples.eventful_trend()).flags]
    assert any(word.startswith("new line: Rounding") for word in words)


def test_that_a_month_left_out_says_why(look: Appearance, chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    april = next(stop for stop in chart.stops if stop.key == "2025-04")
    assert april.card.foot == "Left out: Ward moved"


def test_that_a_month_below_the_floor_shows_its_count_and_no_value(chart: RunChart) -> None:
    chart.show_trend(examples.eventful_trend())
    may = next(stop for stop in chart.stops if stop.key == "2025-05")
    assert may.card.rows == (("Answers", "5 · too few to show"),)


def test_that_the_lines_are_named_at_their_ends(look: Appearance) -> None:
    names = {name.words for name in laid_out(look, examples.eventful_trend()).names}
    assert names == {"average 60%", "limit 80%", "limit 40%", "goal 75%", "still filling up"}


def test_that_means_have_an_axis_of_their_own(look: Appearance, chart: RunChart) -> None:
    points = tuple(
        examples.point(k, 85.0 + k % 3, center=86.0, lower_limit=82.0, upper_limit=92.0, x=None)
        for k in range(12)
    )
    means = examples.trend(of="mean", chart="xmr", points=points, signals=())
    layout = laid_out(look, means)
    assert layout.unit == 100
    assert layout.shares.high - layout.shares.low < 0.25
    chart.show_trend(means)
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
    caption = Caption("4 West", "Quietness", trend.verdict, notes=below_text(trend))
    drawn = ChartExport(chart, caption, paper_style(look)).svg().decode()
    assert "3 in 100 such charts" in drawn
    assert "10 in a row below" in drawn
