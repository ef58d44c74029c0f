"""What an import had replaced, put back when it is taken back; and what goes over to the new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import insert_ignoring
from models.store.imports.checksums import update_checksums
from models.store.imports.comment_links import add_ties, copy_ties
from models.store.imports.composites import count_composites_anew
from models.store.imports.replaced_rows import TALLIES, Values, add_some_to_facilities, table_of
from models.store.tables import core as t
from models.store.tallies import stored_instruments

_CHUNK = 500


def restore_rows(c: Connection, batch: int) -> int:
    """Bring back what an import took out; return how many surveys and rows of count tables.

    The import's own rows must be gone. Raises UsageProblem when a later import brought some of
    these surveys again.
    """
    row = t.SetAsideRow
    query = sa.select(row).where(row.batch_id == batch, row.from_batch != batch).order_by(row.id)
    by_table: dict[str, list[tuple[int | None, Values]]] = {}
    from_batches = set()
    for found in c.execute(query):
        by_table.setdefault(found.table, []).append((found.unit_id, _read(found)))
        from_batches.add(found.from_batch)
    responses = _with_unit(by_table.get("response", []))
    _refuse_brought_again(c, responses)
    _insert_responses(c, responses)
    _put_back_comments(c, by_table)
    sources = _with_unit(by_table.get("count_source", []))
    _put_back_count_sources(c, sources)
    for table in TALLIES:
        _put_back_tallies(c, table, _with_unit(by_table.get(table.__tablename__, [])))
    c.execute(sa.delete(row).where(row.batch_id == batch, row.from_batch != batch))
    _count_built_measures(c, {values["instrument_id"] for values in responses})
    update_checksums(c, sorted(from_batches))
    return len(responses) + len(sources)


def _count_built_measures(c: Connection, instruments: set[int]) -> None:
    """Count the composites of senders' own questionnaires anew: some may have been built since."""
    for stored in stored_instruments(c):
        own = stored.id in instruments and not stored.instrument.built_in
        if own and any(m.kind == "composite" for m in stored.instrument.measures):
            count_composites_anew(c, stored, but=None)


def refuse_replaced_chain(c: Connection, batch: int) -> None:
    """Raise UsageProblem when a later import replaced rows of one that itself replaced some: what
    it had replaced would come back beside the later ones."""
    row = t.SetAsideRow
    later = c.scalar(
        sa.select(sa.func.max(row.batch_id)).where(row.from_batch == batch, row.batch_id != batch)
    )
    replaces = c.scalar(
        sa.select(sa.func.count()).where(row.batch_id == batch, row.from_batch != batch)
    )
    if later and replaces:
        raise UsageProblem("replaced-later", later=later, batch=batch)


def transfer_annotations(c: Connection, batch: int) -> None:
    """Give the comments of an import what was said of the same ones that it replaced: stars,
    themes, releases, and what was born from them."""
    row, comment = t.SetAsideRow, t.CommentRow
    before: dict[tuple[Any, ...], list[Values]] = {}
    query = sa.select(row).where(row.batch_id == batch, row.table == "comment").order_by(row.id)
    for found in c.execute(query):
        values = _read(found)
        before.setdefault((found.unit_id, *_said(values)), []).append(values)
    if not before:
        return
    new = c.execute(sa.select(comment).where(comment.batch_id == batch).order_by(comment.id))
    for one in new.all():
        same = before.get((one.unit_id, one.month, one.question, one.text))
        if not same:
            continue
        old = same.pop(0)
        if old["state"]:
            c.execute(sa.update(comment).where(comment.id == one.id).values(state=old["state"]))
        ties = sa.select(row).where(row.batch_id == batch, row.row_id == old["id"])
        copy_ties(c, [_read(tie) for tie in c.execute(ties.where(row.table == "tie"))], one.id)


def _said(values: Values) -> tuple[Any, ...]:
    return values["month"], values["question"], values["text"]


def _with_unit(rows: Iterable[tuple[int | None, Values]]) -> list[Values]:
    return [{**values, "unit_id": unit_id} for unit_id, values in rows]


