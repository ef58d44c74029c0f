"""A month that is sent again can replace the stored one; undoing brings back exactly what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as dataclass_replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models.errors import Cancelled, DatabaseProblem, UsageProblem
from models.files.content import ReadOptions
from models.importing.importer import store_survey_file
from models.importing.report import ImportReport
from models.importing.undo import undo_import
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.backup.integrity import check
from models.store.database.database import Database
from models.store.tables import core as t
from models.store.tables.huddle import ActionLinkRow, CommentReleaseRow, CommentThemeRow
from models.store.units.units import find_unit, list_units, merge_units
from models.survey import Instrument, Item, Measure
from tests.models.importing.blocks import FFT, Row, respondents, survey_file, ward
from tests.models.importing.tables import everything

ALWAYS, USUALLY, NEVER = 4, 3, 1
JULY, AUGUST = 2026 * 12 + 6, 2026 * 12 + 7

BASE: list[Row] = [
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS, "nurse_listen": ALWAYS}),
    ("4 West", "2026-07-09", {"nurse_respect": USUALLY}),
    ("4 West", "2026-08-09", {"nurse_respect": USUALLY, "nurse_listen": NEVER}),
    ("3 East", "2026-07-30", {"nurse_respect": ALWAYS}),
    ("5 North", "2026-07-30", {"nurse_respect": ALWAYS}),
]
IDS = list("abcde")
AGAIN: list[Row] = [
    ("4 West", "2026-07-03", {"nurse_respect": NEVER, "nurse_listen": ALWAYS}),
    ("3 East", "2026-07-09", {"nurse_respect": USUALLY}),
    ("3 East", "2026-07-31", {"nurse_respect": ALWAYS}),
]
AGAIN_IDS = list("abx")
SAID = [(0, "Comments", "Kind nurses."), (2, "Comments", "Quiet."), (3, "Comments", "Noise.")]


def stored(
    db: Database,
    rows: Sequence[Row],
    ids: Sequence[str] | None,
    sha256: str,
    *,
    replace: bool = False,
    dry_run: bool = False,
    comments: list[tuple[int, str, str]] | None = None,
) -> ImportReport:
    block = respondents(rows, ids=ids, comments=list(comments or ()))
    file = survey_file(block, sha256=sha256)
    return store_survey_file(db, file, replace=replace, dry_run=dry_run)


@pytest.fixture
def hospital(database: Database) -> Database:
    stored(database, BASE, IDS, "base", comments=SAID)
    return database


def surveys(db: Database) -> dict[tuple[str, int], int]:
    row = t.SurveyTallyRow
    query = (
        sa.select(t.UnitRow.name, row.month, sa.func.sum(row.count))
        .join(t.UnitRow, t.UnitRow.id == row.unit_id)
        .group_by(t.UnitRow.name, row.month)
    )
    with db.read() as c:
        return {(name, month): int(n) for name, month, n in c.execute(query)}


def record(db: Database, batch: int) -> tuple[object, ...]:
    with db.read() as c:
        return tuple(c.execute(sa.select(t.BatchRow).where(t.BatchRow.id == batch)).one())


def assert_whole(db: Database) -> None:
    report = check(db)
    assert report.ok, report.findings


def undone(db: Database, report: ImportReport) -> None:
    assert report.batch is not None
    undo_import(db, report.batch)
    assert_whole(db)


def test_that_the_units_months_of_a_file_are_replaced_and_no_others(hospital: Database) -> None:
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    assert (report.responses_added, report.replaced, report.duplicates_skipped) == (3, 3, 0)
    assert surveys(hospital) == {
        ("4 West", JULY): 1,
        ("4 West", AUGUST): 1,
        ("3 East", JULY): 2,
        ("5 North", JULY): 1,
    }
    assert_whole(hospital)


def test_that_a_file_tells_beforehand_what_it_meets(hospital: Database) -> None:
    before = everything(hospital, without=())
    for replace in (False, True):
        report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=replace, dry_run=True)
        assert report.overlap is not None
        assert report.overlap.to_json() == {
            "rows_known": 2,
            "rows_changed": 1,
            "rows_new": 1,
            "months": ["2026-07"],
            "units": 2,
            "stored": 3,
            "standing": 1,
        }
        assert report.replaced == (3 if replace else 0)
        assert everything(hospital, without=()) == before


def test_that_a_first_file_meets_nothing(database: Database) -> None:
    report = stored(database, BASE, IDS, "base", dry_run=True, replace=True)
    assert report.overlap is not None
    assert (report.overlap.rows_new, report.overlap.stored, report.overlap.months) == (5, 0, ())


def test_that_undoing_brings_back_exactly_what_was(hospital: Database) -> None:
    before, batch = everything(hospital), record(hospital, 1)
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True, comments=SAID[:2])
    assert record(hospital, 1) != batch, "the first import holds less meanwhile"
    undone(hospital, report)
    assert everything(hospital) == before
    assert record(hospital, 1) == batch


def test_that_undoing_tells_how_many_came_back(hospital: Database) -> None:
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    assert report.batch is not None
    assert undo_import(hospital, report.batch).to_json()["responses_restored"] == 3


def test_that_rows_without_ids_are_replaced_as_well(database: Database) -> None:
    stored(database, BASE, None, "base")
    before = everything(database)
    report = stored(database, AGAIN, None, "again", replace=True)
    assert (report.responses_added, report.replaced) == (3, 3)
    assert report.overlap is not None
    assert report.overlap.rows_known == 0
    undone(database, report)
    assert everything(database) == before


def test_that_the_same_file_replaces_nothing(hospital: Database) -> None:
    before = everything(hospital, without=())
    report = stored(hospital, BASE, IDS, "base", replace=True, comments=SAID)
    assert (report.batch, report.replaced, report.duplicates_skipped) == (None, 0, 5)
    assert everything(hospital, without=()) == before


def test_that_a_file_that_adds_nothing_replaces_nothing(hospital: Database) -> None:
    """All of its surveys are stored in another month."""
    before = everything(hospital)
    moved: list[Row] = [("5 North", "2026-07-02", {"nurse_respect": ALWAYS})]
    report = stored(hospital, moved, ["c"], "moved", replace=True)
    assert report.batch is None
    assert everything(hospital) == before


def test_that_a_survey_stored_in_another_month_stays_and_is_told(hospital: Database) -> None:
    rows: list[Row] = [*AGAIN, ("4 West", "2026-07-20", {"nurse_respect": ALWAYS})]
    report = stored(hospital, rows, [*AGAIN_IDS, "c"], "again", replace=True)
    assert (report.responses_added, report.duplicates_skipped) == (3, 1)
    assert any("1 row is already stored in another unit or month" in note for note in report.notes)
    assert surveys(hospital)["4 West", AUGUST] == 1


def test_that_rows_without_a_date_are_added_and_replace_nothing(database: Database) -> None:
    undated: list[Row] = [("4 West", "", {"rating": 11}), ("4 West", "", {"rating": 9})]
    stored(database, undated[:1], ["a"], "one")
    report = stored(database, undated[1:], ["b"], "two", replace=True)
    assert (report.responses_added, report.replaced) == (1, 0)
    assert surveys(database) == {("4 West", 0): 2}


def test_that_replacing_twice_is_taken_back_in_turn(hospital: Database) -> None:
    base = everything(hospital)
    first = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    between = everything(hospital)
    later: list[Row] = [("3 East", "2026-07-01", {"nurse_respect": NEVER})]
    second = stored(hospital, later, ["y"], "later", replace=True)
    assert second.replaced == 2
    with pytest.raises(UsageProblem) as refusal:
        undo_import(hospital, first.batch or 0)
    assert refusal.value.code == "replaced-later"
    undone(hospital, second)
    assert everything(hospital) == between
    undone(hospital, first)
    assert everything(hospital) == base


def test_that_undoing_the_replaced_import_leaves_the_replacement(hospital: Database) -> None:
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    undo_import(hospital, 1)
    assert_whole(hospital)
    assert surveys(hospital) == {("4 West", JULY): 1, ("3 East", JULY): 2}
    undone(hospital, report)
    assert surveys(hospital) == {}


def test_that_what_came_again_since_stands_in_the_way_of_undoing(hospital: Database) -> None:
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    later: list[Row] = [("5 North", "2026-09-01", {"nurse_respect": ALWAYS})]
    again = stored(hospital, later, ["d"], "third")
    assert again.responses_added == 1
    before = everything(hospital, without=())
    with pytest.raises(UsageProblem) as refusal:
        undo_import(hospital, report.batch or 0)
    assert refusal.value.code == "brought-again"
    assert everything(hospital, without=()) == before
    undone(hospital, again)
    undone(hospital, report)


def test_that_new_surveys_take_no_number_of_one_set_aside(hospital: Database) -> None:
    base = everything(hospital)
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    more: list[Row] = [("5 North", "2026-09-01", {"nurse_respect": ALWAYS})] * 4
    third = stored(hospital, more, list("pqrs"), "third")
    undone(hospital, report)
    undone(hospital, third)
    assert everything(hospital) == base


def test_that_a_comment_comes_back_though_its_number_was_taken(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(sa.insert(CommentThemeRow).values(comment_id=3, theme="noise", verdict="added"))
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    more: list[Row] = [("5 North", "2026-09-01", {"nurse_respect": ALWAYS})]
    stored(hospital, more, ["p"], "third", comments=[(0, "Comments", "More.")])
    undone(hospital, report)
    with hospital.read() as c:
        texts = {row.id: row.text for row in c.execute(sa.select(t.CommentRow))}
        noise = c.scalar(sa.select(CommentThemeRow.comment_id))
    assert sorted(texts.values()) == ["Kind nurses.", "More.", "Noise.", "Quiet."]
    assert texts[noise] == "Noise."


def test_that_undoing_follows_a_unit_that_was_merged_meanwhile(hospital: Database) -> None:
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    with hospital.write() as c:
        merge_units(c, find_unit(c, "3 East").id, find_unit(c, "5 North").id)
    undone(hospital, report)
    assert surveys(hospital) == {
        ("4 West", JULY): 2,
        ("4 West", AUGUST): 1,
        ("5 North", JULY): 2,
    }


def test_that_damage_is_not_replaced_away(hospital: Database) -> None:
    with hospital.write() as c:
        c.execute(sa.update(t.ResponseRow).where(t.ResponseRow.id == 1).values(mode="Phone"))
    before = everything(hospital)
    with pytest.raises(DatabaseProblem):
        stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True)
    assert everything(hospital) == before


def test_that_what_was_said_of_a_comment_stays_with_it(hospital: Database) -> None:
    with hospital.write() as c:
        first = t.CommentRow.id == 1
        c.execute(sa.update(t.CommentRow).where(first).values(state="hidden"))
        c.execute(sa.insert(CommentThemeRow).values(comment_id=1, theme="noise", verdict="added"))
        release = {"comment_id": 1, "at": "2026-08-01", "by": "lead", "withdrawn": None}
        c.execute(sa.insert(CommentReleaseRow).values(**release))
        unit = find_unit(c, "4 West").id
    action = add_action(
        hospital, NewAction(unit, "Round hourly"), now=datetime(2026, 8, 2, tzinfo=UTC)
    )
    with hospital.write() as c:
        c.execute(sa.insert(ActionLinkRow).values(action_id=action.id, comment_id=1))
    before = everything(hospital)
    same = [SAID[0], (1, "Comments", "New.")]
    report = stored(hospital, AGAIN, AGAIN_IDS, "again", replace=True, comments=same)
    with hospital.read() as c:
        rows = c.execute(sa.select(t.CommentRow)).all()
        kind = next(row for row in rows if row.text == "Kind nurses.")
        assert (kind.state, kind.batch_id) == ("hidden", report.batch)
        themes = c.execute(sa.select(CommentThemeRow.comment_id)).scalars().all()
        links = c.execute(sa.select(ActionLinkRow.comment_id)).scalars().all()
        releases = c.execute(sa.select(CommentReleaseRow.comment_id)).scalars().all()
        assert themes == links == releases == [kind.id]
        assert sorted(row.text for row in rows) == ["Kind nurses.", "New.", "Quiet."]
    undone(hospital, report)
    assert everything(hospital) == before


def test_that_count_tables_are_replaced_as_well(database: Database) -> None:
    first = [ward("Ward 1", very_good=20, poor=3), ward("Ward 2", very_good=7)]
    store_survey_file(database, survey_file(first))
    before, batch = everything(database), record(database, 1)
    again = [ward("Ward 1", very_good=25)]
    dry = store_survey_file(database, survey_file(again, sha256="b"), dry_run=True)
    assert dry.overlap is not None
    assert dry.rows_rejected == 1
    assert (dry.overlap.rows_known, dry.overlap.rows_changed, dry.overlap.stored) == (1, 1, 1)
    assert dry.overlap.standing == 1
    report = store_survey_file(database, survey_file(again, sha256="b"), replace=True)
    assert (report.replaced, report.rows_rejected) == (1, 0)
    with database.read() as c:
        assert {u.unit.name: u.responses for u in list_units(c)} == {"Ward 1": 25, "Ward 2": 7}
    assert_whole(database)
    undone(database, report)
    assert everything(database) == before
    assert record(database, 1) == batch


def test_that_the_same_count_table_replaces_nothing(database: Database) -> None:
    rows = [ward("Ward 1", very_good=20, poor=3), ward("Ward 2", very_good=7)]
    store_survey_file(database, survey_file(rows))
    again = store_survey_file(database, survey_file(rows), replace=True)
    assert (again.batch, again.replaced) == (None, 0)


def test_that_surveys_of_another_facility_are_not_replaced(hospital: Database) -> None:
    block = respondents(AGAIN, ids=AGAIN_IDS, facility="Lakeside")
    report = store_survey_file(hospital, survey_file(block, sha256="b"), replace=True)
    assert report.replaced == 0
    assert report.overlap is not None
    assert report.overlap.standing == 0


def test_that_undoing_takes_back_what_a_file_added_to_a_questionnaire(
    database: Database, grown: tuple[Instrument, Instrument]
) -> None:
    small, large = grown
    first = respondents([("4 West", "2026-07-01", {"q1": 5})], instrument=small)
    store_survey_file(database, survey_file(first))
    before = everything(database)
    more = respondents([("4 West", "2026-08-01", {"q1": 5, "q2": 5})], instrument=large)
    report = store_survey_file(database, survey_file(more, sha256="b"), ReadOptions())
    assert everything(database)["item"] != before["item"]
    undone(database, report)
    assert everything(database) == before


def test_that_what_a_later_file_uses_of_a_questionnaire_stays(
    database: Database, grown: tuple[Instrument, Instrument]
) -> None:
    small, large = grown
    for instrument, day in ((small, "2026-07-01"), (large, "2026-08-01"), (large, "2026-09-01")):
        block = respondents([("4 West", day, {"q1": 5})], instrument=instrument)
        store_survey_file(database, survey_file(block, sha256=day))
    undo_import(database, 2)
    assert_whole(database)
    with database.read() as c:
        assert len(c.execute(sa.select(t.ItemRow)).all()) == len(large.items)


def test_that_an_empty_unit_goes_though_a_questionnaire_grew(
    database: Database, grown: tuple[Instrument, Instrument]
) -> None:
    for instrument, day in zip(grown, ("2026-07-01", "2026-08-01"), strict=True):
        block = respondents([("4 West", day, {"q1": 5})], instrument=instrument)
        store_survey_file(database, survey_file(block, sha256=day))
    block = respondents([("9 New", "2026-08-01", {"q1": 5})], instrument=grown[1])
    undone(database, store_survey_file(database, survey_file(block, sha256="new")))
    with database.read() as c:
        assert [u.unit.name for u in list_units(c)] == ["4 West"]


def test_that_a_measure_built_meanwhile_counts_what_comes_back(
    database: Database, grown: tuple[Instrument, Instrument]
) -> None:
    _small, large = grown
    both = Measure("both", "Both", ("q1", "q2"))
    built = dataclass_replace(large, measures=(*large.measures, both))
    july = [("4 West", "2026-07-01", {"q1": 5, "q2": 5})] * 3
    for instrument, rows, replace in (
        (large, july, False),
        (large, july[:1], True),
        (built, [("4 West", "2026-08-01", {"q1": 5, "q2": 1})], False),
    ):
        block = respondents(rows, instrument=instrument)
        file = survey_file(block, sha256=f"{len(rows)} {instrument is built}")
        assert store_survey_file(database, file, replace=replace).batch
    assert_whole(database)
    undo_import(database, 2)
    assert_whole(database)
    with database.read() as c:
        answered = c.scalars(sa.select(t.CompositeTallyRow.answered)).all()
    assert sorted(answered) == [1, 3]


@pytest.fixture
def grown() -> tuple[Instrument, Instrument]:
    """A questionnaire, and the same with one more question."""
    scale = FFT.items[0].scale
    items = tuple(Item(key, key, scale) for key in ("q1", "q2"))
    measures = tuple(Measure(item.key, item.key, (item.key,)) for item in items)
    large = Instrument("own", "Own", "custom", items, measures, built_in=False)
    return dataclass_replace(large, items=items[:1], measures=measures[:1]), large


def test_that_a_cancelled_replacement_changes_nothing(hospital: Database) -> None:
    before = everything(hospital, without=())
    for stop_at in ("Removing", "Storing", "Adding"):

        def stop(message: str, _fraction: float | None, word: str = stop_at) -> None:
            if message.startswith(word):
                raise Cancelled

        block = respondents(AGAIN, ids=AGAIN_IDS)
        with pytest.raises(Cancelled):
            store_survey_file(
                hospital, survey_file(block, sha256="again"), progress=stop, replace=True
            )
        assert everything(hospital, without=()) == before
