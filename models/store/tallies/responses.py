"""Surveys as they were answered, packed: for what sums cannot give.

Drivers and case mix need whole surveys. One read gives a matrix with one row per survey and one
byte per item of the questionnaire; nothing else of a survey leaves the store this way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.store.tables import CountSourceRow, ResponseRow, SurveyTallyRow, UnitRow
from models.store.tallies.instruments import StoredInstrument
from models.survey import BLANK, NOT_APPLICABLE, UNDATED, Period

Progress = Callable[[str, float], None]
Numbers = NDArray[np.float32]
_ROWS_AT_ONCE = 50_000


@dataclass(frozen=True)
class Responses:
    """Surveys of one questionnaire: `units` (or facilities) by id, `answers` items x surveys of
    stored values, items in the questionnaire's order; `modes` how each was asked, "" where the
    file did not say, empty unless they were asked for."""

    stored: StoredInstrument
    units: NDArray[np.int64]
    answers: NDArray[np.uint8]
    modes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.units)

    def column(self, item: str) -> NDArray[np.uint8]:
        """Return the stored values of an item; KeyError when the questionnaire lacks it."""
        return np.asarray(self.answers[self.stored.instrument.position[item]])

    def where(self, chosen: NDArray[np.bool_]) -> Responses:
        """Return the surveys chosen."""
        kept = tuple(compress(self.modes, chosen.tolist()))
        return Responses(self.stored, self.units[chosen], self.answers[:, chosen], kept)

    def linear(self, item: str) -> Numbers:
        """Return an item's answers as their worth, 0-100, NaN where there is none."""
        scale = self.stored.instrument.item(item).scale
        worth = {a.value: a.linear for a in scale.answers if a.linear is not None}
        return self._looked_up(item, worth)

    def numbers(self, item: str) -> Numbers:
        """Return an item's answers as the numbers of its scale, high = good, NaN where none.

        A scale of numbers keeps them (0-10); yes and no are 0 and 1; others count from 1.
        """
        return self._looked_up(item, number_of_answers(self.stored, item))

    def is_answer(self, item: str) -> NDArray[np.bool_]:
        """Return which surveys answered an item, "don't know" counted where the scale has it."""
        values = self.column(item)
        return np.asarray((values != BLANK) & (values < NOT_APPLICABLE))

    def _looked_up(self, item: str, worth: dict[int, float]) -> Numbers:
        table = np.full(256, np.nan, dtype=np.float32)
        for value, number in worth.items():
            table[value] = number
        return np.asarray(table[self.column(item)])


def number_of_answers(stored: StoredInstrument, item: str) -> dict[int, float]:
    """Return stored value -> number of every answer that has a place on an item's scale."""
    answers = [a for a in stored.instrument.item(item).scale.answers if a.linear is not None]
    labels = [a.label.strip() for a in answers]
    if all(label.lstrip("-").isdigit() for label in labels):
        return {a.value: float(label) for a, label in zip(answers, labels, strict=True)}
    first = 0 if len(answers) == 2 else 1
    return {a.value: float(place + first) for place, a in enumerate(answers)}


def read_responses(
    c: Connection,
    stored: StoredInstrument,
    *,
    period: Period | None = None,
    unit: int | None = None,
    facility: int | None = None,
    by_facility: bool = False,
    with_modes: bool = False,
    expected: int = 0,
    progress: Progress | None = None,
) -> Responses:
    """Return the surveys of a questionnaire, of one unit or facility when given.

    `by_facility` gives each survey its facility's id in place of its unit's. Surveys without a
    date count only when the period is all data. Answers stored before the questionnaire grew
    are blank in its later items. `progress` is told the share of the `expected` surveys read, 0-1,
    and may raise Cancelled.
    """
    table = ResponseRow
    place = table.facility_id if by_facility else table.unit_id
    columns = (place, table.answers, table.mode) if with_modes else (place, table.answers)
    query = sa.select(*columns).where(
        table.instrument_id == stored.id, *_wanted(period or Period(), unit, facility)
    )
    width = len(stored.instrument.items)
    units, parts, done = [], [], 0
    modes: list[str] = []
    result = c.execute(query)
    while rows := result.cursor.fetchmany(_ROWS_AT_ONCE) if result.cursor else []:
        units.append(np.array([row[0] for row in rows], dtype=np.int64))
        parts.append(_matrix([row[1] for row in rows], width).T)
        if with_modes:
            modes += [row[2] or "" for row in rows]
        done += len(rows)
        if progress:
            progress("Reading surveys", min(1.0, done / max(expected, 1)))
    if not parts:
        return Responses(stored, np.zeros(0, dtype=np.int64), np.zeros((width, 0), dtype=np.uint8))
    return Responses(stored, np.concatenate(units), np.concatenate(parts, axis=1), tuple(modes))


def count_responses(
    c: Connection,
    *,
    period: Period | None = None,
    unit: int | None = None,
    facility: int | None = None,
) -> dict[int, int]:
    """Return questionnaire id -> surveys whose answers are at hand, counted from the tallies.

    Count tables' responses are none of them.
    """
    when = period or Period()
    found: dict[int, int] = {}
    for sign, table, number in (
        (1, SurveyTallyRow, SurveyTallyRow.count),
        (-1, CountSourceRow, CountSourceRow.responses),
    ):
        query = (
            sa.select(table.instrument_id, sa.func.coalesce(sa.func.sum(number), 0))
            .where(*_wanted(when, unit, facility, table))
            .group_by(table.instrument_id)
        )
        for instrument, n in c.execute(query):
            found[instrument] = found.get(instrument, 0) + sign * int(n or 0)
    return {instrument: n for instrument, n in found.items() if n > 0}


def _wanted(
    period: Period,
    unit: int | None,
    facility: int | None,
    row: type[ResponseRow] | type[SurveyTallyRow] | type[CountSourceRow] = ResponseRow,
) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if unit is not None:
        found.append(row.unit_id == unit)
    if facility is not None:
        found.append(row.unit_id.in_(sa.select(UnitRow.id).where(UnitRow.facility_id == facility)))
    if not period.is_all:
        found.append(row.month >= max(period.first or 0, UNDATED + 1))
        if period.last is not None:
            found.append(row.month <= period.last)
    return found


def _matrix(packed: list[bytes], width: int) -> NDArray[np.uint8]:
    """Return packed answers as rows of equal width, blank where they are shorter."""
    whole = b"".join(packed)
    if set(map(len, packed)) == {width}:
        return np.frombuffer(whole, dtype=np.uint8).reshape(len(packed), width)
    even = b"".join(bytes(answers)[:width].ljust(width, bytes([BLANK])) for answers in packed)
    return np.frombuffer(even, dtype=np.uint8).reshape(len(packed), width)
