"""Groups of patients from a sender's files: stored, grown, told apart, taken back."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from models.analysis.case_mix.choice import adjuster_columns, usual_adjusters
from models.analysis.comparison.unit_comparison import compare
from models.analysis.subgroups.unit_subgroups import subgroups
from models.analysis.trend.unit_trend import trend
from models.files.questionnaires import inferred
from models.importing.importer import import_file
from models.importing.mapping_memory import preview_import
from models.importing.report import ImportReport
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from models.store.tallies.instruments import stored_instruments
from models.store.tallies.responses import read_responses
from models.store.units.units import find_unit
from models.survey import Period
from tests.models.importing.tables import everything

OFTEN = ("Never", "Sometimes", "Usually", "Always")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    yield opened
    opened.close()


def write(
    path: Path, month: int, languages: Sequence[str], ages: Sequence[str], *, ids: bool = True
) -> Path:
    """Write sixty surveys of a month with a language and an age."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        head = ["Unit", "Discharge date", "Q1", "Q2", "Language", "Age band"]
        writer.writerow(["Survey ID", *head] if ids else head)
        for n in range(60):
            day = f"2026-{month:02}-{n % 28 + 1:02}"
            row = ["4 West", day, OFTEN[n % 4], OFTEN[n % 3]]
            row += [languages[n % len(languages)], ages[n % len(ages)]]
            writer.writerow([f"{month}-{n}", *row] if ids else row)
    return path


def imported(db: Database, path: Path) -> ImportReport:
    return import_file(db, path)


def test_that_a_new_group_grows_the_question_and_breaks_no_line(
    db: Database, tmp_path: Path
) -> None:
    imported(db, write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("18-34", "35-64")))
    report = imported(
        db, write(tmp_path / "b.csv", 2, ("Hebrew", "Arabic", "Russian"), ("35-64", "65+"))
    )
    with db.read() as c:
        (stored,) = stored_instruments(c)
        unit = find_unit(c, "4 West")
    assert [item.key for item in stored.instrument.items] == ["q1", "q2", "language", "age_band"]
    assert not report.changed_questions
    line = trend(db, unit, "q1", today=date(2026, 10, 1))
    assert not line.breaks
    found = subgroups(db, compare(db, unit), ["q1"], ["language", "age"])
    assert [(g.label, g.n) for table in found for g in table.groups] == [
        ("Arabic", 50),
        ("Hebrew", 50),
        ("Russian", 20),
        ("18-34", 30),
        ("35-64", 60),
        ("65+", 30),
    ]
    assert check(db).ok


def test_that_the_next_file_is_read_as_last_time_without_a_question(
    db: Database, tmp_path: Path
) -> None:
    imported(db, write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("18-34", "35-64")))
    preview = preview_import(db, write(tmp_path / "b.csv", 2, ("Russian",), ("65+",)))
    assert preview.questions == ()
    assert preview.differences == ()


def test_that_taking_back_the_later_file_takes_its_groups_back(
    db: Database, tmp_path: Path
) -> None:
    imported(db, write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("18-34",)))
    before = everything(db)
    report = imported(db, write(tmp_path / "b.csv", 2, ("Russian",), ("65+",)))
    assert report.batch is not None
    undo_import(db, report.batch)
    after = everything(db)
    assert after["instrument"] == before["instrument"]
    assert after["response"] == before["response"]


def test_that_rows_stored_without_their_groups_are_known_again(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("18-34",), ids=False)
    with monkeypatch.context() as earlier:
        earlier.setattr(inferred, "find_groups", lambda *_args: [])
        assert imported(db, path).responses_added == 60
    assert imported(db, path).responses_added == 0


def test_that_groups_which_came_later_are_no_other_answers(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("18-34",))
    with monkeypatch.context() as earlier:
        earlier.setattr(inferred, "find_groups", lambda *_args: [])
        imported(db, path)
    path = write(tmp_path / "b.csv", 1, ("Hebrew", "Arabic"), ("18-34",))
    path.write_text(path.read_text("utf-8").replace("Always,Usually", "Never,Usually"), "utf-8")
    again = imported(db, path)
    assert again.responses_added == 0
    assert [problem.row for problem in again.problems] == [13, 25, 37, 49, 61]


def test_that_bands_of_ages_adjust_as_an_order_and_languages_as_categories(
    db: Database, tmp_path: Path
) -> None:
    imported(db, write(tmp_path / "a.csv", 1, ("Hebrew", "Arabic"), ("35-64", "65+")))
    imported(db, write(tmp_path / "b.csv", 2, ("Hebrew", "Russian"), ("18-34", "65+")))
    with db.read() as c:
        (stored,) = stored_instruments(c)
        surveys = read_responses(c, stored)
        assert usual_adjusters(c, "q1", Period()) == ("language", "age_band")
    columns = adjuster_columns(surveys, ["age_band", "language"])
    assert columns.names == ("age_band", "language=Arabic", "language=Russian")
    by_label = {a.label: a.value for a in stored.instrument.item("age_band").scale.answers}
    ages = surveys.column("age_band")
    for rank, label in enumerate(["18-34", "35-64", "65+"], 1):
        assert set(columns.values[ages == by_label[label], 0]) == {rank}
    assert np.isfinite(columns.values).all()
