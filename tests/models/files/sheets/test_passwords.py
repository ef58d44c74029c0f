"""Locked workbooks: opened with the right password, in memory, which is kept nowhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from models.errors import FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.sheets import workbook
from models.files.sheets.opening import open_sheets
from tests.models.files.surveys import shared_file, write_workbook
from ui.text.errors import hint, sentence, what

CELLS = [["unit", "Q1"], ["4 West", "Always"]]
PASSWORD = "Café 7!"


def locked(folder: Path) -> Path:
    plain = io.BytesIO(write_workbook(folder / "plain.xlsx", {"S": CELLS}).read_bytes())
    path = folder / "locked.xlsx"
    with path.open("wb") as stream:
        OOXMLFile(plain).encrypt(PASSWORD, stream)
    (folder / "plain.xlsx").unlink()
    return path


def refused(path: Path, password: str | None) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        open_sheets(path, ReadOptions(password=password), no_progress)
    return caught.value


def test_that_the_right_password_opens_it(tmp_path: Path) -> None:
    options = ReadOptions(password=PASSWORD)
    (sheet,) = open_sheets(locked(tmp_path), options, no_progress).sheets
    assert [row for _, row in sheet.rows(no_progress)] == CELLS
    assert [path.name for path in tmp_path.iterdir()] == ["locked.xlsx"]


def test_that_without_one_it_is_called_locked_and_with_a_wrong_one_wrong(tmp_path: Path) -> None:
    path = locked(tmp_path)
    without, wrong = refused(path, None), refused(path, "café 7!")
    assert (without.code, wrong.code) == ("workbook_locked", "workbook_wrong_password")
    assert "--password-file" in hint(without)
    assert what(wrong) == "The password doesn't open this workbook."
    assert "café" not in f"{wrong} {sentence(wrong)} {hint(wrong)}"


def test_that_a_password_shows_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PASSWORD not in repr(ReadOptions(password=PASSWORD))
    commands = []
    real = workbook.child_command
    monkeypatch.setattr(workbook, "child_command", lambda: commands.append(real()) or real())
    refused(locked(tmp_path), PASSWORD + "x")
    assert commands
    assert PASSWORD not in str(commands)


def test_that_a_password_nobody_needs_does_no_harm(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"S": CELLS})
    (sheet,) = open_sheets(path, ReadOptions(password=PASSWORD), no_progress).sheets
    assert len(sheet.head) == 2


def test_that_a_workbook_locked_by_excel_opens() -> None:
    path = shared_file("bad", "pass_protected.xlsx")
    assert refused(path, "123").code == "empty_table"
    assert refused(path, "1234").code == "workbook_wrong_password"
