"""The results page: choosers, states, the measure's panel, and taking it along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from models.errors import DatabaseProblem
from models.survey import month_label
from tests.ui import examples
from tests.ui.conftest import Workplace
from tests.ui.pages.stand_ins import EAST, StandIn
from ui.base import unit_queries
from ui.pages.base.navigation import NewActionRequest, ShowUnitRequest
from ui.pages.results.page import ResultsPage
from ui.pages.results.table import comparison_table
from ui.text.errors import hint, sentence, whole
from ui.widgets.text_table import TextTable, TextTableModel


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    for name in ("read_choices", "read_board", "read_detail"):
        monkeypatch.setattr(unit_queries, name, getattr(stand_in, name))
    return stand_in


@pytest.fixture
def page(workplace: Workplace, answers: StandIn, qtbot) -> Iterator[ResultsPage]:
    made = ResultsPage(workplace.desk)
    made.other_pages = frozenset({"results", "actions"})
    made.resize(1200, 760)
    made.show()
    workplace.open()
    yield made
    shiboken6.delete(made)


def activate(page: ResultsPage, qtbot) -> None:
    page.activate()
    settle(page, qtbot)


def settle(page: ResultsPage, qtbot) -> None:
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)


def test_that_my_unit_is_shown_with_its_largest_real_gap(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    assert page.header._title.text() == "4 West"
    assert page.header._subtitle.text() == (
        "compared with the rest of Riverside Hospital · Jul–Sep 2026 · 62 surveys"
    )
    assert page.board._verdict.text() == examples.comparison().verdict
    assert page.measure == "restfulness"
    assert page.detail._sentence.text() == "About Restfulness of the hospital."
    assert page.header.star.isChecked()


def test_that_another_unit_shows_its_own_first_measure(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    activate(page, qtbot)
    page.header.unit_chosen.emit(EAST.id)
    settle(page, qtbot)
    assert page.header._title.text() == "3 East"
    assert answers.boards_asked[-1] == (2, "rest", "")
    assert page.desk.preferences.last_unit == 2
    assert not page.header.star.isChecked()


def test_that_a_chosen_measure_stays_when_the_unit_changes(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    page.board.chart.go_to("nurses")
    qtbot.keyClick(page.board.chart, Qt.Key.Key_Down)
    page.header.unit_chosen.emit(EAST.id)
    settle(page, qtbot)
    assert page.measure == "doctors"
    assert page.board.chart.current_key == "doctors"


def test_that_period_and_comparison_are_asked_for(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    activate(page, qtbot)
    page.header.period_chosen.emit("all")
    settle(page, qtbot)
    page.header.against_chosen.emit("earlier")
    settle(page, qtbot)
    assert answers.boards_asked[-1] == (1, "earlier", "all")
    assert page.header.period.current == "all"


def test_that_hurried_choices_show_the_last_one(page: ResultsPage, answers: StandIn, qtbot) -> None:
    activate(page, qtbot)
    for key in ("doctors", "nurses", "rating", "recommend"):
        page.board.measure_chosen.emit(key)
    settle(page, qtbot)
    assert page.detail._sentence.text() == "About Would recommend."


def test_that_an_asked_for_unit_and_measure_are_shown(page: ResultsPage, qtbot) -> None:
    page.open_with(ShowUnitRequest(2, "rating"))
    activate(page, qtbot)
    assert page.header._title.text() == "3 East"
    assert page.measure == "rating"


def test_that_a_measure_nobody_was_asked_about_is_looked_for_in_all_data_and_then_said(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    page.open_with(ShowUnitRequest(1, "quietness"))
    activate(page, qtbot)
    assert answers.boards_asked == [(1, "rest", ""), (1, "rest", "all")]
    assert page.measure == "restfulness"
    assert page.unavailable_reason is not None
    assert "“quietness”" in sentence(page.unavailable_reason)
    assert "restfulness" in hint(page.unavailable_reason)
    page.open_with(ShowUnitRequest(1, "rating"))
    assert page.unavailable_reason is None


def test_that_no_data_offers_to_open_a_file_or_the_sample(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    answers.units = []
    activate(page, qtbot)
    assert page._states.currentWidget() is page.blank
    assert not page.header.unit.isVisible()
    offers = {b.text(): b for b in page.blank.findChildren(QPushButton) if b.isVisible()}
    with qtbot.waitSignal(page.sample_requested):
        offers["Try the sample hospital"].click()
    with qtbot.waitSignal(page.files_requested):
        offers["Open a file"].click()


def test_that_a_failure_says_why_and_can_be_tried_again(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    answers.failure = DatabaseProblem("database-locked")
    activate(page, qtbot)
    assert page.blank.accessibleName() == whole(answers.failure)
    answers.failure = None
    page.blank.findChild(QPushButton).click()
    settle(page, qtbot)
    assert page._states.currentWidget() is page._content


def test_that_a_unit_without_measures_says_so(page: ResultsPage, answers: StandIn, qtbot) -> None:
    answers.comparison = examples.comparison(measures=(), verdict="Nobody answered in Jul 2026.")
    activate(page, qtbot)
    assert page._states.currentWidget() is page.blank
    assert page.blank.accessibleName().startswith("Nobody answered in Jul 2026.")
    assert page.header.period.isVisible()


def test_that_t_shows_the_same_numbers_as_a_table(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_T)
    assert page.board.table.isVisible()
    assert not page.detail.isVisible()
    assert list(page.board.table.content.table.rows[2].cells) == [
        "Restfulness", "62", "52%", "40–64%", "1,204", "64%", "−12 (−24 to −1)", "+7",
        "Gap: 7 patients",
    ]  # fmt: skip
    qtbot.keyClick(page, Qt.Key.Key_T)
    assert page.board.chart.isVisible()
    assert page.detail.isVisible()


def test_that_walking_down_a_long_list_keeps_the_measure_in_view(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    one = examples.comparison().measures[0]
    many = tuple(replace(one, measure=f"q{k}", short=f"Q{k}") for k in range(60))
    answers.comparison = examples.comparison(measures=many)
    activate(page, qtbot)
    chart = page.board.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    row = chart.stops[-1].area.center().toPoint()
    assert chart.visibleRegion().contains(row)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.visibleRegion().contains(chart.stops[0].area.center().toPoint())


def test_that_going_down_the_table_chooses_in_the_chart(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    page.header.table.click()
    page.board.table.setFocus()
    qtbot.keyClick(page.board.table, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert page.measure == "care_coordination"
    assert page.board.chart.current_key == "care_coordination"


def test_that_the_table_model_keeps_qts_rules(page: ResultsPage) -> None:
    model = TextTableModel(page.desk.look)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_table(comparison_table(examples.odd_comparison()))
    model.sort_by(2, descending=True)
    model.search("doctors")
    model.show_table(TextTable())
    assert tester.model() is model


def test_that_too_few_answers_leave_every_cell_of_the_table_empty() -> None:
    row = comparison_table(examples.odd_comparison()).rows[1]
    assert list(row.cells) == ["Doctors", "9", *["–"] * 6, "9 answers: too few to show"]


def test_that_copying_takes_the_picture_or_the_table(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    clipboard = QGuiApplication.clipboard()
    page._sharing.copy()
    assert clipboard.image().width() == 1920
    page.header.table.click()
    page._sharing.copy()
    lines = clipboard.text().splitlines()
    assert len(lines) == 12
    assert lines[3].startswith("Restfulness\t62\t52%")


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "pptx", "xlsx", "csv"])
def test_that_the_page_is_saved_in_every_format(
    page: ResultsPage, qtbot, tmp_path: Path, kind: str
) -> None:
    activate(page, qtbot)
    file = tmp_path / f"west.{kind}"
    with qtbot.waitSignal(page.file_saved) as saved:
        page._sharing.save_to(kind, str(file))
    assert saved.args == [str(file)]
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}
    start = starts.get(kind, b"PK")
    assert file.read_bytes().startswith(start)


def test_that_a_file_that_cannot_be_saved_leaves_the_page_as_it_is(
    page: ResultsPage, qtbot, tmp_path: Path
) -> None:
    activate(page, qtbot)
    with qtbot.waitSignal(page.problem_met) as met:
        page._sharing.save_to("png", str(tmp_path / "nowhere" / "west.png"))
    assert "couldn't be saved" in sentence(met.args[0])
    assert page._states.currentWidget() is page._content


def test_that_one_page_is_one_page(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    printed = page._sharing.one_page()
    assert printed is not None
    assert printed.pdf().count(b"/Type /Page\n") == 1


def test_that_an_action_is_born_with_unit_and_measure(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    assert page.detail.add_action.isVisible()
    with qtbot.waitSignal(page.page_requested) as requested:
        page.detail.add_action.click()
    key, wish = requested.args
    assert key == "actions"
    assert isinstance(wish, NewActionRequest)
    assert (wish.unit.id, wish.measure) == (1, "restfulness")


def test_that_no_action_is_offered_where_there_is_no_page_for_it(page: ResultsPage, qtbot) -> None:
    page.other_pages = frozenset({"results"})
    activate(page, qtbot)
    assert not page.detail.add_action.isVisible()


def test_that_the_star_makes_it_my_unit(page: ResultsPage, answers: StandIn, qtbot) -> None:
    from models.store.database.settings import my_units

    answers.mine = ()
    activate(page, qtbot)
    assert not page.header.star.isChecked()
    written: list[tuple[int, ...]] = []

    def read(db, _progress) -> tuple[int, ...]:
        with db.read() as c:
            return my_units(c)

    with qtbot.waitSignal(page.desk.data.history.kept) as kept:
        page.header.star.click()
    assert kept.args[0].text == "Add to my units"
    with qtbot.waitSignal(page.desk.data.query(read).done) as mine:
        pass
    written.extend(mine.args)
    assert written == [()]  # no such unit in the empty data: forgotten, not invented


def test_that_the_copied_picture_is_the_saved_picture(
    page: ResultsPage, qtbot, tmp_path: Path
) -> None:
    activate(page, qtbot)
    page._sharing.copy()
    with qtbot.waitSignal(page.file_saved):
        page._sharing.save_to("png", str(tmp_path / "a.png"))
    saved = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGB32)
    assert saved == QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB32)


def test_that_the_table_shows_the_answers_of_the_chosen_measure(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    page.header.table_toggled.emit(True)
    assert page.board.answers.isVisibleTo(page)
    lines = page.board.answers.content.table.as_lines().splitlines()
    assert lines[0] == "Question\tAnswer\t4 West\tThe rest"
    assert [line.split("\t")[1] for line in lines[1:6]] == [
        "Always",
        "Usually",
        "Sometimes",
        "Never",
        "Patients who answered",
    ]


def test_that_false_alarms_to_expect_go_along_into_the_drawing(page: ResultsPage, qtbot) -> None:
    activate(page, qtbot)
    assert page.shown is not None
    told = examples.comparison(notes=("Eleven tested.", "Ticks: 2024."), published="Ticks: 2024.")
    page._board = replace(page.shown, comparison=told)
    sheet = page._sharing.sheet()
    assert sheet is not None
    drawn = sheet.svg().decode()
    assert "Eleven tested." in drawn
    assert drawn.count("Ticks: 2024.") == 1


def test_that_months_dragged_across_become_the_period(
    page: ResultsPage, answers: StandIn, qtbot
) -> None:
    activate(page, qtbot)
    months = page.detail.line.month_ends
    page.detail.line.period_chosen.emit(months[0], months[0] + 2)
    settle(page, qtbot)
    asked = f"{month_label(months[0])}..{month_label(months[0] + 2)}"
    assert answers.boards_asked[-1] == (1, "rest", asked)
