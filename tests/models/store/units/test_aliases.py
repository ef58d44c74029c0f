"""Other names of units: always, or from a month on."""

from __future__ import annotations

import pytest

from models.errors import UsageProblem
from models.store.database.database import Database
from models.store.units.aliases import add_alias, list_aliases, remove_alias
from models.store.units.units import find_unit, merge_units, rename_unit
from models.survey import parse_month
from tests.models.store.hospital import JULY, add_units, import_surveys

JUNE = parse_month("2025-06")


def names(db: Database) -> list[tuple[str, int, str]]:
    with db.read() as c:
        return [(a.name, a.from_month, a.unit) for a in list_aliases(c)]


def test_that_a_unit_is_found_by_its_other_name(database: Database) -> None:
    with database.write() as c:
        (unit,) = add_units(c, ("Riverside", "", "4 West"))
        added = add_alias(c, " 4W ", unit)
        assert find_unit(c, "4w").id == unit
    assert (added.alias.name, added.left_standing, added.replaced) == ("4W", 0, "")


def test_that_a_name_means_one_unit_at_a_time(database: Database) -> None:
    with database.write() as c:
        north, neuro = add_units(c, ("Riverside", "", "4 North"), ("Riverside", "", "4 Neuro"))
        add_alias(c, "4N", north)
        add_alias(c, "4n", neuro, JUNE)
        assert add_alias(c, "4n", neuro).replaced == "4 North"
    assert names(database) == [("4n", 0, "4 Neuro"), ("4n", JUNE, "4 Neuro")]


def test_that_a_units_own_name_is_refused_but_from_a_month_on(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        west, east = find_unit(c, "4 West").id, find_unit(c, "3 East").id
        for unit, name in ((west, "4 West"), (east, "4 WEST"), (west, " ")):
            with pytest.raises(UsageProblem):
                add_alias(c, name, unit)
        added = add_alias(c, "4 West", east, JULY + 1)
    assert added.left_standing == 1, "one survey of August stays in 4 West"


def test_that_a_name_is_forgotten(database: Database) -> None:
    with database.write() as c:
        (unit,) = add_units(c, ("Riverside", "", "4 North"))
        add_alias(c, "4N", unit)
        with pytest.raises(UsageProblem):
            remove_alias(c, "4N", unit, JUNE)
        remove_alias(c, "4n", unit)
    assert names(database) == []


def test_that_names_follow_their_unit_when_it_is_renamed_or_merged(database: Database) -> None:
    with database.write() as c:
        north, neuro = add_units(c, ("Riverside", "", "4 North"), ("Riverside", "", "4 Neuro"))
        add_alias(c, "4N", north)
        add_alias(c, "4N", neuro, JUNE)
        rename_unit(c, neuro, "4 Neurology")
        merge_units(c, north, neuro)
    assert names(database) == [
        ("4 Neuro", 0, "4 Neurology"),
        ("4 North", 0, "4 Neurology"),
        ("4N", 0, "4 Neurology"),
        ("4N", JUNE, "4 Neurology"),
    ]


def test_that_a_unit_that_is_gone_gets_no_name(database: Database) -> None:
    with database.write() as c, pytest.raises(UsageProblem):
        add_alias(c, "4N", 99)
