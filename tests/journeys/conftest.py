"""The real window on a database of its own, driven by keys and by dropped files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from models.store.database.database import open_database
from ui.app.app import App
from ui.app.window import FIRST_SIZE_PX
from ui.base.preferences import Preferences
from ui.widgets.drop_overlay import DropOverlay

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PATIENCE_MS = 600_000
"""A guard for signals only; what takes long waits with `wait_patiently`."""
PATIENCE_CPU_S = 120.0
"""Work the program may do before a test gives up; on a busy machine that takes longer."""
STILL_S, STILL_CPU_S = 120.0, 2.0
"""A program that did less work in this time stands still and will not get there."""
Part = TypeVar("Part", bound=QWidget)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow what the platform without a screen cannot do: raise a window, grab a keyboard."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def wait_patiently(qtbot: Any, is_there: Callable[[], bool]) -> None:
    """Wait as long as the program works on it, however busy the machine is."""
    begun = marked = time.process_time()
    since = time.monotonic()
    while not is_there():
        qtbot.wait(50)
        used = time.process_time()
        assert used - begun < PATIENCE_CPU_S, "it worked on and on"
        if used - marked > STILL_CPU_S:
            marked, since = used, time.monotonic()
        assert time.monotonic() - since < STILL_S, "it stands still"


class Visit:
    """One sitting at the window, from its start until `close`."""

    def __init__(self, qapp: QApplication, place: Path, qtbot: Any, now: datetime) -> None:
        self.place = place
        self.now = now
        self.huddle_s = 0.0
        """What a huddle's clock counts; a test lets it run."""
        self._qtbot = qtbot
        preferences = Preferences(place.with_name("window.ini"))
        preferences.theme = "light"
        self.app = App(
            qapp,
            str(place),
            preferences,
            now=lambda: self.now,
            seconds=lambda: self.huddle_s,
        )
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.window = self.app.window
        with qtbot.waitSignal(self.window.first_painted, timeout=PATIENCE_MS):
            self.app.show()
            self.window.resize(*FIRST_SIZE_PX)  # wider than the screen of the platform without one
            self.window.activateWindow()
        with qtbot.waitSignal(self.app.data.opened, timeout=PATIENCE_MS):
            self.app.open()
        wait_patiently(qtbot, self.window.isActiveWindow)
        self.settle()

    def close(self) -> None:
        """Close the window as its user does."""
        if shiboken6.isValid(self.window):
            self.window.close()
            self.app.close()
            shiboken6.delete(self.window)
            shiboken6.delete(self.app)

    def settle(self) -> None:
        """Wait until everything that was asked for is there."""
        wait_patiently(self._qtbot, self._is_settled)

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Wait for what follows a pause in typing."""
        wait_patiently(self._qtbot, true)
        self.settle()

    def _is_settled(self) -> bool:
        page = self.window.current_page
        return page is not None and page.is_settled and not self.app.jobs.busy

    @property
    def page(self) -> str:
        """The key of the page in front."""
        page = self.window.current_page
        return page.key if page is not None else ""

    @property
    def said(self) -> str:
        """The line at the window's foot."""
        return self.window.status.text

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        times: int = 1,
    ) -> None:
        """Press a key where the keyboard is, and wait for what follows."""
        for _time in range(times):
            QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def go_to(self, key: str) -> None:
        """Press the keys of a page's place in the sidebar."""
        place = self.window.findChild(QPushButton, f"go_{key}")
        QTest.keySequence(self.focus, place.shortcut())
        wait_patiently(self._qtbot, lambda: self.page == key)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is: in an open list, else in a dialog, else in the window."""
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None:
            return above.focusWidget() or above
        if not self.window.isActiveWindow():  # no window manager hands it the keyboard back
            self.window.activateWindow()
            wait_patiently(self._qtbot, self.window.isActiveWindow)
        return self.window.focusWidget() or self.window

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the part with an object name has the keyboard."""
        first = self.focus
        for _step in range(80):
            if self.focus.objectName() == name:
                return self.focus
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
            if self.focus is first:
                break
        raise AssertionError(f"Tab does not lead to “{name}”")

    def find(self, kind: type[Part], name: str) -> Part:
        """Return a part of the page in front by its object name."""
        part = self.window.current_page.findChild(kind, name)  # type: ignore[union-attr]
        assert part is not None, f"there is no “{name}” on the page {self.page}"
        return part

    def drop(self, files: Sequence[Path]) -> None:
        """Drag files over the window and let them go."""
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        keys = Qt.KeyboardModifier.NoModifier
        overlay = self.window.findChild(DropOverlay)
        for target in (self.window, overlay):  # which lies on top from then on
            enter = QDragEnterEvent(QPoint(300, 300), action, content, left, keys)
            QApplication.sendEvent(target, enter)
            assert enter.isAccepted()
            assert overlay.isVisible()
        QApplication.sendEvent(overlay, QDropEvent(QPointF(300, 300), action, content, left, keys))
        assert not overlay.isVisible()
        self.settle()

    def read(self, question: Callable[[Any], Any]) -> Any:
        """Ask the store itself, from beside the window."""
        db = open_database(self.place)
        try:
            with db.read() as c:
                return question(c)
        finally:
            db.close()


@pytest.fixture
def visit(qapp: QApplication, tmp_path: Path, qtbot: Any) -> Iterator[Callable[..., Visit]]:
    """Give a function that starts the window on the test's database, again and again, at a time
    of its own where that matters."""
    before = QLocale()
    visits: list[Visit] = []

    def start(now: datetime = NOW) -> Visit:
        visits.append(Visit(qapp, tmp_path / "hospital.db", qtbot, now))
        return visits[-1]

    yield start
    for made in visits:
        made.close()
    QLocale.setDefault(before)
