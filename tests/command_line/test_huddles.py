"""Huddles by command: the list, and papers as PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.store.database.database import open_database
from models.store.huddles.journal import start_huddle
from models.store.units.units import find_unit
from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def test_that_no_huddle_yet_is_said(main: CommandLine) -> None:
    assert main("huddles", "--json").json == []
    assert "No huddles yet." in main("huddles", "--unit", "4 West").out


@pytest.mark.parametrize("kind", ["card", "slips", "relay"])
def test_that_a_paper_is_written_without_a_window(
    main: CommandLine, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "paper.pdf"
    answer = main(
        "huddles", "print", kind, "--unit", "4 West", "--out", str(out), "--paper", "a4", "--json"
    )
    assert answer.code == 0, answer.err
    assert answer.json == {"paper": kind, "unit": "4 West", "file": str(out)}
    assert out.read_bytes().startswith(b"%PDF")


def test_that_the_unit_may_stand_before_print(main: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "slips.pdf"
    assert main("huddles", "--unit", "4 West", "print", "slips", "--out", str(out)).code == 0
    assert out.exists()


def test_that_a_wall_without_threads_is_refused(main: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "wall.pdf"
    answer = main("huddles", "print", "wall", "--unit", "4 West", "--out", str(out))
    assert answer.code == 2
    assert answer.err.startswith("error: There are no stories for the wall yet.")
    assert not out.exists()


def test_that_an_action_hangs_on_the_wall_and_its_note_is_printed(
    main: CommandLine, tmp_path: Path
) -> None:
    added = main("actions", "add", "--unit", "4 West", "--what", "Fixed rounds", "--json")
    number = str(added.json["id"])
    main("actions", "escalate", number, "--why", "Not ours to move")
    for kind in ("wall", "note"):
        out = tmp_path / f"{kind}.pdf"
        answer = main("huddles", "print", kind, "--action", number, "--out", str(out))
        assert answer.code == 0, answer.err
        assert out.exists()


def test_that_a_paper_needs_a_unit(main: CommandLine, tmp_path: Path) -> None:
    answer = main("huddles", "print", "card", "--out", str(tmp_path / "card.pdf"))
    assert answer.code == 2
    assert "--unit" in answer.err


def test_that_a_year_without_a_huddle_is_refused_with_those_there_are(
    main: CommandLine, tmp_path: Path
) -> None:
    db = open_database(tmp_path / "hospital.db")
    with db.write() as c:
        start_huddle(
            c, find_unit(c, "4 West").id, "full", {}, now=datetime(2026, 8, 3, 7, tzinfo=UTC)
        )
    db.close()
    out = tmp_path / "year.pdf"
    printed = ("huddles", "print", "year", "--unit", "4 West", "--out", str(out), "--year")
    refused = main(*printed, "2019")
    assert refused.code == 2
    assert "No huddles in 2019." in refused.err
    assert "2026" in refused.err
    assert not out.exists()
    assert main(*printed, "2026").code == 0
    assert out.exists()
