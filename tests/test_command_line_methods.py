"""Questions beyond the comparison, by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def test_that_a_trend_has_points_rules_and_a_verdict(main: CommandLine) -> None:
    value = main("trend", "--unit", "ICU", "--measure", "nurses", "--json").json
    assert (value["unit"], value["measure"]) == ("ICU", "nurses")
    assert value["chart"] in ("run", "p", "p_prime", "xmr", "none")
    assert sum(point["n"] for point in value["points"]) == 30
    keys = {"period", "n", "x", "value", "low", "high", "center", "lcl", "ucl", "flags"}
    assert all(keys <= set(point) for point in value["points"])
    assert value["rules"]
    assert value["why"]
    assert value["verdict"]


def test_that_a_trend_in_words_hides_what_too_few_answered(main: CommandLine) -> None:
    answer = main("trend", "--unit", "Hospice", "--measure", "nurses")
    assert answer.code == 0
    assert "too few" in answer.out
    assert "100%" not in answer.out


def test_that_a_funnel_places_every_unit_between_its_limits(main: CommandLine) -> None:
    value = main("funnel", "--measure", "nurses", "--json").json
    units = {unit["unit"]: unit for unit in value["units"]}
    assert set(units) == {"4 West", "ICU", "Hospice"}
    assert units["Hospice"]["signal"] == "too_few"
    assert units["Hospice"]["top_box"] is None
    icu = units["ICU"]
    assert icu["low998"] <= icu["low95"] <= value["target"] <= icu["high95"] <= icu["high998"]


def test_that_a_funnel_in_words_shows_limits_and_no_ranks(main: CommandLine) -> None:
    lines = main("funnel", "--measure", "nurses").out.splitlines()
    row = next(line for line in lines if line.startswith("Hospice"))
    assert "too few" in row
    assert any("99.8% limits" in line for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ("trend", "--unit", "ICU", "--measure", "nursing"),
        ("trend", "--unit", "ICY", "--measure", "nurses"),
        ("trend", "--unit", "ICU"),
        ("funnel", "--measure", "nursing"),
        ("funnel",),
    ],
)
def test_that_unknown_names_are_refused_with_those_there_are(
    main: CommandLine, arguments: tuple[str, ...]
) -> None:
    answer = main(*arguments)
    assert answer.code == 2
    assert answer.err.startswith("error: ")
