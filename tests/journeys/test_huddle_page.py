"""The huddle page by keyboard: swap, start, hang the thread, print the wall page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.huddle.agenda.steps import Step
from models.store.actions.items import list_actions
from models.store.database.database import open_database
from models.store.huddles.huddles import list_huddles
from tests.journeys.conftest import PATIENCE_MS, Visit
from tests.models.huddle.hospital import NOW, fill
from ui.pages.huddle.page import HuddlePage
from ui.present.start import running_huddle

K = Qt.Key
LINE = "One question at the end: what did I not ask?"
WHAT_IS_TYPED: dict[Step, list[str | Qt.Key]] = {
    Step.GUESS: ["30"],
    Step.HEAR: [LINE, K.Key_Return, "A card at the bedside", K.Key_Return],
    Step.CHOOSE: ["7", "3"],
    Step.DO: ["day aides", K.Key_Return, "put a card at each bed"],
    Step.CHECK: ["+", "9"],
}
SECONDS_A_STEP = 50.0


class Room:
    """The room's screen of the huddle that runs, and its keyboard."""

    def __init__(self, at: Visit) -> None:
        huddle = running_huddle(at.window)
        assert huddle is not None
        at._qtbot.waitUntil(lambda: huddle.presenter is not None, timeout=PATIENCE_MS)
        self._at = at
        self.session = huddle.presenter.session
        self.window: QWidget = huddle.presenter.room

    @property
    def step(self) -> Step:
        return self.session.live.state.step

    def hold(self, typed: dict[Step, list[str | Qt.Key]]) -> None:
        """Go through all steps to the end, typing what is given."""
        while not self.session.live.state.ended:
            for keys in typed.get(self.step, []):
                if isinstance(keys, str):
                    QTest.keyClicks(self.window, keys)
                else:
                    QTest.keyClick(self.window, keys)
            self._at.huddle_s += SECONDS_A_STEP
            QTest.keyClick(self.window, K.Key_PageDown)
        window = self._at.window
        self._at._qtbot.waitUntil(lambda: running_huddle(window) is None, timeout=PATIENCE_MS)
        self._at.settle()


def huddle_page(at: Visit) -> HuddlePage:
    page = at.window.current_page
    assert isinstance(page, HuddlePage)
    return page


def start(at: Visit) -> Room:
    QTest.keyClick(at.focus, K.Key_F5)
    at._qtbot.waitUntil(lambda: running_huddle(at.window) is not None, timeout=PATIENCE_MS)
    return Room(at)


def test_from_the_agenda_by_keyboard_to_the_printed_wall_page(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    db = open_database(tmp_path / "hospital.db")
    fill(db)
    db.close()
    at = visit(NOW)
    at.go_to("huddle")
    board = huddle_page(at).prepare.board
    asked = board.question.text.text()
    at.press(K.Key_3)
    at.press(K.Key_X)
    assert board.question.text.text() != asked

    start(at).hold(WHAT_IS_TYPED)
    (held,) = at.read(list_huddles)
    assert held.question == board.agenda.question  # as it was swapped
    (promise,) = at.read(list_actions)
    assert board.promises[0].text.text() == promise.what  # the next huddle begins with it

    at.tab_to("tab_next")
    at.press(K.Key_Right)
    at.tab_to("threads_list")
    at.press(K.Key_W)
    assert "1 of 3" in huddle_page(at).threads.state.text()
    at.tab_to("print_wall")
    QTest.keyClick(at.focus, K.Key_Space)
    wall = tmp_path / "wall.pdf"
    QTest.keyClick(at.focus, K.Key_A, Qt.KeyboardModifier.ControlModifier)
    at.type(str(wall))
    at.press(K.Key_Return, times=2)  # the first takes what the dialog offers to complete
    assert wall.read_bytes().startswith(b"%PDF")
