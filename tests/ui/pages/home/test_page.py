"""The start screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from models.errors import DatabaseProblem
from models.store.units.units import UnitSummary
from tests.ui import examples
from tests.ui.conftest import Workplace
from tests.ui.pages.stand_ins import EAST, WEST
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.home import queries
from ui.pages.home.page import HomePage
from ui.text.errors import whole


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> dict[str, queries.Start]:
    shown = {
        "start": queries.Start((WEST,), (UnitSummary(EAST, 500, None, None),), True, 2, ()),
    }

    def read_start(_db: object, _progress: object) -> queries.Start:
        return shown["start"]

    def read_unit_line(_db: object, _progress: object, *, unit, today) -> queries.UnitLine:
        return queries.UnitLine(unit, examples.odd_comparison(), "Jul–Sep 2026", 2, 1)

    monkeypatch.setattr(queries, "read_start", read_start)
    monkeypatch.setattr(queries, "read_unit_line", read_unit_line)
    return shown


@pytest.fixture
def page(workplace: Workplace, start: object, qtbot) -> Iterator[HomePage]:
    made = HomePage(workplace.desk)
    made.resize(1100, 700)
    made.show()
    workplace.open()
    yield made
    shiboken6.delete(made)


def activate(page: HomePage, qtbot) -> None:
    page.activate()
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)


def words(page: HomePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_that_my_unit_is_one_sentence_with_its_gaps_and_actions(page: HomePage, qtbot) -> None:
    activate(page, qtbot)
    qtbot.waitUntil(lambda: "better: 7 points" in words(page))
    shown = words(page)
    assert "One real gap: restfulness. One bright spot: discharge info." in shown
    assert shown.index("gap: 7 patients") < shown.index("better: 7 points")
    assert "Jul–Sep 2026 · 62 surveys · 2 open actions, 1 overdue" in shown


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_that_one_key_opens_its_results(page: HomePage, qtbot, key: Qt.Key) -> None:
    activate(page, qtbot)
    card = page.findChild(object, f"unit_{WEST.id}")
    with qtbot.waitSignal(page.page_requested) as requested:
        qtbot.keyClick(card, key)
    assert requested.args == ["results", ShowUnitRequest(WEST.id)]


def test_that_other_units_are_one_click_away(page: HomePage, qtbot) -> None:
    activate(page, qtbot)
    east = next(b for b in page.findChildren(QPushButton) if b.text() == "3 East")
    with qtbot.waitSignal(page.page_requested) as requested:
        east.click()
    assert requested.args == ["results", ShowUnitRequest(EAST.id)]


def test_that_without_own_units_the_star_is_explained(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = replace(start["start"], are_mine=False)
    activate(page, qtbot)
    assert any("Star your own" in text for text in words(page))


def test_that_an_empty_store_offers_a_file_and_the_sample(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = queries.Start((), (), False, 0, ())
    activate(page, qtbot)
    offers = {b.text(): b for b in page.blank.findChildren(QPushButton) if b.isVisible()}
    assert list(offers) == ["Open a file", "Try the sample hospital"]
    with qtbot.waitSignal(page.sample_requested):
        offers["Try the sample hospital"].click()


def test_that_a_store_that_cannot_be_opened_is_explained(page: HomePage, qtbot) -> None:
    problem = DatabaseProblem("read-only")
    page.show_failure(problem)
    assert page.blank.accessibleName() == whole(problem)


def test_that_activating_twice_shows_each_unit_once(page: HomePage, qtbot) -> None:
    activate(page, qtbot)
    activate(page, qtbot)
    assert words(page).count("4 West") == 1
