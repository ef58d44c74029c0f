"""Digests of what an import stored, by which silent damage on disk is noticed.

SQLite keeps no checksums of its pages: a flipped bit in a stored answer is a different answer.
Each import therefore leaves a SHA-256 over its rows, which the check computes again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.store.database import nothing_between
from models.store.imports.response_columns import NO_VALUE, ResponseColumns
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

Values = Sequence[Any] | NDArray[Any]
"""One column: plain values, or numbers as an array (bytes as rows of one)."""

IdRange = tuple[int, int]
"""First and last number of a batch's responses; other batches' may lie between."""

NO_IDS: IdRange = (1, 0)

_CHUNK = 20_000


class BatchDigest:
    """The digest of one import, taken while its responses are written or from what is stored.

    An importer that has the rows in its hands saves reading a million of them back.
    """

    def __init__(self, batch: int) -> None:
        self._batch = batch
        self._responses = _TableDigest(ResponseRow)
        self._tallies = _TableDigest(TallyRow)

    def add_responses(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take responses that were stored, each with the values of the table's columns in
        their order, ids ascending from call to call."""
        self._responses.add_with_batch(rows)

    def add_response_columns(self, columns: ResponseColumns) -> None:
        """Take responses that were stored, ids ascending from call to call."""
        self._responses.add_columns(columns.values(), len(columns))

    def add_tallies(self, tallies: NDArray[np.int64]) -> None:
        """Take the tallies that were stored, all of them at once, as `add_tallies` of
        `models.store.imports.writes` takes them."""
        names = ("unit_id", "item_id", "month", "value", "count")
        self._tallies.add_columns(dict(zip(names, tallies, strict=True)), tallies.shape[1])

    def finish(self, c: Connection, between: Callable[[], None] = nothing_between) -> str:
        """Return the SHA-256 (hexadecimal) over the responses given and the batch's other rows.

        `between` is called several times a second and may raise to stop.
        """
        whole = sha256(self._responses.digest())
        for table in DIGESTED[1:]:
            between()
            given = self._tallies if table is TallyRow else None
            if given is None or not given.holds_all(c, self._batch):
                given = _TableDigest(table)
                given.read(c, self._batch)
            whole.update(given.digest())
        return whole.hexdigest()

    def read_responses(self, c: Connection, ids: IdRange) -> None:
        """Take the responses as they are stored; `ids` as `response_ids` gives it."""
        for rows in rows_in_chunks(c, responses_of(self._batch, ids)):
            self.add_responses(rows)


def batch_digest(c: Connection, batch: int, ids: IdRange | None = None) -> str:
    """Return the SHA-256 (hexadecimal) over all rows of a batch, in the order of their keys.

    It depends on the stored values alone: neither on the kind of database, nor on how the rows
    were read or written. Reads every row of the batch, and looks through all responses unless
    `ids` tells where its own are.
    """
    digest = BatchDigest(batch)
    digest.read_responses(c, ids or response_ids(c).get(batch, NO_IDS))
    return digest.finish(c)


def response_ids(c: Connection) -> dict[int, IdRange]:
    """Map each batch to the first and last number of its responses.

    Responses have no index by batch, but those of one batch lie together: knowing where saves
    a look through all of them for each batch.
    """
    row = ResponseRow
    first, last = sa.func.min(row.id), sa.func.max(row.id)
    rows = c.execute(sa.select(row.batch_id, first, last).group_by(row.batch_id))
    return {batch: (lowest, highest) for batch, lowest, highest in rows}


def responses_of(batch: int, ids: IdRange) -> sa.Select[*tuple[Any, ...]]:
    """Return the query of a batch's responses: all columns, in the order of their numbers."""
    table = Base.metadata.tables[ResponseRow.__tablename__]
    query = sa.select(*table.columns).where(table.c.batch_id == batch, table.c.id.between(*ids))
    return query.order_by(table.c.id)


