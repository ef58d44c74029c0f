"""No text is cut off: each page, at the sizes of real screens, in words 40 % longer than English.

`make nightly` tries all sizes at three scales; otherwise it is a sample.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.ui.pages.clipped_text import clipped_text
from ui.app.app import App
from ui.base.preferences import Preferences
from ui.text.language import PSEUDO, SOURCE, set_language

SIZES = ((960, 540), (1000, 620), (1280, 720), (1440, 900), (1920, 1080))
SAMPLE = ((960, 540), (1280, 720))
NIGHTLY = "THROUGHLINE_NIGHTLY"
PATIENCE_MS = 60_000


@pytest.fixture
def app(qapp: QApplication, huddled_file: Path, tmp_path: Path, qtbot) -> Iterator[App]:
    place = tmp_path / "hospital.db"
    shutil.copy(huddled_file, place)
    set_language(PSEUDO)
    preferences = Preferences(tmp_path / "window.ini")
    preferences.theme = "light"
    made = App(qapp, str(place), preferences)
    made.show()
    with qtbot.waitSignal(made.data.opened, timeout=PATIENCE_MS):
        made.open()
    yield made
    made.window.close()
    made.close()
    shiboken6.delete(made.window)
    shiboken6.delete(made)
    set_language(SOURCE)


def test_that_no_page_cuts_text_off(app: App, qtbot) -> None:
    window = app.window
    window.setMinimumSize(1, 1)
    found = []
    for key in window.page_keys:
        window.go_to(key)
        page = window.page(key)
        qtbot.waitUntil(
            lambda page=page: page.is_settled and not app.jobs.busy, timeout=PATIENCE_MS
        )
        for size in SIZES if os.environ.get(NIGHTLY) else SAMPLE:
            window.resize(*size)
            for _turn in range(8):  # labels that wrap ask for their height, one level after another
                QApplication.sendPostedEvents()
                qtbot.wait(1)
            found += [f"{key} {size[0]}x{size[1]}: {text}" for text in clipped_text(window)]
    assert not found, "\n".join(found)
