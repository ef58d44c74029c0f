"""Spellings of one unit are offered as one; two units never are."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files.content import ReadOptions
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.importing.unit_spellings import Certainty, SeenUnit, likeness, spelling_groups
from models.store.database.database import Database
from models.store.units.aliases import add_alias, list_aliases
from models.store.units.units import find_unit, list_units
from models.survey import parse_month
from tests.models.importing.blocks import respondents, survey_file, ward
from tests.models.importing.tables import everything

ALWAYS = 4


@pytest.mark.parametrize(
    ("one", "other", "certainty"),
    [
        ("4 West", "4-WEST", Certainty.SURE),
        ("4 West", "4west", Certainty.SURE),
        ("4 West", "4th West", Certainty.SURE),
        ("I.C.U.", "ICU", Certainty.SURE),
        ("A&E", "A and E", Certainty.SURE),
        ("4 West", "4W", Certainty.LIKELY),
        ("4 West", "Four West", Certainty.LIKELY),
        ("4 West", "04 West", Certainty.LIKELY),
        ("4 West", "4 West Unit", Certainty.LIKELY),
        ("4 West", "West 4", Certainty.LIKELY),
        ("Med/Surg", "Medical Surgical", Certainty.LIKELY),
        ("Paediatrics", "Pediatric", Certainty.LIKELY),
        ("PICU", "Pediatric Intensive Care Unit", Certainty.POSSIBLE),
        ("SDEC", "Same Day Emergency Care", Certainty.POSSIBLE),
        ("Cardiology", "Cardiolgy", Certainty.POSSIBLE),
    ],
)
def test_that_spellings_of_one_unit_look_alike(one: str, other: str, certainty: Certainty) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found[0] == certainty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 West", "4 East"),
        ("4 West", "5 West"),
        ("4 West", "4 Southwest"),
        ("4 West", "4 West+"),
        ("ICU", "PICU"),
        ("ICU", "CCU"),
        ("ICU 1", "ICU 2"),
        ("3A", "3B"),
        ("11A", "1 1A"),
        ("N4", "4N"),
        ("2 North 3", "3 North 2"),
        ("Level 1", "Level -1"),
        ("Ward 4", "Unit 4"),
        ("Ward II", "Ward 2"),
        ("Surgical Ward", "Surgical Unit"),
        ("Hepatology", "Hematology"),
        ("Neurology", "Nephrology"),
        ("Urology", "Neurology"),
        ("Antenatal", "Postnatal"),
        ("Ward", "Unit"),
        ("Children's Ward/CAU", "CCU"),
        ("Penrose ICU", "PIU"),
        ("RCU Ward", "RCU CCU"),
    ],
)
def test_that_two_units_never_look_alike(one: str, other: str) -> None:
    assert likeness(one, other) is None


def test_that_a_letter_is_no_direction_where_units_go_by_letters() -> None:
    assert likeness("3E", "3 East") is not None
    assert likeness("3E", "3 East", ["3A", "3B"]) is None
    assert likeness("4E", "4 East", ["3A", "3B"]) is not None


NAMES = st.text(string.ascii_letters + string.digits + " -/.+&é", max_size=24)


@given(NAMES, NAMES)
def test_that_likeness_goes_both_ways_and_other_numbers_are_another_unit(
    one: str, other: str
) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    if found is not None and found[0] != Certainty.SURE and not _has_number_word(one + other):
        assert _numbers(one) == _numbers(other)


def _numbers(name: str) -> list[str]:
    digits = "".join(c if c in string.digits else " " for c in name)
    return [number.lstrip("0") or "0" for number in digits.split()]


def _has_number_word(text: str) -> bool:
    return any(word in text.casefold() for word in ("one", "two", "six", "ten"))


@given(st.lists(NAMES, max_size=12, unique=True))
def test_that_no_name_is_offered_in_two_groups(names: list[str]) -> None:
    groups = spelling_groups(SeenUnit("F", "", name, 1) for name in names)
    offered = [name for group in groups for name in group.names]
    assert len(offered) == len(set(offered))
    assert all(len(group.names) > 1 and group.suggested in group.names for group in groups)


def test_that_the_stored_name_is_suggested_before_a_more_frequent_one() -> None:
    seen = [SeenUnit("F", "", "4W", 90), SeenUnit("F", "", "4 West", 3, stored="4 West")]
    (group,) = spelling_groups(seen)
    assert (group.suggested, group.names, group.rows) == ("4 West", ("4 West", "4W"), (3, 90))
    assert group.others == ("4W",)
    assert group.to_json()["certainty"] == "likely"


def test_that_the_most_frequent_of_new_names_is_suggested() -> None:
    seen = [SeenUnit("F", "", "4W", 90), SeenUnit("F", "", "4 West", 3)]
    (group,) = spelling_groups(seen)
    assert group.suggested == "4W"


def test_that_a_name_which_could_be_two_units_is_offered_with_neither() -> None:
    names = ["PICU", "Pediatric Intensive Care Unit", "Psychiatric Intensive Care Unit"]
    assert spelling_groups(SeenUnit("F", "", name, 1) for name in names) == ()


def test_that_two_stored_units_are_never_offered_as_one() -> None:
    seen = [SeenUnit("F", "", name, 1, stored=name) for name in ("4W", "4 West")]
    assert spelling_groups(seen) == ()
    assert spelling_groups([*seen, SeenUnit("F", "", "4-West", 1)]) == ()


def test_that_units_of_two_facilities_or_sites_are_not_offered_as_one() -> None:
    places = [("F", ""), ("G", ""), ("F", "North")]
    seen = [
        SeenUnit(facility, site, name, 1)
        for (facility, site), name in zip(places, ("4W", "4 West", "4-West"), strict=True)
    ]
    assert spelling_groups(seen) == ()


def test_that_a_column_of_hundreds_of_alike_numbers_is_not_compared_pair_by_pair() -> None:
    names = [f"{letter}{other}x" for letter in string.ascii_lowercase for other in "abcdefghijkl"]
    assert spelling_groups(SeenUnit("F", "", name, 1) for name in names) == ()


ROWS = [
    ("4 West", "2025-05-03", {"nurse_respect": ALWAYS}),
    ("4W", "2025-06-03", {"nurse_respect": ALWAYS}),
    ("4 East", "2025-06-03", {"nurse_respect": ALWAYS}),
]


def names_of(db: Database) -> dict[str, int]:
    with db.read() as c:
        return {u.unit.name: u.responses for u in list_units(c)}


def test_that_an_import_offers_spellings_and_joins_none(database: Database) -> None:
    report = store_survey_file(database, survey_file(respondents(ROWS)))
    (group,) = report.unit_spellings
    assert set(group.names) == {"4 West", "4W"}
    assert names_of(database) == {"4 East": 1, "4 West": 1, "4W": 1}
    assert report.to_json()["unit_spellings"] == [group.to_json()]


def test_that_a_new_spelling_of_a_stored_unit_is_offered_once(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:1])))
    later = [respondents([row]) for row in (ROWS[1], ("4W", "2025-07-01", {"rating": 11}))]
    first = store_survey_file(database, survey_file(later[0], sha256="b"))
    assert [group.suggested for group in first.unit_spellings] == ["4 West"]
    assert store_survey_file(database, survey_file(later[1], sha256="c")).unit_spellings == ()


SAID = ReadOptions(unit_spellings={"4w": "4 West"})


def test_that_a_spelling_said_to_be_a_unit_counts_there_and_is_remembered(
    database: Database,
) -> None:
    report = store_survey_file(database, survey_file(respondents(ROWS)), SAID)
    assert report.unit_spellings == ()
    assert names_of(database) == {"4 East": 1, "4 West": 2}
    later = respondents([("4W", "2025-07-01", {"rating": 11})])
    store_survey_file(database, survey_file(later, sha256="b"))
    assert names_of(database) == {"4 East": 1, "4 West": 3}


def test_that_undoing_forgets_the_spellings_an_import_brought(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS[:1])))
    before = everything(database)
    report = store_survey_file(database, survey_file(respondents(ROWS[1:]), sha256="b"), SAID)
    assert report.batch is not None
    undo_import(database, report.batch)
    assert everything(database) == before


def test_that_a_dry_run_remembers_no_spelling(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(ROWS)), SAID, dry_run=True)
    with database.read() as c:
        assert list_aliases(c) == []


def test_that_a_spelling_does_not_take_a_units_own_name_for_later_files(
    database: Database,
) -> None:
    store_survey_file(database, survey_file(respondents([ROWS[1]])))
    later = [("4W", "2025-07-01", {"rating": 11}), ("4 West", "2025-07-01", {"rating": 11})]
    store_survey_file(database, survey_file(respondents(later), sha256="b"), SAID)
    assert names_of(database) == {"4 West": 2, "4W": 1}
    with database.read() as c:
        assert list_aliases(c) == []


def test_that_an_old_code_means_another_unit_from_a_month_on(database: Database) -> None:
    june = parse_month("2025-06")
    store_survey_file(database, survey_file(respondents([("4 North", "2025-01-01", {})])))
    store_survey_file(
        database, survey_file(respondents([("4 Neuro", "2025-01-01", {})]), sha256="b")
    )
    with database.write() as c:
        add_alias(c, "4N", find_unit(c, "4 North").id)
        add_alias(c, "4N", find_unit(c, "4 Neuro").id, june)
    days = ("2025-05-31", "2025-06-01", "2026-01-01", "")
    rows = [("4N", day, {"nurse_respect": ALWAYS}) for day in days]
    store_survey_file(database, survey_file(respondents(rows), sha256="c"))
    assert names_of(database) == {"4 Neuro": 3, "4 North": 3}


def test_that_count_tables_follow_a_code_as_well(database: Database) -> None:
    june = parse_month("2025-06")
    names = ("4 North", "4 Neuro")
    first = [ward(name, very_good=1, month=june - 9) for name in names]
    store_survey_file(database, survey_file(first))
    with database.write() as c:
        add_alias(c, "4N", find_unit(c, "4 North").id)
        add_alias(c, "4N", find_unit(c, "4 Neuro").id, june)
    rows = [ward("4N", very_good=5, month=month) for month in (june - 1, june, june + 1)]
    store_survey_file(database, survey_file(rows, sha256="b"))
    assert names_of(database) == {"4 Neuro": 11, "4 North": 6}


def test_that_a_code_only_makes_the_units_its_rows_need(database: Database) -> None:
    store_survey_file(database, survey_file(respondents([("4 Neuro", "2025-01-01", {})])))
    with database.write() as c:
        add_alias(c, "4N", find_unit(c, "4 Neuro").id, parse_month("2025-06"))
    rows = [("4N", "2025-07-01", {"nurse_respect": ALWAYS})]
    store_survey_file(database, survey_file(respondents(rows), sha256="b"))
    assert names_of(database) == {"4 Neuro": 2}
    earlier = [("4N", "2025-05-01", {"nurse_respect": ALWAYS})]
    store_survey_file(database, survey_file(respondents(earlier), sha256="c"))
    assert names_of(database) == {"4 Neuro": 2, "4N": 1}
