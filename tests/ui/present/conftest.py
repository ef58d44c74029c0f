"""A huddle through its real windows and store, with a clock that the test moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.huddle.agenda.plan import Plan
from models.huddle.session.state import State
from models.store.database.database import open_database
from models.store.units.units import find_unit
from tests.models.huddle.hospital import (
    DAY,
    NOW,
    Clock,
    confirm_praise,
    fill,
    fill_with_names,
    planned,
)
from ui.base.context import PageContext
from ui.base.jobs import Jobs
from ui.base.live_data import LiveData
from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.present.lead_window import LeadWindow
from ui.present.painter import Drawn
from ui.present.presenter import Presenter
from ui.present.request import HuddleRequest
from ui.present.room_window import RoomWindow
from ui.present.start import Huddle, start_huddle

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 20_000
__all__ = ["CTRL", "DAY", "NOW", "K", "Meeting"]


@pytest.fixture(scope="session")
def hospital_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a hospital whose comments, actions and mission are full of names."""
    place = tmp_path_factory.mktemp("hospital") / "hospital.db"
    db = open_database(str(place))
    unit = fill(db)
    fill_with_names(db, unit)
    confirm_praise(db, unit)
    db.close()
    return place


class Meeting:
    """One computer with one huddle at a time."""

    def __init__(self, desk: PageContext, qtbot: Any) -> None:
        self.clock = Clock()
        self.now = NOW
        self.desk = replace(desk, now=lambda: self.now, seconds=self.clock)
        self._qtbot = qtbot
        self.home = QWidget()
        self.home.resize(400, 300)
        self.home.show()
        self.huddle: Huddle | None = None
        self.shown: Presenter | None = None

    def begin(self, **wish: Any) -> Meeting:
        """Start or go on with a huddle, and wait until it is on the screen."""
        huddle = start_huddle(self.desk, HuddleRequest(**wish), self.home)
        with self._qtbot.waitSignal(huddle.began, timeout=PATIENCE_MS):
            pass
        self.huddle, self.shown = huddle, huddle.presenter
        self.show_at(1280, 720)
        return self

    def show_at(self, width: int, height: int) -> None:
        """Give the room's screen a size: the platform without screens has a square one."""
        self.room.setWindowState(Qt.WindowState.WindowNoState)
        self.room.resize(width, height)

    @property
    def room(self) -> RoomWindow:
        assert self.shown is not None
        return self.shown.room

    @property
    def lead(self) -> LeadWindow | None:
        assert self.shown is not None
        return self.shown.lead

    @property
    def state(self) -> State:
        assert self.shown is not None
        return self.shown.session.live.state

    @property
    def plan(self) -> Plan:
        assert self.shown is not None
        return self.shown.session.live.plan

    @property
    def id(self) -> int:
        assert self.shown is not None
        return self.shown.session.live.id or 0

    def read(self, question: Callable[[Any], Any]) -> Any:
        """Ask the store itself, from beside the window."""
        db = open_database(self.desk.data.place)
        try:
            with db.read() as c:
                return question(c)
        finally:
            db.close()

    def prepared(self, **options: Any) -> Plan:
        """Return a plan for 4 West as the page makes one."""
        db = open_database(self.desk.data.place)
        try:
            with db.read() as c:
                unit = find_unit(c, "4 West")
            return planned(db, unit, **options)
        finally:
            db.close()

    @property
    def step(self) -> str:
        return self.state.step.value

    def press(self, *keys: Qt.Key, with_ctrl: bool = False) -> Meeting:
        """Press keys where the keyboard is."""
        for key in keys:
            modifier = CTRL if with_ctrl else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self.lead or self.room, key, modifier)
        return self

    def type(self, text: str) -> Meeting:
        QTest.keyClicks(self.lead or self.room, text)
        return self

    def go_to(self, step: str) -> Meeting:
        """Press PgDn until a step is there."""
        for _step in range(14):
            if self.step == step:
                return self
            self.press(K.Key_PageDown)
        raise AssertionError(f"{step} is not reached")

    def wait_s(self, seconds: float) -> Meeting:
        """Let time pass on the huddle's clock."""
        assert self.shown is not None
        self.clock.seconds += seconds
        self.shown.session.tick()
        return self

    def leave(self) -> None:
        """Press Esc, and wait until everything is stored and the windows are gone."""
        assert self.huddle is not None
        with self._qtbot.waitSignal(self.huddle.over, timeout=PATIENCE_MS):
            self.press(K.Key_Escape)
        self.huddle = self.shown = None

    def crash(self) -> None:
        """End as a killed program does: nothing more is stored, nobody is told."""
        assert self.shown is not None
        shiboken6.delete(self.shown.session)
        for window in (self.shown.room, self.shown.lead):
            if window is not None:
                window.end()
        shiboken6.delete(self.huddle)
        shiboken6.delete(self.shown)
        self.huddle = self.shown = None

    def drawn(self) -> list[Drawn]:
        """Paint the room's screen and return every text of it."""
        self.room.grab()
        return self.room.stage.drawn

    def words(self) -> str:
        return "\n".join(text.text for text in self.drawn())

    def close(self) -> None:
        if self.huddle is not None and self.shown is not None:
            self.leave()
        self.home.close()
        self.home.deleteLater()


@pytest.fixture
def meeting(look: Appearance, hospital_file: Path, tmp_path: Path, qtbot: Any) -> Iterator[Meeting]:
    """Give a computer with a copy of the hospital, on which no huddle runs yet."""
    place = tmp_path / "hospital.db"
    shutil.copyfile(hospital_file, place)
    jobs = Jobs()
    data = LiveData(str(place), jobs)
    data.open()
    made = Meeting(
        PageContext(look, data, Preferences(tmp_path / "window.ini"), lambda: NOW), qtbot
    )
    yield made
    made.close()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE_MS)
    jobs.close()
    data.close()
