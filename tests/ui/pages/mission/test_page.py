"""The mission page: saved as one types, every change taken back, never required."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from models.store.huddles.missions import Mission, add_promise, behavior_of_week, mission
from models.store.units.units import find_unit
from tests.ui.conftest import NOW
from tests.ui.pages.conftest import Bench
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.mission.page import MissionPage
from ui.pages.mission.promise import PromiseCard
from ui.widgets.safe_words import SafeWords

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def promised(sample_bench: Bench) -> Bench:
    """Give the sample hospital with two promises."""

    def write(c: object) -> None:
        add_promise(c, "You can rest here", now=NOW)  # type: ignore[arg-type]
        add_promise(c, "We listen first", now=NOW)  # type: ignore[arg-type]

    sample_bench.prepare(write)
    return sample_bench


@pytest.fixture
def page(promised: Bench) -> MissionPage:
    page = promised.show(MissionPage)
    page.activateWindow()
    promised.qtbot.waitUntil(page.isActiveWindow)
    return page


def stored(bench: Bench) -> Mission:
    return bench.read(lambda c: mission(c, find_unit(c, "4 West").id))


def cards(page: MissionPage) -> list[PromiseCard]:
    found = [page._cards.itemAt(k).widget() for k in range(page._cards.count())]
    return [card for card in found if isinstance(card, PromiseCard)]


def words(page: MissionPage) -> list[str]:
    return [card.words.field.words for card in cards(page)]


def type_into(bench: Bench, page: MissionPage, field: SafeWords, text: str) -> None:
    """Type over what stands there, and wait until it is stored."""
    field.setFocus()
    field.selectAll()
    bench.qtbot.keyClicks(field, text)
    field.flush()
    bench.settle(page)


def enter(bench: Bench, page: MissionPage, field: SafeWords) -> None:
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle(page)


def told(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_an_empty_database_still_takes_a_mission(bench: Bench) -> None:
    page = bench.show(MissionPage)
    assert "huddles without this" in told(page, "mission_headline")
    assert page.start.isVisible()
    assert not page.map.isVisible()
    assert "After you import a survey file" in told(page, "check_note")
    assert page.line._note.text().startswith("This is an example")
    type_into(bench, page, page.sentence.field, "Patients first")
    bench.qtbot.keyClicks(page.new.field, "You can rest")
    enter(bench, page, page.new.field)
    found = bench.read(mission)
    assert (found.sentence, [p.text for p in found.promises]) == (
        "Patients first",
        ["You can rest"],
    )
    assert not page.start.isVisible()
    assert not cards(page)[0].new.isVisible()  # behaviors belong to a unit, and there is none


def test_that_words_are_stored_as_they_are_typed(page: MissionPage, promised: Bench) -> None:
    field = cards(page)[0].words.field
    field.setFocus()
    field.selectAll()
    promised.qtbot.keyClicks(field, "You can sleep")
    promised.qtbot.waitUntil(lambda: stored(promised).promises[0].text == "You can sleep")
    promised.settle(page)
    assert field.hasFocus()
    promised.qtbot.keyClicks(field, " here")
    promised.qtbot.waitUntil(lambda: stored(promised).promises[0].text == "You can sleep here")
    promised.settle(page)
    page.desk.data.history.undo()  # typed in one go: one step
    promised.settle(page)
    assert words(page)[0] == "You can rest here"


def test_that_a_promise_is_added_by_enter_and_by_leaving(
    page: MissionPage, promised: Bench
) -> None:
    page.new.field.setFocus()
    promised.qtbot.keyClicks(page.new.field, "You go home ready")
    enter(promised, page, page.new.field)
    assert page.new.field.hasFocus()
    assert page.new.field.words == ""
    promised.qtbot.keyClicks(page.new.field, "We come when you call")
    page.sentence.field.setFocus()
    promised.settle(page)
    assert words(page)[2:] == ["You go home ready", "We come when you call"]
    assert told(page, "mission_headline").startswith("4 promises")


def test_that_seven_promises_are_enough(page: MissionPage, promised: Bench) -> None:
    for n in range(5):
        page.new.field.setFocus()
        promised.qtbot.keyClicks(page.new.field, f"Promise {n}")
        enter(promised, page, page.new.field)
    assert len(words(page)) == 7
    assert not page.new.isVisible()
    assert page._full.isVisible()


def test_that_promises_are_ordered_by_keys(page: MissionPage, promised: Bench) -> None:
    field = cards(page)[0].words.field
    field.setFocus()
    promised.qtbot.keyClick(field, Qt.Key.Key_Down, CONTROL)
    promised.settle(page)
    assert words(page) == ["We listen first", "You can rest here"]
    assert [p.text for p in stored(promised).promises] == words(page)
    assert cards(page)[1].words.field.hasFocus()
    assert not cards(page)[1].down.isEnabled()


def test_that_a_removed_promise_comes_back_with_all_it_had(
    page: MissionPage, promised: Bench
) -> None:
    card = cards(page)[0]
    page.map.mapped.emit("quietness", card.promise_id)
    promised.settle(page)
    card.new.field.setFocus()
    promised.qtbot.keyClicks(card.new.field, "Close doors softly")
    enter(promised, page, card.new.field)
    before = stored(promised)
    card.remove.click()
    promised.settle(page)
    assert words(page) == ["We listen first"]
    assert stored(promised).promise_for("quietness") is None
    page.desk.data.history.undo()
    promised.settle(page)
    assert stored(promised) == before
    assert words(page) == ["You can rest here", "We listen first"]


def test_that_a_measure_shows_one_promise(page: MissionPage, promised: Bench) -> None:
    first, second = (card.promise_id for card in cards(page))
    chooser = page.map.choosers["quietness"]
    chooser.chosen.emit(first)
    promised.settle(page)
    assert told(cards(page)[0], "promise_measures") == "Measured by Quietness"
    chooser.chosen.emit(second)
    promised.settle(page)
    assert told(cards(page)[0], "promise_measures") == "Not linked to a measure yet"
    assert [p.measures for p in stored(promised).promises] == [(), ("quietness",)]
    assert "1 of " in told(page, "mission_headline")
    chooser.chosen.emit(0)
    promised.settle(page)
    assert stored(promised).promise_for("quietness") is None


def test_that_behaviors_are_written_under_their_promise_for_this_unit(
    page: MissionPage, promised: Bench
) -> None:
    card = cards(page)[0]
    card.new.field.setFocus()
    for text in ("Close doors softly", "Dim the hall"):
        promised.qtbot.keyClicks(card.new.field, text)
        enter(promised, page, card.new.field)
    assert [b.text for b in stored(promised).promises[0].behaviors] == [
        "Close doors softly",
        "Dim the hall",
    ]
    line = next(iter(card.lines.values()))
    type_into(promised, page, line.words.field, "Close every door")
    assert stored(promised).promises[0].behaviors[0].text == "Close every door"
    page.unit.chosen.emit(next(o.key for o in page.unit.options if o.text == "3 East"))
    promised.settle(page)
    assert not card.lines
    page.unit.chosen.emit(next(o.key for o in page.unit.options if o.text == "4 West"))
    promised.settle(page)
    assert len(card.lines) == 2
    list(card.lines.values())[1].remove.click()
    promised.settle(page)
    assert [b.text for b in stored(promised).promises[0].behaviors] == ["Close every door"]


def test_that_the_line_of_the_huddle_is_seen_as_it_will_be_read(
    page: MissionPage, promised: Bench
) -> None:
    assert page.line._note.text() == "No promise for this measure yet."
    card = cards(page)[0]
    page.map.mapped.emit("quietness", card.promise_id)
    promised.settle(page)
    assert page.line.line == "Quietness of Hospital Environment  →  You can rest here"
    assert page.line._note.text() == "We haven't written down what we do for it."
    card.new.field.setFocus()
    for text in ("Close doors softly", "Dim the hall"):
        promised.qtbot.keyClicks(card.new.field, text)
        enter(promised, page, card.new.field)
    assert page.line.line.endswith("  →  You can rest here  →  this week we close doors softly")
    second = list(card.lines.values())[1]
    promised.qtbot.keyClick(second.week, Qt.Key.Key_Space)
    promised.settle(page)
    assert page.line.line.endswith("this week we dim the hall")
    assert [line.week.isChecked() for line in card.lines.values()] == [False, True]
    page.line.measure.set_current("nurses")
    page.line.measure.chosen.emit("nurses")
    assert page.line.line == "Communication with Nurses  →  this week we dim the hall"
    week = promised.read(lambda c: behavior_of_week(c, find_unit(c, "4 West").id, NOW.date()))
    assert week.text == "Dim the hall"


def test_that_the_surveys_words_are_underlined_with_advice(
    page: MissionPage, promised: Bench
) -> None:
    card = cards(page)[0]
    type_into(promised, page, card.words.field, "We always come")
    assert card.words.field.underlined == ["always"]
    assert "is an answer on the survey" in card.words.advice
    assert card.words.field.accessibleDescription() == card.words.advice
    type_into(promised, page, card.words.field, "We come each time")
    assert card.words.field.underlined == []
    assert card.words.advice == ""


def test_that_a_line_not_yet_added_is_checked_as_well(page: MissionPage, promised: Bench) -> None:
    page.new.field.setFocus()
    promised.qtbot.keyClicks(page.new.field, "explain things in a way you understand")
    page.new.field.flush()
    promised.settle(page)
    assert "words of a survey question" in page.new.advice
    enter(promised, page, page.new.field)
    assert page.new.advice == ""
    assert cards(page)[-1].words.field.underlined


def test_that_the_unit_and_measure_asked_for_are_shown(page: MissionPage, promised: Bench) -> None:
    east = promised.read(lambda c: find_unit(c, "3 East").id)
    page.open_with(ShowUnitRequest(east, "rating"))
    page.activate()
    promised.settle(page)
    assert page.unit.current == east
    assert page.line.measure.current == "rating"


def test_that_tab_goes_from_the_sentence_through_the_promises(page: MissionPage) -> None:
    names = []
    page.sentence.field.setFocus()
    for _step in range(20):
        focused = page.focusWidget()
        if isinstance(focused, SafeWords):
            names.append(focused.accessibleName())
        page.focusNextChild()
    assert names[:6] == [
        "The mission, in one sentence",
        "Promise 1",
        "Something else we do for it",
        "Promise 2",
        "Something else we do for it",
        "A new promise",
    ]
