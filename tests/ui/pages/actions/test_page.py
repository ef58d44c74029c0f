"""The actions page: one line in, saved before it is gone; what becomes of an item."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from icalendar import Calendar
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from sqlalchemy import Connection

from models.huddle.agenda.evidence import survey_answer
from models.store.actions.completion_counts import doing_by_week
from models.store.actions.items import ActionItem, action_history, list_actions
from models.store.actions.links import action_links
from models.store.database.settings import set_my_units
from models.store.huddles.ideas import add_idea
from models.store.tables.core import ActionRow
from models.store.tallies.baselines import baseline_changes
from models.store.units.units import find_unit, list_units
from models.survey import Unit
from tests.ui.conftest import NOW
from tests.ui.pages.conftest import Bench
from ui.pages.actions import queries
from ui.pages.actions.list import ActionListModel
from ui.pages.actions.page import ActionsPage
from ui.pages.actions.words import day_words
from ui.pages.base.navigation import NewActionRequest, ShowUnitRequest
from ui.pages.base.pass_on_dialog import PassOnDialog
from ui.pages.base.reason_dialog import ReasonDialog
from ui.text.evidence import evidence_sentence
from ui.widgets.rows import LINES_ROLE, mark_box

TODAY = NOW.date()


@pytest.fixture
def page(sample_bench: Bench) -> ActionsPage:
    return sample_bench.show(ActionsPage)


def stored(bench: Bench) -> list[ActionItem]:
    return bench.read(list_actions)


def shown(page: ActionsPage) -> list[str]:
    model = page.board.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(page: ActionsPage, bench: Bench, what: str) -> None:
    page.board.view.setCurrentIndex(page.board.model.index(shown(page).index(what), 0))
    bench.settle(page)


def filter_by(page: ActionsPage, bench: Bench, status: str) -> None:
    page.status.set_current(status)
    page.status.chosen.emit(status)
    bench.settle(page)


def answer_why(page: ActionsPage, bench: Bench, words: str) -> None:
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    bench.qtbot.keyClicks(dialog.line, words)
    bench.qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    bench.settle(page)


def told(page: ActionsPage) -> list[str]:
    return [part.text() for part in page.board.detail.findChildren(QLabel) if part.isVisible()]


def add(page: ActionsPage, bench: Bench, what: str, who: str = "") -> None:
    page.entry.what.setFocus()
    bench.qtbot.keyClicks(page.entry.what, what)
    bench.qtbot.keyClicks(page.entry.owner, who)
    bench.qtbot.keyClick(page.entry.owner, Qt.Key.Key_Return)
    bench.settle(page)


def test_that_the_list_keeps_qts_rules(sample_bench: Bench, page: ActionsPage) -> None:
    tester = QAbstractItemModelTester(
        page.board.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    filter_by(page, sample_bench, queries.ALL)
    filter_by(page, sample_bench, "stopped")
    assert tester.model() is page.board.model


def test_that_the_longest_overdue_stands_on_top_and_says_so(page: ActionsPage) -> None:
    items = [page.board.model.item(row) for row in range(page.board.model.rowCount())]
    assert [item.is_overdue(TODAY) for item in items] == [True, True]
    assert items[0].due < items[1].due
    first = page.board.model.index(0, 0).data(LINES_ROLE)
    days = (TODAY - items[0].due).days
    assert first.lower.startswith(f"{days} days overdue")
    assert first.mark == "below"
    assert page.findChild(QLabel, "actions_summary").text() == "2 open actions · 2 overdue"


def test_that_a_new_action_is_due_in_two_weeks_and_stored_for_my_unit(
    page: ActionsPage, sample_bench: Bench
) -> None:
    before = len(stored(sample_bench))
    add(page, sample_bench, "Ear plugs on every pillow", "Night charge nurse")
    added = [item for item in stored(sample_bench) if item.what == "Ear plugs on every pillow"]
    assert len(stored(sample_bench)) == before + 1
    assert added[0].owner == "Night charge nurse"
    assert added[0].due == TODAY + timedelta(days=14)
    assert (added[0].unit, added[0].measure, added[0].status) == ("4 West", "", "open")
    assert page.board.chosen.id == added[0].id


def test_that_what_was_typed_stays_until_it_is_stored(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    qtbot.keyClicks(page.entry.what, "Close doors at night")
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    assert page.entry.what.text() == "Close doors at night"
    assert page.entry.said == "Saving…"
    qtbot.keyClicks(page.entry.what, "more")  # nothing typed meanwhile is lost with the line
    assert page.entry.what.text() == "Close doors at night"
    sample_bench.settle(page)
    assert page.entry.what.text() == ""
    assert page.entry.said == "Saved"
    assert page.focusWidget() is page.entry.what


def test_that_a_line_that_cannot_be_stored_stays_with_the_reason(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    gone = Unit(4_711, "9 South", "Riverside Hospital (sample)", 1)
    page.open_with(NewActionRequest(gone, "restfulness", "Restfulness"))
    before = stored(sample_bench)
    qtbot.keyClicks(page.entry.what, "Close doors at night")
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert page.entry.what.text() == "Close doors at night"
    assert not page.entry.what.isReadOnly()
    assert page.entry.said.startswith("Not saved. That unit no longer exists.")
    assert stored(sample_bench) == before


def test_that_an_action_is_born_linked_to_the_unit_and_measure_on_screen(
    page: ActionsPage, sample_bench: Bench
) -> None:
    east = sample_bench.read(lambda c: find_unit(c, "3 East"))
    page.open_with(NewActionRequest(east, "restfulness", "Restfulness of Hospital Environment"))
    page.activate()
    sample_bench.settle(page)
    assert page.unit.current == east.id
    add(page, sample_bench, "Dim the lights at nine")
    item = next(i for i in stored(sample_bench) if i.what == "Dim the lights at nine")
    assert (item.unit_id, item.measure) == (east.id, "restfulness")
    assert "Restfulness" in page.board.model.second_line(item)


def aim_at(page: ActionsPage, points: int) -> None:
    page.entry.wish.set_current(points)
    page.entry.wish.chosen.emit(points)


def test_that_the_day_of_evidence_follows_the_rise_that_is_wished_for(
    page: ActionsPage, sample_bench: Bench
) -> None:
    west = sample_bench.read(lambda c: find_unit(c, "4 West"))
    page.open_with(NewActionRequest(west, "restfulness", "Restfulness of Hospital Environment", 15))
    page.activate()
    sample_bench.settle(page)
    assert "a 15-point rise" in page.entry.outlook
    aim_at(page, 20)
    sample_bench.settle(page)
    assert "a 20-point rise" in page.entry.outlook
    known = page.entry.outlook.rsplit("know by ", 1)[1].rstrip(".")
    add(page, sample_bench, "Dim the lights at nine")
    item = next(i for i in stored(sample_bench) if i.what == "Dim the lights at nine")
    assert item.target == 20
    assert known == f"{item.evidence_due:%b %-d, %Y}"
    assert "a 10-point rise" in page.entry.outlook
    assert "+20 points" in told(page)


def test_that_a_change_of_the_rise_moves_the_day_of_evidence_and_is_in_the_history(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    before = page.board.chosen
    assert before.measure
    qtbot.keyClick(page.board.view, Qt.Key.Key_Return)
    assert page.entry.wish.current == 10
    aim_at(page, 20)
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    sample_bench.settle(page)
    item = next(i for i in stored(sample_bench) if i.id == before.id)
    assert item.target == 20
    assert item.evidence_due is not None
    aims = "Goal changed from +10 to +20 points"
    qtbot.waitUntil(lambda: any(words.startswith(aims) for words in told(page)))


def test_that_nothing_is_stored_for_an_empty_line(page: ActionsPage, sample_bench: Bench) -> None:
    before = stored(sample_bench)
    add(page, sample_bench, "   ")
    assert stored(sample_bench) == before


def test_that_without_a_unit_of_mine_the_unit_is_asked_for(sample_bench: Bench, qtbot) -> None:
    sample_bench.prepare(lambda c: set_my_units(c, []))
    page = sample_bench.show(ActionsPage)
    assert page.unit.current == queries.ALL_UNITS
    before = len(stored(sample_bench))
    qtbot.keyClicks(page.entry.what, "Close doors at night")
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    popup = page.entry.unit.popup
    assert popup.isVisible()
    assert len(stored(sample_bench)) == before
    qtbot.keyClick(popup.view, Qt.Key.Key_Down)
    qtbot.keyClick(popup.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    sample_bench.settle(page)
    added = next(i for i in stored(sample_bench) if i.what == "Close doors at night")
    assert added.unit == "4 West"


def test_that_enter_in_the_list_changes_an_item_and_its_history_tells(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    qtbot.keyClick(page.board.view, Qt.Key.Key_Return)
    assert page.entry.what.text() == item.what
    assert page.entry.measure.current == item.measure
    page.entry.what.setText("Ask the lab for draws at six")
    page.entry.due.set_day(date(2026, 12, 24))
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Return)
    sample_bench.settle(page)
    changed = next(i for i in stored(sample_bench) if i.id == item.id)
    assert (changed.what, changed.due) == ("Ask the lab for draws at six", date(2026, 12, 24))
    assert changed.owner == item.owner
    line = f"Reworded (was “{item.what}”), due date moved from {day_words(item.due)} to 12/24/2026"
    qtbot.waitUntil(lambda: any(words.startswith(line) for words in told(page)))


def test_that_escape_gives_up_a_change(page: ActionsPage, sample_bench: Bench, qtbot) -> None:
    before = stored(sample_bench)
    qtbot.keyClick(page.board.view, Qt.Key.Key_Return)
    page.entry.what.setText("Something else")
    qtbot.keyClick(page.entry.what, Qt.Key.Key_Escape)
    assert page.entry.what.text() == ""
    assert not page.entry.is_change
    assert page.focusWidget() is page.board.view
    assert stored(sample_bench) == before


def test_that_d_marks_an_item_as_done_and_it_no_longer_waits(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    with qtbot.waitSignal(page.desk.data.history.kept) as kept:
        qtbot.keyClick(page.board.view, Qt.Key.Key_D)
    sample_bench.settle(page)
    assert kept.args[0].text == "Mark action done"
    assert next(i for i in stored(sample_bench) if i.id == item.id).status == "done"
    assert item.what not in shown(page)
    filter_by(page, sample_bench, "done")
    assert item.what in shown(page)


def test_that_stopping_asks_for_a_reason_and_keeps_it(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    qtbot.keyClick(page.board.view, Qt.Key.Key_S)
    dialog = page.findChild(ReasonDialog)
    agree = dialog.findChild(QPushButton, "reason_agree")
    assert not agree.isEnabled()
    answer_why(page, sample_bench, "the lab has no staff before six")
    ended = next(i for i in stored(sample_bench) if i.id == item.id)
    assert (ended.status, ended.why) == ("stopped", "the lab has no staff before six")


def test_that_a_dialog_that_is_left_changes_nothing(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    before = stored(sample_bench)
    qtbot.keyClick(page.board.view, Qt.Key.Key_S)
    qtbot.keyClick(page.findChild(ReasonDialog), Qt.Key.Key_Escape)
    sample_bench.settle(page)
    assert stored(sample_bench) == before


def test_that_not_now_asks_until_when(page: ActionsPage, sample_bench: Bench, qtbot) -> None:
    item = page.board.chosen
    qtbot.keyClick(page.board.view, Qt.Key.Key_N)
    dialog = page.findChild(ReasonDialog)
    assert dialog.day.day == TODAY + timedelta(days=28)
    dialog.day.set_day(date(2027, 1, 15))
    answer_why(page, sample_bench, "after the renovation")
    put_off = next(i for i in stored(sample_bench) if i.id == item.id)
    assert (put_off.status, put_off.until) == ("not_now", date(2027, 1, 15))
    assert item.what in shown(page)  # it waits, but is not overdue any more
    filter_by(page, sample_bench, queries.OVERDUE)
    assert item.what not in shown(page)


def test_that_the_day_to_look_again_cannot_be_today(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    qtbot.keyClick(page.board.view, Qt.Key.Key_N)
    dialog = page.findChild(ReasonDialog)
    dialog.day.set_day(TODAY)
    assert dialog.day.day == TODAY + timedelta(days=1)


def test_that_what_was_passed_on_still_waits(page: ActionsPage, sample_bench: Bench, qtbot) -> None:
    item = page.board.chosen
    qtbot.keyClick(page.board.view, Qt.Key.Key_E)
    dialog = page.findChild(PassOnDialog)
    assert not dialog.findChild(QPushButton, "pass_on_agree").isEnabled()
    qtbot.keyClicks(dialog.to, "Lab manager")
    qtbot.keyClicks(dialog.why, "the lab has no staff before six")
    assert dialog.day.day == TODAY + timedelta(days=14)
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    sample_bench.settle(page)
    link = sample_bench.read(lambda c: action_links(c, [item.id]))[item.id]
    assert (link.escalated_to, link.reply_due) == ("Lab manager", TODAY + timedelta(days=14))
    filter_by(page, sample_bench, "escalated")
    assert shown(page) == [item.what]
    line = page.board.model.second_line(page.board.chosen)
    assert line.startswith("escalated to Lab manager · answer by ")
    assert "the lab has no staff before six" in line
    history = "Escalated: the lab has no staff before six, to Lab manager, answer by "
    qtbot.waitUntil(lambda: any(words.startswith(history) for words in told(page)))
    filter_by(page, sample_bench, queries.WAITING)
    assert item.what in shown(page)


def test_that_half_a_page_is_offered_for_what_was_passed_on_alone(
    huddled: Bench, tmp_path: Path
) -> None:
    page = huddled.show(ActionsPage)
    note = page.board.detail.findChild(QPushButton, "action_note")
    filter_by(page, huddled, "done")
    assert note.isHidden()
    filter_by(page, huddled, "escalated")
    note.click()
    path = tmp_path / "note.pdf"
    page.findChild(QFileDialog, "paper_dialog").fileSelected.emit(str(path))
    huddled.settle(page)
    assert path.read_bytes().startswith(b"%PDF")
    assert {"Medical director", "We listen before we explain"} <= set(words_of(page))


def words_of(page: ActionsPage) -> list[str]:
    return [part.text() for part in page.board.detail.findChildren(QLabel)]


def test_that_plus_and_minus_count_the_doing_of_the_week(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(page.board.view, key)
        sample_bench.settle(page)
    weeks = sample_bench.read(lambda c: doing_by_week(c, item.unit_id, action_id=item.id))
    assert weeks == {TODAY - timedelta(days=TODAY.weekday()): 1}
    assert "1 time this week" in words_of(page)
    page.board.detail.doing.less.click()
    sample_bench.settle(page)
    assert "Not logged yet. Press + each time you do it." in words_of(page)
    assert not page.board.detail.doing.less.isEnabled()


def test_that_five_open_promises_are_said_to_be_enough_but_never_refused(
    page: ActionsPage, sample_bench: Bench
) -> None:
    advice = page.findChild(QLabel, "actions_advice")
    assert advice.isHidden()
    for what in ("One", "Two", "Three", "Four"):
        add(page, sample_bench, what)
    assert advice.text() == "6 promises are open. Finish or stop one before making another."
    assert "Four" in shown(page)


def test_that_the_ideas_that_wait_lead_to_the_huddle(sample_bench: Bench, qtbot) -> None:
    def have(c: Connection) -> None:
        unit = find_unit(c, "4 West").id
        add_idea(c, unit, "Sleep masks in the drawer", now=NOW - timedelta(days=9))

    sample_bench.prepare(have)
    page = ActionsPage(sample_bench.workplace.desk)
    page.other_pages = frozenset({"huddle"})
    page = sample_bench.show(lambda _desk: page)
    assert page.ideas.text() == "· 1 idea, oldest 9 days"
    with qtbot.waitSignal(page.page_requested) as asked:
        page.ideas.click()
    assert asked.args == ["huddle", "next"]


def test_that_the_due_days_go_into_a_calendar(
    page: ActionsPage, sample_bench: Bench, tmp_path: Path
) -> None:
    page.calendar.click()
    path = tmp_path / "due.ics"
    page.findChild(QFileDialog, "calendar_dialog").fileSelected.emit(str(path))
    sample_bench.settle(page)
    entries = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert {str(entry["SUMMARY"]) for entry in entries} == {
        "Ask the lab to move routine 4 am blood draws to 6 am",
        "Name one side effect with every new medicine, and ask what the patient heard",
    }


def test_that_an_ended_item_can_be_opened_again(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    filter_by(page, sample_bench, "done")
    item = page.board.chosen
    steps = page.board.detail.findChildren(QPushButton)
    offered = {step.objectName() for step in steps if step.isVisible()}
    assert "action_reopen" in offered
    assert not offered & {"action_done", "action_stop", "action_put_off", "action_escalate"}
    qtbot.keyClick(page.board.view, Qt.Key.Key_O)
    sample_bench.settle(page)
    assert next(i for i in stored(sample_bench) if i.id == item.id).status == "open"
    history = sample_bench.read(lambda c: action_history(c, item.id))
    assert [change.after for change in history if change.field == "status"] == [
        "open",
        "done",
        "open",
    ]


def test_that_the_results_of_an_items_measure_can_be_seen(page: ActionsPage, qtbot) -> None:
    item = page.board.chosen
    with qtbot.waitSignal(page.page_requested) as asked:
        page.board.detail.findChild(QPushButton, "action_results").click()
    assert asked.args == ["results", ShowUnitRequest(item.unit_id, item.measure)]


def test_that_typing_a_letter_in_the_line_is_no_step(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    before = stored(sample_bench)
    qtbot.keyClicks(page.entry.what, "done so needed")
    sample_bench.settle(page)
    assert page.entry.what.text() == "done so needed"
    assert stored(sample_bench) == before


def test_that_all_units_tells_whose_each_item_is(page: ActionsPage, sample_bench: Bench) -> None:
    page.unit.popup.picked.emit(page.unit.options[0])
    sample_bench.settle(page)
    assert page.unit.current == queries.ALL_UNITS
    assert page.board.model.index(0, 0).data(LINES_ROLE).lower.endswith(" · 4 West")


def test_that_no_data_offers_to_open_a_file_or_the_sample(bench: Bench, qtbot) -> None:
    page = bench.show(ActionsPage)
    assert page.blank.isVisible()
    assert not page.entry.isVisible()
    offers = {b.text(): b for b in page.blank.findChildren(QPushButton) if b.isVisible()}
    with qtbot.waitSignal(page.sample_requested):
        offers["Try the sample hospital"].click()
    with qtbot.waitSignal(page.files_requested):
        offers["Open a file"].click()


def test_that_a_unit_without_actions_asks_for_the_first_one(
    page: ActionsPage, sample_bench: Bench
) -> None:
    other = next(o for o in page.unit.options if o.text == "Oncology")
    page.unit.popup.picked.emit(other)
    sample_bench.settle(page)
    assert page.board.blank.isVisible()
    assert page.board.blank.accessibleName().startswith("No actions yet")
    assert page.entry.unit.current == other.key


def test_that_a_new_day_moves_the_day_that_was_not_chosen(
    page: ActionsPage,
) -> None:
    page.entry.set_today(TODAY + timedelta(days=1))
    assert page.entry.due.day == TODAY + timedelta(days=15)
    page.entry.due.set_day(date(2027, 2, 1))
    page.entry.set_today(TODAY + timedelta(days=2))
    assert page.entry.due.day == date(2027, 2, 1)


def test_that_every_unit_is_offered_mine_first(page: ActionsPage, sample_bench: Bench) -> None:
    units = sample_bench.read(list_units)
    options = page.entry.unit.options
    assert {option.key for option in options} == {summary.unit.id for summary in units}
    assert options[0].text == "4 West"


def test_that_an_unknown_row_is_no_item() -> None:
    model = ActionListModel()
    assert model.item(0) is None
    assert model.row_of(7) == -1


def test_that_a_linked_action_knows_when_the_survey_can_tell(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    west = sample_bench.read(lambda c: find_unit(c, "4 West"))
    page.open_with(NewActionRequest(west, "restfulness", "Restfulness of Hospital Environment"))
    page.activate()
    sample_bench.settle(page)
    add(page, sample_bench, "Dim the lights at nine")
    item = next(i for i in stored(sample_bench) if i.what == "Dim the lights at nine")
    assert item.evidence_due is not None
    assert item.evidence_due > item.due
    qtbot.waitUntil(lambda: f"by {day_words(item.evidence_due)}" in told(page))
    words = page.findChild(QLabel, "evidence_words")
    qtbot.waitUntil(lambda: "know by" in words.text())


def test_that_the_survey_answers_once_its_day_has_come(sample_bench: Bench, qtbot) -> None:
    def let_it_be_due(c: object) -> None:
        (done,) = [i for i in list_actions(c) if i.status == "done"]
        day = (TODAY - timedelta(days=1)).isoformat()
        c.execute(sa.update(ActionRow).where(ActionRow.id == done.id).values(evidence_due=day))

    sample_bench.prepare(let_it_be_due)
    page = sample_bench.show(ActionsPage)
    filter_by(page, sample_bench, "done")
    verdict = page.findChild(QLabel, "evidence_words")
    qtbot.waitUntil(verdict.isVisible)
    item = page.board.chosen
    answer = survey_answer(page.desk.data._db, item, TODAY)
    assert verdict.text() == evidence_sentence(answer)


def test_that_a_unit_asked_for_is_shown(page: ActionsPage, sample_bench: Bench) -> None:
    east = sample_bench.read(lambda c: find_unit(c, "3 East"))
    page.open_with(ShowUnitRequest(east.id, "nurses"))
    page.activate()
    sample_bench.settle(page)
    assert page.unit.current == east.id
    assert (page.entry.unit.current, page.entry.measure.current) == (east.id, "nurses")


def test_that_an_action_that_has_begun_offers_to_freeze_its_baseline_once(
    page: ActionsPage, sample_bench: Bench
) -> None:
    detail = page.board.detail
    filter_by(page, sample_bench, "")
    offered = []
    for what in shown(page):
        choose(page, sample_bench, what)
        if detail.freeze.isVisibleTo(page):
            offered.append(what)
    assert offered
    choose(page, sample_bench, offered[0])
    detail.freeze.click()
    sample_bench.settle(page)
    assert not detail.freeze.isVisibleTo(page)
    (item,) = [each for each in stored(sample_bench) if each.what == offered[0]]
    frozen = sample_bench.read(lambda c: baseline_changes(c, item.unit_id, item.measure))
    assert [str(each.kind) for each in frozen] == ["freeze"]
    assert offered[0] in frozen[0].reason


def test_that_actions_are_found_by_their_words(page: ActionsPage, qtbot) -> None:
    item = page.board.chosen
    assert page.begin_search()
    assert page.board.search.isVisible()
    qtbot.keyClicks(page.board.search, item.what.split()[0])
    shown_now = [page.board.model.item(row) for row in range(page.board.model.rowCount())]
    assert item in shown_now
    assert page.board.chosen == item
    page.board.search.setText("nothing is called so")
    assert page.board.model.rowCount() == 0


def test_that_a_click_in_the_circle_ticks_and_undo_opens_it_again(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    view = page.board.view
    box = mark_box(QRectF(view.visualRect(view.currentIndex())))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    sample_bench.settle(page)
    assert next(i for i in stored(sample_bench) if i.id == item.id).status == "done"
    page.desk.data.history.undo()
    sample_bench.settle(page)
    assert next(i for i in stored(sample_bench) if i.id == item.id) == item


def test_that_a_deleted_action_comes_back_by_undo(
    page: ActionsPage, sample_bench: Bench, qtbot
) -> None:
    item = page.board.chosen
    qtbot.keyClick(page.board.view, Qt.Key.Key_Delete)
    sample_bench.settle(page)
    assert item.id not in [i.id for i in stored(sample_bench)]
    page.desk.data.history.undo()
    sample_bench.settle(page)
    assert item in stored(sample_bench)
