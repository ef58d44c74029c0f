"""Over time: the trend of one measure, and the user's own decisions on its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from models.analysis.trend.unit_trend import trend
from models.store.database.database import open_database
from models.store.units.units import find_unit
from tests.ui.pages.conftest import Bench
from ui.pages.base.navigation import NewActionRequest, ShowUnitRequest
from ui.pages.base.reason_dialog import ReasonDialog
from ui.pages.trend.page import TrendPage
from ui.report.one_page import page_layout
from ui.text.trend import chart_rules, trend_verdict, variation_words


@pytest.fixture
def page(sample_bench: Bench) -> TrendPage:
    """The page of 4 West's restfulness."""
    sample_bench.workplace.desk.looked_at.measure = "restfulness"
    return sample_bench.show(TrendPage)


def test_that_the_page_shows_the_trend_of_the_analysis(
    page: TrendPage, sample_bench: Bench
) -> None:
    desk = sample_bench.workplace.desk
    db = open_database(desk.data.place)
    with db.read() as c:
        unit = find_unit(c, "4 West")
    expected = trend(db, unit, "restfulness", today=desk.today())
    db.close()
    assert page.shown is not None
    assert page.shown.trend is not None
    assert page.shown.trend.finding == expected.finding
    assert [p.value for p in page.shown.trend.points] == [p.value for p in expected.points]


def test_that_another_measure_can_be_asked_for(page: TrendPage, sample_bench: Bench) -> None:
    assert page.shown is not None
    page.open_with(ShowUnitRequest(page.shown.unit.id, "rating"))
    page.activate()
    sample_bench.settle(page)
    assert page.shown.trend is not None
    assert page.shown.trend.measure == "rating"


def test_that_a_month_is_left_out_with_a_reason_only(page: TrendPage, sample_bench: Bench) -> None:
    assert page.shown is not None
    before = page.shown.trend
    assert before is not None
    chart = page.board.chart
    chart.go_to(before.points[3].period)
    page._decide("exclude")
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    dialog.line.setText("The ward was moved")
    with sample_bench.qtbot.waitSignal(page.desk.data.history.kept, timeout=10_000):
        dialog.answered.emit(dialog.line.text())
        dialog.accept()
    sample_bench.settle(page)
    assert page.shown.trend is not None
    assert page.shown.trend.points != before.points
    page.desk.data.history.undo()
    sample_bench.settle(page)
    assert page.shown.trend.points == before.points


def decide(page: TrendPage, bench: Bench, kind: str, why: str) -> None:
    page.side._offers[kind].click()
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    bench.qtbot.keyClicks(dialog.line, why)
    bench.qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    bench.settle(page)


