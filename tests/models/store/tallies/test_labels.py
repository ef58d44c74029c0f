"""Names that people give measures and answers."""

from __future__ import annotations

from models.analysis.comparison.unit_comparison import compare
from models.store.database.database import Database
from models.store.tallies.instruments import stored_instruments
from models.store.tallies.labels import MeasureLabels, measure_labels, rename_measure
from models.store.units.units import find_unit
from models.survey import Period
from tests.models.store.hospital import ALWAYS, import_surveys

NAMES = MeasureLabels("Care by nurses", "RN care", {"nurse_respect": {ALWAYS: "Each time"}})


def rename(db: Database, names: MeasureLabels) -> None:
    with db.write() as c:
        rename_measure(c, "nurses", names)


def labels(db: Database) -> tuple[str, str]:
    with db.read() as c:
        measure = stored_instruments(c)[-1].instrument.measure_by_key["nurses"]
    return measure.label, measure.short


def answer(db: Database) -> tuple[str, int | None]:
    with db.read() as c:
        instrument = stored_instruments(c)[-1].instrument
    item = next(item for item in instrument.items if item.key == "nurse_respect")
    return item.scale.by_value[ALWAYS].label, item.scale.by_text.get("always")


def test_that_a_measure_and_its_answers_have_their_new_names_everywhere(database: Database) -> None:
    import_surveys(database)
    rename(database, NAMES)
    assert labels(database) == ("Care by nurses", "RN care")
    assert answer(database) == ("Each time", ALWAYS)  # files still spell it as before
    with database.read() as c:
        west = find_unit(c, "4 West")
    compared = compare(database, west, "rest", Period())
    assert "Care by nurses" in [m.label for m in compared.measures]


def test_that_the_next_file_has_the_names_too(database: Database) -> None:
    import_surveys(database)
    rename(database, NAMES)
    import_surveys(database, name="August.csv")
    assert labels(database) == ("Care by nurses", "RN care")
    assert answer(database) == ("Each time", ALWAYS)


def test_that_empty_names_give_those_of_the_file_back(database: Database) -> None:
    import_surveys(database)
    before = labels(database)
    rename(database, NAMES)
    with database.read() as c:
        assert (
            stored_instruments(c, own_names=False)[-1].instrument.measure_by_key["nurses"].label
            == before[0]
        )
        assert measure_labels(c)["nurses"] == NAMES
    rename(database, MeasureLabels())
    assert labels(database) == before


def test_that_a_short_label_follows_the_name_unless_it_has_its_own(database: Database) -> None:
    import_surveys(database)
    rename(database, MeasureLabels("Care by nurses"))
    assert labels(database) == ("Care by nurses", "Care by nurses")
