"""Two files of one sender: what changed between them breaks the line over time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from models.analysis.case_mix.unit_case_mix import case_mix
from models.analysis.comparison.unit_comparison import compare
from models.analysis.funnel.unit_funnel import funnel
from models.analysis.trend.unit_trend import trend
from models.files.content import ReadOptions
from models.files.process import parent
from models.importing.importer import import_file
from models.importing.report import ImportReport
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from models.store.units.units import find_unit
from models.survey import Period, parse_month
from tests.models.files.surveys import highest
from tests.models.importing.tables import everything

TODAY = date(2026, 10, 1)
SATISFIED = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
OFTEN = ("Never", "Sometimes", "Usually", "Always")
FOOD, TIDY = "How was the food?", "How tidy was your room?"
CLEAN = "How clean was your room?"
MORE = ("How was the noise at night?", "How were the nurses?")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    yield opened
    opened.close()


def write(path: Path, month: int, q2: Sequence[str], q3: Sequence[str]) -> Path:
    """Write sixty surveys of a month under the headers Q1 to Q3."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Survey ID", "Unit", "Discharge date", "Q1", "Q2", "Q3"])
        for n in range(60):
            answers = [one[n % len(one)] for one in (SATISFIED, q2, q3)]
            day = f"2026-{month:02}-{n % 28 + 1:02}"
            writer.writerow([f"{month}-{n}", ("4 West", "3 East")[n % 2], day, *answers])
    return path


def wording_file(path: Path, month: int, q2: str) -> Path:
    """Write sixty surveys of a month as a survey tool does: a row of ids, a row of wordings."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        ids = ["ResponseId", "RecordedDate", "Unit", "Q1", "Q2", "Q3", "Q4"]
        texts = ["Response ID", "Recorded Date", "Unit", FOOD, q2, *MORE]
        writer.writerow(ids)
        writer.writerow(texts)
        writer.writerow([f'{{"ImportId":"QID{n}"}}' for n in range(len(ids))])
        for n in range(60):
            day = f"2026-{month:02}-{n % 28 + 1:02} 10:00:00"
            answers = [SATISFIED[(n + k) % 5] for k in range(4)]
            writer.writerow([f"R_{month}_{n}", day, ("4 West", "3 East")[n % 2], *answers])
    return path


def imported(db: Database, path: Path, numbers: str | None = None) -> ImportReport:
    """Import a file, of whose numbers in one column the highest is said to be best."""
    return import_file(db, path, ReadOptions(said=highest(numbers) if numbers else None))


@pytest.fixture
def rescaled(db: Database, tmp_path: Path) -> ImportReport:
    """What the second of two files brought: its Q2 has other words, its Q3 another range."""
    for month in (5, 6):
        path = write(tmp_path / f"ward_{month}.csv", month, SATISFIED, [*"0123456789", "10"])
        imported(db, path, "Q3")
    return imported(db, write(tmp_path / "ward_7.csv", 7, OFTEN, list("12345")), "Q3")


def test_that_changed_scales_are_named(rescaled: ImportReport) -> None:
    found = [(c.column, c.replaced, c.item, c.what) for c in rescaled.changed_questions]
    assert found == [("Q2", "q2", "q2_v2", "scale"), ("Q3", "q3", "q3_v2", "scale")]
    second = rescaled.changed_questions[1]
    assert (second.before, second.now) == ("0 to 10", "1 to 5")
    assert any("The answers of Q2 changed" in note for note in rescaled.notes)
    told = rescaled.to_json()["changed_questions"]
    assert told[0]["before"] == ", ".join(SATISFIED)


@pytest.mark.parametrize("measure", ["q2", "q3"])
def test_that_the_line_of_a_changed_question_breaks(
    db: Database, rescaled: ImportReport, measure: str
) -> None:
    with db.read() as c:
        unit = find_unit(c, "4 West")
    found = trend(db, unit, measure, today=TODAY)
    assert [point.period for point in found.points] == ["2026-05", "2026-06", "2026-07"]
    assert [(b.month, b.by_person) for b in found.breaks] == [(parse_month("2026-07"), False)]
    whole = trend(db, unit, "q1", today=TODAY)
    assert whole.breaks == ()


def test_that_results_are_those_of_todays_question(db: Database, rescaled: ImportReport) -> None:
    with db.read() as c:
        unit = find_unit(c, "4 West")
    rows = {row.measure: row for row in compare(db, unit, "rest").measures}
    assert set(rows) == {"q1", "q2", "q3"}
    assert (rows["q1"].unit.n, rows["q2"].unit.n) == (90, 30)
    assert rows["q2"].unit.top_box == 0, "Never and Usually, but no Always"
    may = Period(parse_month("2026-05"), parse_month("2026-06"))
    earlier = {row.measure: row for row in compare(db, unit, "rest", may).measures}
    assert earlier["q2"].unit.n == 60
    assert funnel(db, "q2").units[0].n == 30
    assert case_mix(db, "q2").n == 60


def test_that_the_next_file_asks_the_new_question(
    db: Database, rescaled: ImportReport, tmp_path: Path
) -> None:
    again = imported(db, write(tmp_path / "ward_8.csv", 8, OFTEN, list("12345")))
    assert again.changed_questions == ()
    back = imported(db, write(tmp_path / "ward_9.csv", 9, SATISFIED, [*"0123456789", "10"]))
    assert back.changed_questions == ()
    with db.read() as c:
        unit = find_unit(c, "4 West")
    months = [b.month for b in trend(db, unit, "q2", today=TODAY).breaks]
    assert months == [parse_month("2026-07"), parse_month("2026-09")]


def test_that_undoing_forgets_the_new_questions(db: Database, tmp_path: Path) -> None:
    imported(db, write(tmp_path / "ward_5.csv", 5, SATISFIED, list("12345")), "Q3")
    kept = ("batch", "problem", "mapping")
    before = everything(db, without=kept)
    report = imported(db, write(tmp_path / "ward_7.csv", 7, OFTEN, list("12345")))
    assert report.batch is not None
    undo_import(db, report.batch)
    assert everything(db, without=kept) == before
    assert check(db).ok


@pytest.mark.parametrize("apart", [False, True], ids=["here", "in a process"])
def test_that_a_changed_wording_breaks_the_line(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    if apart:
        monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    first = imported(db, wording_file(tmp_path / "tool_5.csv", 5, CLEAN))
    same = imported(db, wording_file(tmp_path / "tool_6.csv", 6, f" {CLEAN.upper()}"))
    assert first.changed_questions == same.changed_questions == ()
    report = imported(db, wording_file(tmp_path / "tool_7.csv", 7, TIDY))
    (found,) = report.changed_questions
    assert (found.what, found.before, found.now) == ("wording", CLEAN, TIDY)
    with db.read() as c:
        unit = find_unit(c, "4 West")
    key = found.replaced
    broken = trend(db, unit, key, today=TODAY)
    assert [b.month for b in broken.breaks] == [parse_month("2026-07")]
    other = next(m.measure for m in compare(db, unit, "rest").measures if m.measure != key)
    assert trend(db, unit, other, today=TODAY).breaks == ()
