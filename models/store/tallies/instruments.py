"""Questionnaires that have data, and the numbers of their items."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import InstrumentRow, ItemRow
from models.store.tallies.labels import measure_labels, with_labels
from models.survey import Instrument, instrument_from_json, instrument_to_json


@dataclass(frozen=True)
class StoredInstrument:
    """A questionnaire as the store knows it. `item_ids` maps item keys to the ids in tallies."""

    id: int
    instrument: Instrument
    item_ids: dict[str, int]


def stored_instruments(c: Connection, *, own_names: bool = True) -> tuple[StoredInstrument, ...]:
    """Return every questionnaire that has data, oldest version first within a family.

    Measures and answers have the names that people gave them, with `own_names` False those of
    their files.
    """
    ids: dict[int, dict[str, int]] = {}
    for row in c.execute(sa.select(ItemRow.instrument_id, ItemRow.key, ItemRow.id)):
        ids.setdefault(row.instrument_id, {})[row.key] = row.id
    rows = c.execute(sa.select(InstrumentRow.id, InstrumentRow.definition))
    labels = measure_labels(c) if own_names else {}
    found = [
        StoredInstrument(
            row.id, with_labels(instrument_from_json(row.definition), labels), ids.get(row.id, {})
        )
        for row in rows
    ]
    found.sort(key=lambda s: (s.instrument.family, s.instrument.first_month or 0, s.id))
    return tuple(found)


def ensure_instrument(c: Connection, instrument: Instrument) -> StoredInstrument:
    """Store a questionnaire, or the items that were added to it, and return it with its ids.

    Items keep their places: a questionnaire grows at the end only, so that answers packed
    earlier stay readable.
    """
    definition = instrument_to_json(instrument)
    row = c.execute(
        sa.select(InstrumentRow.id, InstrumentRow.definition).where(
            InstrumentRow.key == instrument.key
        )
    ).first()
    if row is None:
        instrument_id = c.execute(
            sa.insert(InstrumentRow)
            .values(key=instrument.key, definition=definition)
            .returning(InstrumentRow.id)
        ).scalar_one()
    else:
        instrument_id = row.id
        if row.definition != definition:
            c.execute(
                sa.update(InstrumentRow)
                .where(InstrumentRow.id == instrument_id)
                .values(definition=definition)
            )
    return StoredInstrument(instrument_id, instrument, _ensure_items(c, instrument_id, instrument))


def stored_definition(c: Connection, key: str) -> tuple[int, str] | None:
    """Return the number and definition (JSON) of a questionnaire, None when it has no data."""
    row = InstrumentRow
    found = c.execute(sa.select(row.id, row.definition).where(row.key == key)).first()
    return (found.id, found.definition) if found is not None else None


def shrink_instrument(c: Connection, instrument_id: int, grown: str, before: str) -> None:
    """Give a questionnaire back its definition, when it is still what an import made of it."""
    row = InstrumentRow
    today = c.scalar(sa.select(row.definition).where(row.id == instrument_id))
    if today != grown:
        return
    kept = [item.key for item in instrument_from_json(before).items]
    c.execute(sa.update(row).where(row.id == instrument_id).values(definition=before))
    c.execute(
        sa.delete(ItemRow).where(ItemRow.instrument_id == instrument_id, ItemRow.key.not_in(kept))
    )


def _ensure_items(c: Connection, instrument_id: int, instrument: Instrument) -> dict[str, int]:
    query = sa.select(ItemRow.key, ItemRow.id).where(ItemRow.instrument_id == instrument_id)
    known = {row.key: row.id for row in c.execute(query)}
    missing = [
        {"instrument_id": instrument_id, "key": item.key, "position": position}
        for position, item in enumerate(instrument.items)
        if item.key not in known
    ]
    if missing:
        c.execute(sa.insert(ItemRow), missing)
        known = {row.key: row.id for row in c.execute(query)}
    return known