def rows_in_chunks(
    c: Connection, query: sa.Select[*tuple[Any, ...]], size: int = _CHUNK
) -> Iterator[list[Sequence[Any]]]:
    """Run a query and give its rows as plain tuples, in lists of at most `size`.

    Uses the driver's own cursor, a named one on PostgreSQL, so that neither all rows are held
    at once nor a million result rows are built: that would double the time. Conditions may
    compare with whole numbers only.
    """
    sql = str(query.compile(c, compile_kwargs={"literal_binds": True}))
    driver: Any = c.connection.driver_connection
    named = {"name": "rows_in_chunks"} if c.dialect.name == "postgresql" else {}
    try:
        with closing(driver.cursor(**named)) as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(size):
                yield list(rows)
    except c.dialect.loaded_dbapi.Error as error:
        # Told like every other failure of the connection; see `models.store.database.failures`.
        raise sa.exc.DBAPIError(None, None, error) from None


class _TableDigest:
    """Hashes a table column by column, so that numpy packs the values of many rows at once."""

    def __init__(self, table: type[Base]) -> None:
        self._all = list(Base.metadata.tables[table.__tablename__].columns)
        self._columns = [column for column in self._all if column.name != "batch_id"]
        self._batch = Base.metadata.tables[table.__tablename__].c.batch_id
        self._keys = [column for column in self._columns if column.primary_key]
        self._hashes = [_ColumnDigest() for _ in self._columns]
        self._rows = 0

    def read(self, c: Connection, batch: int) -> None:
        """Add the stored rows of a batch."""
        query = sa.select(*self._columns).where(self._batch == batch)
        if any(isinstance(key.type, sa.Text) for key in self._keys):
            # Databases differ in how they sort text; these tables are small.
            places = [self._columns.index(key) for key in self._keys]
            rows = sorted(c.execute(query), key=lambda row: [row[place] for place in places])
            self._add(self._columns, rows)
        else:
            for part in rows_in_chunks(c, query.order_by(*self._keys)):
                self._add(self._columns, part)

    def holds_all(self, c: Connection, batch: int) -> bool:
        """Whether as many rows were added as the batch has stored."""
        query = sa.select(sa.func.count()).where(self._batch == batch)
        return bool(c.execute(query).scalar_one() == self._rows)

    def add_with_batch(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows that hold every column, the batch's number included."""
        self._add(self._all, rows)

    def digest(self) -> bytes:
        table = sha256(f"{self._batch.table.name} {self._rows}".encode())
        for column in self._hashes:
            table.update(column.digest())
        return table.digest()

    def add_columns(self, values: Mapping[str, Values], n: int) -> None:
        """Add `n` rows given as the values of each column by its name."""
        self._rows += n
        for column, hashed in zip(self._columns, self._hashes, strict=True):
            hashed.add(column.type, values[column.name])

    def _add(self, columns: list[sa.Column[Any]], rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            names = [column.name for column in columns]
            found = dict(zip(names, zip(*rows, strict=True), strict=True))
            self.add_columns(found, len(rows))


class _ColumnDigest:
    """Hashes the values of a column, the same however they are cut into parts."""

    def __init__(self) -> None:
        self._content = sha256()
        self._sizes = sha256()

    def add(self, kind: sa.types.TypeEngine[Any], values: Values) -> None:
        self._content.update(_packed(kind, values))
        if isinstance(kind, sa.LargeBinary):
            if isinstance(values, np.ndarray):
                sizes = np.full(len(values), values.shape[1], "<i8")
            else:
                sizes = np.fromiter(map(len, values), dtype="<i8", count=len(values))
            self._sizes.update(sizes.tobytes())

    def digest(self) -> bytes:
        return self._content.digest() + self._sizes.digest()


def _packed(kind: sa.types.TypeEngine[Any], values: Values) -> bytes:
    """Return values as bytes that no other values have (packed ones of the same sizes)."""
    if isinstance(values, np.ndarray):
        return values.astype("<i8").tobytes() if values.ndim == 1 else values.tobytes()
    if isinstance(kind, sa.Integer):
        numbers = [NO_VALUE if v is None else v for v in values] if None in values else values
        return np.array(numbers, dtype="<i8").tobytes()
    if isinstance(kind, sa.LargeBinary):
        return b"".join(values)
    if isinstance(kind, sa.Text):
        # NUL is never stored (`models.store.database.sanitize`), so it may stand for the ends.
        if None in values:
            return "".join("\x00" if v is None else f"\x01{v}\x00" for v in values).encode()
        return ("\x01" + "\x00\x01".join(values) + "\x00").encode() if values else b""
    return np.array(values, dtype="<f8").tobytes()
