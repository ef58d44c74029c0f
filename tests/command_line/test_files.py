"""Files that need a word from the user, by command: units named beside them, passwords."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.command_line.program import CommandLine
from tests.models.files.hcahps_xml_files import ANSWERS, patient, write_xml
from tests.models.files.surveys import write_csv, write_workbook

WORDS = ("Very poor", "Poor", "Fair", "Good", "Very good")
ROWS = [["Survey ID", "Ward", "Q1"]] + [[f"S{n}", "4 West", WORDS[n % 5]] for n in range(40)]


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    return CommandLine(str(tmp_path / "hospital.db"))


@pytest.fixture
def july(tmp_path: Path) -> Path:
    patients = [patient(f"A{n}", ANSWERS if n < 12 else None) for n in range(20)]
    return write_xml(tmp_path / "july.xml", patients)


def test_that_an_hcahps_file_needs_a_unit_and_says_how(main: CommandLine, july: Path) -> None:
    answer = main("import", str(july))
    assert answer.code == 3
    assert "--units-from" in answer.err


def test_that_units_come_from_a_second_file(main: CommandLine, july: Path, tmp_path: Path) -> None:
    rows = [["patient-id", "unit"]] + [[f"A{n}", "ICU" if n % 2 else "4 West"] for n in range(10)]
    units = write_csv(tmp_path / "units.csv", rows)
    answer = main("import", str(july), "--units-from", str(units), "--json")
    (report,) = answer.json["files"]
    assert (report["format"], report["rows_read"], report["responses_added"]) == (
        "hcahps_xml",
        12,
        12,
    )
    counts = {u["unit"]: u["responses"] for u in main("units", "--json").json}
    assert counts == {"4 West": 5, "ICU": 5, "No unit": 2}


def test_that_the_same_hcahps_file_again_adds_nothing(main: CommandLine, july: Path) -> None:
    assert main("import", str(july), "--unit", "4 West").code == 0
    (report,) = main("import", str(july), "--unit", "4 West", "--json").json["files"]
    assert (report["responses_added"], report["duplicates_skipped"]) == (0, 12)


def test_that_a_locked_workbook_opens_with_the_password_of_a_file(
    main: CommandLine, tmp_path: Path
) -> None:
    plain = write_workbook(tmp_path / "plain.xlsx", {"S": ROWS}).read_bytes()
    locked, secret = tmp_path / "locked.xlsx", tmp_path / "secret.txt"
    with locked.open("wb") as stream:
        OOXMLFile(io.BytesIO(plain)).encrypt("open sesame", stream)
    secret.write_text("open sesame\n", encoding="utf-8")
    assert "--password-file" in main("import", str(locked)).err
    (report,) = main("import", str(locked), "--password-file", str(secret), "--json").json["files"]
    assert report["responses_added"] == 40
    assert b"sesame" not in (tmp_path / "hospital.db").read_bytes()
    secret.write_text("Open Sesame\n", encoding="utf-8")
    wrong = main("import", str(locked), "--password-file", str(secret))
    assert wrong.code == 3
    assert "password doesn't open" in wrong.err


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff"])
def test_that_a_password_file_that_holds_none_is_wrong_usage(
    main: CommandLine, july: Path, tmp_path: Path, content: bytes | None
) -> None:
    secret = tmp_path / "secret.txt"
    if content is not None:
        secret.write_bytes(content)
    answer = main("import", str(july), "--password-file", str(secret))
    assert answer.code == 2
    assert "password" in answer.err


def test_that_letters_nobody_can_guess_are_named_by_the_user(
    main: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "cyrillic.csv"
    text = "Ward,Месяц,How clean was it?\n" + "Хирургия,2026-07,Always\n" * 6
    path.write_bytes(text.encode("cp1251"))
    refused = main("import", str(path))
    assert refused.code == 3
    assert "--encoding" in refused.err
    (report,) = main("import", str(path), "--encoding", "cp1251", "--json").json["files"]
    assert report["responses_added"] == 6
    assert [unit["unit"] for unit in main("units", "--json").json] == ["Хирургия"]
