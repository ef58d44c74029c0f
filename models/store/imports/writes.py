"""What an import writes and its undoing removes. Callers hold one write transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.store.database import insert_columns_ignoring, nothing_between
from models.store.imports.instrument_extensions import undo_extensions
from models.store.imports.made_rows import can_make_rows, insert_made_rows, other_stored_answers
from models.store.imports.response_columns import ResponseColumns
from models.store.imports.restore_replaced import refuse_replaced_chain, restore_rows
from models.store.tables import core as t
from models.store.tallies import add_to_facilities, take_from_facilities
from models.survey import NO_UNIT

_CHUNK = 500

# Tables rather than mapped classes, and built once: a workbook brings thousands of wards.
_FACILITY, _UNIT = (t.Base.metadata.tables[name] for name in ("facility", "unit"))
_ADD_FACILITY = _FACILITY.insert().returning(_FACILITY.c.id)
_ADD_UNIT = _UNIT.insert().returning(_UNIT.c.id)


def lock_for_import(c: Connection) -> None:
    """Let one import at a time write; SQLite's write transaction is such a lock already."""
    if c.dialect.name == "postgresql":
        c.execute(sa.select(sa.func.pg_advisory_xact_lock(t.IMPORT_LOCK)))


def new_batch(c: Connection, values: Mapping[str, Any]) -> int:
    """Insert a batch and return its number."""
    insert = sa.insert(t.BatchRow).values(**values).returning(t.BatchRow.id)
    return int(c.execute(insert).scalar_one())


def finish_batch(c: Connection, batch: int, values: Mapping[str, Any]) -> None:
    """Write the counts of a batch when they are known."""
    c.execute(sa.update(t.BatchRow).where(t.BatchRow.id == batch).values(**values))


def add_problems(c: Connection, batch: int, problems: Iterable[Mapping[str, Any]]) -> None:
    rows = [{"batch_id": batch, **problem} for problem in problems]
    if rows:
        c.execute(sa.insert(t.ProblemRow), rows)


def known_facilities(c: Connection) -> dict[str, int]:
    """Return the ids of all facilities by name."""
    return {row.name: row.id for row in c.execute(sa.select(t.FacilityRow.name, t.FacilityRow.id))}


def known_units(c: Connection) -> dict[tuple[int, str, str], int]:
    """Return the ids of all units by facility, site and name; also by their other names that
    hold for every month."""
    alias, unit = t.UnitAliasRow, t.UnitRow
    found: dict[tuple[int, str, str], int] = {}
    for query in (
        sa.select(alias.facility_id, alias.site, alias.name, alias.unit_id.label("id")).where(
            alias.from_month == 0
        ),
        sa.select(unit.facility_id, unit.site, unit.name, unit.id),
    ):
        found.update({(r.facility_id, r.site, r.name): r.id for r in c.execute(query)})
    return found


