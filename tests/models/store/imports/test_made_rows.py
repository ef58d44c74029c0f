"""Rows made inside SQLite are those that were handed over, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from models.store.database import bulk
from models.store.database.bulk import insert_columns_ignoring, nothing_between
from models.store.database.database import Database, open_database
from models.store.imports import made_rows
from models.store.imports.response_columns import NO_VALUE, ResponseColumns
from models.store.imports.writes import add_responses, other_answers
from models.store.tables import core as t
from tests.models.store.hospital import import_surveys

DAYS = st.just(NO_VALUE) | st.integers(-5, 40_000)
KEYS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12)
ROWS = st.lists(
    st.tuples(
        KEYS,
        DAYS,
        DAYS,
        st.integers(-1, 2),
        st.integers(0, 30_000),
        st.binary(min_size=3, max_size=3),
    ),
    min_size=1,
    max_size=12,
)


def columns_of(rows: list[tuple[object, ...]], first: int = 900_000) -> ResponseColumns:
    """Return responses of the sample hospital's first unit."""
    keys, left, came, modes, months, answers = zip(*rows, strict=True)
    ones = np.ones(len(rows), np.int64)
    return ResponseColumns(
        ids=np.arange(first, first + len(rows), dtype=np.int64),
        batch=1,
        facilities=ones,
        units=ones,
        instrument=1,
        keys=[str(key) for key in keys],
        months=np.array(months, np.int64),
        discharged=np.array(left, np.int64),
        received=np.array(came, np.int64),
        modes=np.array(modes, np.int32),
        mode_names=["Mail", "Web’s", ""],
        answers=np.frombuffer(b"".join(answers), np.uint8).reshape(len(rows), -1),
    )


class _Undo(Exception):
    """Takes back what a test wrote."""


def stored(db: Database, columns: ResponseColumns, *, made: bool) -> list[tuple[object, ...]]:
    """Return the rows that the database holds after storing these, and take them back."""
    found: list[tuple[object, ...]] = []
    table = t.Base.metadata.tables["response"]
    try:
        with db.write() as c:
            if made:
                made_rows.insert_made_rows(c, columns, nothing_between)
            else:
                insert_columns_ignoring(c, t.ResponseRow, columns.stored())
            query = sa.select(table).where(table.c.id >= int(columns.ids[0])).order_by(table.c.id)
            found = [tuple(row) for row in c.execute(query)]
            raise _Undo
    except _Undo:
        return found


@pytest.fixture
def surveys(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "hospital.db")) as database:
        import_surveys(database)
        yield database


def test_that_rows_made_inside_are_the_rows_handed_over(surveys: Database) -> None:
    @given(ROWS)
    def check(rows: list[tuple[object, ...]]) -> None:
        columns = columns_of(rows)
        assert stored(surveys, columns, made=True) == stored(surveys, columns, made=False)

    check()


def test_that_rows_are_made_in_steps_that_can_be_stopped(
    surveys: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ROWS_A_STEP", 4)
    rows: list[tuple[object, ...]] = [
        (f"K{n}", n, NO_VALUE, n % 3, 24_000 + n, bytes([n, 1, 2])) for n in range(11)
    ]
    columns = columns_of(rows)
    steps: list[int] = []

    def stop_at_third() -> None:
        steps.append(1)
        if len(steps) == 3:
            raise _Undo

    with pytest.raises(_Undo), surveys.write() as c:
        made_rows.insert_made_rows(c, columns, stop_at_third)
    assert len(stored(surveys, columns, made=True)) == 11


def test_that_surveys_stored_already_are_told(surveys: Database) -> None:
    rows: list[tuple[object, ...]] = [
        (f"K{n}", n, n, 0, 24_000, bytes([n, 1, 2])) for n in range(6)
    ]
    with surveys.write() as c:
        assert add_responses(c, columns_of(rows[1:4])) is None
        kept = add_responses(c, columns_of(rows, first=950_000))
    assert kept is not None
    assert kept.tolist() == [True, False, False, False, True, True]


def test_that_ids_with_gaps_are_handed_over_one_by_one() -> None:
    columns = columns_of([("a", 1, 1, 0, 24_000, b"abc")] * 3)
    assert made_rows.can_make_rows(columns)
    assert not made_rows.can_make_rows(replace(columns, ids=np.array([1, 2, 4])))


def test_that_surveys_stored_otherwise_are_told_with_what_is_stored(database: Database) -> None:
    import_surveys(database)
    rows: list[tuple[object, ...]] = [
        (f"K{n}", n, n, 0, 24_000, bytes([n, 1, 2])) for n in range(5)
    ]
    columns = columns_of(rows)
    with database.write() as c:
        add_responses(c, columns)
        given = columns.answers.copy()
        given[3] = 9
        keys = [*columns.keys[:4], "unknown"]
        assert other_answers(c, 1, 1, keys, given) == {3: bytes([3, 1, 2])}
        assert other_answers(c, 1, 1, keys[:3], given[:3]) == {}
