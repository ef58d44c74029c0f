"""A file of a known sender needs no question the second time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import FileRefused
from models.files.cells import Order
from models.files.content import ReadOptions
from models.files.mapping.value import ColumnMapping, Mapping, MeasureMapping, Role
from models.files.preview.preview import Preview
from models.files.respondents import with_answer
from models.importing.importer import import_file
from models.importing.mapping_memory import preview_import, with_memory
from models.importing.report import ImportCounts, ImportReport
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database
from models.store.tables.core import CompositeTallyRow
from models.store.tallies.instruments import stored_instruments
from models.store.units.units import list_units
from models.survey import Instrument
from tests.models.files.surveys import highest, write_csv
from tests.models.importing.tables import everything

MOODS = ["Glum", "Fair to middling", "Chipper"]


def month(folder: Path, number: int, *more: str, rows: int = 60) -> Path:
    """Write a file that leaves open which column is the unit, what the dates mean, which number
    is best, and how its words are ordered."""
    head = ["Station", "Dept", "Date", "Food", "Noise", "How was your mood?", *more]
    table = [
        [
            f"S{n % 3}",
            f"D{n % 2}",
            f"0{number}/0{n % 9 + 1}/2026",
            str(n % 5 + 1),
            str((n + number) % 5 + 1),
            MOODS[(n + number) % 3],
            *(["Good"] * len(more)),
        ]
        for n in range(rows)
    ]
    return write_csv(folder / f"ward survey 2026-0{number}.csv", [head, *table])


def answer_all(preview: Preview) -> Preview:
    answers = {
        "unit": "Station",
        "date order": "day first",
        "direction:1-5": "lowest is best",
        "order:how was your mood": MOODS,
    }
    asked = set()
    while preview.questions:
        question = preview.questions[0]
        asked.add(question.id)
        mapping = with_answer(preview.mapping, question, answers[question.id])
        preview = preview.with_mapping(mapping)
    assert asked == set(answers)
    return preview


def instrument_in(db: Database) -> Instrument:
    with db.read() as c:
        return next(s.instrument for s in stored_instruments(c))


def teach(db: Database, folder: Path) -> ImportReport:
    preview = answer_all(preview_import(db, month(folder, 1)))
    assert preview.questions == ()
    return import_file(db, folder / preview.file, ReadOptions(mapping=preview.mapping))


def test_that_answers_given_once_hold_for_the_next_month(
    database: Database, tmp_path: Path
) -> None:
    first = teach(database, tmp_path)
    assert (first.responses_added, first.problems_total) == (60, 0)
    preview = preview_import(database, month(tmp_path, 2))
    assert (preview.questions, preview.applied, preview.differences) == ((), "remembered", ())
    assert all(c.certainty == "sure" for c in preview.columns if c.role is not Role.IGNORE)
    second = import_file(database, tmp_path / preview.file)
    assert second.applied is not None
    assert second.applied.source == "remembered"
    assert second.counts == ImportCounts(60, 0, 0)
    instrument = instrument_in(database)
    assert [m.key for m in instrument.measures] == ["food", "noise", "how_was_your_mood"]
    assert instrument.item("food").scale.top_label == "1"
    assert instrument.item("how_was_your_mood").scale.top_label == "Chipper"
    with database.read() as c:
        units = list_units(c)
    assert [unit.unit.name for unit in units] == ["S0", "S1", "S2"]
    months = {m for unit in units for m in (unit.first_month, unit.last_month)}
    assert (min(months), max(months)) == (2026 * 12, 2026 * 12 + 8)  # 01/01 to 02/09, day first
    assert check(database).ok


def test_that_nothing_is_guessed_and_at_most_three_questions_are_asked_at_once(
    database: Database, tmp_path: Path
) -> None:
    first = preview_import(database, month(tmp_path, 1))
    assert not first.is_ready
    assert [question.id for question in first.questions] == ["unit", "date order", "direction:1-5"]
    assert all(question.default is None for question in first.questions)
    with pytest.raises(FileRefused) as refused:
        import_file(database, tmp_path / first.file)
    assert refused.value.code == "questions_open"


def test_that_a_column_told_to_be_ignored_is_not_asked_about_again(
    database: Database, tmp_path: Path
) -> None:
    taught = preview_import(database, month(tmp_path, 1))
    for id_, answer in (
        ("unit", "Station"),
        ("date order", "day first"),
        ("direction:1-5", "ignore"),
    ):
        taught = taught.with_mapping(with_answer(taught.mapping, taught.question(id_), answer))
    mood = with_answer(taught.mapping, taught.question("order:how was your mood"), MOODS)
    import_file(database, tmp_path / taught.file, ReadOptions(mapping=mood))
    second = preview_import(database, month(tmp_path, 2))
    assert second.questions == ()
    told = {c.name: c.role for c in second.columns}
    assert (told["Food"], told["How was your mood?"]) == (Role.IGNORE, Role.ITEM)


def test_that_what_differs_is_said_and_the_rest_still_holds(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    report = import_file(database, month(tmp_path, 3, "Q33"))
    assert report.applied is not None
    assert report.applied.differences == ("One new column: Q33.",)
    assert report.to_json()["mapping"] == {
        "applied": "remembered",
        "differences": ["One new column: Q33."],
    }
    assert [m.key for m in instrument_in(database).measures][-1] == "q33"


def test_that_a_question_with_other_answers_than_last_time_is_a_new_one(
    database: Database, tmp_path: Path
) -> None:
    def file(name: str, answers: list[str]) -> Path:
        rows = [["Unit", "Q1", "Q2", "Q3", "Q4"]]
        rows += [["A", "Good", "Poor", "Fair", answers[n % len(answers)]] for n in range(40)]
        return write_csv(tmp_path / name, rows)

    may = file("may.csv", ["1", "2", "3", "4", "5"])
    import_file(database, may, ReadOptions(said=highest("Q4")))
    report = import_file(database, file("june.csv", ["Never", "Sometimes", "Usually", "Always"]))
    assert report.cells_blanked == 0
    assert [question.column for question in report.changed_questions] == ["Q4"]
    instrument = instrument_in(database)
    assert instrument.item("q4").scale.top_label == "5"
    assert instrument.item("q4_v2").scale.top_label == "Always"


def test_that_a_dry_run_remembers_nothing(database: Database, tmp_path: Path) -> None:
    before = everything(database)
    preview = answer_all(preview_import(database, month(tmp_path, 1)))
    options = ReadOptions(mapping=preview.mapping)
    report = import_file(database, tmp_path / preview.file, options, dry_run=True)
    assert report.counts.ready == 60
    assert everything(database) == before


def test_that_taking_an_import_back_forgets_its_mapping_and_no_earlier_one(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    before = everything(database)
    other = with_memory(database, ReadOptions()).remembered[0].mapping
    changed = replace(other.with_role("Dept", Role.UNIT), sheet=None)
    report = import_file(database, month(tmp_path, 2), ReadOptions(mapping=changed))
    assert report.batch is not None
    assert with_memory(database, ReadOptions()).remembered[0].mapping != other
    undo_import(database, report.batch)
    assert everything(database) == before


def test_that_the_questionnaire_named_for_one_file_is_not_remembered(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    key = instrument_in(database).key
    mapping = with_memory(database, ReadOptions()).remembered[0].mapping
    import_file(database, month(tmp_path, 2), ReadOptions(mapping=replace(mapping, instrument=key)))
    assert with_memory(database, ReadOptions()).remembered[-1].mapping.instrument is None


def test_that_facility_unit_and_spellings_of_a_mapping_hold(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    mapping = with_memory(database, ReadOptions()).remembered[0].mapping
    told = replace(mapping, facility="North", units={"S0": "Zero", "S1": "Zero"})
    import_file(database, month(tmp_path, 2), ReadOptions(mapping=told))
    import_file(database, month(tmp_path, 3))
    with database.read() as c:
        names = {u.unit.name: u.responses for u in list_units(c) if u.unit.facility == "North"}
    assert names == {"Zero": 80, "S2": 40}


def test_that_a_given_mapping_goes_before_what_is_remembered(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    mapping = Mapping(columns=(ColumnMapping("Dept", Role.UNIT),), date_order=Order.DAY_FIRST)
    report = import_file(database, month(tmp_path, 2), ReadOptions(mapping=mapping), dry_run=True)
    assert report.applied is not None
    assert report.applied.source == "file"
    assert report.units == 2


def test_that_counts_tell_ready_cells_left_blank_and_rows_left_out(
    database: Database, tmp_path: Path
) -> None:
    rows = [["Unit", "Q1"], *([["A", word] for word in ["Good", "Very good", "Poor"] * 10])]
    rows += [["A", "Goodish"], ["Unit", "Q1"]]
    path = write_csv(tmp_path / "a.csv", rows)
    report = import_file(database, path, dry_run=True)
    assert report.counts == ImportCounts(ready=31, warnings=1, skipped=1)
    import_file(database, path)
    assert import_file(database, path).counts == ImportCounts(ready=0, warnings=1, skipped=32)


def test_that_a_measure_built_later_counts_for_the_earlier_months_too(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    mapping = with_memory(database, ReadOptions()).remembered[0].mapping
    measure = MeasureMapping("comfort", "Comfort", ("Food", "Noise"))
    told = ReadOptions(mapping=mapping.with_measure(measure))
    import_file(database, month(tmp_path, 2), told)
    assert instrument_in(database).measure_by_key["comfort"].items == ("food", "noise")
    assert check(database).findings == ()
    with database.read() as c:
        answered = sum(
            c.scalars(sa.select(CompositeTallyRow.answered)).all(),
        )
    assert answered == 120


def test_that_taking_the_import_of_a_measure_back_takes_the_measure_back(
    database: Database, tmp_path: Path
) -> None:
    teach(database, tmp_path)
    before = everything(database)
    mapping = with_memory(database, ReadOptions()).remembered[0].mapping
    measure = MeasureMapping("comfort", "Comfort", ("Food", "Noise"))
    told = ReadOptions(mapping=mapping.with_measure(measure))
    report = import_file(database, month(tmp_path, 2), told)
    assert report.batch is not None
    undo_import(database, report.batch)
    assert everything(database) == before
    assert check(database).ok


def test_that_the_columns_of_shares_are_remembered_but_not_their_months(
    database: Database, tmp_path: Path
) -> None:
    def shares(name: str, n: int) -> Path:
        head = ["Unit", "Service", "Measure", "n", "Score", "Top Box %"]
        rows = [["4 West", "Surgery", "Cleanliness", str(n), "40.0", "80.0"]]
        return write_csv(tmp_path / name, [head, *rows])

    first = preview_import(database, shares("a.csv", 50))
    mapping = first.mapping.with_role("Service", Role.UNIT).with_role("Unit", Role.IGNORE)
    mapping = with_answer(
        mapping, first.question("period"), first.question("period").choices[2].key
    )
    import_file(database, tmp_path / "a.csv", ReadOptions(mapping=mapping))
    with database.read() as c:
        assert [summary.unit.name for summary in list_units(c)] == ["Surgery"]
    again = preview_import(database, shares("b.csv", 40))
    assert again.applied == "remembered"
    assert next(c.role for c in again.columns if c.name == "Service") is Role.UNIT
    assert [question.id for question in again.questions] == ["period"]
