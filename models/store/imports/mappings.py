"""Mappings that are remembered under the shape of a sender's files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import sanitize
from models.store.tables import MappingRow

MOST = 500
"""Imports whose mappings are looked at; the latest ones."""


@dataclass(frozen=True, slots=True)
class StoredMapping:
    """A mapping as TOML text, and the shape it is remembered under.

    `key` is the shape's digest, `layout` the format's word, `sheet` the sheet's name without
    months and numbers, `columns` the headers. `file` is the file it was used on.
    """

    key: str
    layout: str
    sheet: str
    columns: tuple[str, ...]
    toml: str
    file: str


def remember_mapping(c: Connection, batch: int, mapping: StoredMapping) -> None:
    """Remember the mapping of an import; taking the import back forgets it."""
    columns = [sanitize(name) for name in mapping.columns]
    c.execute(
        sa.insert(MappingRow).values(
            batch_id=batch,
            shape=mapping.key,
            layout=mapping.layout,
            sheet=sanitize(mapping.sheet),
            columns=json.dumps(columns, ensure_ascii=False),
            mapping=sanitize(mapping.toml),
            file=sanitize(mapping.file),
        )
    )


def stored_mappings(c: Connection) -> Sequence[StoredMapping]:
    """Return the remembered mappings, one of each shape, the latest used ones last."""
    latest_first = sa.select(*MappingRow.__table__.columns).order_by(MappingRow.batch_id.desc())
    found: dict[str, StoredMapping] = {}
    for row in c.execute(latest_first.limit(MOST)):
        if row.shape not in found:
            columns = tuple(json.loads(row.columns))
            found[row.shape] = StoredMapping(
                row.shape, row.layout, row.sheet, columns, row.mapping, row.file
            )
    return list(reversed(found.values()))
