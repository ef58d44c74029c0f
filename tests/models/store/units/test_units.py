"""Units are found by the names people type, and keep their data when they change."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem, UsageProblem
from models.store.backup.integrity import check
from models.store.database.database import Database
from models.store.database.settings import goals, my_units, set_goal, set_my_units
from models.store.tables import core as t
from models.store.tables.huddle import BehaviorWeekRow, BrightSpotRow, UnitNameRow
from models.store.units import changes
from models.store.units.units import (
    close_unit,
    find_unit,
    get_unit,
    list_units,
    merge_units,
    rename_unit,
    reopen_unit,
    set_unit_type,
)
from tests.models.importing.blocks import ward
from tests.models.store.hospital import AUGUST, JULY, add_units, import_surveys, import_wards
from ui.text.errors import hint


def counts_of_facilities(db: Database) -> list[tuple[object, ...]]:
    with db.read() as c:
        return sorted(map(tuple, c.execute(sa.select(t.FacilityTallyRow))))


def test_that_units_are_listed_with_their_responses_and_months(database: Database) -> None:
    import_surveys(database)
    with database.read() as c:
        found = {s.unit.name: s for s in list_units(c)}
    assert found["4 West"].responses == 3
    assert (found["4 West"].first_month, found["4 West"].last_month) == (JULY, AUGUST)
    assert found["3 East"].responses == 2


def test_that_a_unit_without_answers_is_listed_with_none(database: Database) -> None:
    with database.write() as c:
        add_units(c, ("Riverside", "", "New ward"))
        summary = list_units(c)[0]
    assert (summary.responses, summary.first_month, summary.last_month) == (0, None, None)


def test_that_undated_answers_count_but_give_no_month(database: Database) -> None:
    import_wards(database, [ward("Ward A", very_good=20, month=0)])
    with database.read() as c:
        summary = list_units(c)[0]
    assert (summary.responses, summary.first_month) == (20, None)


def test_that_units_stand_in_order_of_facility_site_and_name(database: Database) -> None:
    with database.write() as c:
        add_units(c, ("b", "", "2"), ("A", "South", "1"), ("A", "north", "9"), ("A", "north", "1"))
        order = [(s.unit.facility, s.unit.site, s.unit.name) for s in list_units(c)]
    assert order == [("A", "north", "1"), ("A", "north", "9"), ("A", "South", "1"), ("b", "", "2")]


@pytest.mark.parametrize("typed", ["4 West", "4 WEST", " 4  west ", "Öst", "ÖST"])
def test_that_a_unit_is_found_whatever_its_capitals_and_spaces(
    database: Database, typed: str
) -> None:
    with database.write() as c:
        add_units(c, ("Riverside", "", "4 West"), ("Riverside", "", "Öst"))
        assert find_unit(c, typed).name.casefold() == " ".join(typed.split()).casefold()


def test_that_the_exact_name_goes_before_another_spelling(database: Database) -> None:
    with database.write() as c:
        _upper, lower = add_units(c, ("Riverside", "", "ICU"), ("Lakeside", "", "icu"))
        assert find_unit(c, "icu").id == lower


def test_that_an_ambiguous_name_is_refused_with_its_places(database: Database) -> None:
    with database.write() as c:
        add_units(c, ("Riverside", "North", "ICU"), ("Lakeside", "", "ICU"))
        with pytest.raises(UsageProblem) as refusal:
            find_unit(c, "icu")
        assert "ICU (Lakeside); ICU (Riverside, North)" in hint(refusal.value)
        assert find_unit(c, "icu", facility="lakeside").facility == "Lakeside"
        assert find_unit(c, "icu", site="NORTH").facility == "Riverside"


def test_that_an_unknown_name_is_refused_with_names_like_it(database: Database) -> None:
    with database.write() as c:
        add_units(c, *(("Riverside", "", name) for name in ("4 West", "4 East", "Maternity")))
        with pytest.raises(UsageProblem) as refusal:
            find_unit(c, "4 Wst")
    assert "4 West" in hint(refusal.value)
    assert "Maternity" not in hint(refusal.value)


def test_that_at_most_ten_candidates_are_named(database: Database) -> None:
    with database.write() as c:
        add_units(c, *(("Riverside", "", f"Ward {n:02d}") for n in range(30)))
        with pytest.raises(UsageProblem) as refusal:
            find_unit(c, "ward")
    assert hint(refusal.value).count("Ward ") == 10
    assert "20 more" in hint(refusal.value)


def test_that_an_unknown_facility_is_refused_with_the_facilities(database: Database) -> None:
    with database.write() as c:
        add_units(c, ("Riverside", "", "ICU"))
        with pytest.raises(UsageProblem) as refusal:
            find_unit(c, "ICU", facility="Lakeside")
    assert refusal.value.code == "unknown-facility"
    assert "Riverside" in hint(refusal.value)


def test_that_an_empty_database_says_to_import_first(database: Database) -> None:
    with database.read() as c, pytest.raises(UsageProblem) as refusal:
        find_unit(c, "ICU")
    assert "Import" in hint(refusal.value)


def test_that_a_renamed_unit_is_found_under_both_names(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        unit = find_unit(c, "4 West")
        rename_unit(c, unit.id, "Four West")
        assert find_unit(c, "four west").id == unit.id
        assert find_unit(c, "4 west").id == unit.id


def test_that_next_months_file_maps_to_the_renamed_unit(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        rename_unit(c, find_unit(c, "4 West").id, "Four West")
    import_surveys(database, name="August.csv")
    with database.read() as c:
        assert {s.unit.name: s.responses for s in list_units(c)} == {"Four West": 6, "3 East": 4}


def test_that_a_name_can_be_taken_back(database: Database) -> None:
    with database.write() as c:
        (unit,) = add_units(c, ("Riverside", "", "4 West"))
        rename_unit(c, unit, "Four West")
        rename_unit(c, unit, "4 West")
        assert get_unit(c, unit).name == "4 West"
        assert find_unit(c, "Four West").id == unit


@pytest.mark.parametrize("name", ["", "  ", "3 EAST", "Third East"])
def test_that_an_empty_or_taken_name_is_refused(database: Database, name: str) -> None:
    with database.write() as c:
        unit, other = add_units(c, ("Riverside", "", "4 West"), ("Riverside", "", "Third East"))
        rename_unit(c, other, "3 East")
        with pytest.raises(UsageProblem):
            rename_unit(c, unit, name)
        assert get_unit(c, unit).name == "4 West"


def test_that_the_same_name_may_exist_at_another_site(database: Database) -> None:
    with database.write() as c:
        unit, _other = add_units(c, ("Riverside", "A", "4 West"), ("Riverside", "B", "ICU"))
        rename_unit(c, unit, "ICU")
        assert get_unit(c, unit).name == "ICU"


def test_that_a_merge_adds_up_answers_and_keeps_the_facilitys_sums(database: Database) -> None:
    import_surveys(database)
    before = counts_of_facilities(database)
    with database.write() as c:
        old, kept = find_unit(c, "4 West"), find_unit(c, "3 East")
        merge_units(c, old.id, kept.id)
        summaries = list_units(c)
    assert [(s.unit.name, s.responses) for s in summaries] == [("3 East", 5)]
    assert counts_of_facilities(database) == before
    with database.read() as c:
        respect = sa.select(t.ItemRow.id).where(t.ItemRow.key == "nurse_respect")
        july = sa.select(t.TallyRow.value, t.TallyRow.count).where(
            t.TallyRow.item_id == respect.scalar_subquery(), t.TallyRow.month == JULY
        )
        assert sorted(map(tuple, c.execute(july))) == [(2, 1), (4, 2)]


def test_that_everything_is_whole_after_a_merge(database: Database) -> None:
    import_surveys(database)
    import_wards(database)
    with database.write() as c:
        merge_units(c, find_unit(c, "4 West").id, find_unit(c, "3 East").id)
        merge_units(c, find_unit(c, "Ward B").id, find_unit(c, "Ward A").id)
    report = check(database)
    assert report.ok, report.findings


def test_that_the_merged_name_leads_to_the_other_unit(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        old, kept = find_unit(c, "4 West").id, find_unit(c, "3 East").id
        rename_unit(c, old, "Four West")
        merge_units(c, old, kept)
        assert find_unit(c, "4 West").id == kept
        assert find_unit(c, "Four West").id == kept
    import_surveys(database, name="August.csv")
    with database.read() as c:
        assert [(s.unit.name, s.responses) for s in list_units(c)] == [("3 East", 10)]


def test_that_a_merge_moves_goals_names_and_the_mark_of_mine(database: Database) -> None:
    with database.write() as c:
        old, kept = add_units(c, ("Riverside", "", "4 West"), ("Riverside", "", "3 East"))
        set_my_units(c, [old])
        set_goal(c, old, "nurses", 0.9)
        set_goal(c, old, "quietness", 0.5)
        set_goal(c, kept, "nurses", 0.7)
        c.execute(sa.insert(UnitNameRow).values(unit_id=old, name="Kowalski"))
        merge_units(c, old, kept)
        assert my_units(c) == (kept,)
        assert goals(c, kept) == {"nurses": 0.7, "quietness": 0.5}
        assert c.execute(sa.select(UnitNameRow.unit_id)).scalar_one() == kept


def test_that_every_table_that_names_a_unit_is_thought_of_in_a_merge() -> None:
    naming = {table.name for table in t.Base.metadata.sorted_tables if "unit_id" in table.c}
    moved = {table.__tablename__ for table in changes.EVERYTHING_OF_A_UNIT}
    one_each = {x.__tablename__ for x in (BehaviorWeekRow, UnitNameRow, BrightSpotRow)}
    assert naming == moved | one_each


def test_that_units_of_two_facilities_are_not_merged(database: Database) -> None:
    with database.write() as c:
        one, other = add_units(c, ("Riverside", "", "ICU"), ("Lakeside", "", "ICU"))
        with pytest.raises(UsageProblem):
            merge_units(c, one, other)
        with pytest.raises(UsageProblem):
            merge_units(c, one, one)


def test_that_a_merge_does_not_hide_damage(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        c.execute(sa.update(t.ResponseRow).where(t.ResponseRow.id == 1).values(mode="Phone"))
        with pytest.raises(DatabaseProblem):
            merge_units(c, find_unit(c, "4 West").id, find_unit(c, "3 East").id)


def test_that_a_unit_is_typed_closed_and_opened_again(database: Database) -> None:
    with database.write() as c:
        (unit,) = add_units(c, ("Riverside", "", "4 West"))
        assert set_unit_type(c, unit, " medical-surgical ").type == "medical-surgical"
        assert close_unit(c, unit, date(2026, 9, 1)).closed_on == date(2026, 9, 1)
        assert reopen_unit(c, unit).closed_on is None


def test_that_a_unit_that_is_gone_is_refused(database: Database) -> None:
    with database.write() as c:
        for change in (
            lambda: rename_unit(c, 99, "x"),
            lambda: set_unit_type(c, 99, "x"),
            lambda: close_unit(c, 99, date(2026, 9, 1)),
            lambda: merge_units(c, 99, 98),
        ):
            with pytest.raises(UsageProblem):
                change()
