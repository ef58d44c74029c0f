"""Ten minutes in front of the room: from the huddle that is ready to the wall page, and what
comes of its promise four weeks later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from models.huddle.agenda.steps import BESIDE, FULL_PACE, Step
from models.huddle.screens.view import ChooseScreen, PromisedScreen
from models.importing.importer import import_file
from models.importing.undo import undo_import
from models.store.actions.actions import add_action
from models.store.actions.items import DONE, OPEN, ActionItem, get_action, list_actions
from models.store.actions.links import action_links
from models.store.actions.new_action import NewAction
from models.store.database.database import open_database
from models.store.huddles.huddles import get_huddle, huddle_lines, words_to_change
from models.store.units.units import find_unit
from models.survey import Unit
from tests.journeys.conftest import NOW, PATIENCE_MS, Visit
from ui.pages.huddle.page import HuddlePage
from ui.present.presenter import Presenter
from ui.present.start import running_huddle
from ui.report.papers import WALL, PaperRequest, read_paper
from ui.report.without_window import write_pdf

K = Qt.Key
LINES = ("carts roll by at four", "lab draws could wait until six", "ask for the door to be shut")
WANTED = LINES[1]
"""What the most fingers are shown for."""

PROMISED = "ask the lab to start at six"


class Room:
    """The room's screen during one huddle, its keys and its clock."""

    def __init__(self, at: Visit, qtbot: Any) -> None:
        QTest.keyClick(at.focus, K.Key_F5)
        qtbot.waitUntil(lambda: self._begun(at) is not None, timeout=PATIENCE_MS)
        shown = self._begun(at)
        assert shown is not None
        self._at, self._shown, self._qtbot = at, shown, qtbot
        self.window = shown.room
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(1280, 720)
        self.id = shown.session.live.id or 0

    def _begun(self, at: Visit) -> Presenter | None:
        huddle = running_huddle(at.window)
        return huddle.presenter if huddle is not None else None

    @property
    def step(self) -> str:
        return self._shown.session.live.state.step.value

    @property
    def words(self) -> str:
        """What stands on the room's screen."""
        self.window.grab()
        return "\n".join(text.text for text in self.window.stage.drawn)

    @property
    def lines(self) -> list[str]:
        """The lines of the step, in the order they stand."""
        content = self._shown.session.room_screen().content
        if isinstance(content, PromisedScreen):
            return [row.action.what for row in content.rows]
        assert isinstance(content, ChooseScreen)
        return [choice.text for choice in content.choices]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window, key)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.window, letter)

    def go_on(self) -> None:
        """Let the time pass until the next step is planned, and press the clicker."""
        steps = [step.value for step, _start in FULL_PACE.starts]
        starts = [start for _step, start in FULL_PACE.starts]
        planned = Step(self.step)
        place = steps.index(BESIDE.get(planned, planned).value)
        self._at.huddle_s = self._began_s + starts[place + 1]
        self._shown.session.tick()
        self.press(K.Key_PageDown)

    def let_it_come_up(self) -> None:
        """Let the numbers come up, one beat after the other."""
        self._at.huddle_s += 2
        self._shown.session.tick()

    @property
    def _began_s(self) -> float:
        live = self._shown.session.live
        return self._at.huddle_s - live.elapsed_ms / 1000

    def end(self) -> None:
        huddle = running_huddle(self._at.window)
        assert huddle is not None
        with self._qtbot.waitSignal(huddle.over, timeout=PATIENCE_MS):
            self.press(K.Key_Escape)
        self._at.settle()


@pytest.fixture
def morning(visit: Callable[..., Visit], qtbot: Any) -> Visit:
    """Give the window with the sample hospital, on the page of the next huddle."""
    at = visit()
    button = next(b for b in at.window.findChildren(QPushButton) if "sample" in b.text())
    with qtbot.waitSignal(at.app.imports.sample_built, timeout=PATIENCE_MS):
        button.click()
    at.settle()
    at.go_to("huddle")
    return at


def test_a_whole_huddle_from_what_is_ready_to_the_wall_and_four_weeks_later(
    morning: Visit, visit: Callable[..., Visit], qtbot: Any, tmp_path: Path
) -> None:
    at = morning
    page = at.window.current_page
    assert isinstance(page, HuddlePage)
    ready = page.prepare.ready
    assert ready is not None
    promised = [found.action.id for found in ready.agenda.looked_at]
    assert promised

    room = Room(at, qtbot)
    hear_what_patients_say(room)
    assert at.read(partial(get_action, action_id=promised[0])).status == DONE
    room.go_on()
    say_choose_and_promise(room)
    assert at.page == "huddle"
    made = promise_kept_in_the_store(at, room)
    print_the_wall(at.place, ready.agenda.unit, tmp_path / "wall.pdf")
    at.close()

    later = visit(NOW + timedelta(days=28))
    later.go_to("huddle")
    report_it_done(Room(later, qtbot))
    again = later.read(partial(get_action, action_id=made.id))
    assert again.status == DONE
    assert again.evidence_due == made.evidence_due  # when the survey is asked whether it helped


