"""Units in an order, with how little it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui import picture_examples as examples
from ui.base.theme import Appearance
from ui.charts.rows.rank_order import CaterpillarChart
from ui.pages.units.words import MOST_ROWS, ranks_content


@pytest.fixture
def chart(look: Appearance, qtbot) -> CaterpillarChart:
    made = CaterpillarChart(look)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_rows(ranks_content(examples.funnel(), own=4))
    return made


def test_that_units_stand_in_the_order_of_their_shrunken_shares(chart: CaterpillarChart) -> None:
    assert [stop.key for stop in chart.stops] == ["3", "5", "4", "1", "2"]


def test_that_arrows_walk_and_the_card_says_the_places(chart: CaterpillarChart, qtbot) -> None:
    chart.show()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current_key == "3"
    assert dict(chart.stops[0].card.rows)["Rank"] == "rank 1 of 5"
    assert "rank 1 of 5" in chart.accessibleDescription()


def test_that_more_units_than_can_be_ordered_have_no_rows() -> None:
    many = tuple(examples.unit(k, 50, 0.6) for k in range(MOST_ROWS + 1))
    assert ranks_content(examples.funnel(units=many), own=1) is None


def test_that_every_interval_lies_on_the_axis(chart: CaterpillarChart) -> None:
    content = ranks_content(examples.funnel(), own=4)
    assert content is not None
    low, high = chart.scales.xs
    assert all(low <= row.low <= row.high <= high for row in content.rows)
    assert chart.scales.x(high) < 700


def test_that_words_at_the_right_end_have_their_room(chart: CaterpillarChart) -> None:
    content = ranks_content(examples.funnel(), own=4)
    assert content is not None
    metrics = chart.style_now().metrics("strong")
    for words in chart.over.words:
        if words.words in {row.text for row in content.rows}:
            assert words.box.left() + metrics.horizontalAdvance(words.words) <= 700


def test_that_marks_move_with_the_range_that_is_seen(chart: CaterpillarChart) -> None:
    marks = [chart.marks[name] for name in ("values", "raw", "organization", "center")]
    chart.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in marks]
    chart.view.setRange(xRange=(0.5, 0.7), padding=0)
    chart.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in marks]
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_that_equal_values_still_have_an_axis(chart: CaterpillarChart) -> None:
    content = ranks_content(examples.funnel(), own=4)
    assert content is not None
    flat = tuple(replace(row, value=0.6, low=0.6, high=0.6, raw=None) for row in content.rows)
    chart.show_rows(replace(content, rows=flat))
    assert not chart.grab().isNull()


def test_that_nothing_paints_nothing(chart: CaterpillarChart) -> None:
    chart.show_rows(None)
    chart.grab()
    assert chart.stops == ()
