"""The line at the window's foot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from models.errors import UserError
from ui.base.theme import Appearance
from ui.widgets.status_line import StatusLine


@pytest.fixture
def line(look: Appearance, qtbot) -> StatusLine:
    made = StatusLine(look)
    qtbot.addWidget(made)
    return made


def test_that_it_is_hidden_while_there_is_nothing_to_say(line: StatusLine) -> None:
    assert line.isHidden()
    line.say("Saved.")
    assert not line.isHidden()
    assert line.text == "Saved."


def test_that_progress_can_be_cancelled(line: StatusLine, qtbot) -> None:
    line.show()
    line.say_progress("Reading october.csv", 0.4)
    cancel = line.findChild(QPushButton, "cancel")
    assert cancel.isVisible()
    with qtbot.waitSignal(line.cancel_requested):
        cancel.click()


def test_that_a_passing_word_does_not_cover_progress(line: StatusLine) -> None:
    line.show()
    line.say_progress("Reading october.csv", None)
    line.say("Saved.")
    assert line.text == "Reading october.csv"


def test_that_a_problem_says_what_to_do_next_and_stays(line: StatusLine) -> None:
    line.show()
    error = UserError("empty_file", where="october.csv")
    line.say_problem(error)
    assert line.text == "october.csv: This file is empty. Export or download it again."
    assert not line._timer.isActive()


def test_that_a_saved_file_is_named_and_its_folder_offered(
    line: StatusLine, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    line.show()
    line.say_saved(str(tmp_path / "west.pptx"))
    assert "west.pptx" in line.text
    folder = line.findChild(QPushButton, "show_in_folder")
    assert folder.isVisible()
    folder.click()
    assert Path(opened[0].toLocalFile()) == tmp_path
    line.say("Done.")
    assert not folder.isVisible()