def hear_what_patients_say(room: Room) -> None:
    """Open, thank, look at promises, guess and see, each at its time."""
    assert "We look at the process, not at people." in room.words
    room.type("126")
    room.go_on()
    assert "From a patient, to all of us." in room.words
    room.go_on()
    assert room.step == "promised"
    room.type("d")
    room.go_on()
    if room.step == "worked":
        assert "That is more than luck." in room.words
        room.go_on()
    assert "We guess" in room.words
    room.type("45")
    room.go_on()
    room.let_it_come_up()
    assert "We guessed 45" in room.words
    assert "of our last" in room.words


def say_choose_and_promise(room: Room, *, survey: bool = True) -> None:
    """Hear, choose, do one thing, read back, check and close at nine minutes. `survey`: it says
    when it could show the promise."""
    for line in LINES:
        room.type(line)
        assert line not in room.words  # hidden while it is typed
        room.press(K.Key_Return)
    room.go_on()
    assert all(line in room.words for line in LINES)
    for text in room.lines:
        room.type("9" if text == WANTED else "2")
        room.press(K.Key_Down)
    room.go_on()
    assert room.step == "do"
    assert WANTED in room.words
    room.type("night team")
    room.press(K.Key_Return)
    room.type(PROMISED)
    assert ("the survey needs until" in room.words.replace("\n", " ")) == survey
    room.go_on()
    assert f"So night team will {PROMISED} by Tue, Dec 8." in room.words.replace("\n", " ")
    room.go_on()
    room.type("+9-1")
    room.press(K.Key_Tab)
    room.type("pens")
    room.go_on()
    assert room.step == "close"
    assert "9:00" in room.words
    assert "3 ideas saved" in room.words
    assert f"Night team will {PROMISED} by Tue, Dec 8." in room.words.replace("\n", " ")
    assert "you tell us how it went" in room.words.replace("\n", " ")
    room.end()


def promise_kept_in_the_store(at: Visit, room: Room) -> ActionItem:
    """Look at all that the huddle left behind, and return its promise."""
    held = at.read(partial(get_huddle, huddle_id=room.id))
    assert held.seconds == 540
    assert held.roles == ("nurse", "aide", "housekeeping")
    assert (held.guess, held.thumbs_up, held.thumbs_down) == (45, 9, 1)
    assert [x.text for x in at.read(partial(huddle_lines, huddle_ids=[held.id]))] == list(LINES)
    assert at.read(partial(words_to_change, unit_id=held.unit_id))[0][1] == "pens"
    made: ActionItem = next(a for a in at.read(list_actions) if a.huddle == held.id)
    assert (made.what, made.owner, made.status) == (PROMISED, "night team", OPEN)
    assert made.due == (NOW + timedelta(days=14)).date()
    assert made.measure == held.measure
    assert made.evidence_due is not None
    assert at.read(partial(action_links, action_ids=[made.id]))[made.id].line_id is not None
    return made


def print_the_wall(place: Path, unit: Unit, out: Path) -> None:
    """Print the wall page beside the window."""
    db = open_database(str(place))
    try:
        write_pdf(read_paper(db, WALL, PaperRequest(unit), NOW), out, "a4")
    finally:
        db.close()
    assert out.read_bytes().startswith(b"%PDF")


def report_it_done(room: Room) -> None:
    """Find the promise among those that returned, and say that it is done."""
    while room.step != "promised":
        room.go_on()
    assert "overdue" in room.words
    room.press(*[K.Key_Down] * room.lines.index(PROMISED))
    room.type("d")
    room.press(K.Key_End)
    assert "1 promise delivered" in room.words.lower()
    room.end()


def test_a_whole_huddle_of_a_unit_whose_answers_were_taken_back(
    visit: Callable[..., Visit], qtbot: Any, tmp_path: Path
) -> None:
    at = visit()
    survey = tmp_path / "survey.csv"
    survey.write_text("Unit,Q1,Date\n" + "4 West,Always,2026-09-10\n" * 20, "utf-8")
    db = open_database(str(at.place))
    taken = import_file(db, survey).batch
    with db.read() as c:
        west = find_unit(c, "4 West").id
    add_action(db, NewAction(west, "Quiet hours", "night team", due=NOW.date()), now=NOW)
    assert taken is not None
    undo_import(db, taken)
    db.close()
    at.app.data.notify_changed()
    at.settle()

    room = Room(at, qtbot)
    room.go_on()
    assert "Who saw somebody do something good this week?" in room.words.replace("\n", " ")
    room.go_on()
    assert "Quiet hours" in room.words
    room.type("d")
    room.go_on()
    assert room.step == "hear"  # nothing to guess, nothing to see
    assert "No survey answers for this unit yet" in room.words.replace("\n", " ")
    say_choose_and_promise(room, survey=False)
    held = at.read(partial(get_huddle, huddle_id=room.id))
    assert (held.measure, held.guess, held.lines) == ("", None, len(LINES))
    made = next(a for a in at.read(list_actions) if a.huddle == held.id)
    assert (made.what, made.owner) == (PROMISED, "night team")
