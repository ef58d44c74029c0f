"""How the columns of files are read, given and written by command, and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.files.mapping.toml import read_mapping
from models.files.mapping.value import Role
from tests.command_line.program import CommandLine
from tests.models.files.surveys import write_csv


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    return CommandLine(str(tmp_path / "hospital.db"))


BEST = ("--best-answer", "Q1=5")


def survey(folder: Path, name: str, first: int = 0, *more: str) -> Path:
    rows = [["Ward", "Dept", "Q1", *more]]
    rows += [[f"W{n % 2}", "North", n % 5 + 1, *more] for n in range(first, first + 30)]
    return write_csv(folder / name, rows)


def test_that_the_mapping_used_is_written_also_by_a_dry_run(
    main: CommandLine, tmp_path: Path
) -> None:
    file, toml = survey(tmp_path, "may.csv"), tmp_path / "m.toml"
    answer = main("import", str(file), "--mapping", str(toml), "--dry-run", "--json", *BEST)
    (report,) = answer.json["files"]
    assert report["mapping"] == {"applied": "found", "differences": []}
    assert report["counts"] == {"ready": 30, "warnings": 0, "skipped": 0}
    mapping = read_mapping(toml.read_text(encoding="utf-8"))
    assert [(c.name, c.role) for c in mapping.columns] == [
        ("Ward", Role.UNIT),
        ("Dept", Role.IGNORE),
        ("Q1", Role.ITEM),
    ]


def test_that_a_mapping_that_is_there_is_obeyed_and_stays_as_it_is(
    main: CommandLine, tmp_path: Path
) -> None:
    file, toml = survey(tmp_path, "may.csv"), tmp_path / "m.toml"
    text = '[columns.Dept]\nrole = "unit"\n'
    text += '[columns.Q1]\nrole = "item"\ndirection = "lowest is best"\n'
    toml.write_text(text, encoding="utf-8")
    answer = main("import", str(file), "--mapping", str(toml), "--json")
    (report,) = answer.json["files"]
    assert (report["mapping"]["applied"], report["units"]) == ("file", 1)
    assert any("lowest is treated as best" in note for note in report["notes"])
    assert toml.read_text(encoding="utf-8") == text
    assert main("units", "--json").json[0]["unit"] == "North"


def test_that_the_next_file_is_read_as_the_last_one(main: CommandLine, tmp_path: Path) -> None:
    toml = tmp_path / "m.toml"
    toml.write_text('[columns.Dept]\nrole = "unit"\n', encoding="utf-8")
    main("import", str(survey(tmp_path, "may.csv")), "--mapping", str(toml), *BEST)
    june = survey(tmp_path, "june.csv", 7, "Q2")
    answer = main("import", str(june))
    assert "Read like last time." in answer.out
    assert "One new column: Q2." in answer.out
    assert {u["unit"] for u in main("units", "--json").json} == {"North"}


def test_that_the_mapping_written_for_the_first_file_holds_for_the_others(
    main: CommandLine, tmp_path: Path
) -> None:
    files = [survey(tmp_path, "may.csv"), survey(tmp_path, "june.csv", 7)]
    toml = tmp_path / "m.toml"
    answer = main("import", *map(str, files), "--mapping", str(toml), "--json", *BEST)
    assert [f["mapping"]["applied"] for f in answer.json["files"]] == ["found", "file"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"columns = 3", "m.toml, columns"),
        (b"\xff\xfe\x00", "mapping can't be read"),
        (b'[columns.Station]\nrole = "unit"', "no column named Station"),
    ],
)
def test_that_a_wrong_mapping_stops_before_anything_is_stored(
    main: CommandLine, tmp_path: Path, content: bytes, says: str
) -> None:
    toml = tmp_path / "m.toml"
    toml.write_bytes(content)
    answer = main("import", str(survey(tmp_path, "may.csv")), "--mapping", str(toml))
    assert answer.code == 2
    assert says in answer.err
    assert "hint:" in answer.err


def test_that_a_mapping_that_cannot_be_written_is_told_and_the_import_stays(
    main: CommandLine, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no" / "m.toml"
    path = str(survey(tmp_path, "may.csv"))
    answer = main("import", path, "--mapping", str(nowhere), "--json", *BEST)
    assert answer.code == 2
    assert "mapping can't be saved" in answer.err
    assert answer.json["files"][0]["responses_added"] == 30


def test_that_a_file_of_fixed_layout_says_that_no_mapping_was_written(
    main: CommandLine, tmp_path: Path
) -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "HCAHPS-National.csv"
    toml = tmp_path / "m.toml"
    answer = main("import", str(sample), "--mapping", str(toml))
    assert answer.code == 0
    assert not toml.exists()
    assert "No mapping was saved" in answer.err
