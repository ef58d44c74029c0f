"""A small hospital for tests of the store: two wards, one import of each kind."""

from __future__ import annotations

import sqlalchemy as sa

from models.files.content import CountRow
from models.importing.importer import store_survey_file
from models.store.database.database import Connection, Database
from models.store.tables.core import FacilityRow, UnitRow
from tests.models.importing.blocks import respondents, survey_file, ward

ALWAYS, USUALLY, SOMETIMES = 4, 3, 2
JULY, AUGUST = 2026 * 12 + 6, 2026 * 12 + 7

SURVEYS = [
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS, "nurse_listen": ALWAYS}),
    ("4 West", "2026-07-09", {"nurse_respect": SOMETIMES, "nurse_listen": ALWAYS}),
    ("4 West", "2026-08-30", {"nurse_respect": USUALLY, "nurse_explain": ALWAYS}),
    ("3 East", "2026-07-11", {"nurse_respect": ALWAYS, "nurse_listen": USUALLY}),
    ("3 East", "2026-08-30", {"nurse_respect": ALWAYS, "quiet": USUALLY}),
]
COMMENTS = [
    (0, "Comments", "The nurses were kind, and the night was quiet."),
    (3, "Comments", "NURSING staff explained every medicine."),
    (4, "Comments", "Ärzte freundlich; doors slammed at night."),
]


def import_surveys(db: Database, *, name: str = "July.csv") -> int:
    """Import five surveys of two wards, three of them with a comment; return the batch."""
    ids = [f"{name}-{n}" for n in range(len(SURVEYS))]
    block = respondents(SURVEYS, ids=ids, comments=list(COMMENTS))
    report = store_survey_file(db, survey_file(block, name=name, sha256=name))
    assert report.batch is not None
    return report.batch


def import_wards(db: Database, rows: list[CountRow] | None = None) -> int:
    """Import two wards' months of a count table; return the batch."""
    rows = rows or [ward("Ward A", very_good=30, poor=4), ward("Ward B", very_good=12)]
    report = store_survey_file(db, survey_file(rows, name="FFT.csv", sha256="fft"))
    assert report.batch is not None
    return report.batch


def add_units(c: Connection, *places: tuple[str, str, str]) -> list[int]:
    """Add units given as (facility, site, name); return their ids."""
    ids = []
    for facility, site, name in places:
        known = sa.select(FacilityRow.id).where(FacilityRow.name == facility)
        facility_id = c.scalar(known)
        if facility_id is None:
            new = sa.insert(FacilityRow).values(name=facility).returning(FacilityRow.id)
            facility_id = c.execute(new).scalar_one()
        unit = sa.insert(UnitRow).values(facility_id=facility_id, site=site, name=name)
        ids.append(c.execute(unit.returning(UnitRow.id)).scalar_one())
    return ids
