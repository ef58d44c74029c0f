"""The window on a path that holds no database yet."""

from __future__ import annotations

from pathlib import Path

import pytest

import ui.app
from models.store.database.database import open_database
from models.store.database.settings import put_setting
from tests.command_line.program import CommandLine


@pytest.fixture(autouse=True)
def on_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def opened_by(monkeypatch: pytest.MonkeyPatch, *, setting: str = "") -> None:
    """Stand for a window in which somebody may have chosen something."""

    def run_window(place: str, *_others: object) -> int:
        database = open_database(place)
        if setting:
            with database.write() as c:
                put_setting(c, "organization", setting)
        database.close()
        return 0

    monkeypatch.setattr(ui.app, "run_window", run_window)


def test_that_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    place = tmp_path / "none" / "data.db"
    answer = CommandLine(str(place))()
    assert answer.code == 4
    assert not place.parent.exists()


def test_that_a_new_file_into_which_nothing_came_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by(monkeypatch)
    place = tmp_path / "mistyped.db"
    assert CommandLine(str(place))().code == 0
    assert not place.exists()


def test_that_a_new_file_in_which_something_was_chosen_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by(monkeypatch, setting="Our hospital")
    place = tmp_path / "data.db"
    assert CommandLine(str(place))().code == 0
    assert place.is_file()
