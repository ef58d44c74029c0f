"""Where things stand in the dumbbell chart: nothing cut, nothing on top of each other."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF

from models.analysis.estimates.results import Comparison, Estimate
from tests.ui import examples
from ui.base.theme import Appearance
from ui.charts.canvas.style import Style
from ui.charts.export.export import paper_style
from ui.charts.rows.dumbbell_layout import DumbbellLayout, lay_out_dumbbell, n_text


@pytest.fixture
def style(look: Appearance) -> Style:
    return paper_style(look)


def laid_out(
    comparison: Comparison, style: Style, width: float = 690, height: float = 560
) -> DumbbellLayout:
    return lay_out_dumbbell(comparison, QRectF(0, 0, width, height), 20, style)


def label_end(row, style: Style) -> float:
    metrics = style.metrics("strong" if row.words else "body")
    gap = 10 if row.text and row.words else 0
    return row.text_left + metrics.horizontalAdvance(row.text + row.words) + gap


@pytest.mark.parametrize("width", [560, 640, 690, 800, 1200])
@pytest.mark.parametrize("make", [examples.comparison, examples.odd_comparison])
def test_that_no_label_leaves_the_chart(style: Style, width: float, make) -> None:
    for row in laid_out(make(), style, width).rows:
        assert label_end(row, style) <= width
        assert row.text_left >= 0


@pytest.mark.parametrize("width", [560, 690, 800, 1200])
@pytest.mark.parametrize("make", [examples.comparison, examples.odd_comparison])
def test_that_no_label_covers_a_mark(style: Style, width: float, make) -> None:
    for row in laid_out(make(), style, width).rows:
        marks = [x for x in (row.low, row.high, row.unit, row.other, row.goal) if x is not None]
        marks += row.marks
        end = label_end(row, style)
        assert all(x <= row.text_left - 2 or x >= end + 2 for x in marks)


def test_that_marks_stand_where_their_shares_are(style: Style) -> None:
    layout = laid_out(examples.comparison(), style)
    row = layout.rows[2]
    assert row.unit == pytest.approx(layout.scale.at(0.52))
    assert row.other == pytest.approx(layout.scale.at(0.64))
    assert row.marks[0] == pytest.approx(layout.scale.at(0.60))
    assert row.low < row.unit < row.high


def test_that_rows_do_not_overlap_and_keep_the_order(style: Style) -> None:
    comparison = examples.comparison()
    rows = laid_out(comparison, style).rows
    assert [r.measure.measure for r in rows] == [m.measure for m in comparison.measures]
    for above, below in itertools.pairwise(rows):
        assert above.area.bottom() <= below.area.top() + 0.01


def test_that_too_few_answers_draw_nothing_but_words(style: Style) -> None:
    row = laid_out(examples.odd_comparison(), style).rows[1]
    assert row.text == "9 answers: too few to show"
    assert (row.unit, row.low, row.high, row.other, row.goal, row.marks) == (
        None, None, None, None, None, (),
    )  # fmt: skip


def test_that_a_value_below_the_floor_does_not_even_move_the_axis(style: Style) -> None:
    comparison = examples.comparison()
    hidden = replace(comparison.measures[0], unit=Estimate(9, 0.01, 0.0, 0.02, too_few=True))
    with_hidden = replace(comparison, measures=(hidden, *comparison.measures[1:]))
    without = replace(comparison, measures=comparison.measures[1:])
    assert laid_out(with_hidden, style).scale.low == laid_out(without, style).scale.low


def test_that_a_signal_says_its_size_in_patients_for_an_item_and_points_for_a_composite(
    style: Style,
) -> None:
    rows = laid_out(examples.odd_comparison(), style).rows
    assert rows[2].words == "gap: 7 patients"
    assert rows[6].words == "better: 7 points"


def test_that_a_measures_own_unfairness_stands_in_its_row(style: Style) -> None:
    fair_page = replace(examples.odd_comparison(), fair=examples.FAIR)
    assert laid_out(fair_page, style).rows[3].words == "the question differs"
    assert laid_out(examples.odd_comparison(), style).rows[3].words == ""


def test_that_nobody_to_compare_with_leaves_the_units_value_alone(style: Style) -> None:
    row = laid_out(examples.odd_comparison(), style).rows[7]
    assert row.text == "68"
    assert row.other is None


def test_that_a_long_list_keeps_its_rows_high_enough_to_read(style: Style) -> None:
    many = examples.comparison().measures * 6
    rows = laid_out(examples.comparison(measures=many), style, height=300).rows
    assert min(row.area.height() for row in rows) >= 28


def test_that_an_unknown_number_of_answers_is_left_out() -> None:
    measure = examples.comparison().measures[0]
    assert n_text(replace(measure, unit=Estimate(None, 0.5, published=True))) == ""
