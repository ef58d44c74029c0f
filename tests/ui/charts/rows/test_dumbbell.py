"""The dumbbell chart: reached by keys and pointer alike, read out, taken along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.ui import examples
from ui.base.theme import Appearance
from ui.charts.canvas.card import HoverCard
from ui.charts.rows.dumbbell import DumbbellChart


@pytest.fixture
def chart(look: Appearance, qtbot) -> Iterator[DumbbellChart]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    made = DumbbellChart(look, window)
    made.resize(800, 640)
    made.show_comparison(examples.odd_comparison())
    window.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    shiboken6.delete(window)


def card(chart: DumbbellChart) -> HoverCard:
    found = chart.window().findChild(HoverCard)
    assert found is not None
    return found


def test_that_its_name_is_the_finding(chart: DumbbellChart) -> None:
    assert chart.accessibleName() == (
        "4 West: One real gap: restfulness. One bright spot: discharge info."
    )


def test_that_arrow_keys_walk_through_the_measures(chart: DumbbellChart, qtbot) -> None:
    chosen = []
    chart.measure_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
    assert chosen == ["nurses", "doctors", "nurses", "recommend", "nurses"]


def test_that_the_ends_hold(chart: DumbbellChart, qtbot) -> None:
    chart.go_to("recommend")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current_key == "recommend"


def test_that_keys_and_pointer_show_the_same_card(chart: DumbbellChart, qtbot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    by_keys = card(chart).text
    assert card(chart).isVisible()
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not card(chart).isVisible()
    qtbot.mouseMove(chart.viewport(), chart.stops[0].area.center().toPoint())
    qtbot.waitUntil(lambda: card(chart).isVisible())
    assert card(chart).text == by_keys
    assert ("4 West", "81% (71–91%) · 62 answers") in by_keys.rows


def test_that_the_p_value_is_one_key_away(chart: DumbbellChart, qtbot) -> None:
    chart.go_to("nurses")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert "p-value" not in dict(card(chart).text.rows)
    qtbot.keyClick(chart, Qt.Key.Key_P)
    assert dict(card(chart).text.rows)["p-value"] == "0.004 · corrected 0.040"


def test_that_a_click_chooses(chart: DumbbellChart, qtbot) -> None:
    with qtbot.waitSignal(chart.measure_chosen) as chosen:
        middle = chart.stops[4].area.center().toPoint()
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == ["responsiveness"]


def test_that_a_click_beside_the_rows_chooses_nothing(chart: DumbbellChart, qtbot) -> None:
    with qtbot.assertNotEmitted(chart.measure_chosen):
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 2))


def test_that_the_card_of_too_few_answers_holds_no_value(chart: DumbbellChart) -> None:
    rows = dict(chart.stops[1].card.rows)
    assert rows["4 West"] == "9 answers: too few to show"
    assert "%" not in rows["4 West"]


def test_that_the_chosen_measure_stays_chosen_when_values_are_renewed(
    chart: DumbbellChart,
) -> None:
    chart.go_to("rating")
    chart.show_comparison(examples.comparison(), "rating")
    assert chart.current_key == "rating"


def test_that_it_can_be_empty(chart: DumbbellChart) -> None:
    chart.show_comparison(None)
    chart.grab()
    assert chart.stops == ()


def test_that_the_card_goes_away_with_the_chart(chart: DumbbellChart, qtbot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    chart.hide()
    assert not card(chart).isVisible()


def test_that_marks_move_with_the_range_that_is_seen(chart: DumbbellChart) -> None:
    marks = [chart.marks[name] for name in ("unit", "others", "benchmarks", "unit spans")]
    chart.view.updateMatrix()
    before = [item.mapRectToScene(item.boundingRect()) for item in marks]
    label = chart.direct_label(2, chart.style_now()).box
    chart.view.setRange(xRange=(0.2, 0.9), padding=0)
    chart.view.updateMatrix()
    after = [item.mapRectToScene(item.boundingRect()) for item in marks]
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert chart.direct_label(2, chart.style_now()).box != label


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 560, 1600])
def test_that_it_paints_at_any_size(
    chart: DumbbellChart, look: Appearance, theme: str, width: int
) -> None:
    look.choose(theme)
    chart.resize(width, 500)
    picture = chart.grab().toImage()
    look.choose("light")
    colors = {picture.pixelColor(x, y).name() for x in range(0, width, 2) for y in range(0, 500, 2)}
    assert len(colors) > 20