def dated_names(c: Connection) -> dict[tuple[int, str, str], list[tuple[int, int]]]:
    """Return, by facility, site and name, the units that the name means from a month on, as
    (month, unit id), the earliest first."""
    row = t.UnitAliasRow
    found: dict[tuple[int, str, str], list[tuple[int, int]]] = {}
    for alias in c.execute(sa.select(row).where(row.from_month > 0).order_by(row.from_month)):
        key = (alias.facility_id, alias.site, alias.name)
        found.setdefault(key, []).append((alias.from_month, alias.unit_id))
    return found


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One of the names of a unit: `unit` is what it is called, `name` that or another."""

    id: int
    facility: str
    site: str
    name: str
    unit: str
    created_by_batch: int | None


def named_units(c: Connection, batch: int) -> list[NamedUnit]:
    """Return every name of every unit, in the order of the units, but for other names that an
    import brought."""
    unit, alias, facility = t.UnitRow, t.UnitAliasRow, t.FacilityRow
    head = (unit.id, facility.name.label("facility"), unit.site)
    own = sa.select(*head, unit.name, unit.name.label("unit"), unit.created_by_batch).join(
        facility, facility.id == unit.facility_id
    )
    other = (
        sa.select(*head, alias.name, unit.name.label("unit"), unit.created_by_batch)
        .join(alias, alias.unit_id == unit.id)
        .join(facility, facility.id == unit.facility_id)
        .where(sa.func.coalesce(alias.created_by_batch, 0) != batch)
        .distinct()
    )
    return [
        NamedUnit(*row)
        for query in (own, other)
        for row in c.execute(query.order_by(unit.id, sa.literal_column("4")))
    ]


def unassigned_units(c: Connection) -> list[int]:
    """Return the ids of the units of rows that name none."""
    row = t.UnitRow
    query = sa.select(row.id).where(sa.func.lower(row.name) == NO_UNIT.lower())
    return list(c.scalars(query))


def add_facility(c: Connection, name: str, batch: int) -> int:
    """Store a new facility and return its id."""
    values = {"name": name, "created_by_batch": batch}
    return int(c.execute(_ADD_FACILITY, values).scalar_one())


def add_unit(
    c: Connection, facility_id: int, site: str, name: str, batch: int, *, kind: str = ""
) -> int:
    """Store a new unit and return its id."""
    values = {
        "facility_id": facility_id,
        "site": site,
        "name": name,
        "type": kind,
        "created_by_batch": batch,
    }
    return int(c.execute(_ADD_UNIT, values).scalar_one())


def next_response_id(c: Connection) -> int:
    """Return the first number that no response has, nor one that was set aside."""
    aside = t.SetAsideRow
    stored = c.scalar(sa.select(sa.func.max(t.ResponseRow.id))) or 0
    kept = c.scalar(sa.select(sa.func.max(aside.row_id)).where(aside.table == "response")) or 0
    return int(max(stored, kept)) + 1


def add_responses(
    c: Connection, columns: ResponseColumns, between: Callable[[], None] = nothing_between
) -> NDArray[np.bool_] | None:
    """Insert responses whose ids ascend without gaps.

    A row whose survey is stored already is left out. Returns None when every row went in,
    else which did. `between` is called several times a second and may raise to stop.
    """
    first, last = int(columns.ids[0]), int(columns.ids[-1])
    inside = t.ResponseRow.id.between(first, last)
    if c.dialect.name == "sqlite" and can_make_rows(columns):
        stored = insert_made_rows(c, columns, between)
    else:
        insert_columns_ignoring(c, t.ResponseRow, columns.stored(), between)
        stored = c.execute(sa.select(sa.func.count()).where(inside)).scalar_one()
    if stored == len(columns):
        return None
    kept = np.zeros(len(columns), np.bool_)
    ids = c.execute(sa.select(t.ResponseRow.id).where(inside)).scalars()
    kept[np.fromiter(ids, np.int64) - first] = True
    return kept


def remove_responses(c: Connection, ids: Sequence[int]) -> None:
    """Delete responses of which nothing was counted yet."""
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        c.execute(sa.delete(t.ResponseRow).where(t.ResponseRow.id.in_(some)))


def stored_answers(
    c: Connection, facility_id: int, instrument_id: int, keys: Sequence[str]
) -> dict[str, bytes]:
    """Return the packed answers of stored surveys by their key."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _CHUNK):
        query = sa.select(t.ResponseRow.survey_key, t.ResponseRow.answers).where(
            t.ResponseRow.facility_id == facility_id,
            t.ResponseRow.instrument_id == instrument_id,
            t.ResponseRow.survey_key.in_(keys[start : start + _CHUNK]),
        )
        found.update({row.survey_key: row.answers for row in c.execute(query)})
    return found


def other_answers(
    c: Connection,
    facility_id: int,
    instrument_id: int,
    keys: Sequence[str],
    answers: NDArray[np.uint8],
    between: Callable[[], None] = nothing_between,
) -> dict[int, bytes]:
    """Return the packed answers of stored surveys that are others than `answers` (one row for each
    key), by the place of their key. `between` is that of `add_responses`."""
    if c.dialect.name == "sqlite":
        return other_stored_answers(c, facility_id, instrument_id, keys, answers, between)
    stored = stored_answers(c, facility_id, instrument_id, keys)
    pairs = ((place, stored.get(key)) for place, key in enumerate(keys))
    return {
        place: found
        for place, found in pairs
        if found is not None and found != answers[place].tobytes()
    }


