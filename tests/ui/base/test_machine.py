"""What is decided for a whole computer, and portable use."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from models.errors import UsageProblem
from models.store.backup.backup_list import second_place, set_second_place
from models.store.database.database import open_database
from models.store.database.policy import Policy, set_policy
from models.store.database.settings import set_small_cell_floor, small_cell_floor
from models.survey.questionnaire_files import use_questionnaire_folders
from tests.command_line.program import CommandLine
from tests.models.survey.test_questionnaire_files import FILE as CLINIC
from ui.base import machine
from ui.base.machine import (
    apply_to_data,
    data_folder,
    decided_language,
    machine_settings,
    settings_file,
)
from ui.cli.context import DATABASE_VARIABLE
from ui.pages.settings.support import SupportDialog, support_text
from ui.text.language import SOURCE, _, default_language, set_language


def test_that_the_settings_file_names_the_database(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('database = "postgresql+psycopg://server/throughline"')
    found = machine_settings(file)
    assert found.database == "postgresql+psycopg://server/throughline"
    assert found.source == str(file)


def test_that_no_file_decides_nothing(tmp_path: Path) -> None:
    assert machine_settings(tmp_path / "none.toml") == machine.MachineSettings()


def test_that_the_settings_file_decides_the_rest_too(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'floor = 20\nbackups = "/srv/copies"\nlanguage = "es"\nsample = false\n'
        'questionnaires = "/srv/questionnaires"\n'
    )
    found = machine_settings(file)
    assert (found.floor, found.backups, found.language) == (20, "/srv/copies", "es")
    assert (found.sample, found.questionnaires) == (False, "/srv/questionnaires")
    assert found.problem == ""


def test_that_a_policy_value_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('floor = 20\nlanguage = "es"\n')
    monkeypatch.setattr(machine, "_policy_values", lambda: {"floor": 30})
    found = machine_settings(file)
    assert (found.floor, found.language) == (30, "es")
    assert machine.POLICY_KEY in found.source


@pytest.mark.parametrize("text", ["floor = 0", "floor = true", "sample = 1", "flor = 20"])
def test_that_a_wrong_value_counts_as_not_there_and_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    found = machine_settings(file)
    assert (found.floor, found.sample) == (None, True)
    assert found.problem == text.split()[0]


def test_that_the_least_floor_and_the_second_place_hold_for_every_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copies").mkdir()
    file = tmp_path / "settings.toml"
    file.write_text(f"floor = 20\nbackups = '{tmp_path / 'copies'}'\n")
    monkeypatch.setattr(machine, "settings_file", lambda: file)
    apply_to_data()
    try:
        db = open_database(tmp_path / "data.db")
        with db.write() as c:
            assert small_cell_floor(c) == 20
            assert second_place(c) == tmp_path / "copies"
            with pytest.raises(UsageProblem):
                set_small_cell_floor(c, 11)
            with pytest.raises(UsageProblem):
                set_second_place(c, str(tmp_path))
            set_small_cell_floor(c, 25)
            assert small_cell_floor(c) == 25
        db.close()
    finally:
        set_policy(Policy())
        use_questionnaire_folders(())


def test_that_own_questionnaires_are_read_in_the_chosen_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    monkeypatch.setattr("ui.base.machine.questionnaire_folders", lambda: (own,))
    apply_to_data()
    try:
        assert _("Felt heard") == "Felt heard"
        set_language("es")
        assert _("Felt heard") == "Se sintió escuchado"
        assert _("Informed") == "Informed"
    finally:
        set_language(SOURCE)
        use_questionnaire_folders(())


def test_that_a_language_is_decided_for_the_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "es"')
    monkeypatch.setattr(machine, "settings_file", lambda: file)
    assert decided_language() == "es"
    file.write_text('language = "xx"')
    assert decided_language() == default_language()


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


def test_that_the_group_policy_template_has_every_setting_and_all_its_words() -> None:
    folder = Path(__file__).parents[3] / "packaging" / "windows" / "policies"
    template = ElementTree.parse(folder / "Throughline.admx")
    words = ElementTree.parse(folder / "en-US" / "Throughline.adml")
    policies = template.findall(".//{*}policy")
    assert {policy.get("name") for policy in policies} == set(machine._KINDS)
    assert {policy.get("key") for policy in policies} == {machine.POLICY_KEY}
    named = {field.get("valueName") for field in template.iter() if field.get("valueName")}
    assert named == set(machine._KINDS)
    wanted = re.findall(
        r"\$\((string|presentation)\.(\w+)\)", (folder / "Throughline.admx").read_text("utf-8")
    )
    there = {
        (kind, found.get("id"))
        for kind in ("string", "presentation")
        for found in words.findall(f".//{{*}}{kind}")
    }
    assert set(wanted) == there
    floor = template.find(".//{*}decimal[@id='floor']")
    assert floor is not None
    assert floor.get("maxValue") == str(machine.HIGHEST_FLOOR)
