"""What an import replaces: taken out of its tables and kept aside (`restore_rows` brings it back).

All surveys of a questionnaire, a unit and a month go together. So do their tallies, which are
kept by the same three, and nothing has to be counted anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import ROWS_A_STEP, insert_ignoring, nothing_between
from models.store.imports.checksums import refuse_damaged, update_checksums
from models.store.imports.comment_links import links_of
from models.store.imports.digest import rows_in_chunks
from models.store.tables import core as t
from models.store.tallies import StoredInstrument, add_to_facilities

Cell = tuple[int, int]
"""Unit and month number."""

Values = dict[str, Any]

_CHUNK = 500

TALLIES: tuple[type[t.Base], ...] = (
    t.TallyRow,
    t.PairTallyRow,
    t.SurveyTallyRow,
    t.CompositeTallyRow,
)
_OF_CELLS: tuple[type[t.Base], ...] = (t.CountSourceRow, *TALLIES)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Which questionnaire's surveys are replaced, in which units and months."""

    stored: StoredInstrument
    cells: Collection[Cell]

    @property
    def months(self) -> list[int]:
        return sorted({month for _unit, month in self.cells})


def stored_by_cell(
    c: Connection, instrument_id: int, months: Collection[int], *, without: int
) -> dict[Cell, int]:
    """Return how many surveys, or rows of count tables, are stored by unit and month; those of
    one import left out."""
    row, source = t.SurveyTallyRow, t.CountSourceRow
    counted = sa.select(source.batch_id).where(source.instrument_id == instrument_id)
    found: dict[Cell, int] = {}
    for table, n, also in (
        (row, sa.func.sum(row.count), row.batch_id.not_in(counted)),
        (source, sa.func.count(), sa.true()),
    ):
        query = (
            sa.select(table.unit_id, table.month, n)
            .where(table.instrument_id == instrument_id, table.batch_id != without, also)
            .where(table.month.in_(sorted(months)))
            .group_by(table.unit_id, table.month)
        )
        for unit, month, rows in c.execute(query):
            found[unit, month] = found.get((unit, month), 0) + int(rows)
    return found


def archive_rows(
    c: Connection,
    batch: int,
    replaced: Sequence[Replaced],
    between: Callable[[], None] = nothing_between,
) -> int:
    """Take out what earlier imports hold of some units and months.

    Returns how many surveys and rows of count tables that is. `between` is called again and again
    and may raise to stop. Raises DatabaseProblem when rows of those imports were damaged on disk.
    """
    moved = _Archiver(c, batch, between)
    from_batches: set[int] = set()
    for one in replaced:
        from_batches |= _batches(c, one, batch)
    refuse_damaged(c, sorted(from_batches))
    for one in replaced:
        moved.surveys(one)
        for table in _OF_CELLS:
            moved.cells(table, one)
    update_checksums(c, sorted(from_batches))
    return moved.rows


@dataclass
class _Archiver:
    """Moves rows aside on behalf of one import."""

    c: Connection
    batch: int
    between: Callable[[], None]
    rows: int = 0

    def surveys(self, one: Replaced) -> None:
        """Move the responses of some cells with their comments."""
        table = table_of(t.ResponseRow)
        query = sa.select(*table.columns).where(
            table.c.instrument_id == one.stored.id,
            table.c.month.in_(one.months),
            table.c.batch_id != self.batch,
        )
        names = [column.name for column in table.columns]
        ids: list[int] = []
        for rows in rows_in_chunks(self.c, query):
            found = [dict(zip(names, row, strict=True)) for row in rows]
            here = [v for v in found if (v["unit_id"], v["month"]) in one.cells]
            self._keep("response", here)
            ids += [v["id"] for v in here]
        self._comments(set(ids), one.months)
        self._delete(t.ResponseRow, [{"id": i} for i in ids])
        self.rows += len(ids)

    def _comments(self, responses: set[int], months: Sequence[int]) -> None:
        table = table_of(t.CommentRow)
        query = sa.select(table).where(table.c.month.in_(months))
        here = [dict(row._mapping) for row in self.c.execute(query) if row.response_id in responses]
        self._keep("comment", here)
        by_id = {values["id"]: values for values in here}
        ties = [
            {**tie, "unit_id": by_id[tie["comment"]]["unit_id"],
             "batch_id": by_id[tie["comment"]]["batch_id"], "id": tie["comment"]}
            for tie in links_of(self.c, sorted(by_id))
        ]  # fmt: skip
        self._keep("tie", ties)
        self._delete(t.CommentRow, [{"id": i} for i in by_id])

    def cells(self, table: type[t.Base], one: Replaced) -> None:
        """Move the rows of some cells in a table that is kept by unit and month."""
        columns = table_of(table).c
        if "instrument_id" in columns:
            of_it = columns.instrument_id == one.stored.id
        else:
            item = columns.item_a if "item_a" in columns else columns.item_id
            of_it = item.in_(sorted(one.stored.item_ids.values()))
        query = sa.select(table_of(table)).where(
            of_it, columns.month.in_(one.months), columns.batch_id != self.batch
        )
        here = [
            dict(row._mapping)
            for row in self.c.execute(query)
            if (row.unit_id, row.month) in one.cells
        ]
        self._keep(table.__tablename__, here)
        keys = [column.name for column in table_of(table).primary_key]
        self._delete(table, [{key: values[key] for key in keys} for values in here])
        if table is t.TallyRow:
            add_some_to_facilities(self.c, here, sign=-1)
        if table is t.CountSourceRow:
            self.rows += len(here)

    def _keep(self, table: str, rows: Sequence[Values]) -> None:
        insert_ignoring(
            self.c,
            t.SetAsideRow,
            (
                (
                    self.batch,
                    values["batch_id"],
                    values["unit_id"],
                    table,
                    values.get("id"),
                    _written(values),
                )
                for values in rows
            ),
            self.between,
        )

    def _delete(self, table: type[t.Base], keys: Sequence[Values]) -> None:
        if not keys:
            return
        columns = table_of(table).c
        where = [columns[name] == sa.bindparam(f"key_{name}") for name in keys[0]]
        statement = sa.delete(table_of(table)).where(*where)
        for start in range(0, len(keys), ROWS_A_STEP):
            some = keys[start : start + ROWS_A_STEP]
            self.c.execute(
                statement, [{f"key_{name}": v for name, v in key.items()} for key in some]
            )
            self.between()


def add_some_to_facilities(c: Connection, tallies: Iterable[Values], *, sign: int) -> None:
    """Add rows of tallies to the sums of their units' facilities, or take them away."""
    names = ("unit_id", "item_id", "month", "value", "count")
    if rows := [[values[name] for name in names] for values in tallies]:
        add_to_facilities(c, np.array(rows, np.int64).T, sign=sign)


def _batches(c: Connection, one: Replaced, without: int) -> set[int]:
    """Return the imports that hold rows of some cells."""
    found = set()
    for table in (t.SurveyTallyRow, t.CountSourceRow):
        rows = c.execute(
            sa.select(table.unit_id, table.month, table.batch_id)
            .where(table.instrument_id == one.stored.id, table.month.in_(one.months))
            .where(table.batch_id != without)
            .distinct()
        )
        found |= {row.batch_id for row in rows if (row.unit_id, row.month) in one.cells}
    return found


def table_of(row_class: type[t.Base]) -> sa.Table:
    """Return the table of a mapped class."""
    return t.Base.metadata.tables[row_class.__tablename__]


def _written(values: Values) -> str:
    plain = {name: v.hex() if isinstance(v, bytes) else v for name, v in values.items()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
