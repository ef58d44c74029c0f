"""The start screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from models.analysis.estimates.results import MonthPoint
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
    monkeypatch.setattr(queries, "read_overdue", lambda _db, _progress, **_asked: [])
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
    assert "Jul–Sep 2026 · 62 surveys" in shown
    assert "2 open, 1 overdue" in shown


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


def many(count: int) -> tuple[UnitSummary, ...]:
    return tuple(
        UnitSummary(replace(EAST, id=n, name=f"Unit {n}"), 500, None, None)
        for n in range(10, 10 + count)
    )


def test_that_67_units_can_be_searched(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = replace(start["start"], others=many(66), total_units=67)
    activate(page, qtbot)
    field = page.findChild(QLineEdit, "home_search")
    assert field.isVisible()
    assert "54 more. Type to find them." in words(page)
    qtbot.keyClicks(field, "unit 72")

    def listed() -> list[str]:
        shown = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
        return [text for text in shown if text.startswith("Unit")]

    qtbot.waitUntil(lambda: listed() == ["Unit 72"])
    with qtbot.waitSignal(page.page_requested) as requested:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert requested.args == ["results", ShowUnitRequest(72)]


def test_that_it_is_asked_once_which_units_are_mine(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = replace(start["start"], are_mine=False, all_units=many(3))
    activate(page, qtbot)
    ask = page.findChild(QWidget, "ask_mine")
    assert ask.isVisible()
    page.findChild(QPushButton, "ask_mine_later").click()
    activate(page, qtbot)
    assert not ask.isVisible()


def test_that_the_units_checked_become_mine(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = replace(start["start"], are_mine=False, all_units=many(3))
    written = []
    activate(page, qtbot)
    page._ask.chosen.connect(written.append)
    page._ask.list.model.toggle(1)
    page.findChild(QPushButton, "save_mine").click()
    assert written == [[11]]
    assert page.desk.preferences.was_asked_mine


def test_that_the_line_and_the_facts_of_a_unit_are_said(
    page: HomePage, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    comparison = examples.odd_comparison()
    main = replace(comparison.measures[0], goal=0.9)
    points = tuple(
        MonthPoint(f"2026-{n:02}", 24311 + n, 24311 + n, 20, 0.2 + n / 100, None, None)
        for n in range(1, 5)
    )

    def read_unit_line(_db: object, _progress: object, *, unit, today) -> queries.UnitLine:
        return queries.UnitLine(
            unit, comparison, "Jul–Sep 2026", 0, 0, main=main, points=points, brought=22,
            file="Sept.csv", last_huddle="2026-11-17", topic="Quietness",
        )  # fmt: skip

    monkeypatch.setattr(queries, "read_unit_line", read_unit_line)
    activate(page, qtbot)
    shown = words(page)
    assert any("Apr 24%, Mar 23%" in text for text in shown)
    assert "22 surveys from Sept.csv" in shown
    assert any(text.startswith("Quietness · last: ") for text in shown)
    assert any("90%" in text for text in shown)


def test_that_an_overdue_action_leads_to_its_page(
    page: HomePage, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    item = SimpleNamespace(what="Close doors", unit_id=WEST.id, unit="4 West", owner="Ana")
    monkeypatch.setattr(queries, "read_overdue", lambda _db, _progress, **_asked: [(item, 3)])
    activate(page, qtbot)
    assert "3 days overdue · Ana" in words(page)
    link = next(b for b in page.findChildren(QPushButton) if b.text() == "Close doors")
    with qtbot.waitSignal(page.page_requested) as requested:
        link.click()
    assert requested.args == ["actions", ShowUnitRequest(WEST.id)]


def test_that_the_only_unit_is_no_choice_among_the_largest(
    page: HomePage, start: dict[str, queries.Start], qtbot
) -> None:
    start["start"] = queries.Start((WEST,), (), are_mine=False, total_units=1, files=())
    activate(page, qtbot)
    assert not any("Showing the largest" in text for text in words(page))


def test_that_long_names_leave_a_card_as_wide_as_its_place(
    page: HomePage, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    asked = (
        "During this hospital stay, how often did nurses explain things in a way you understood?"
    )
    found = examples.odd_comparison()
    measures = tuple(replace(m, label=asked, short=asked) for m in found.measures)

    def read_unit_line(_db: object, _progress: object, *, unit, today) -> queries.UnitLine:
        found_long = replace(found, measures=measures)
        points = tuple(
            MonthPoint(f"2026-{n:02}", 24311 + n, 24311 + n, 20, 0.4, None, None) for n in (1, 2)
        )
        return queries.UnitLine(unit, found_long, "", 2, 1, main=measures[0], points=points)

    monkeypatch.setattr(queries, "read_unit_line", read_unit_line)
    page.resize(700, 600)
    activate(page, qtbot)
    card = page.findChild(QWidget, f"unit_{WEST.id}")
    assert card.minimumSizeHint().width() < 600
