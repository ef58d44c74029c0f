"""The huddle page: prepared, swapped with two keys, started; real states without data."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.huddle.agenda.plan import Plan
from models.importing.importer import import_file
from models.store.actions.items import list_actions
from models.store.database.database import open_database
from models.store.huddles.huddles import list_huddles
from models.store.huddles.ideas import add_idea, list_ideas
from models.store.huddles.relays import list_relays
from models.store.units.units import find_unit
from tests.models.huddle.hospital import fill
from tests.ui.conftest import NOW
from tests.ui.pages.conftest import Bench
from ui.pages.base.reason_dialog import ReasonDialog
from ui.pages.huddle import thread_queries
from ui.pages.huddle.card_dialog import CardDialog
from ui.pages.huddle.page import HuddlePage
from ui.present.request import HuddleRequest
from ui.present.start import Huddle


@pytest.fixture
def page(huddled: Bench) -> HuddlePage:
    return huddled.show(HuddlePage)


def unit_id(bench: Bench) -> int:
    return bench.read(lambda c: find_unit(c, "4 West").id)


def press(page: HuddlePage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.focusWidget() or page.prepare, key)


def test_that_it_is_ready_with_a_reason_for_everything(page: HuddlePage) -> None:
    board = page.prepare.board
    assert board.praise.text.text().startswith("“")
    assert "Restfulness" in board.measure.text.text()
    assert "largest fair gap" in board.measure.why.text()
    assert board.question.text.text().endswith("?")
    assert "overdue" in board.promises[0].why.text()
    assert "days old · on the agenda" in board.ideas[0].why.text()
    assert page.prepare.side.who.endswith("charge nurse")


def test_that_two_keys_swap_any_row(page: HuddlePage) -> None:
    board = page.prepare.board
    board.praise.setFocus()
    for digit, row in (
        (Qt.Key.Key_1, board.praise),
        (Qt.Key.Key_2, board.measure),
        (Qt.Key.Key_3, board.question),
        (Qt.Key.Key_4, board.promises[0]),
    ):
        before = row.text.text()
        press(page, digit, Qt.Key.Key_X)
        assert page.focusWidget() is row
        assert row.text.text() != before


def test_that_enter_lets_the_room_see_a_thank_you_and_undo_takes_it_back(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Plan] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: plans.append(wish.plan))
    board = page.prepare.board
    press(page, Qt.Key.Key_1, Qt.Key.Key_X)
    shown = board.agenda.praise
    assert "until you choose it" in board.praise.why.text()
    press(page, Qt.Key.Key_Return)
    huddled.settle(page)
    assert board.agenda.praise == replace(shown, confirmed=True)
    assert "The room will see it" in board.praise.why.text()
    assert page.start_huddle()
    huddled.settle(page)
    assert plans[0].praise == shown.comment_id
    page.desk.data.history.undo()
    huddled.settle(page)
    assert board.agenda.praise == shown


def test_that_what_was_swapped_stays_when_the_data_are_read_again(
    page: HuddlePage, huddled: Bench
) -> None:
    board = page.prepare.board
    board.praise.setFocus()
    press(page, Qt.Key.Key_2, Qt.Key.Key_X, Qt.Key.Key_3, Qt.Key.Key_X, Qt.Key.Key_4, Qt.Key.Key_X)
    chosen = board.agenda
    page.activate()
    huddled.settle(page)
    again = board.agenda
    assert again.measure.measure == chosen.measure.measure
    assert again.question == chosen.question
    assert [a.action.id for a in again.actions] == [a.action.id for a in chosen.actions]


def test_that_the_huddle_starts_as_it_was_swapped(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[HuddleRequest] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: wishes.append(wish))
    board = page.prepare.board
    board.praise.setFocus()
    press(page, Qt.Key.Key_2, Qt.Key.Key_X)
    page.prepare.side.length.set_current("short")
    assert page.start_huddle()
    huddled.settle(page)
    plan = wishes[0].plan
    assert plan.measure.measure == board.agenda.measure.measure
    assert (plan.kind, plan.leader, plan.rehearsal) == ("short", page.prepare.side.who, False)
    assert plan.actions == tuple(a.action.id for a in board.agenda.looked_at)


def test_that_a_rehearsal_keeps_nothing(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[HuddleRequest] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: wishes.append(wish))
    before = len(huddled.read(list_huddles))
    page.dry_run.click()
    huddled.settle(page)
    assert wishes[0].plan.rehearsal
    assert len(huddled.read(list_huddles)) == before


def test_that_enter_makes_a_promise_of_an_idea_and_x_drops_it(
    page: HuddlePage, huddled: Bench
) -> None:
    board = page.prepare.board
    words = board.ideas[0].text.text()
    board.go_to(board.ideas[0])
    press(page, Qt.Key.Key_Return)
    huddled.settle(page)
    assert words in [a.what for a in huddled.read(list_actions)]
    dropped = board.ideas[0].text.text()
    board.go_to(board.ideas[0])
    press(page, Qt.Key.Key_X)
    huddled.settle(page)
    left = [i.text for i in huddled.read(lambda c: list_ideas(c, unit_id(huddled)))]
    assert words not in left
    assert dropped not in left


def test_that_an_idea_is_kept_and_wears_its_age(page: HuddlePage, huddled: Bench) -> None:
    field = page.prepare.board.new_idea
    QTest.keyClicks(field, "Sleep masks in the top drawer")
    QTest.keyClick(field, Qt.Key.Key_Return)
    huddled.settle(page)
    rows = {row.text.text(): row.why.text() for row in page.prepare.board.ideas}
    assert rows["Sleep masks in the top drawer"] == "today"


def test_that_names_in_ideas_are_masked(huddled: Bench) -> None:
    huddled.prepare(
        lambda c: add_idea(c, find_unit(c, "4 West").id, "Call 555-123-4567 first", now=NOW)
    )
    page = huddled.show(HuddlePage)
    shown = " ".join(row.text.text() for row in page.prepare.board.ideas)
    assert "Call" in shown
    assert "555" not in shown


def test_that_a_relay_waits_for_each_shift_and_a_typed_card_counts_as_one(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = page.prepare.side.relay
    relay.begin.click()
    huddled.settle(page)
    relay.sitting.set_current("day")
    relay.type_in.click()
    dialog = page.findChild(CardDialog)
    QTest.keyClicks(dialog.lines[0], "Bundle the night visits")
    QTest.keyClicks(dialog.fingers[0], "6")
    QTest.keyClick(dialog.lines[0], Qt.Key.Key_Return)
    huddled.settle(page)
    stored = huddled.read(lambda c: list_relays(c, unit_id(huddled)))[0]
    assert stored.answered == {"day"}
    assert [option.key for option in relay.sitting.options] == ["", "evening", "night"]
    wishes: list[HuddleRequest] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: wishes.append(wish))
    board = page.prepare.board
    board.go_to(board.measure)
    press(page, Qt.Key.Key_X)
    assert board.agenda.measure.measure != stored.measure
    relay.sitting.set_current("night")
    relay.sitting.chosen.emit("night")  # as its list does: the agenda takes up the relay's topic
    assert board.agenda.measure.measure == stored.measure
    assert board.agenda.question == stored.question
    page.start_huddle()
    huddled.settle(page)
    assert (wishes[0].relay, wishes[0].shift) == (stored.id, "night")
    assert wishes[0].plan.measure.measure == stored.measure


def test_that_the_shift_that_works_now_is_the_next_sitting(
    page: HuddlePage, huddled: Bench
) -> None:
    relay = page.prepare.side.relay
    page.activateWindow()
    huddled.qtbot.waitUntil(page.isActiveWindow)
    relay.begin.setFocus()
    relay.begin.click()
    huddled.settle(page)
    assert relay.shift == "day"  # it is nine in the morning
    assert relay.sitting.hasFocus()  # the button is gone; the keyboard stays where it was
    relay.sitting.set_current("")
    page.activate()
    huddled.settle(page)
    assert relay.shift == ""  # what the user chose stays


def test_that_a_relay_is_read_together_when_every_shift_has_answered(
    page: HuddlePage, huddled: Bench
) -> None:
    relay = page.prepare.side.relay
    relay.begin.click()
    huddled.settle(page)
    for shift, words in (("day", "One"), ("evening", "Two"), ("night", "Three")):
        page.prepare._ask_card(shift)
        dialog = page.findChildren(CardDialog)[-1]
        QTest.keyClicks(dialog.lines[0], words)
        QTest.keyClick(dialog.lines[0], Qt.Key.Key_Return)
        huddled.settle(page)
    assert relay.sitting.isHidden()
    assert set(relay._lines.text().split("\n")) == {"0  One", "0  Two", "0  Three"}


def test_that_the_list_of_leaders_can_be_changed(page: HuddlePage, huddled: Bench) -> None:
    page.prepare.side.leader.chosen.emit("change-list")
    dialog = page.findChild(ReasonDialog)
    dialog.line.setText("Amara, Jo")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    huddled.settle(page)
    assert [o.key for o in page.prepare.side.leader.options][:2] == ["Amara", "Jo"]
    assert page.prepare.side.who == "Amara"


def test_that_a_part_that_comes_late_does_not_cover_the_one_in_front(
    page: HuddlePage, huddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, go = thread_queries.read_threads, threading.Event()

    def late(*args: object, **asked: object) -> thread_queries.ThreadsView:
        go.wait(20)
        return real(*args, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(thread_queries, "read_threads", late)
    page.tabs.turn_to("threads")
    page.tabs.turn_to("year")
    parts = page._parts
    huddled.qtbot.waitUntil(lambda: parts.currentWidget() is page.year, timeout=20_000)
    go.set()
    huddled.settle(page)
    assert parts.currentWidget() is page.year


def test_that_a_question_that_is_called_a_code_gets_its_words_for_the_room(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Plan] = []
    monkeypatch.setattr(Huddle, "begin", lambda _self, wish: plans.append(wish.plan))
    rows = [f"Ward {n % 2},{('Always', 'Never')[n % 3 > 0]},2026-08-1{n % 9}" for n in range(40)]
    survey = tmp_path / "survey.csv"
    survey.write_text("\n".join(["Unit,Q5,Date", *rows]), "utf-8")
    db = open_database(bench.workplace.desk.data.place)
    import_file(db, survey)
    db.close()
    page = bench.show(HuddlePage)
    board = page.prepare.board
    assert board.item_words.isVisible()
    assert "What does Q5 ask?" in board.item_words.placeholderText()
    board.item_words.setFocus()
    QTest.keyClicks(board.item_words, "Was it quiet at night?")
    QTest.keyClick(board.item_words, Qt.Key.Key_Return)
    bench.settle(page)
    assert not board.item_words.isVisible()
    assert board.agenda is not None
    assert board.agenda.measure is not None
    assert board.agenda.measure.item_label == "Was it quiet at night?"
    page.start_huddle()
    bench.qtbot.waitUntil(lambda: bool(plans), timeout=20_000)
    (measure,) = (plan.measure for plan in plans)
    assert (measure.item_label, measure.label) == ("Was it quiet at night?",) * 2


def test_that_without_any_data_it_says_how_to_begin(bench: Bench) -> None:
    page = bench.show(HuddlePage)
    assert "No units yet" in page.blank.accessibleName()
    assert page.start.isHidden()
    assert not page.start_huddle()


def test_that_without_answers_it_is_still_a_good_huddle(sample_bench: Bench) -> None:
    tables = ("tally", "facility_tally", "pair_tally", "survey_tally", "composite_tally")
    page = without(sample_bench, *(f"DELETE FROM {table}" for table in tables))
    board = page.prepare.board
    assert board.measure.text.text() == "No results yet"
    assert "straight to what we hear" in board.measure.why.text()
    assert board.question.text.text().endswith("?")
    assert page.start.isVisible()


def test_that_without_comments_the_team_thanks_in_its_own_words(sample_bench: Bench) -> None:
    page = without(sample_bench, "DELETE FROM comment")
    assert "Start with your own" in page.prepare.board.praise.text.text()


def test_that_with_too_few_answers_no_number_is_shown(bench: Bench) -> None:
    db = open_database(bench.workplace.desk.data.place)
    fill(db, surveys=5)
    db.close()
    page = bench.show(HuddlePage)
    told = page.prepare.board.measure.text.text()
    assert "Fewer than 11 answers" in told
    assert "%" not in told
    assert "too few answers to show a number" in page.prepare.board.measure.why.text()


def without(bench: Bench, *statements: str) -> HuddlePage:
    """Show the page on the sample hospital without what some statements take away."""

    def strip(c: sa.Connection) -> None:
        for statement in statements:
            c.execute(sa.text(statement))

    bench.prepare(strip)
    return bench.show(HuddlePage)
