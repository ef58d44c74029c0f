"""Checking, backing up, restoring, the sample hospital and pictures, by command."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.command_line.program import CommandLine, write_survey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def test_that_a_whole_database_is_called_whole(main: CommandLine) -> None:
    answer = main("check", "--json")
    assert answer.code == 0
    assert answer.json["ok"] is True
    assert answer.json["responses"] == 53
    assert "No problems found" in main("check").out


def test_that_a_changed_count_is_found_and_ends_with_4(main: CommandLine) -> None:
    connection = dbapi2.connect(main.database)
    connection.execute("UPDATE tally SET count = count + 1")
    connection.commit()
    connection.close()
    answer = main("check", "--json")
    assert answer.code == 4
    assert answer.json["ok"] is False
    assert answer.json["findings"]
    assert answer.err.startswith("error: ")
    assert "\nhint: " in answer.err


def test_that_a_back_up_brings_everything_back(main: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert main("backup", str(copy), "--json").json["backup"] == str(copy)
    assert main("undo-import", "1").code == 0
    assert main("units", "--json").json == []
    restored = main("restore", str(copy), "--json")
    assert restored.code == 0
    assert Path(restored.json["kept"]).is_dir()
    assert len(main("units", "--json").json) == 3


def test_that_something_else_is_not_restored(main: CommandLine, tmp_path: Path) -> None:
    answer = main("restore", str(tmp_path / "survey.csv"))
    assert answer.code == 4
    assert answer.err.startswith("error: ")
    assert len(main("units", "--json").json) == 3


def test_that_data_are_backed_up_before_the_first_change_of_a_day(
    main: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    assert not folder.exists()
    main("units", "type", "ICU", "intensive")
    main("units", "type", "4 West", "surgical")
    (made,) = folder.iterdir()
    assert "2026-09-01" in made.name
    copy = CommandLine(str(made))
    assert {u["type"] for u in copy("units", "--json").json} == {""}


def test_that_a_database_on_a_server_is_not_restored_from_here() -> None:
    answer = CommandLine("postgresql+psycopg://nobody@/nowhere")("restore", "copy.db")
    assert answer.code == 4
    assert "restored on the server" in answer.err


def test_that_the_sample_hospital_is_built_once(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "sample.db"))
    first = main("sample", "--json")
    assert first.code == 0
    assert first.json["units"] == len(main("units", "--json").json) == 9
    assert first.json["responses"] > 4_000
    again = main("sample", "--json")
    assert again.json["responses"] == first.json["responses"]
    assert main("check").code == 0


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:24])
    return int(width), int(height)


def test_that_a_page_is_drawn_without_a_screen(main: CommandLine, tmp_path: Path) -> None:
    picture = tmp_path / "results.png"
    options = ("--out", str(picture), "--unit", "4 West", "--size", "1280x720", "--scale", "2")
    done = subprocess.run(
        [sys.executable, "main.py", "screenshot", "results", "--db", main.database, *options],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert png_size(picture) == (2560, 1440)


@pytest.mark.parametrize("wrong", [("--size", "big"), ("--size", "1x1"), ("--scale", "99")])
def test_that_an_impossible_picture_is_refused(
    main: CommandLine, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    answer = main("screenshot", "home", "--out", str(tmp_path / "p.png"), *wrong)
    assert answer.code == 2
    assert answer.err.startswith("error: ")
