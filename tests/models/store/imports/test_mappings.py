"""Mappings kept in the store."""

from __future__ import annotations

import sqlalchemy as sa

from models.store.database.database import Connection, Database
from models.store.imports.mappings import StoredMapping, remember_mapping, stored_mappings
from models.store.tables.core import BatchRow


def batch(c: Connection, number: int) -> int:
    values = {"id": number, "file": "a.csv", "sha256": "", "format": "respondents", "imported": ""}
    for column in BatchRow.__table__.columns:
        if not column.nullable and column.default is None and column.name not in values:
            values[column.name] = 0
    c.execute(sa.insert(BatchRow).values(**values))
    return number


def mapping(key: str, toml: str = "", file: str = "may.csv") -> StoredMapping:
    return StoredMapping(key, "respondents", "data", ("Unit", "Q\x001"), toml, file)


def test_that_of_equal_shapes_the_latest_counts_and_stands_last(database: Database) -> None:
    with database.write() as c:
        remember_mapping(c, batch(c, 1), mapping("a", "unit = 1"))
        remember_mapping(c, batch(c, 2), mapping("b"))
        remember_mapping(c, batch(c, 3), mapping("a", "unit = 2", "june.csv"))
    with database.read() as c:
        found = stored_mappings(c)
    assert [(m.key, m.toml, m.file) for m in found] == [
        ("b", "", "may.csv"),
        ("a", "unit = 2", "june.csv"),
    ]
    assert (found[0].layout, found[0].sheet, found[0].columns) == (
        "respondents",
        "data",
        ("Unit", "Q1"),
    )
