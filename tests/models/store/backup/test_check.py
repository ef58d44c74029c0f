"""The check finds what is wrong, says where, and is content with what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.backup.integrity import CheckReport, check
from models.store.database.damage import DAMAGE_MARK
from models.store.database.database import Connection, Database, open_database
from models.store.database.engine import driver_connection
from models.store.imports import recount
from models.store.tables import core as t
from models.survey.catalog import built_in_instruments
from tests.models.importing.blocks import respondents, survey_file
from tests.models.store.hospital import ALWAYS, AUGUST, import_surveys, import_wards


@pytest.fixture
def hospital(database: Database) -> Database:
    import_surveys(database)
    import_wards(database)
    return database


@pytest.fixture
def file_hospital(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "hospital.db")
    import_surveys(database)
    yield database
    database.close()


def kinds(report: CheckReport) -> set[str]:
    return {finding.check for finding in report.findings}


def test_that_a_whole_database_is_found_whole(hospital: Database) -> None:
    report = check(hospital)
    assert report.findings == ()
    counted = (report.batches, report.responses, report.tallies, report.digests)
    with hospital.read() as c:
        tallies = c.scalar(sa.select(sa.func.count()).select_from(t.TallyRow))
    assert counted == (2, 5, tallies, 2)
    assert report.engine == report.keys == hospital.is_sqlite
    said = report.to_json()
    assert said["ok"] is True
    assert said["integrity"] is said["foreign_keys"] is (True if hospital.is_sqlite else None)


def test_that_an_empty_database_is_whole(database: Database) -> None:
    report = check(database)
    assert (report.ok, report.batches) == (True, 0)


def test_that_an_undone_import_is_whole_without_rows(hospital: Database) -> None:
    undo_import(hospital, 1)
    report = check(hospital)
    assert report.ok, report.findings
    assert report.responses == 0


def test_that_surveys_are_counted_the_same_in_small_portions(
    hospital: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "AT_ONCE", 2)
    import_surveys(hospital, name="August.csv")
    report = check(hospital)
    assert report.ok, report.findings


def test_that_answers_of_a_questionnaire_that_grew_are_read(database: Database) -> None:
    """Answers packed before an item was added are shorter than the questionnaire is now."""
    import_surveys(database)
    with database.write() as c:
        shorter = sa.func.substr(t.ResponseRow.answers, 1, 30)
        c.execute(sa.update(t.ResponseRow).values(answers=shorter))
        c.execute(sa.update(t.BatchRow).values(rows_sha256=None))
    report = check(database)
    assert report.ok, report.findings
    assert report.without_digest == 1


def change_an_answer(c: Connection) -> None:
    packed = c.scalar(sa.select(t.ResponseRow.answers).where(t.ResponseRow.id == 1))
    assert packed is not None
    changed = bytes([packed[0] - 1]) + packed[1:]
    c.execute(sa.update(t.ResponseRow).where(t.ResponseRow.id == 1).values(answers=changed))


def change_a_tally(c: Connection) -> None:
    c.execute(sa.update(t.TallyRow).where(t.TallyRow.value == ALWAYS).values(count=900))


def move_a_tally(c: Connection) -> None:
    row = t.TallyRow
    one = sa.select(sa.func.min(row.item_id)).where(row.month == AUGUST).scalar_subquery()
    c.execute(
        sa.update(row).where(row.item_id == one, row.month == AUGUST).values(month=AUGUST + 40)
    )


def lose_a_response(c: Connection) -> None:
    c.execute(sa.delete(t.CommentRow))
    c.execute(sa.delete(t.ResponseRow).where(t.ResponseRow.id == 1))


def change_a_number_of_surveys(c: Connection) -> None:
    c.execute(sa.update(t.SurveyTallyRow).where(t.SurveyTallyRow.batch_id == 1).values(count=9))


def change_a_pair(c: Connection) -> None:
    c.execute(sa.update(t.PairTallyRow).values(both_top=9))


def change_a_composite(c: Connection) -> None:
    c.execute(sa.update(t.CompositeTallyRow).values(answered=9))


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (change_an_answer, {"digest", "tallies"}),
        (change_a_tally, {"digest", "tallies", "facility_sums"}),
        (move_a_tally, {"digest", "tallies", "facility_sums"}),
        (lose_a_response, {"digest", "tallies", "counts"}),
        (change_a_number_of_surveys, {"digest", "tallies"}),
        (change_a_pair, {"digest", "tallies"}),
        (change_a_composite, {"digest", "tallies"}),
    ],
)
def test_that_each_kind_of_damage_is_found_by_each_check_that_can(
    hospital: Database, damage: Callable[[Connection], None], found: set[str]
) -> None:
    with hospital.write() as c:
        damage(c)
    report = check(hospital)
    assert kinds(report) == found
    assert all("import 1 (July.csv)" in f.where for f in report.findings if f.check == "tallies")


def test_that_a_count_table_is_guarded_by_its_digest(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(sa.update(t.CountSourceRow).values(responses=1))
    report = check(hospital)
    assert [(f.check, f.where) for f in report.findings] == [("digest", "import 2 (FFT.csv)")]


def test_that_the_first_differing_tally_is_named(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(
            sa.update(t.TallyRow)
            .where(t.TallyRow.value == ALWAYS, t.TallyRow.month == AUGUST)
            .values(count=900)
        )
    whats = " ".join(f.what for f in check(hospital).findings)
    assert "2026-08" in whats
    assert "nurse_explain" in whats or "nurse_respect" in whats
    assert "900" not in whats


def test_that_wrong_sums_of_a_facility_are_found(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(sa.delete(t.FacilityTallyRow).where(t.FacilityTallyRow.month == AUGUST))
    assert kinds(check(hospital)) == {"facility_sums"}


def test_that_rows_without_their_parent_are_found(file_hospital: Database) -> None:
    with driver_connection(file_hospital.engine) as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("PRAGMA query_only = OFF")
        driver.execute("UPDATE comment SET unit_id = 99")
        driver.execute("PRAGMA foreign_keys = ON")
    report = check(file_hospital)
    assert [(f.check, f.where) for f in report.findings] == [("foreign_keys", "comment")]


def test_that_a_questionnaire_that_cannot_be_read_is_found(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(sa.update(t.InstrumentRow).values(definition='{"key": 1'))
    assert "questionnaires" in kinds(check(hospital))


def test_that_a_questionnaire_that_changed_on_disk_is_found(hospital: Database) -> None:
    with hospital.write() as c:
        definition = sa.func.replace(t.InstrumentRow.definition, '"top"', '"middle"')
        c.execute(
            sa.update(t.InstrumentRow).values(definition=definition, sha256=t.InstrumentRow.sha256)
        )
    assert "questionnaires" in kinds(check(hospital))


def test_that_a_table_that_is_defined_otherwise_is_found(file_hospital: Database) -> None:
    with file_hospital.write() as c:
        c.exec_driver_sql("DROP INDEX ix_comment_unit_id_month")
    assert kinds(check(file_hospital)) == {"integrity"}


def test_that_a_failed_check_leaves_a_mark_until_one_passes(
    file_hospital: Database, tmp_path: Path
) -> None:
    hospital = file_hospital
    mark = tmp_path / f"hospital.db{DAMAGE_MARK}"
    with hospital.write() as c:
        c.execute(sa.update(t.BatchRow).values(responses_added=6))
    assert not check(hospital).ok
    assert mark.exists()
    with hospital.write() as c:
        n = sa.select(sa.func.count()).where(t.ResponseRow.batch_id == t.BatchRow.id)
        c.execute(sa.update(t.BatchRow).values(responses_added=n.scalar_subquery()))
    assert check(hospital).ok
    assert not mark.exists()


def test_that_a_check_can_be_stopped(hospital: Database) -> None:
    class Hotspot(Exception):
        pass

    def stop(_message: str, _fraction: float | None) -> None:
        raise Hotspot

    with pytest.raises(Hotspot):
        check(hospital, stop)


def test_that_every_built_in_questionnaire_is_counted_as_imports_count(
    database: Database,
) -> None:
    for n, instrument in enumerate(built_in_instruments()):
        values = [
            {
                item.key: answer.value
                for item in instrument.items
                for answer in item.scale.answers[k:]
            }
            for k in (0, -1, 1)
        ]
        rows = [("4 West", "2026-07-03", answers) for answers in values]
        block = respondents(rows, instrument=instrument, ids=["a", "b", "c"])
        store_survey_file(database, survey_file(block, name=f"{n}.csv", sha256=str(n)))
    report = check(database)
    assert report.ok, report.findings
    assert report.responses == 3 * len(built_in_instruments())


def test_that_a_page_that_was_overwritten_is_found(file_hospital: Database, tmp_path: Path) -> None:
    file_hospital.close()
    path = tmp_path / "hospital.db"
    content = path.read_bytes()
    page = content.find(b"July.csv-0") // 4096 * 4096
    path.write_bytes(content[:page] + b"\xff" * 100 + content[page + 100 :])
    report = check(file_hospital)
    assert kinds(report) == {"integrity"}
    assert report.to_json()["integrity"] is False
