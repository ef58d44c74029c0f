"""A digest depends on what is stored, and on nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from models.store.database.database import Database, open_database
from models.store.imports.digest import DIGESTED, BatchDigest, batch_digest, rows_in_chunks
from models.store.imports.response_columns import NO_VALUE, ResponseColumns
from models.store.tables import core as t
from tests.models.store.hospital import import_surveys, import_wards

NUMBER = st.none() | st.integers(-(2**31), 2**31 - 1)
RESPONSES = st.lists(
    st.tuples(
        NUMBER,
        st.just(1),
        NUMBER,
        NUMBER,
        NUMBER,
        st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
        NUMBER,
        NUMBER,
        NUMBER,
        st.none() | st.sampled_from(["", "Mail", "Phone"]),
        st.binary(max_size=5),
    ),
    max_size=6,
)


def digest_of(*parts: list[tuple[object, ...]]) -> bytes:
    digest = BatchDigest(1)
    for part in parts:
        digest.add_responses(part)
    return digest._responses.digest()


@given(RESPONSES, st.integers(0, 6))
def test_that_cutting_rows_into_parts_changes_nothing(
    rows: list[tuple[object, ...]], at: int
) -> None:
    assert digest_of(rows[:at], rows[at:]) == digest_of(rows)


@given(RESPONSES, RESPONSES)
def test_that_other_rows_have_another_digest(
    one: list[tuple[object, ...]], other: list[tuple[object, ...]]
) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_that_no_row_is_lost_when_reading_in_parts(database: Database) -> None:
    batch = import_surveys(database)
    query = sa.select(t.TallyRow.unit_id, t.TallyRow.item_id, t.TallyRow.count).where(
        t.TallyRow.batch_id == batch
    )
    with database.read() as c:
        parts = list(rows_in_chunks(c, query, 3))
        rows = sorted(tuple(row) for part in parts for row in part)
        assert rows == sorted(map(tuple, c.execute(query)))
    assert max(map(len, parts)) == 3


@pytest.mark.parametrize("kind", [import_surveys, import_wards])
def test_that_the_importers_digest_is_the_stored_rows(database: Database, kind: object) -> None:
    assert callable(kind)
    batch = kind(database)
    with database.read() as c:
        kept = c.scalar(sa.select(t.BatchRow.rows_sha256).where(t.BatchRow.id == batch))
        assert kept == batch_digest(c, batch)


def test_that_both_databases_have_the_same_digest(tmp_path: Path, postgres_place: str) -> None:
    digests = set()
    for place in (str(tmp_path / "x.db"), postgres_place):
        database = open_database(place)
        batch = import_surveys(database)
        with database.read() as c:
            digests.add(batch_digest(c, batch))
        database.close()
    assert len(digests) == 1


class _Undo(Exception):
    """Takes a change back after it was looked at."""


def other_value(column: sa.Column[object]) -> object:
    if isinstance(column.type, sa.LargeBinary):
        return b"\x01"
    return 77 if isinstance(column.type, sa.Integer | sa.Float) else "changed"


def columns_with_values() -> list[tuple[str, str]]:
    """Return the columns of digested tables that one value can be written to in every row."""
    tables = [t.Base.metadata.tables[table.__tablename__] for table in DIGESTED]
    return [
        (table.name, column.name)
        for table in tables
        for column in table.columns
        if not column.primary_key
        and not column.foreign_keys
        and column.name not in ("survey_key", "occurrence")
        and table.name != "benchmark"
    ]


@pytest.mark.parametrize(("table", "column"), columns_with_values())
def test_that_a_change_of_any_column_changes_the_digest(
    database: Database, table: str, column: str
) -> None:
    batch = import_wards(database) if table == "count_source" else import_surveys(database)
    changed = t.Base.metadata.tables[table]
    with suppress(_Undo), database.write() as c:
        before = batch_digest(c, batch)
        c.execute(sa.update(changed).values({column: other_value(changed.c[column])}))
        assert batch_digest(c, batch) != before
        raise _Undo
    with database.read() as c:
        assert batch_digest(c, batch) == before


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 40_000)] * 2), min_size=1, max_size=6))
def test_that_columns_have_the_digest_of_their_rows(days: list[tuple[int | None, ...]]) -> None:
    n = len(days)
    dates = [
        np.array([NO_VALUE if d is None else d for d in part], np.int64)
        for part in zip(*days, strict=True)
    ]
    numbers = np.arange(n, dtype=np.int64)
    columns = ResponseColumns(
        ids=numbers + 1,
        batch=1,
        facilities=numbers,
        units=numbers * 2,
        instrument=3,
        keys=[f"S{number}" for number in range(n)],
        months=numbers + 24_000,
        discharged=dates[0],
        received=dates[1],
        modes=np.array([0, -1, *[1] * n][:n], np.int32),
        mode_names=["Mail", "Web"],
        answers=np.arange(n * 4, dtype=np.uint8).reshape(n, 4),
    )
    digest = BatchDigest(1)
    digest.add_response_columns(columns)
    assert digest._responses.digest() == digest_of(list(zip(*columns.stored(), strict=True)))


def test_that_some_rows_of_columns_are_those_of_their_places() -> None:
    numbers = np.arange(4, dtype=np.int64)
    columns = ResponseColumns(
        numbers, 1, numbers, numbers, 1, list("abcd"), numbers, numbers, numbers,
        np.array([-1, 0, -1, 1], np.int32), ["b", "d"], numbers.astype(np.uint8).reshape(4, 1),
    )  # fmt: skip
    kept = np.array([False, True, False, True])
    rows = list(zip(*columns.stored(), strict=True))
    assert list(zip(*columns.only(kept).stored(), strict=True)) == [rows[1], rows[3]]
