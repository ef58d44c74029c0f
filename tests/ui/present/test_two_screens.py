"""A second screen: the lead's private view there, the room's screen as if there were none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
ON_TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from tests.models.huddle.hospital import NAMES, NOW
from ui.app.app import App
from ui.base.preferences import Preferences
from ui.present.start import running_huddle

place, folder = sys.argv[1:]
qt = QApplication(["x"])
left, right = qt.screens()
app = App(qt, place, Preferences(Path(folder) / "w.ini"), now=lambda: NOW)
app.show()
app.open()
app._start_huddle()
huddle = running_huddle(app.window)
while huddle.presenter is None:
    QTest.qWait(5)
shown, session = huddle.presenter, huddle.presenter.session
room, lead = shown.room, shown.lead
assert app.window.screen() is left
assert (room.screen(), lead.screen()) == (right, left)
assert room.geometry().size() == right.geometry().size(), room.geometry()

def words(window):
    window.grab()
    return " ".join(text.text for text in window.stage.drawn)

def private():
    return " ".join(label.text() for label in lead.findChildren(QLabel))

def names(text):
    return [name for name in NAMES if name in text]

QTest.keyClick(lead, Qt.Key.Key_PageDown)  # the keyboard is at the lead's screen
assert session.live.state.step.value == "thank"
assert "Keandra" in private()
assert names(words(room)) == [] and names(words(lead)) == []

QTest.keyClick(lead, Qt.Key.Key_B)
assert words(room) == "" and "Thank" in words(lead)
assert "black" in private()
QTest.keyClick(lead, Qt.Key.Key_B)
QTest.keyClick(lead, Qt.Key.Key_F)
QTest.keyClick(room, Qt.Key.Key_PageDown)  # a clicker may reach the other window
assert "Thank" in words(room) and "We promised" in words(lead)
assert "frozen" in private()
QTest.keyClick(lead, Qt.Key.Key_F)

while session.live.state.step.value != "hear":
    QTest.keyClick(lead, Qt.Key.Key_PageDown)
QTest.keyClicks(lead, "night shift never rounds")
assert "night shift never rounds" in private()
assert "sounds like blame" in private()
assert "night" not in words(room)

lead.swap_requested.emit()
assert (room.screen(), lead.screen()) == (left, right)
lead.swap_requested.emit()
assert lead.isVisible()

lead.windowHandle().setScreen(right)  # as the system does with windows of a lost screen
assert not lead.isVisible()
shown._place()
assert lead.isVisible() and lead.screen() is left

shown._screens = lambda: [right]  # the lead's screen is taken away
shown._place()
QTest.qWait(5)
assert shown.lead is None
assert {w for w in qt.topLevelWidgets() if w.isVisible()} == {app.window, room}
QTest.keyClick(room, Qt.Key.Key_Escape)
QTest.qWait(5)
assert running_huddle(app.window) is None
app.close()
app.window.close()
print("all is well")
"""


def test_that_the_lead_sees_private_notes_and_the_room_does_not(
    hospital_file: Path, tmp_path: Path
) -> None:
    place = tmp_path / "hospital.db"
    place.write_bytes(hospital_file.read_bytes())
    screens = tmp_path / "screens.json"
    size = {"width": 1280, "height": 720, "logicalDpi": 96, "dpr": 1}
    two = [{"name": name, "x": x, "y": 0, **size} for name, x in (("laptop", 0), ("wall", 1280))]
    screens.write_text(json.dumps({"screens": two}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ON_TWO_SCREENS, str(place), str(tmp_path)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        },
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == "all is well", done.stderr
