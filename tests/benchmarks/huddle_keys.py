"""Time from a key to its picture in a whole huddle, and the window's longest pauses.

    python -m tests.benchmarks.huddle_keys DATABASE

Prints JSON. Drives the real window on a screen of 1920 x 1080 without a monitor, twice: the first
huddle of a start, and a second one. Works on a copy of the database. Nothing here passes or fails.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.huddle.session import LiveHuddle
    from ui.app.app import App

SCREEN = {"name": "wall", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
SLOW = ("PageDown", "Return")
"""Keys before which the room talks."""

LINES = ("carts roll by at four", "night shift never closes the doors", "lab draws could wait")


KEYS: dict[str, tuple[str, ...]] = {
    "open": ("1", "2", "6"),
    "promised": ("D", "S", "the lab has nobody at six", "Return"),
    "guess": ("4", "5", "-", "5", "9"),
    "see": ("t", "t", "%", "%"),
    "hear": (
        *(key for line in LINES for key in (*line, "Return")),
        *("Tab", "r", "m", "m", "f", "f", "b", "b", "?", "?", "+", "+", "-"),
    ),
    "choose": ("5", "9", "2", "Backspace"),
    "do": (*"Night lead", "Return", *"park the carts at 9 pm", "Tab", *"fri"),
    "check": ("+", "9", "-", "2"),
}
"""The keys of a lively huddle by its step: letters as they are, others by their Qt name."""


def keys_of_a_huddle(live: LiveHuddle, clock: list[float]) -> Iterator[str]:
    """Give the keys of each step, and the one that goes on, until the last step is there."""
    while live.state.step.value != "close":
        yield from KEYS.get(live.state.step.value, ())
        clock[0] += 2  # the numbers have come up
        yield "PageDown"


def main() -> None:
    place = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as scratch:
        folder = Path(scratch)
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        copy = folder / "hospital.db"
        shutil.copyfile(place, copy)
        print(json.dumps(list(_measured(copy, folder)), indent=1))


def _measured(place: Path, folder: Path) -> Iterator[dict[str, Any]]:
    from PySide6.QtWidgets import QApplication

    from ui.app.app import SWITCH_SECONDS, App, spare_long_collections
    from ui.base.preferences import Preferences

    qt = QApplication(["bench"])
    sys.setswitchinterval(SWITCH_SECONDS)
    clock = [0.0]
    seconds = lambda: clock[0]  # noqa: E731
    app = App(qt, str(place), Preferences(folder / "window.ini"), seconds=seconds)
    app.warmed_up.connect(spare_long_collections)
    warm: list[bool] = []
    app.warmed_up.connect(lambda: warm.append(True))
    app.show()
    app.open()
    while not warm or app.jobs.busy:
        qt.processEvents()
    gc.collect()
    for _huddle in range(2):
        yield _one_huddle(qt, app, clock)
    app.close()


def _let_pass(qt: QApplication, seconds: float) -> None:
    """Let the window be idle, as between two steps of a huddle."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        qt.processEvents()
        time.sleep(0.005)


def _one_huddle(qt: QApplication, app: App, clock: list[float]) -> dict[str, Any]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.present.start import running_huddle

    begun = time.perf_counter()
    app.window.huddle_requested.emit()
    huddle = running_huddle(app.window)
    pauses = [(0.0, 0.0)]
    while huddle.presenter is None:
        before, worked = time.perf_counter(), time.thread_time()
        qt.processEvents()
        pauses.append((time.perf_counter() - before, time.thread_time() - worked))
    qt.processEvents()
    ready = time.perf_counter() - begun
    room, live = huddle.presenter.room, huddle.presenter.session.live
    times: list[tuple[float, str]] = []
    cpu: list[tuple[float, str]] = []
    for key in keys_of_a_huddle(live, clock):
        step = live.state.step.value
        for press in key if len(key) > 20 else [key]:
            _let_pass(qt, 0.2 if press in SLOW else 0.0)
            before, worked = time.perf_counter(), time.thread_time()
            if len(press) == 1 and press != " ":
                QTest.keyClicks(room, press)
            else:
                QTest.keyClick(room, getattr(Qt.Key, f"Key_{'Space' if press == ' ' else press}"))
            qt.processEvents()
            took = time.perf_counter() - before
            cpu.append(((time.thread_time() - worked) * 1000, f"{step} {press}"))
            times.append((took * 1000, f"{step} {press}"))
    ticks = []
    for _tick in range(40):
        clock[0] += 1
        before = time.perf_counter()
        huddle.presenter.session.tick()
        qt.processEvents()
        ticks.append((time.perf_counter() - before) * 1000)
    size = room.stage.size()
    before = time.perf_counter()
    QTest.keyClick(room, Qt.Key.Key_Escape)
    qt.processEvents()
    left = (time.perf_counter() - before) * 1000
    while app.jobs.busy:
        qt.processEvents()
    return {
        "screen": f"{size.width()} x {size.height()}",
        "keys": len(times),
        "key_to_picture_ms": _spread(times),
        "work_of_the_windows_thread_ms": _spread(cpu),
        "tick_to_picture_ms": round(statistics.median(ticks), 1),
        "f5_to_picture_ms": round(ready * 1000),
        "longest_pause_while_starting_ms": round(1000 * max(pauses)[0]),
        "escape_ms": round(left, 1),
    }


def _spread(times: list[tuple[float, str]]) -> dict[str, Any]:
    order = sorted(times, reverse=True)
    return {
        "median": round(statistics.median(took for took, _what in times), 1),
        "95 %": round(order[len(order) // 20][0], 1),
        "longest": [f"{took:.1f} ({what})" for took, what in order[:3]],
    }


if __name__ == "__main__":
    main()
