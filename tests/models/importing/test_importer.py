"""One file as one batch: nothing twice, nothing halfway, everything counted."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.errors import Cancelled, UsageProblem
from models.files.content import ReadOptions
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.database.database import Database
from models.store.tables import core as t
from models.store.units.units import find_unit, list_units, merge_units, rename_unit
from models.survey import NOT_APPLICABLE
from tests.models.importing.blocks import respondents, survey_file, ward
from tests.models.importing.tables import everything

ALWAYS, USUALLY = 4, 3
ROWS = [
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS, "nurse_listen": ALWAYS}),
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS, "nurse_listen": ALWAYS}),
    ("4 West", "2026-08-30", {"nurse_respect": USUALLY}),
    ("3 East", "2026-08-30", {"nurse_respect": ALWAYS, "bathroom_help": NOT_APPLICABLE}),
]


def tallies(db: Database, item: str) -> dict[tuple[str, int, int], int]:
    """Return the counts of an item by (unit, month, value)."""
    query = (
        sa.select(t.UnitRow.name, t.TallyRow.month, t.TallyRow.value, sa.func.sum(t.TallyRow.count))
        .join(t.UnitRow, t.UnitRow.id == t.TallyRow.unit_id)
        .join(t.ItemRow, t.ItemRow.id == t.TallyRow.item_id)
        .where(t.ItemRow.key == item)
        .group_by(t.UnitRow.name, t.TallyRow.month, t.TallyRow.value)
    )
    with db.read() as c:
        return {(row[0], row[1], row[2]): int(row[3]) for row in c.execute(query)}


def test_that_answers_become_tallies_of_unit_month_and_value(database: Database) -> None:
    report = store_survey_file(database, survey_file(respondents(ROWS)))
    july, august = 2026 * 12 + 6, 2026 * 12 + 7
    assert report.responses_added == 4
    assert report.units == 2
    assert tallies(database, "nurse_respect") == {
        ("4 West", july, ALWAYS): 2,
        ("4 West", august, USUALLY): 1,
        ("3 East", august, ALWAYS): 1,
    }
    assert tallies(database, "bathroom_help") == {("3 East", august, NOT_APPLICABLE): 1}


def test_that_pairs_count_those_who_answered_both(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)))
    with database.read() as c:
        pairs = c.execute(
            sa.select(t.PairTallyRow.both, t.PairTallyRow.both_top, t.PairTallyRow.a_top)
        ).all()
    assert [tuple(pair) for pair in pairs] == [(2, 2, 2)]


def test_that_a_composite_counts_surveys_with_any_of_its_items(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)))
    with database.read() as c:
        answered = c.execute(
            sa.select(sa.func.sum(t.CompositeTallyRow.answered)).where(
                t.CompositeTallyRow.measure == "nurses"
            )
        ).scalar_one()
    assert answered == 4


def test_that_the_sum_of_a_facility_is_the_sum_of_its_units(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)))
    with database.read() as c:
        units = c.execute(sa.select(sa.func.sum(t.TallyRow.count))).scalar_one()
        facility = c.execute(sa.select(sa.func.sum(t.FacilityTallyRow.count))).scalar_one()
    assert units == facility == 7


@pytest.mark.parametrize("ids", [None, ["a", "b", "c", "d"]])
def test_that_the_same_file_again_adds_nothing(database: Database, ids: list[str] | None) -> None:
    store_survey_file(database, survey_file(respondents(ROWS, ids=ids)))
    before = everything(database)
    again = store_survey_file(database, survey_file(respondents(ROWS, ids=ids)))
    assert (again.responses_added, again.tallies_added, again.duplicates_skipped) == (0, 0, 4)
    assert again.batch is None
    assert everything(database) == before


def test_that_the_same_surveys_in_another_order_add_nothing(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)))
    turned = store_survey_file(database, survey_file(respondents(ROWS[::-1]), sha256="b"))
    assert (turned.responses_added, turned.duplicates_skipped) == (0, 4)


def test_that_equal_rows_in_one_file_are_different_patients(database: Database) -> None:
    report = store_survey_file(database, survey_file(respondents(ROWS[:2])))
    assert report.responses_added == 2


def test_that_a_longer_file_adds_only_the_new_rows(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:2])))
    longer = store_survey_file(database, survey_file(respondents(ROWS), sha256="b"))
    assert (longer.responses_added, longer.duplicates_skipped) == (2, 2)
    assert sum(tallies(database, "nurse_respect").values()) == 4


def test_that_a_known_id_with_other_answers_is_named_and_the_first_kept(
    database: Database,
) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:1], ids=["a"])))
    other = [("4 West", "2026-07-03", {"nurse_respect": USUALLY})]
    report = store_survey_file(database, survey_file(respondents(other, ids=["a"]), sha256="b"))
    assert report.duplicates_skipped == 1
    assert [(p.row, p.value) for p in report.problems] == [(2, "a")]
    assert {value for _u, _m, value in tallies(database, "nurse_respect")} == {ALWAYS}


def test_that_undoing_removes_exactly_one_batch(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:2])))
    before = everything(database)
    second = store_survey_file(
        database,
        survey_file(
            respondents(
                [("5 North", "2026-09-01", {"rating": 11})], comments=[(0, "Comments", "Thanks")]
            ),
            sha256="b",
        ),
    )
    assert second.batch is not None
    undone = undo_import(database, second.batch)
    assert (undone.responses_removed, undone.tallies_removed) == (1, 1)
    assert everything(database) == before


def test_that_undoing_everything_leaves_no_unit_and_no_questionnaire(database: Database) -> None:
    empty = everything(database)
    report = store_survey_file(database, survey_file(respondents(ROWS)))
    assert report.batch is not None
    undo_import(database, report.batch)
    assert everything(database) == empty


def test_that_a_batch_is_taken_back_once(database: Database) -> None:
    report = store_survey_file(database, survey_file(respondents(ROWS)))
    assert report.batch is not None
    undo_import(database, report.batch)
    with pytest.raises(UsageProblem):
        undo_import(database, report.batch)


def test_that_what_was_taken_back_can_be_imported_again(database: Database) -> None:
    first = store_survey_file(database, survey_file(respondents(ROWS)))
    assert first.batch is not None
    undo_import(database, first.batch)
    again = store_survey_file(database, survey_file(respondents(ROWS)))
    assert again.responses_added == 4


def test_that_a_dry_run_counts_and_keeps_nothing(database: Database) -> None:
    empty = everything(database)
    report = store_survey_file(database, survey_file(respondents(ROWS)), dry_run=True)
    assert (report.responses_added, report.batch) == (4, None)
    assert everything(database) == empty


def test_that_a_cancelled_import_leaves_nothing(database: Database) -> None:
    empty = everything(database)

    def stop(message: str, fraction: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        store_survey_file(database, survey_file(respondents(ROWS)), progress=stop)
    assert everything(database) == empty
    with database.read() as c:
        assert c.execute(sa.select(sa.func.count()).select_from(t.BatchRow)).scalar_one() == 0


def test_that_rows_without_a_unit_go_to_a_visible_one(database: Database) -> None:
    store_survey_file(database, survey_file(respondents([("", "2026-07-01", {"rating": 11})])))
    with database.read() as c:
        assert [u.unit.name for u in list_units(c)] == ["No unit"]


def test_that_a_file_without_facility_says_where_its_rows_went(database: Database) -> None:
    block = respondents(ROWS[:1], facility="")
    report = store_survey_file(database, survey_file(block))
    assert any("Our hospital" in note for note in report.notes)


def test_that_a_chosen_facility_takes_the_rows_that_name_none(database: Database) -> None:
    block = respondents(ROWS[:1], facility="")
    store_survey_file(database, survey_file(block), ReadOptions(facility="Lakeside"))
    with database.read() as c:
        assert [u.unit.facility for u in list_units(c)] == ["Lakeside"]


def test_that_next_months_file_finds_a_renamed_unit(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:2])))
    with database.write() as c:
        rename_unit(c, find_unit(c, "4 West").id, "4 West Surgical")
    more = [("4 West", "2026-09-03", {"nurse_respect": ALWAYS})]
    store_survey_file(database, survey_file(respondents(more), sha256="b"))
    assert {unit for unit, _m, _v in tallies(database, "nurse_respect")} == {"4 West Surgical"}


def test_that_the_same_file_adds_nothing_after_its_units_were_merged(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)))
    with database.write() as c:
        merge_units(c, find_unit(c, "3 East").id, find_unit(c, "4 West").id)
    again = store_survey_file(database, survey_file(respondents(ROWS), sha256="b"))
    assert again.responses_added == 0


def test_that_ward_counts_become_tallies_once(database: Database) -> None:
    rows = [ward("Ward 1", very_good=20, poor=3), ward("Ward 2", very_good=7)]
    first = store_survey_file(database, survey_file(rows))
    again = store_survey_file(database, survey_file(rows))
    assert (first.tallies_added, first.units) == (3, 2)
    assert (again.tallies_added, again.duplicates_skipped) == (0, 2)


def test_that_other_counts_for_a_stored_month_are_refused_row_by_row(database: Database) -> None:
    store_survey_file(database, survey_file([ward("Ward 1", very_good=20)]))
    report = store_survey_file(database, survey_file([ward("Ward 1", very_good=21)], sha256="b"))
    assert (report.rows_rejected, report.tallies_added) == (1, 0)
    assert sum(tallies(database, "overall_experience").values()) == 20


def test_that_the_facility_of_rows_that_name_none_is_told(database: Database) -> None:
    nameless = survey_file(respondents(ROWS, facility=""))
    report = store_survey_file(database, nameless, dry_run=True)
    assert report.facility_assumed == "Our hospital"
    said = ReadOptions(facility="Riverside")
    nameless = survey_file(respondents(ROWS, facility=""))
    assert store_survey_file(database, nameless, said).facility_assumed == "Riverside"
    named = store_survey_file(database, survey_file(respondents(ROWS), sha256="b"))
    assert named.facility_assumed is None
