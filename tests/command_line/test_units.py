"""Names of units, by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def later(tmp_path: Path, unit: str) -> str:
    return str(write_survey(tmp_path / "later.csv", units=((unit, 21, 1),)))


def test_that_an_import_offers_spellings_of_a_unit(main: CommandLine, tmp_path: Path) -> None:
    answer = main("import", later(tmp_path, "4W"), "--dry-run", "--json")
    (report,) = answer.json["files"]
    (group,) = report["unit_spellings"]
    assert (group["suggested"], group["names"]) == ("4 West", ["4 West", "4W"])
    assert (group["certainty"], group["rows"]) == ("likely", [0, 21])
    told = " ".join(main("import", later(tmp_path, "4W"), "--dry-run").out.split())
    assert "Is “4W” the same unit as “4 West”?" in told


def test_that_a_spelling_can_be_said_to_be_a_unit(main: CommandLine, tmp_path: Path) -> None:
    answer = main("import", later(tmp_path, "4W"), "--same-unit", "4W=4 West", "--json")
    assert answer.json["files"][0]["unit_spellings"] == []
    units = {u["unit"]: u["responses"] for u in main("units", "--json").json}
    assert units["4 West"] == 41
    aliases = main("units", "aliases", "--json").json
    assert [(a["name"], a["unit"], a["from"]) for a in aliases] == [("4W", "4 West", None)]


def test_that_of_many_spellings_the_surest_are_told(main: CommandLine, tmp_path: Path) -> None:
    units = tuple((f"{n} {end}", 2, 1) for n in range(5, 12) for end in ("West", "W"))
    path = write_survey(tmp_path / "many.csv", units=units)
    told = main("import", str(path), "--dry-run").out
    assert told.count("the same unit as") == 5
    assert "2 more names may be other spellings" in told


@pytest.mark.parametrize("said", ["4W", "=4 West", "4W="])
def test_that_half_a_spelling_is_refused(main: CommandLine, tmp_path: Path, said: str) -> None:
    assert main("import", later(tmp_path, "4W"), "--same-unit", said).code == 2


def test_that_a_code_means_a_unit_from_a_month_on(main: CommandLine, tmp_path: Path) -> None:
    answer = main("units", "alias", "C7", "--unit", "ICU", "--from", "2026-05", "--json")
    assert answer.json["from"] == "2026-05"
    main("import", later(tmp_path, "C7"))
    units = {u["unit"]: u["responses"] for u in main("units", "--json").json}
    assert (units["ICU"], units["C7"]) == (44, 7)
    assert "C7" in main("units", "aliases").out
    assert main("units", "alias", "C7", "--unit", "ICU", "--remove").code == 2
    assert main("units", "alias", "C7", "--unit", "ICU", "--from", "2026-05", "--remove").code == 0
    assert main("units", "aliases", "--json").json == []


def test_that_surveys_that_stay_where_they_are_are_told(main: CommandLine) -> None:
    answer = main("units", "alias", "Hospice", "--unit", "ICU", "--from", "2026-05")
    assert "2 surveys from these months stay" in answer.out


def test_that_rows_without_a_unit_are_listed_as_such(main: CommandLine, tmp_path: Path) -> None:
    units = (("", 21, 1), ("4 West", 30, 3))
    path = write_survey(tmp_path / "later.csv", units=units)
    told = " ".join(main("import", str(path)).out.split())
    assert "21 rows have no unit" in told
    assert "rows without a unit" in main("units").out
    listed = {u["unit"]: u for u in main("units", "--json").json}
    assert listed["No unit"]["no_unit"] is True
    assert listed["ICU"]["no_unit"] is False
