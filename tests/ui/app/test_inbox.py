"""The inbox while the window is open: a new file is taken in by itself."""

from __future__ import annotations

import os
from pathlib import Path

from tests.ui.conftest import NOW, Workplace
from ui.app import inbox as inboxes
from ui.app.inbox import Inbox
from ui.pages.settings.inbox import InboxSection

SURVEYS = "Survey ID,Unit,Discharge date,Nurses listened carefully,Area quiet at night\n" + "".join(
    f"{100 + n},4 West,2026-09-20,{answer},Usually\n"
    for n, answer in enumerate(["Always", "Sometimes", "Never", "Usually"] * 4)
)
PATIENCE_MS = 30_000


def put(folder: Path, name: str) -> None:
    part = folder / f"{name}.part"
    part.write_text(SURVEYS, "utf-8")
    at = NOW.timestamp() - 60
    os.utime(part, (at, at))
    part.rename(folder / name)


def opened_workplace(workplace: Workplace, qtbot) -> None:
    with qtbot.waitSignal(workplace.desk.data.opened, timeout=PATIENCE_MS):
        workplace.open()


def test_that_files_there_and_files_that_come_are_taken_in(
    workplace: Workplace, qtbot, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(inboxes, "QUIET_MS", 10)
    opened_workplace(workplace, qtbot)
    folder = tmp_path / "inbox"
    folder.mkdir()
    put(folder, "first.csv")
    inbox = Inbox(workplace.desk.data, lambda: NOW)
    with qtbot.waitSignal(inbox.opened, timeout=PATIENCE_MS) as first:
        inbox.watch(folder)
    assert [(f.path.name, f.outcome) for f in first.args[0]] == [("first.csv", "imported")]
    with qtbot.waitSignal(inbox.opened, timeout=PATIENCE_MS) as second:
        put(folder, "second.csv")
    assert [f.path.name for f in second.args[0]] == ["second.csv"]
    inbox.watch(None)


def test_that_the_folder_is_chosen_and_kept(workplace: Workplace, qtbot, tmp_path: Path) -> None:
    watched: list[str] = []
    object.__setattr__(workplace.desk, "watch_inbox", watched.append)
    section = InboxSection(workplace.desk)
    qtbot.addWidget(section)
    section.choose(str(tmp_path))
    section.choose("")
    assert watched == [str(tmp_path), ""]
    assert workplace.desk.preferences.inbox == ""
