"""Mappings that are remembered under the shape of a sender's files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.engine import insert_or_update
from models.store.tables import MappingRow
from models.store.text import storable

MOST = 500
"""Mappings that are looked at; the latest used ones."""


@dataclass(frozen=True, slots=True)
class StoredMapping:
    """A mapping as TOML text, and the shape it is remembered under.

    `key` is the shape's digest, `layout` the format's word, `sheet` the sheet's name without
    months and numbers, `columns` the headers. `file` is the latest file it was used on, `used`
    when (UTC, ISO 8601; set by itself).
    """

    key: str
    layout: str
    sheet: str
    columns: tuple[str, ...]
    toml: str
    file: str
    used: str = ""


def remember_mapping(c: Connection, mapping: StoredMapping) -> None:
    """Remember a mapping, in place of an earlier one of the same shape."""
    columns = [storable(name) for name in mapping.columns]
    values = {
        "shape": mapping.key,
        "layout": mapping.layout,
        "sheet": storable(mapping.sheet),
        "columns": json.dumps(columns, ensure_ascii=False),
        "mapping": storable(mapping.toml),
        "file": storable(mapping.file),
        "used": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    insert_or_update(c, MappingRow, values)


def stored_mappings(c: Connection) -> Sequence[StoredMapping]:
    """Return the remembered mappings, the latest used ones last."""
    latest_first = sa.select(MappingRow).order_by(MappingRow.used.desc()).limit(MOST)
    rows = c.execute(latest_first.with_only_columns(*MappingRow.__table__.columns)).all()
    return [
        StoredMapping(
            key=row.shape,
            layout=row.layout,
            sheet=row.sheet,
            columns=tuple(json.loads(row.columns)),
            toml=row.mapping,
            file=row.file,
            used=row.used,
        )
        for row in reversed(rows)
    ]


def forget_mapping(c: Connection, key: str) -> bool:
    """Forget the mapping of a shape; False when there is none."""
    result = c.execute(sa.delete(MappingRow).where(MappingRow.shape == key))
    return bool(result.rowcount)