def _refuse_brought_again(c: Connection, responses: Sequence[Values]) -> None:
    places: dict[tuple[int, int], list[str]] = {}
    for v in responses:
        places.setdefault((v["facility_id"], v["instrument_id"]), []).append(v["survey_key"])
    row = t.ResponseRow
    for (facility, instrument), keys in places.items():
        for start in range(0, len(keys), _CHUNK):
            later = c.scalar(
                sa.select(sa.func.max(row.batch_id)).where(
                    row.facility_id == facility,
                    row.instrument_id == instrument,
                    row.survey_key.in_(keys[start : start + _CHUNK]),
                )
            )
            if later is not None:
                raise UsageProblem("brought-again", later=later)


def _insert_responses(c: Connection, responses: Sequence[Values]) -> None:
    names = [column.name for column in table_of(t.ResponseRow).columns]
    rows = (tuple(values[name] for name in names) for values in responses)
    insert_ignoring(c, t.ResponseRow, rows)


def _put_back_comments(c: Connection, by_table: dict[str, list[tuple[int | None, Values]]]) -> None:
    """Bring back comments under their numbers, or under new ones where those are taken."""
    comments = _with_unit(by_table.get("comment", []))
    row = t.CommentRow
    numbers: dict[int, int] = {}
    for values in comments:
        old = values["id"]
        if c.scalar(sa.select(row.id).where(row.id == old)) is not None:
            values = {name: value for name, value in values.items() if name != "id"}
        numbers[old] = c.execute(sa.insert(row).values(**values).returning(row.id)).scalar_one()
    add_ties(c, [values for _unit, values in by_table.get("tie", [])], numbers)


def _put_back_count_sources(c: Connection, rows: Sequence[Values]) -> None:
    """Bring back rows of count tables, behind those that a merged unit has meanwhile."""
    source = t.CountSourceRow
    for values in rows:
        same = (
            source.unit_id == values["unit_id"],
            source.instrument_id == values["instrument_id"],
            source.month == values["month"],
        )
        taken = set(c.scalars(sa.select(source.occurrence).where(*same)))
        if values["occurrence"] in taken:
            values = values | {"occurrence": max(taken) + 1}
        if c.scalar(sa.select(source.id).where(source.id == values["id"])) is not None:
            values = {name: value for name, value in values.items() if name != "id"}
        c.execute(sa.insert(source).values(**values))


def _put_back_tallies(c: Connection, table: type[t.Base], rows: Sequence[Values]) -> None:
    """Bring back tallies, adding to those of a unit that another was merged into meanwhile."""
    columns = table_of(table).c
    keys = [column.name for column in table_of(table).primary_key]
    counts = [column.name for column in columns if column.name not in keys]
    summed: dict[tuple[Any, ...], list[int]] = {}
    for values in rows:
        key = tuple(values[name] for name in keys)
        sums = summed.setdefault(key, [0] * len(counts))
        for place, name in enumerate(counts):
            sums[place] += values[name]
    taken = _keys_of(c, table, keys, rows)
    there = {key: sums for key, sums in summed.items() if key in taken}
    for key, sums in there.items():
        where = [columns[name] == value for name, value in zip(keys, key, strict=True)]
        more = {name: columns[name] + n for name, n in zip(counts, sums, strict=True)}
        c.execute(sa.update(table_of(table)).where(*where).values(**more))
    order = [column.name for column in columns]
    new = [
        {**dict(zip(keys, key, strict=True)), **dict(zip(counts, sums, strict=True))}
        for key, sums in summed.items()
        if key not in there
    ]
    insert_ignoring(c, table, (tuple(values[name] for name in order) for values in new))
    if table is t.TallyRow:
        add_some_to_facilities(c, rows, sign=1)


def _keys_of(
    c: Connection, table: type[t.Base], keys: Sequence[str], rows: Sequence[Values]
) -> set[tuple[Any, ...]]:
    """Return the keys that the imports of some rows have in their months."""
    columns = table_of(table).c
    batches, months = ({values[name] for values in rows} for name in ("batch_id", "month"))
    query = sa.select(*(columns[name] for name in keys)).where(
        columns.batch_id.in_(sorted(batches)), columns.month.in_(sorted(months))
    )
    return set(map(tuple, c.execute(query)))


def _read(row: Any) -> Values:
    values: Values = json.loads(row.content)
    if row.table == "response":
        values["answers"] = bytes.fromhex(values["answers"])
    return values
