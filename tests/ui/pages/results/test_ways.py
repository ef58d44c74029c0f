"""From Results onward: over time with one key, the measure kept, where stars would be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from models.analysis.comparison.stars import MeasureStar, WouldBeStars, star_editions
from models.store.tallies.benchmarks import PublishedArea
from models.store.units.units import list_units
from tests.ui.pages.conftest import Bench
from ui.pages.base import unit_words
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.base.unit_words import star_words
from ui.pages.results.benchmarks_dialog import TicksDialog
from ui.pages.results.page import ResultsPage
from ui.pages.results.stars_dialog import StarsDialog

STARS = WouldBeStars(
    "2026-07",
    62,
    (MeasureStar("rating", "Rating", 88.4, 3, 2, "would be three stars, two points below four"),),
    None,
    "Not official.",
    "July 2026",
)


@pytest.fixture
def page(sample_bench: Bench) -> ResultsPage:
    made = sample_bench.show(ResultsPage)
    made.other_pages = frozenset({"results", "trend", "actions", "voices"})
    made.activate()
    sample_bench.settle(made)
    return made


def test_that_one_key_opens_the_measure_over_time(page: ResultsPage, sample_bench: Bench) -> None:
    page.activateWindow()
    page.board.chart.setFocus()
    sample_bench.qtbot.waitUntil(page.board.chart.hasFocus)
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        sample_bench.qtbot.keyClick(page.board.chart, Qt.Key.Key_O)
    key, wish = asked.args
    assert (key, wish.measure) == ("trend", page.measure)


def test_that_one_key_opens_what_patients_wrote_about_the_measure(
    page: ResultsPage, sample_bench: Bench
) -> None:
    page.activateWindow()
    page.board.chart.setFocus()
    sample_bench.qtbot.waitUntil(page.board.chart.hasFocus)
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        sample_bench.qtbot.keyClick(page.board.chart, Qt.Key.Key_V)
    key, wish = asked.args
    assert (key, wish.measure) == ("voices", page.measure)
    assert page.detail.open_voices.isVisibleTo(page)
    page.other_pages = frozenset({"results"})
    page.activate()
    sample_bench.settle(page)
    assert not page.detail.open_voices.isVisibleTo(page)


def test_that_the_way_over_time_is_offered_only_where_the_window_has_it(
    page: ResultsPage, sample_bench: Bench
) -> None:
    assert page.detail.open_line.isVisibleTo(page)
    page.other_pages = frozenset({"results"})
    page.activate()
    sample_bench.settle(page)
    assert not page.detail.open_line.isVisibleTo(page)


def test_that_the_measure_another_page_shows_is_kept(
    page: ResultsPage, sample_bench: Bench
) -> None:
    page.desk.looked_at.measure = "rating"
    page.activate()
    sample_bench.settle(page)
    assert page.measure == "rating"


def test_that_the_unit_another_page_shows_is_kept(page: ResultsPage, sample_bench: Bench) -> None:
    units = sample_bench.read(list_units)
    other = next(s.unit for s in units if s.unit.name == "3 East")
    page.desk.preferences.last_unit = other.id
    page.activate()
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.unit.name == "3 East"


def test_that_a_unit_opened_without_a_measure_shows_its_own_first(
    page: ResultsPage, sample_bench: Bench
) -> None:
    page.desk.looked_at.measure = "rating"
    assert page.shown is not None
    page.open_with(ShowUnitRequest(page.shown.unit.id))
    page.activate()
    sample_bench.settle(page)
    assert page.measure == "restfulness"


def test_that_stars_are_never_called_official(page: ResultsPage, sample_bench: Bench) -> None:
    page.desk.looked_at.measure = "rating"
    page.activate()
    sample_bench.settle(page)
    words = page.detail._stars.text()
    assert words.startswith("Would be ")
    assert "Not an official rating" in words


def test_that_too_few_surveys_for_stars_are_said() -> None:
    assert star_words(STARS, "rating") == (
        "Would be three stars, two points below four by the published cut points of July 2026. "
        "Not an official rating. Stars need 100 surveys. You have 62."
    )


def test_that_a_measure_without_a_star_says_nothing() -> None:
    assert star_words(STARS, "food") == ""
    assert star_words(None, "rating") == ""


def test_that_the_star_tables_open_with_the_summary_and_cut_points_of_each_edition(
    page: ResultsPage,
) -> None:
    page.detail.all_stars.click()
    dialog = page.findChild(StarsDialog)
    assert dialog is not None
    newest = star_editions()[-1]
    assert dialog.edition.current == newest.key
    table = dialog.table.content.table
    cuts = dict(newest.cuts)
    assert [row.key for row in table.rows] == list(cuts)
    assert table.rows[0].cells[3:] == tuple(map(str, cuts[table.rows[0].key]))
    assert dialog.summary.startswith("No summary star: it needs all six parts")
    dialog.edition.chosen.emit("2025-04")
    assert "all eight parts" in dialog.summary
    dialog.reject()


def test_that_stars_are_not_spoken_of_where_there_are_none(page: ResultsPage) -> None:
    page.detail.say_stars("", "", with_tables=False)
    assert not page.detail.all_stars.isVisibleTo(page)


def test_that_the_published_figures_drawn_as_ticks_are_chosen(
    page: ResultsPage, sample_bench: Bench
) -> None:
    assert page.board.ticks.isVisibleTo(page)
    assert any(m.marks for m in page.shown.comparison.measures)
    page.board.ticks.click()
    dialog = page.findChild(TicksDialog)
    assert dialog is not None
    assert dialog.places.model.checked == ["nation"]
    dialog.places.model.set_checked([])
    dialog.findChild(QPushButton, "agree").click()
    sample_bench.settle(page)
    assert not any(m.marks for m in page.shown.comparison.measures)


def test_that_more_ticks_than_can_be_told_apart_are_not_agreed_to(page: ResultsPage) -> None:
    areas = [PublishedArea("state", state, state) for state in ("VT", "RI", "DE", "NH", "ME")]
    dialog = TicksDialog(page.desk.look, areas, ["state:VT"], page)
    agree = dialog.findChild(QPushButton, "agree")
    assert agree.isEnabled()
    dialog.places.model.set_checked([f"state:{area.area}" for area in areas])
    dialog.places.model.toggled.emit()
    assert not agree.isEnabled()


def test_that_any_months_can_be_chosen(sample_bench: Bench) -> None:
    page = sample_bench.show(ResultsPage)
    before = page.shown.period.key
    page.header.period.chosen.emit(unit_words.CHOOSE_MONTHS)
    dialog = page.findChild(QDialog, "months_dialog")
    assert page.header.period.current == before
    last = dialog.last.current
    dialog.first.set_current(last)
    dialog.last.set_current(last - 1)  # the other way around is taken as meant
    dialog.findChild(QPushButton, "months_agree").click()
    sample_bench.settle(page)
    period = page.shown.period.period
    assert (period.first, period.last) == (last - 1, last)


def test_that_another_unit_can_be_compared_with(sample_bench: Bench) -> None:
    page = sample_bench.show(ResultsPage)
    other = next(o for o in page.header.against.options if str(o.key).startswith("unit:"))
    page.header.against.chosen.emit(other.key)
    sample_bench.settle(page)
    assert page.shown.comparison.other_label == other.text
