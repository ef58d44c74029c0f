"""Digests of what an import stored, by which silent damage on disk is noticed.

SQLite keeps no checksums of its pages: a flipped bit in a stored answer is a different answer.
Each import therefore leaves a SHA-256 over its rows, which the check computes again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import (
    Base,
    BenchmarkRow,
    CompositeTallyRow,
    CountSourceRow,
    PairTallyRow,
    ResponseRow,
    SurveyTallyRow,
    TallyRow,
)

DIGESTED: tuple[type[Base], ...] = (
    ResponseRow,
    CountSourceRow,
    TallyRow,
    PairTallyRow,
    SurveyTallyRow,
    CompositeTallyRow,
    BenchmarkRow,
)
"""Everything countable that an import stores. Comments are not among it: they are deleted one
by one when their time is over, and a digest over them would then cry wolf."""

_CHUNK = 20_000
_MISSING = -(2**63)


def batch_digest(c: Connection, batch: int) -> str:
    """Return the SHA-256 (hexadecimal) over all rows of a batch, in the order of their keys.

    It depends on the stored values alone: neither on the database's kind, nor on how rows were
    read, nor on the columns' order on disk. Reads every row of the batch.
    """
    whole = sha256()
    for table in DIGESTED:
        whole.update(_TableDigest(table).of(c, batch))
    return whole.hexdigest()


def rows_in_chunks(
    c: Connection, query: sa.Select[*tuple[Any, ...]], size: int = _CHUNK
) -> Iterator[list[Sequence[Any]]]:
    """Run a query and give its rows in lists of at most `size`, never all at once."""
    result = c.execution_options(yield_per=size).execute(query)
    for part in result.partitions(size):
        yield list(part)


class _TableDigest:
    """Hashes a table column by column, so that numpy packs the values of many rows at once."""

    def __init__(self, table: type[Base]) -> None:
        self._columns = [x for x in table.__table__.columns if x.name != "batch_id"]
        self._batch = table.__table__.c.batch_id
        self._keys = [x for x in self._columns if x.primary_key]
        self._hashes = [sha256() for _ in self._columns]
        self._rows = 0

    def of(self, c: Connection, batch: int) -> bytes:
        query = sa.select(*self._columns).where(self._batch == batch)
        if any(isinstance(key.type, sa.Text) for key in self._keys):
            # Databases differ in how they sort text; these tables are small.
            places = [self._columns.index(key) for key in self._keys]
            rows = sorted(c.execute(query), key=lambda row: [row[place] for place in places])
            self._add(rows)
        else:
            for part in rows_in_chunks(c, query.order_by(*self._keys)):
                self._add(part)
        table = sha256(f"{self._batch.table.name} {self._rows}".encode())
        for column in self._hashes:
            table.update(column.digest())
        return table.digest()

    def _add(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows += len(rows)
        for column, values, hashed in zip(
            self._columns, zip(*rows, strict=True), self._hashes, strict=False
        ):
            hashed.update(_packed(column.type, values))


def _packed(kind: sa.types.TypeEngine[Any], values: Sequence[Any]) -> bytes:
    """Return values as bytes that no other values have."""
    if isinstance(kind, sa.Integer):
        numbers = [_MISSING if v is None else v for v in values] if None in values else values
        return np.array(numbers, dtype="<i8").tobytes()
    if isinstance(kind, sa.LargeBinary):
        sizes = np.array([len(v) for v in values], dtype="<i8").tobytes()
        return sizes + b"".join(values)
    if isinstance(kind, sa.Text):
        # NUL is never stored (`models.store.text`), so it may stand for the ends.
        return "".join("\x00" if v is None else f"\x01{v}\x00" for v in values).encode()
    return np.array(values, dtype="<f8").tobytes()
