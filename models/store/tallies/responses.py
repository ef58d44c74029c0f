"""Surveys as they were answered, packed: for what sums cannot give.

Drivers and case mix need whole surveys. One read gives a matrix with one row per survey and one
byte per item of the questionnaire; nothing else of a survey leaves the store this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.errors import DatabaseProblem
from models.language import _
from models.store.tables import CountSourceRow, ResponseRow, SurveyTallyRow, UnitRow
from models.store.tallies.instruments import StoredInstrument
from models.survey import BLANK, NOT_APPLICABLE, UNDATED, Period

Progress = Callable[[str, float], None]
Numbers = NDArray[np.float32]
_ROWS_AT_ONCE = 50_000
_ROWS_JOINED = 20_000
_MOST_MODES = 60
_FIRST_LETTER, _UNKNOWN_LETTER = ord("A"), "!"


@dataclass(frozen=True)
class Responses:
    """Surveys of one questionnaire: `units` (or facilities) by id, `answers` items x surveys of
    stored values, items in the questionnaire's order; `modes` how each was asked as places in
    `mode_names`, the first of which is "" (the file did not say); empty unless asked for."""

    stored: StoredInstrument
    units: NDArray[np.int64]
    answers: NDArray[np.uint8]
    modes: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    mode_names: tuple[str, ...] = ("",)

    def __len__(self) -> int:
        return len(self.units)

    def column(self, item: str) -> NDArray[np.uint8]:
        """Return the stored values of an item; KeyError when the questionnaire lacks it."""
        return np.asarray(self.answers[self.stored.instrument.position[item]])

    def where(self, chosen: NDArray[np.bool_]) -> Responses:
        """Return the surveys chosen."""
        modes = self.modes[chosen] if len(self.modes) else self.modes
        units, answers = self.units[chosen], self.answers[:, chosen]
        return Responses(self.stored, units, answers, modes, self.mode_names)

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
    and may raise Cancelled. Raises DatabaseProblem on a server that hides some of these surveys
    from this login.
    """
    _refuse_hidden(c, unit)
    width = len(stored.instrument.items)
    place = ResponseRow.facility_id if by_facility else ResponseRow.unit_id
    wanted = [ResponseRow.instrument_id == stored.id, *_wanted(period or Period(), unit, facility)]
    names = ("", *_modes_of(c, stored.id)) if with_modes else ("",)
    query = _SurveyQuery(place, wanted, width, names)
    units, answers, modes, done = [], [], [], 0
    for part in query.joined(c) if c.dialect.name == "sqlite" else query.rows(c):
        units.append(part.units)
        answers.append(part.answers.T)
        modes.append(part.modes)
        done += len(part.units)
        if progress:
            progress(_("Reading surveys"), min(1.0, done / max(expected, 1)))
    if not units:
        return Responses(stored, np.zeros(0, dtype=np.int64), np.zeros((width, 0), dtype=np.uint8))
    return Responses(
        stored,
        np.concatenate(units),
        np.concatenate(answers, axis=1),
        np.concatenate(modes) if with_modes else np.zeros(0, np.int64),
        names,
    )


def _refuse_hidden(c: Connection, unit: int | None) -> None:
    """Refuse to count surveys some of which the server hides: the numbers would be wrong."""
    if c.dialect.name != "postgresql":
        return
    table = ResponseRow.__tablename__
    if not c.scalar(sa.text(f"SELECT row_security_active('{table}')")):
        return
    unhidden = "SELECT pg_has_role(rolname, 'member') FROM pg_roles WHERE rolname = ANY (:names)"
    names = ["throughline_analyst", "throughline_administrator"]
    if any(c.scalars(sa.text(unhidden), {"names": names})):
        return
    own = "SELECT count(*) FROM access_unit WHERE login = session_user AND unit_id = :unit"
    if unit is None or not c.scalar(sa.text(own), {"unit": unit}):
        raise DatabaseProblem("surveys-hidden")


class _Part(NamedTuple):
    """Some surveys; `answers` are surveys x items."""

    units: NDArray[np.int64]
    answers: NDArray[np.uint8]
    modes: NDArray[np.int64]


@dataclass(frozen=True)
class _SurveyQuery:
    """Which surveys are read: `place` is the column of units or facilities, `wanted` the
    conditions, `width` the number of items, `names` the modes that are told apart."""

    place: sa.SQLColumnExpression[int]
    wanted: list[sa.ColumnElement[bool]]
    width: int
    names: tuple[str, ...]

    def rows(self, c: Connection, *also: sa.ColumnElement[bool]) -> Iterator[_Part]:
        """Give surveys as the database gives them, row by row."""
        mode = sa.func.coalesce(ResponseRow.mode, "")
        query = sa.select(self.place, ResponseRow.answers, mode).where(*self.wanted, *also)
        number = {name: place for place, name in enumerate(self.names)}
        result = c.execute(query)
        while rows := result.cursor.fetchmany(_ROWS_AT_ONCE) if result.cursor else []:
            units, answers, modes = zip(*rows, strict=True)
            places = [number.get(mode, 0) for mode in modes]
            yield _Part(np.array(units), _matrix(list(answers), self.width), np.array(places))

    def joined(self, c: Connection) -> Iterator[_Part]:
        """Give surveys of which SQLite joins very many to one value: making a row of each in
        Python takes longer than reading it."""
        row = ResponseRow
        first, last = c.execute(sa.select(sa.func.min(row.id), sa.func.max(row.id))).one()
        if first is None:
            return
        letters = {name: chr(_FIRST_LETTER + place) for place, name in enumerate(self.names)}
        letter = sa.case(letters, value=sa.func.coalesce(row.mode, ""), else_=_UNKNOWN_LETTER)
        query = sa.select(
            sa.func.group_concat(self.place),
            sa.literal_column("CAST(group_concat(CAST(answers AS TEXT), '') AS BLOB)"),
            sa.func.group_concat(letter, "") if len(self.names) > 1 else sa.null(),
        ).where(*self.wanted)
        for start in range(first, last + 1, _ROWS_JOINED):
            here = row.id.between(start, start + _ROWS_JOINED - 1)
            units, answers, modes = c.execute(query.where(here)).one()
            if units is None:
                continue
            numbers = np.fromstring(units, np.int64, sep=",")
            places = np.zeros(len(numbers), np.int64)
            if modes is not None:
                places = np.frombuffer(modes.encode(), np.uint8).astype(np.int64) - _FIRST_LETTER
            if len(answers) != len(numbers) * self.width or (places < 0).any():
                yield from self.rows(c, here)
            else:
                matrix = np.frombuffer(answers, np.uint8).reshape(len(numbers), self.width)
                yield _Part(numbers, matrix, places)


def _modes_of(c: Connection, instrument: int) -> list[str]:
    """Return the modes in which a questionnaire was asked, as far as files said."""
    mode = SurveyTallyRow.mode
    query = sa.select(mode).where(SurveyTallyRow.instrument_id == instrument, mode != "")
    return list(c.scalars(query.distinct().order_by(mode).limit(_MOST_MODES)))


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
    if facility is not None and row is ResponseRow:
        # Computed, lest the index of keys is taken: its order jumps through the whole file.
        found.append(ResponseRow.facility_id + 0 == facility)
    elif facility is not None:
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
