"""A file with ids of patients: its surveys are known again, and its ids are stored nowhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.files.process import parent
from models.importing.importer import import_file
from models.store.database.database import Database, open_database
from tests.models.importing.tables import everything

WORDS = ("Always", "Usually", "Sometimes", "Never")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    yield opened
    opened.close()


def write(
    path: Path, header: str, *, answers: int = 0, patients: int = 40, day: str = "2026-07"
) -> Path:
    """Write one survey for each patient; `answers` of them differ from the usual ones."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([header, "Unit", "Discharge date", "Q1", "Q2"])
        for n in range(patients):
            said = [WORDS[(n + (n < answers)) % 4], WORDS[n % 3]]
            writer.writerow([f"ZZ{n:07}", f"{n % 2} West", f"{day}-{n % 28 + 1:02}", *said])
    return path


HEADERS = ["patient_id", "MRN", "Account Number", "Encounter ID", "PatientID", "Medical Record No"]


@pytest.mark.parametrize("header", HEADERS)
def test_that_surveys_are_known_again_and_the_ids_stored_nowhere(
    db: Database, tmp_path: Path, header: str
) -> None:
    first = import_file(db, write(tmp_path / "july.csv", header))
    assert first.responses_added == 40
    again = import_file(db, write(tmp_path / "again.csv", header, answers=3, patients=41))
    assert (again.responses_added, again.duplicates_skipped) == (1, 40)
    assert again.overlap is not None
    assert again.overlap.rows_changed == 3
    assert {problem.value for problem in again.problems} == {None}
    assert any("Only a coded form" in note for note in first.notes)
    kept = repr(everything(db, without=())) + repr(first) + repr(again)
    assert "ZZ0000" not in kept


def test_that_the_same_patients_next_stay_is_counted(db: Database, tmp_path: Path) -> None:
    import_file(db, write(tmp_path / "july.csv", "MRN"))
    next_month = import_file(db, write(tmp_path / "august.csv", "MRN", day="2026-08"))
    assert next_month.responses_added == 40


def test_that_an_id_goes_through_the_reading_process(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    import_file(db, write(tmp_path / "july.csv", "MRN"))
    again = import_file(db, write(tmp_path / "again.csv", "MRN", answers=2))
    assert again.duplicates_skipped == 40
    assert "ZZ0000" not in repr(everything(db, without=()))


def test_that_a_name_is_no_id(db: Database, tmp_path: Path) -> None:
    report = import_file(db, write(tmp_path / "july.csv", "Patient name"))
    assert not any("keyed digest" in note for note in report.notes)
    changed = import_file(db, write(tmp_path / "again.csv", "Patient name", answers=3))
    assert changed.responses_added == 3


def test_that_a_column_of_few_ids_is_no_id_of_surveys(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "july.csv", "MRN")
    lines = path.read_text().splitlines()
    same = [lines[0], *(f"ZZ1,{line.partition(',')[2]}" for line in lines[1:])]
    path.write_text("\n".join(same))
    assert import_file(db, path).responses_added == 40
