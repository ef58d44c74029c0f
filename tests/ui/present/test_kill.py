"""A program that dies at any moment, and F5 afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.huddle.agenda.steps import FULL_PACE, Step
from tests.ui.present.conftest import K, Meeting

ROOT = Path(__file__).parents[3]
DIES_WHILE_TYPING = """
import os, signal, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.models.huddle.hospital import NOW
from ui.app.app import App
from ui.base.preferences import Preferences
from ui.present.start import running_huddle

place, folder, text = sys.argv[1:]
qt = QApplication(["x"])
app = App(qt, place, Preferences(__import__("pathlib").Path(folder) / "w.ini"), now=lambda: NOW)
app.show()
app.window.activateWindow()
app.open()
while not app.window.isActiveWindow():
    QTest.qWait(5)
QTest.keyClick(app.window, Qt.Key.Key_F5)
huddle = running_huddle(app.window)
while huddle.presenter is None:
    QTest.qWait(5)
room, live = huddle.presenter.room, huddle.presenter.session.live
while live.state.step.value != "hear":
    QTest.keyClick(room, Qt.Key.Key_PageDown)
for letter in text:
    QTest.keyClicks(room, letter)
assert huddle.presenter.session.wait_stored()
print(live.id, live.state.step.value, live.state.text("line"), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("step", FULL_PACE.steps)
def test_that_f5_goes_on_with_every_word_after_a_kill_at_each_step(
    meeting: Meeting, step: Step
) -> None:
    meeting.begin()
    for at in FULL_PACE.steps:
        meeting.go_to(at.value).wait_s(20)
        if at.value in WORDS:
            meeting.type(WORDS[at.value])
        if at is step:
            break
        if at is Step.HEAR:
            meeting.press(K.Key_Return)
    assert meeting.shown.session.wait_stored()
    before, huddle = meeting.state, meeting.id
    seen = meeting.words()
    meeting.crash()
    meeting.begin()
    assert meeting.id == huddle
    assert meeting.state == before
    assert meeting.words() == seen


WORDS = {
    "open": "12", "promised": "dSbecause", "guess": "19", "see": "t", "hear": "trays late",
    "choose": "5", "do": "Ask for pens", "check": "+8-1",
}  # fmt: skip


def test_that_a_killed_process_loses_no_letter(meeting: Meeting, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable, "-c", DIES_WHILE_TYPING,
            meeting.desk.data.place, str(tmp_path), "carts roll by at four",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    meeting.begin()
    kept = f"{meeting.id} {meeting.step} {meeting.state.texts['line']}"
    assert kept == done.stdout.strip()
    assert kept.endswith("carts roll by at four")
