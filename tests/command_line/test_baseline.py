"""Deciding about a line over time by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.program import CommandLine, write_survey

ASKED = ("baseline", "--unit", "ICU", "--measure", "nurses")


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def test_that_a_line_is_made_by_a_span_of_months_with_its_reason(main: CommandLine) -> None:
    kept = main(*ASKED, "--span", "2026-05:2026-06", "--reason", "Rounding started", "--json").json
    assert [(each["kind"], each["month"]) for each in kept] == [
        ("rebase", "2026-05"),
        ("freeze", "2026-06"),
    ]
    assert {each["reason"] for each in kept} == {"Rounding started"}
    trend = main("trend", "--unit", "ICU", "--measure", "nurses", "--json").json
    assert trend["baseline"] == kept


def test_that_a_decision_is_listed_and_taken_back(main: CommandLine) -> None:
    assert main(*ASKED, "--exclude", "2026-05", "--reason", "Flood").code == 0
    assert "excluded" in main(*ASKED).out
    assert main(*ASKED, "--forget", "2026-05", "--json").json == []
    assert "No decisions yet" in main(*ASKED).out


def test_that_nothing_is_decided_without_a_reason(main: CommandLine) -> None:
    answer = main(*ASKED, "--rebase", "2026-05")
    assert answer.code == 2
    assert "reason" in answer.err
    assert main(*ASKED, "--json").json == []


@pytest.mark.parametrize(
    "wish",
    [
        ("--span", "2026-06:2026-05", "--reason", "x"),
        ("--span", "2026-05", "--reason", "x"),
        ("--freeze", "May", "--reason", "x"),
        ("--rebase", "2026-05", "--freeze", "2026-06", "--reason", "x"),
        ("--reason", "x"),
    ],
)
def test_that_a_wish_that_says_nothing_clear_is_refused(
    main: CommandLine, wish: tuple[str, ...]
) -> None:
    assert main(*ASKED, *wish).code == 2


def test_that_an_unknown_measure_is_refused_with_those_that_exist(main: CommandLine) -> None:
    answer = main("baseline", "--unit", "ICU", "--measure", "nursing", "--rebase", "2026-05")
    assert answer.code == 2
    assert "nurses" in answer.err