def add_comments(c: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        c.execute(sa.insert(t.CommentRow), list(rows))


def add_tallies(
    c: Connection,
    batch: int,
    tallies: NDArray[np.int64],
    between: Callable[[], None] = nothing_between,
) -> None:
    """Insert tallies and add them to the facilities' sums.

    Five rows of numbers: unit, item, month, value, count; sorted by the first four. `between` is
    that of `add_responses`.
    """
    if not tallies.size:
        return
    *keys, counts = tallies.tolist()
    columns = [*keys, [batch] * len(counts), counts]
    insert_columns_ignoring(c, t.TallyRow, columns, between)
    add_to_facilities(c, tallies, between=between)


def known_count_rows(c: Connection, instrument_id: int, month: int) -> dict[tuple[int, int], str]:
    """Return digests of stored count rows of a month by (unit, occurrence)."""
    query = sa.select(
        t.CountSourceRow.unit_id, t.CountSourceRow.occurrence, t.CountSourceRow.digest
    ).where(t.CountSourceRow.instrument_id == instrument_id, t.CountSourceRow.month == month)
    return {(row.unit_id, row.occurrence): row.digest for row in c.execute(query)}


def count_rows_of_batch(c: Connection, table: type[t.Base], batch: int) -> int:
    """Return how many rows a batch has in one of the tables that carry it."""
    query = sa.select(sa.func.count()).where(table.__table__.c.batch_id == batch)
    return int(c.execute(query).scalar_one())


_OF_A_BATCH: tuple[type[t.Base], ...] = (
    t.CommentRow,
    t.ResponseRow,
    t.CountSourceRow,
    t.PairTallyRow,
    t.CompositeTallyRow,
    t.SurveyTallyRow,
    t.TallyRow,
    t.BenchmarkRow,
    t.ProblemRow,
    t.MappingRow,
)


def remove_batch(c: Connection, batch: int) -> int:
    """Delete everything a batch brought, bring back what it replaced, and delete the places and
    questionnaires left empty by it. Raises UsageProblem when a later batch stands in the way.

    Returns how many responses came back.
    """
    refuse_replaced_chain(c, batch)
    take_from_facilities(c, batch)
    for table in _OF_A_BATCH:
        c.execute(sa.delete(table).where(table.__table__.c.batch_id == batch))
    aside = t.SetAsideRow
    c.execute(sa.delete(aside).where(aside.from_batch == batch, aside.batch_id != batch))
    back = restore_rows(c, batch)
    c.execute(sa.delete(t.UnitAliasRow).where(t.UnitAliasRow.created_by_batch == batch))
    _remove_empty_places(c, batch)
    undo_extensions(c, batch)
    _remove_unused_instruments(c)
    return back


def _remove_empty_places(c: Connection, batch: int) -> None:
    """Delete the places that a batch made, or an earlier one that was taken back before it while
    they were still in use."""
    used = sa.union(
        *(sa.select(column).where(column.is_not(None)) for column in _unit_references())
    )
    undone = sa.select(t.BatchRow.id).where(
        sa.or_(t.BatchRow.id == batch, t.BatchRow.undone.is_not(None))
    )
    c.execute(
        sa.delete(t.UnitRow).where(
            t.UnitRow.created_by_batch.in_(undone),
            t.UnitRow.id.not_in(sa.select(used.subquery())),
        )
    )
    with_units = sa.select(t.UnitRow.facility_id)
    c.execute(
        sa.delete(t.FacilityRow).where(
            t.FacilityRow.created_by_batch.in_(undone),
            t.FacilityRow.id.not_in(with_units),
            t.FacilityRow.id.not_in(sa.select(t.UnitAliasRow.facility_id)),
        )
    )


def _unit_references() -> list[Any]:
    """Return every column in the schema that names a unit, so that none is forgotten."""
    found = []
    for table in t.Base.metadata.sorted_tables:
        if table.name not in ("unit", "facility_tally"):
            found += [column for column in table.c if column.name == "unit_id"]
    return found


def _remove_unused_instruments(c: Connection) -> None:
    used = sa.union(
        sa.select(t.ResponseRow.instrument_id),
        sa.select(t.CountSourceRow.instrument_id),
        sa.select(t.SurveyTallyRow.instrument_id),
    ).subquery()
    unused = sa.select(t.InstrumentRow.id).where(t.InstrumentRow.id.not_in(sa.select(used)))
    c.execute(sa.delete(t.ItemRow).where(t.ItemRow.instrument_id.in_(unused)))
    c.execute(sa.delete(t.InstrumentRow).where(t.InstrumentRow.id.in_(unused)))
