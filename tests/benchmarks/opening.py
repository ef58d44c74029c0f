"""Open a survey file in the program's window, and print as JSON how long its user waits.

    python -m tests.benchmarks.opening DATABASE FILE

`rows_s` from opening the file to its first rows on the screen, `counted_s` to the count of what
an import of all rows would bring, `pause_ms` the longest time meanwhile in which the window's
thread did nothing for its user.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.app.app import App
from ui.base.preferences import Preferences
from ui.pages.import_file.screen import ImportScreen
from ui.pages.import_file.session import WAITING, State

TICK_MS = 2


class Heart(QObject):
    """Beats in the window's thread, and knows the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self.longest_s = 0.0

    def start(self) -> None:
        self.longest_s, self._last = 0.0, time.perf_counter()
        self._timer.start(TICK_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now


class FirstRows(QObject):
    """Watches for the first paint of a file's rows."""

    def __init__(self) -> None:
        super().__init__()
        self.painted_at = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.painted_at:
            self.painted_at = time.perf_counter()
        return False


def wait_until(true: Callable[[], bool]) -> None:
    """Let the window live until something is true."""
    loop, looking = QEventLoop(), QTimer()
    looking.timeout.connect(lambda: true() and loop.quit())
    looking.start(TICK_MS)
    loop.exec()


def opened_card(built: App) -> ImportScreen | None:
    return built.window.findChild(ImportScreen)


def measure(place: str, file: Path) -> dict[str, float]:
    """Open one file in a window of its own."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        built = App(app, place, Preferences(Path(folder) / "window.ini"))
        built.show()
        built.open()
        warm: list[bool] = []
        built.warmed_up.connect(lambda: warm.append(True))
        wait_until(lambda: bool(warm) and built.data.is_open and not built.jobs.busy)
        heart, rows = Heart(), FirstRows()
        heart.start()
        started = time.perf_counter()
        built.open_files([file])
        wait_until(lambda: opened_card(built) is not None)
        card = opened_card(built)
        assert card is not None
        card.sheet.table.viewport().installEventFilter(rows)
        wait_until(lambda: bool(rows.painted_at))
        wait_until(lambda: card.state not in WAITING)
        assert card.state in (State.FOUND, State.ASKING), card.session.error
        found = {
            "rows_s": rows.painted_at - started,
            "counted_s": time.perf_counter() - started,
            "pause_ms": heart.longest_s * 1000,
        }
        built.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
