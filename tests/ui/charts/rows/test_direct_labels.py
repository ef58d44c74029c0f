"""Where things stand in the dumbbell chart: nothing cut, nothing on top of each other."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from models.analysis.estimates.results import Comparison, Estimate
from tests.ui import examples
from ui.base.theme import Appearance
from ui.charts.plot.layer import Words
from ui.charts.rows.direct_labels import row_label, shown_values
from ui.charts.rows.dumbbell import DumbbellChart
from ui.text.charts_results import n_text


@pytest.fixture
def chart(look: Appearance, qtbot) -> DumbbellChart:
    made = DumbbellChart(look)
    qtbot.addWidget(made)
    made.resize(690, 560)
    return made


def shown(chart: DumbbellChart, comparison: Comparison, width: int = 690) -> list[Words]:
    """Show a comparison and return the direct label of each row."""
    chart.resize(width, 560)
    chart.show_comparison(comparison)
    style = chart.style_now()
    return [chart.direct_label(place, style) for place in range(len(comparison.measures))]


@pytest.mark.parametrize("width", [560, 640, 690, 800, 1200])
@pytest.mark.parametrize("make", [examples.comparison, examples.odd_comparison])
def test_that_no_label_leaves_the_chart(chart: DumbbellChart, width: int, make) -> None:
    for label in shown(chart, make(), width):
        assert label.box.right() <= width + 1
        assert label.box.left() >= 0


@pytest.mark.parametrize("width", [560, 690, 800, 1200])
@pytest.mark.parametrize("make", [examples.comparison, examples.odd_comparison])
def test_that_no_label_covers_a_mark(chart: DumbbellChart, width: int, make) -> None:
    comparison = make()
    labels = shown(chart, comparison, width)
    for measure, label in zip(comparison.measures, labels, strict=True):
        marks = [chart.scales.x(value) for value in shown_values(measure)]
        assert all(x <= label.box.left() - 2 or x >= label.box.right() + 2 for x in marks)


def test_that_marks_stand_where_their_shares_are(chart: DumbbellChart) -> None:
    shown(chart, examples.comparison())
    x, y = chart.marks["unit"].getData()
    assert (x[2], y[2]) == (0.52, 2)
    x, y = chart.marks["others"].getData()
    assert (x[2], y[2]) == (0.64, 2)
    ticks = list(zip(*chart.marks["benchmarks"].getData(), strict=True))
    assert (0.6, 2) in ticks


def test_that_rows_do_not_overlap_and_keep_the_order(chart: DumbbellChart) -> None:
    comparison = examples.comparison()
    shown(chart, comparison)
    assert [stop.key for stop in chart.stops] == [m.measure for m in comparison.measures]
    for above, below in itertools.pairwise(chart.stops):
        assert above.area.bottom() <= below.area.top() + 0.01


def test_that_too_few_answers_draw_nothing_but_words(chart: DumbbellChart) -> None:
    labels = shown(chart, examples.odd_comparison())
    assert labels[1].words == "9 answers: too few to show"
    for name in ("unit", "others", "benchmarks", "goals"):
        _x, rows = chart.marks[name].getData()
        assert 1 not in rows


def test_that_a_value_below_the_floor_does_not_even_move_the_axis(chart: DumbbellChart) -> None:
    comparison = examples.comparison()
    hidden = replace(comparison.measures[0], unit=Estimate(9, 0.01, 0.0, 0.02, too_few=True))
    shown(chart, replace(comparison, measures=comparison.measures[1:]))
    without = chart.scales.xs
    shown(chart, replace(comparison, measures=(hidden, *comparison.measures[1:])))
    assert chart.scales.xs == without


def test_that_a_signal_says_its_size_in_patients_for_an_item_and_points_for_a_composite(
    chart: DumbbellChart,
) -> None:
    labels = shown(chart, examples.odd_comparison(), 1000)
    assert labels[2].words.endswith("gap: 7 patients")
    assert labels[6].words.endswith("better: 7 points")


def test_that_a_measures_own_unfairness_stands_in_its_row() -> None:
    odd = examples.odd_comparison()
    assert row_label(odd.measures[3], examples.FAIR).words == "different question"
    assert row_label(odd.measures[3], odd.fair).words == ""


def test_that_nobody_to_compare_with_leaves_the_units_value_alone(chart: DumbbellChart) -> None:
    labels = shown(chart, examples.odd_comparison())
    assert labels[7].words == "68"
    assert 7 not in chart.marks["others"].getData()[1]


def test_that_a_long_list_keeps_its_rows_high_enough_to_read(chart: DumbbellChart) -> None:
    many = examples.comparison().measures * 6
    chart.show_comparison(examples.comparison(measures=many))
    chart.resize(690, 300)
    chart.resize(690, chart.minimumSizeHint().height())
    chart.renew()
    assert min(stop.area.height() for stop in chart.stops) >= 27


def test_that_an_unknown_number_of_answers_is_left_out() -> None:
    measure = examples.comparison().measures[0]
    assert n_text(replace(measure, unit=Estimate(None, 0.5, published=True))) == ""
