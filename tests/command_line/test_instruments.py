"""`instruments`: listing, checking and saving questionnaires."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command_line.program import CommandLine


def test_that_known_questionnaires_are_listed(tmp_path: Path) -> None:
    answer = CommandLine(str(tmp_path / "none.db"))("instruments", "list", "--json")
    found = {row["key"]: row for row in json.loads(answer.out)["instruments"]}
    assert found["nhs-fft"]["built_in"]
    assert found["nhs-fft"]["questions"] == 1
    assert not (tmp_path / "none.db").exists()


def test_that_a_saved_questionnaire_is_found_right(tmp_path: Path) -> None:
    program = CommandLine(str(tmp_path / "none.db"))
    file = tmp_path / "own.toml"
    assert program("instruments", "save", "nhs-fft", "--out", str(file)).code == 0
    answer = program("instruments", "check", str(file))
    assert answer.code == 0
    assert "1 question, 1 measure" in answer.out


def test_that_a_fault_is_told_with_exit_code_three(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("format = 1", encoding="utf-8")
    answer = CommandLine(str(tmp_path / "none.db"))("instruments", "check", str(file))
    assert answer.code == 3
    assert "key" in answer.out


def test_that_an_unknown_key_is_named_with_those_there_are(tmp_path: Path) -> None:
    answer = CommandLine(str(tmp_path / "none.db"))("instruments", "save", "nothing")
    assert answer.code == 2
    assert "nhs-fft" in answer.err
