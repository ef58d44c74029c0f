"""A manager's month: once with the keyboard alone, once with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from models.store.actions.items import list_actions
from models.store.imports.batches import list_batches
from models.store.tallies.baselines import baseline_changes
from models.store.units.units import find_unit
from tests.journeys.conftest import Visit
from tests.journeys.test_odd_file import only_card, write_odd_file
from ui.pages.actions.page import ActionsPage
from ui.pages.base.reason_dialog import ReasonDialog
from ui.pages.comments.page import VoicesPage
from ui.pages.import_file.session import State
from ui.pages.results.page import ResultsPage
from ui.pages.trend.page import TrendPage
from ui.widgets.rows import mark_box

CONTROL = Qt.KeyboardModifier.ControlModifier
WHAT = "Doors closed softly from nine to six"


def shown(at: Visit, kind: type) -> QWidget:
    page = at.window.current_page
    assert isinstance(page, kind)
    return page


def go_by_name(at: Visit, name: str) -> None:
    """Go somewhere with the command palette."""
    at.press(Qt.Key.Key_K, CONTROL)
    at.type(name)
    at.press(Qt.Key.Key_Return)


def the_action(at: Visit) -> object:
    return next(item for item in at.read(list_actions) if item.what == WHAT)


def export_deck(at: Visit, page: QWidget, place: Path) -> None:
    """Pick “PowerPoint” in the menu, and a place in the dialog."""
    at.window.menus._fill_share()
    entry = next(a for a in at.window.menus.share.actions() if "PowerPoint" in a.text())
    entry.trigger()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(place))
    dialog.close()
    at.settle()
    assert place.read_bytes()[:2] == b"PK"
    assert str(place) in at.said


@pytest.fixture
def at(visit: Callable[[], Visit], tmp_path: Path) -> Visit:
    """Give a sitting at the sample hospital, with a file opened that asks something."""
    made = visit()
    made.app.imports.build_sample()
    made.settle()
    made.drop([write_odd_file(tmp_path / "letters.csv", 9)])
    return made


def test_a_managers_month_with_the_keyboard_alone(at: Visit, tmp_path: Path) -> None:
    card = only_card(at)
    while card.side.questions.left:
        at.press(Qt.Key.Key_Space)
        if card.side.questions.left:
            card.focus_next_step()
    at.tab_to("offer_import")
    at.press(Qt.Key.Key_Space)
    assert card.state is State.IMPORTED

    go_by_name(at, "4 west")
    results = shown(at, ResultsPage)
    assert results.measure == "restfulness"  # the largest gap is in front
    at.tab_to("dumbbell")
    at.press(Qt.Key.Key_O)
    trend = shown(at, TrendPage)
    assert trend.shown.trend.measure == "restfulness"

    chart = trend.board.chart
    at.tab_to(chart.objectName())
    whole = chart.scales.xs
    at.press(Qt.Key.Key_Plus, CONTROL, times=4)
    assert chart.scales.xs[1] - chart.scales.xs[0] <= 12
    at.press(Qt.Key.Key_0, CONTROL)
    assert chart.scales.xs == whole
    at.press(Qt.Key.Key_Home)
    at.press(Qt.Key.Key_Right, times=6)
    at.tab_to("decide_rebase")
    at.press(Qt.Key.Key_Space)
    at.type("Hourly rounding began")
    at.press(Qt.Key.Key_Return)
    unit = at.read(lambda c: find_unit(c, "4 West")).id
    assert [c.reason for c in at.read(lambda c: baseline_changes(c, unit, "restfulness"))] == [
        "Hourly rounding began"
    ]

    at.tab_to("add_action")
    at.press(Qt.Key.Key_Space)
    actions = shown(at, ActionsPage)
    at.type(WHAT)
    at.press(Qt.Key.Key_Tab)
    at.type("Night charge nurse")
    at.press(Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_A, CONTROL)
    at.type("next friday")
    at.press(Qt.Key.Key_Return)
    assert the_action(at).due.weekday() == 4
    assert the_action(at).due > at.now.date()

    at.tab_to("actions_list")
    assert actions.board.chosen.what == WHAT
    at.press(Qt.Key.Key_Space)
    assert the_action(at).status == "done"
    at.press(Qt.Key.Key_Z, CONTROL)
    assert the_action(at).status == "open"

    go_by_name(at, "4 west")
    export_deck(at, shown(at, ResultsPage), tmp_path / "4 West.pptx")

    at.go_to("voices")
    at.press(Qt.Key.Key_F, CONTROL)
    at.type("TV was on")
    voices = shown(at, VoicesPage)
    at.wait_until(lambda: 0 < voices.board.model.rowCount() < 10)
    at.press(Qt.Key.Key_Return)
    assert "TV was on" in voices.board.chosen.text


def click(at: Visit, part: QWidget, place: QPoint | None = None) -> None:
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=place or part.rect().center())
    at.settle()


def button(at: Visit, name: str) -> QPushButton:
    found = at.window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def turn_wheel(chart: QWidget, at: QPointF, steps: int) -> None:
    """Turn the wheel over a chart while Ctrl is held."""
    where = QPointF(chart.mapToGlobal(at.toPoint()))
    turned, none = QPoint(0, 120 * steps), Qt.MouseButton.NoButton
    begin = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, where, QPoint(), turned, none, CONTROL, begin, False)
    QApplication.sendEvent(chart.viewport(), event)


def test_a_managers_month_with_the_mouse(at: Visit, tmp_path: Path) -> None:
    card = only_card(at)
    while card.side.questions.left:
        question = card.side.questions.left[0]
        click(at, question.fields[0], QPoint(8, question.fields[0].height() // 2))
    click(at, card.findChild(QPushButton, "offer_import"))
    assert card.state is State.IMPORTED
    assert any(batch.responses == 90 for batch in at.read(list_batches))

    click(at, button(at, "go_home"))
    home = at.window.current_page
    west = at.read(lambda c: find_unit(c, "4 West")).id
    click(at, home.findChild(QWidget, f"unit_{west}"), QPoint(20, 20))
    results = shown(at, ResultsPage)
    assert results.measure == "restfulness"
    click(at, button(at, "open_line"))
    trend = shown(at, TrendPage)

    chart = trend.board.chart
    whole = chart.scales.xs
    turn_wheel(chart, QPointF(chart.plot_box.center()), steps=4)
    assert chart.scales.xs[1] - chart.scales.xs[0] <= 12
    QTest.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert chart.scales.xs == whole

    chart.go_to(trend.shown.trend.points[6].period)
    trend.side.offer_decisions(chart.chosen)
    click(at, button(at, "decide_rebase"))
    dialog = trend.findChild(ReasonDialog)
    QTest.keyClicks(dialog.line, "Hourly rounding began")
    click(at, dialog.findChild(QPushButton, "reason_agree"))
    assert at.read(lambda c: baseline_changes(c, west, "restfulness"))

    click(at, trend.side.add_action)
    actions = shown(at, ActionsPage)
    QTest.keyClicks(actions.entry.what, WHAT)
    due = actions.entry.due
    due.selectAll()
    QTest.keyClicks(due, "next friday")
    click(at, actions.entry.findChild(QPushButton, "action_save"))
    assert the_action(at).due.weekday() == 4

    view = actions.board.view
    row = actions.board.model.row_of(the_action(at).id)
    box = mark_box(QRectF(view.visualRect(actions.board.model.index(row, 0))))
    click(at, view.viewport(), box.center().toPoint())
    assert the_action(at).status == "done"
    click(at, at.window.findChild(QPushButton, "undo_last"))
    assert the_action(at).status == "open"

    click(at, button(at, "go_results"))
    export_deck(at, shown(at, ResultsPage), tmp_path / "4 West.pptx")

    click(at, button(at, "go_voices"))
    voices = shown(at, VoicesPage)
    click(at, voices.filters.search)
    QTest.keyClicks(voices.filters.search, "TV was on")
    at.wait_until(lambda: 0 < voices.board.model.rowCount() < 10)
