"""`retention`: what would go is said first, and goes with --yes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command_line.program import CommandLine

FILE = """Survey ID,Unit,Discharge date,Overall rating (0-10),Comments
S1,4 West,2023-01-10,9,An old zebra walked by
S2,4 West,2026-05-10,8,A young giraffe walked by
S3,4 West,2026-05-11,10,
"""


def program(tmp_path: Path) -> CommandLine:
    file = tmp_path / "surveys.csv"
    file.write_text(FILE, encoding="utf-8")
    found = CommandLine(str(tmp_path / "data.db"))
    assert found("import", str(file)).code == 0
    return found


def test_that_it_only_looks_without_yes(tmp_path: Path) -> None:
    run = program(tmp_path)
    answer = run("retention", "patient", "S2")
    assert answer.code == 0
    assert "1 survey" in answer.out
    assert "--yes" in answer.out
    assert json.loads(run("retention", "patient", "S2", "--json").out)["surveys"] == 1


def test_that_a_patient_goes_with_yes(tmp_path: Path) -> None:
    run = program(tmp_path)
    assert run("retention", "patient", "S2", "--yes").code == 0
    left = json.loads(run("retention", "patient", "S2", "--json").out)
    assert (left["surveys"], left["comments"]) == (0, 0)
    assert run("check").code == 0


def test_that_old_comments_go_from_back_ups_too(tmp_path: Path) -> None:
    run = program(tmp_path)
    assert run("backup").code == 0
    told = ("retention", "comments", "--older-than", "12", "--json")
    answer = json.loads(run(*told, "--yes", "--rewrite-backups").out)
    assert (answer["comments"], len(answer["backups_rewritten"])) == (1, 1)
    left = b"".join(p.read_bytes() for p in tmp_path.rglob("*.db*"))
    assert b"zebra" not in left
    assert b"giraffe" in left


def test_that_months_are_a_whole_number(tmp_path: Path) -> None:
    assert program(tmp_path)("retention", "comments", "--older-than", "0").code == 2
