"""Rows of responses made inside SQLite.

Handing a million rows to SQLite one value at a time takes longer than storing them. Here a
statement gets each column of some thousand rows as one piece of bytes, and cuts the values out
of it itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.store.database import bulk
from models.store.imports.response_columns import NO_VALUE, ResponseColumns

MOST_MODES = 30
"""With more different modes than this the rows are handed over one by one."""

_NUMBERS = "row_number_of_step"
_COLUMNS = (
    "id, batch_id, facility_id, unit_id, instrument_id, survey_key, month, discharged, received, "
    "mode, answers"
)

Ints = NDArray[np.int64]


def can_make_rows(columns: ResponseColumns) -> bool:
    """Whether SQLite can make these rows: their ids have no gaps, and their modes are few."""
    ids = columns.ids
    return int(ids[-1]) - int(ids[0]) == len(ids) - 1 and len(columns.mode_names) <= MOST_MODES


def insert_made_rows(c: Connection, columns: ResponseColumns, between: Callable[[], None]) -> int:
    """Insert responses, leaving out those whose survey is stored already; return how many went in.

    `between` is called several times a second and may raise to stop.
    """
    _make_numbers(c)
    inserted = 0
    for start in range(0, len(columns), bulk.ROWS_A_STEP):
        statement, values = _statement(columns, slice(start, start + bulk.ROWS_A_STEP))
        inserted += c.exec_driver_sql(statement, values).rowcount
        between()
    return inserted


def other_stored_answers(
    c: Connection,
    facility_id: int,
    instrument_id: int,
    keys: Sequence[str],
    answers: NDArray[np.uint8],
    between: Callable[[], None],
) -> dict[int, bytes]:
    """Return what `models.store.imports.writes.other_answers` does, compared inside SQLite."""
    _make_numbers(c)
    found: dict[int, bytes] = {}
    step, width = bulk.ROWS_A_STEP, answers.shape[1]
    for start in range(0, len(keys), step):
        part = keys[start : start + step]
        key, values = _texts(part)
        given = bytearray(answers[start : start + step].tobytes())
        rows = c.exec_driver_sql(
            f"SELECT i, answers FROM temp.{_NUMBERS} CROSS JOIN response ON facility_id = ? "
            f"AND instrument_id = ? AND survey_key = {key} "
            f"WHERE i < ? AND answers <> substr(?, i * {width} + 1, {width})",
            (facility_id, instrument_id, *values, len(part), given),
        )
        found.update({start + place: stored for place, stored in rows})
        between()
    return found


def _make_numbers(c: Connection) -> None:
    """Make the table of the numbers of a step's rows."""
    c.exec_driver_sql(f"CREATE TEMP TABLE IF NOT EXISTS {_NUMBERS} (i INTEGER PRIMARY KEY) STRICT")
    highest = c.exec_driver_sql(f"SELECT coalesce(max(i), -1) FROM temp.{_NUMBERS}").scalar_one()
    missing = [(i,) for i in range(highest + 1, bulk.ROWS_A_STEP)]
    if missing:
        c.exec_driver_sql(f"INSERT INTO temp.{_NUMBERS} VALUES (?)", missing)


def _statement(columns: ResponseColumns, part: slice) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that inserts a part of the rows, and the values for its marks."""
    ids = columns.ids[part]
    width = columns.answers.shape[1]
    made = [
        ("? + i", [int(ids[0])]),
        ("?", [columns.batch]),
        _numbers(columns.facilities[part]),
        _numbers(columns.units[part]),
        ("?", [columns.instrument]),
        _texts(columns.keys[part]),
        _numbers(columns.months[part]),
        _numbers(columns.discharged[part]),
        _numbers(columns.received[part]),
        _chosen(columns.modes[part], columns.mode_names),
        (f"substr(?, i * {width} + 1, {width})", [bytearray(columns.answers[part].tobytes())]),
    ]
    statement = (
        f"INSERT INTO response ({_COLUMNS}) SELECT {', '.join(sql for sql, _ in made)} "
        f"FROM temp.{_NUMBERS} WHERE i < ? ORDER BY i ON CONFLICT DO NOTHING"
    )
    return statement, (*(value for _, values in made for value in values), len(ids))


def _numbers(numbers: Ints) -> tuple[str, list[Any]]:
    """Return SQL for numbers: one that all rows share as it is, others as digits above the least.

    NO_VALUE becomes NULL: it stands as one above the largest.
    """
    known = numbers != NO_VALUE
    if not known.any():
        return "NULL", []
    least, largest = int(numbers[known].min()), int(numbers[known].max())
    if least == largest and known.all():
        return "?", [least]
    above = np.where(known, numbers - least, largest - least + 1)
    sql, values = _digits(above)
    if known.all():
        return f"? + {sql}", [least, *values]
    return f"? + nullif({sql}, ?)", [least, *values, largest - least + 1]


def _digits(numbers: Ints) -> tuple[str, list[Any]]:
    """Return SQL for numbers from 0 on."""
    width = len(str(int(numbers.max())))
    digits = np.empty((len(numbers), width), np.uint8)
    rest = numbers
    for place in range(width - 1, -1, -1):
        rest, digits[:, place] = np.divmod(rest, 10)
    digits += ord("0")
    cut = f"CAST(substr(?, i * {width} + 1, {width}) AS INTEGER)"
    return cut, [bytearray(digits.tobytes())]


def _texts(texts: Sequence[str]) -> tuple[str, list[Any]]:
    """Return SQL for texts, cut out of all of them in a row."""
    whole = "".join(texts)
    packed = bytearray(whole.encode())
    if len(packed) == len(whole):
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    else:
        sizes = np.fromiter((len(text.encode()) for text in texts), np.int64, len(texts))
    if (sizes == sizes[0]).all():
        width = int(sizes[0])
        if width == 0:
            return "''", []
        return f"CAST(substr(?, i * {width} + 1, {width}) AS TEXT)", [packed]
    ends = np.cumsum(sizes)
    first, values = _digits(ends - sizes)
    size, more = _digits(sizes)
    cut = f"coalesce(CAST(substr(?, 1 + {first}, {size}) AS TEXT), '')"
    return cut, [packed, *values, *more]


def _chosen(numbers: NDArray[np.int32], texts: Sequence[str]) -> tuple[str, list[Any]]:
    """Return SQL for one of a few texts by its place, NULL for -1."""
    there = [place for place in np.unique(numbers).tolist() if place >= 0]
    if not there:
        return "NULL", []
    if len(there) == 1 and (numbers >= 0).all():
        return "?", [texts[there[0]]]
    sql, values = _digits((numbers + 1).astype(np.int64))
    cases = " ".join(["WHEN ? THEN ?"] * len(there))
    chosen = [value for place in there for value in (place + 1, texts[place])]
    return f"CASE {sql} {cases} END", [*values, *chosen]
