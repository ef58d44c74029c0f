"""What is decided for a whole computer, and portable use."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command_line.program import CommandLine
from ui.base import machine
from ui.base.machine import data_folder, machine_settings, settings_file
from ui.cli.context import DATABASE_VARIABLE
from ui.pages.settings.support import SupportDialog, support_text


def test_that_the_settings_file_names_the_database(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('database = "postgresql+psycopg://server/throughline"')
    found = machine_settings(file)
    assert found.database == "postgresql+psycopg://server/throughline"
    assert found.source == str(file)


def test_that_no_file_decides_nothing(tmp_path: Path) -> None:
    assert machine_settings(tmp_path / "none.toml") == machine.MachineSettings()


@pytest.mark.parametrize("text", ["database = ", "database = 7"])
def test_that_a_broken_file_decides_nothing_and_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    found = machine_settings(file)
    assert found.database == ""
    assert found.problem


def test_that_each_system_has_its_place_for_the_file() -> None:
    places = {settings_file(platform) for platform in ("linux", "darwin", "win32")}
    assert len(places) == 3


def test_that_the_command_line_uses_the_computers_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = tmp_path / "decided.db"
    file = tmp_path / "settings.toml"
    file.write_text(f"database = '{decided}'")
    monkeypatch.setattr(machine, "settings_file", lambda: file)
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    from ui.cli.commands import run

    assert run(["units"]) == 0
    assert decided.is_file()
    named = CommandLine(str(tmp_path / "named.db"))
    assert named("units").code == 0
    assert (tmp_path / "named.db").is_file()


def test_that_portable_data_lie_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "throughline"))
    ordinary = data_folder()
    (tmp_path / "portable").touch()
    assert data_folder() == tmp_path / "data" != ordinary


def test_that_the_support_file_is_shown_and_saved_as_shown(qtbot, tmp_path: Path) -> None:
    dialog = SupportDialog("Throughline: 0.3.0")
    qtbot.addWidget(dialog)
    shown = dialog.text.toPlainText()
    assert shown == support_text("Throughline: 0.3.0")
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(str(tmp_path / "support.txt"))
    assert (tmp_path / "support.txt").read_text("utf-8") == shown