def text_of(page: TrendPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_the_verdict_stands_above_and_the_rules_below(page: TrendPage) -> None:
    assert page.shown is not None
    trend_shown = page.shown.trend
    assert trend_shown is not None
    assert text_of(page, "verdict") == trend_verdict(trend_shown)
    assert not page.findChild(QLabel, "method").isVisibleTo(page)
    page.board.method.open.click()
    assert chart_rules(trend_shown) in text_of(page, "method")
    assert "Not adjusted" in page.board.strip.text


def test_that_the_direction_is_told_in_words_beside_its_mark(page: TrendPage) -> None:
    assert page.shown is not None
    assert page.shown.trend is not None
    assert text_of(page, "variation") == variation_words(page.shown.trend)
    assert text_of(page, "variation")


def test_that_an_action_that_has_begun_offers_to_freeze_the_baseline(
    page: TrendPage, sample_bench: Bench
) -> None:
    assert page.side.freeze.isVisibleTo(page)
    page.side.freeze.click()
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.trend is not None
    assert page.shown.trend.method.watched_from is not None
    assert page.shown.trend.baseline[0].kind == "freeze"
    assert not page.side.freeze.isVisibleTo(page)
    assert "in a year" in text_of(page, "method")


def test_that_decisions_are_offered_only_for_a_chosen_month(
    page: TrendPage, sample_bench: Bench
) -> None:
    assert not page.side._offers["rebase"].isVisibleTo(page)
    page.board.chart.setFocus()
    sample_bench.qtbot.keyClick(page.board.chart, Qt.Key.Key_Home)
    assert page.side._offers["rebase"].text() == "New baseline from Jan 2025…"


def test_that_a_new_line_starts_with_its_reason_and_can_be_taken_back(
    page: TrendPage, sample_bench: Bench
) -> None:
    page.board.chart.go_to("2025-11")
    page.board.point_chosen.emit("2025-11")
    decide(page, sample_bench, "rebase", "Hourly rounding started")
    assert page.shown is not None
    assert page.shown.trend is not None
    (told,) = page.shown.trend.baseline
    assert (told.kind, told.reason, told.decided) == (
        "rebase",
        "Hourly rounding started",
        page.desk.today(),
    )
    assert page.shown.trend.breaks[0].by_person
    back = page.findChild(QPushButton, "take_back")
    assert back is not None
    back.click()
    sample_bench.settle(page)
    assert page.shown.trend.baseline == ()


def test_that_a_decision_without_a_reason_cannot_be_agreed_to(
    page: TrendPage, sample_bench: Bench
) -> None:
    page.board.chart.go_to("2025-11")
    page._decide("freeze")
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    sample_bench.qtbot.keyClicks(dialog.line, "   ")
    assert not dialog._agree.isEnabled()
    dialog.reject()


def test_that_quarters_and_means_can_be_shown(page: TrendPage, sample_bench: Bench) -> None:
    page.side.step_chosen.emit("quarter")
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.trend is not None
    assert page.shown.trend.points[0].period == "2025-Q1"
    page.side.score_chosen.emit("mean")
    sample_bench.settle(page)
    assert page.shown.trend.of == "mean"
    assert page.side.score.current == "mean"


def test_that_t_shows_the_same_months_as_a_table(page: TrendPage, sample_bench: Bench) -> None:
    page.activateWindow()
    page.board.chart.setFocus()
    sample_bench.qtbot.waitUntil(page.board.chart.hasFocus)
    sample_bench.qtbot.keyClick(page.board.chart, Qt.Key.Key_T)
    assert page.board.shows_table
    assert page.board.table.hasFocus()
    lines = page.board.table.content.table.as_lines().splitlines()
    assert page.shown is not None
    assert page.shown.trend is not None
    assert len(lines) == len(page.shown.trend.points) + 1
    page.sharing.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("Months\tSurveys")


def test_that_going_to_a_row_chooses_its_month(page: TrendPage, sample_bench: Bench) -> None:
    page.header.table.toggle()
    page.board.table.setCurrentIndex(page.board.table.content.index(2, 0))
    assert page.board.chart.current_key == "2025-03"
    assert page.side._offers["exclude"].text() == "Exclude Mar 2025…"


def test_that_actions_stand_beside_their_flags(page: TrendPage) -> None:
    words = [found.text() for found in page.side.findChildren(QLabel)]
    assert any(word.startswith("1  Quiet hours") for word in words)


def test_that_an_action_begins_linked_to_the_measure(page: TrendPage, sample_bench: Bench) -> None:
    page.other_pages = frozenset({"actions"})
    page.activate()
    sample_bench.settle(page)
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        page.side.add_action.click()
    key, wish = asked.args
    assert key == "actions"
    assert isinstance(wish, NewActionRequest)
    assert wish.measure == "restfulness"


def test_that_the_picture_is_saved_with_its_rules(
    page: TrendPage, sample_bench: Bench, tmp_path: Path
) -> None:
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        place = tmp_path / f"trend.{kind}"
        page.sharing.save_to(kind, str(place))
        sample_bench.settle(page)
        assert place.read_bytes().startswith(start)
    assert b"in 100" in (tmp_path / "trend.svg").read_bytes()


def test_that_an_empty_store_says_what_to_do(bench: Bench) -> None:
    page = bench.show(TrendPage)
    assert page.shown is None
    assert "No survey data yet" in page.blank.accessibleName()
    assert not page.header.share.isVisibleTo(page)


def test_that_the_chosen_measure_is_kept_for_the_other_pages(
    page: TrendPage, sample_bench: Bench
) -> None:
    page.measure.chosen.emit("rating")
    sample_bench.settle(page)
    assert page.desk.looked_at.measure == "rating"


def test_that_one_page_is_printed_whole(page: TrendPage, tmp_path: Path) -> None:
    place = tmp_path / "printed.pdf"
    writer = QPdfWriter(str(place))
    writer.setPageLayout(page_layout())
    page.sharing.print_on(writer)
    del writer
    assert place.read_bytes().count(b"/Type /Page\n") == 1


def test_that_the_rules_are_chosen_for_means_only(page: TrendPage, sample_bench: Bench) -> None:
    assert not page.side.rules.isVisibleTo(page)
    page.side.score_chosen.emit("mean")
    sample_bench.settle(page)
    assert page.side.rules.isVisibleTo(page)
    page.side.rules.chosen.emit("anhoej")
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.trend is not None
    assert page.shown.trend.rule_set == "anhoej"
    assert "Anhøj rules" in text_of(page, "method")


def test_that_the_page_says_when_a_wished_change_would_be_known(
    page: TrendPage, sample_bench: Bench
) -> None:
    plan = page.side.plan
    assert "a 10-point rise" in plan.text
    plan.change.set_current(20)
    plan.volume.set_current(200)
    plan.wished.emit()
    sample_bench.settle(page)
    assert plan.text.startswith("At 200 surveys a month")
    assert "a 20-point rise" in plan.text
    assert "know by" in plan.text


def test_that_the_rest_of_the_hospital_is_drawn_behind_the_unit(page: TrendPage) -> None:
    assert page.shown is not None
    assert len(page.shown.rest) > 12
    values = page.board.chart.marks["others"].getData()[1]
    assert list(values) == [point.share for point in page.shown.rest]


def test_that_months_dragged_across_become_the_baseline(
    page: TrendPage, sample_bench: Bench
) -> None:
    assert page.shown is not None
    assert page.shown.trend is not None
    points = page.shown.trend.points
    first, last = points[2].first_month, points[14].last_month
    zoom, baseline, exclude = page.months_entries(first, last)
    assert exclude[0].startswith("Exclude ")
    zoom[1]()
    assert page.board.chart.is_zoomed
    baseline[1]()
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    sample_bench.qtbot.keyClicks(dialog.line, "A year without projects")
    sample_bench.qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    sample_bench.settle(page)
    kept = {(each.kind, each.month) for each in page.shown.trend.baseline}
    assert kept == {("rebase", first), ("freeze", last)}


def test_that_the_menu_at_a_month_decides_and_takes_the_chart_along(page: TrendPage) -> None:
    chart = page.board.chart
    period = chart.stops[4].key
    words = [words for words, _act in chart.menu(period)]
    assert chart.current_key == period
    assert any(each.startswith("New baseline from") for each in words)
    assert {"Copy picture", "Copy data", "Show as table"} <= set(words)
    dict(chart.menu(""))["Copy data"]()
    assert "2025" in QGuiApplication.clipboard().text()
    dict(chart.menu(""))["Show as table"]()
    assert page.board.shows_table


def test_that_the_page_is_shown_before_it_is_printed(
    page: TrendPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", lambda: ["Ward printer"]
    )
    page.sharing.print_page()
    preview = page.findChild(QDialog, "print_preview")
    assert preview is not None
    assert preview.isVisible()
    preview.reject()
