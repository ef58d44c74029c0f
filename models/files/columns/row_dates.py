"""What is read of each row beside its answers: place, dates, mode, id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.files.cells import (
    NO_DAY,
    Order,
    date_evidence,
    parse_date,
    read_dates,
    whole_number,
    without_invisible,
)
from models.files.columns.roles import Roles
from models.files.questions import DATES, Choice, Question
from models.files.sheets import Table, TableColumn
from models.language import _
from models.survey import NO_UNIT, UNDATED


def order_question(
    column: str, texts: Iterable[str], columns: Sequence[str], default: str | None = None
) -> Question | None:
    """Return the question for the order of day and month in some columns, on the first cell of one
    that fits both ways; None where none does."""
    for text in texts:
        days = [parse_date(text, order) for order in Order]
        if days[0] is not None and days[1] is not None and days[0] != days[1]:
            choices = tuple(
                Choice(order.value, f"{day.day} {day.strftime('%B %Y')}")
                for order, day in zip(Order, days, strict=True)
                if day is not None
            )
            question = _("In “{name}”, which day is {text}?").format(name=column, text=text)
            return Question(DATES, tuple(columns), question, choices, default)
    return None


@dataclass(slots=True)
class PlaceColumns:
    """Names, and for each row the index of its name; -1 where the cell is empty."""

    codes: NDArray[np.int32]
    names: list[str]


@dataclass(slots=True)
class RowMetadata:
    """Column by column, for all rows. Dates are days since 1970-01-01, NO_DAY for none.

    `bad_dates` are columns with the words in them that are no date. `order` is that of day and
    month in the dates, `unsure_dates` are the columns that prove no order and for which none was
    told.
    """

    units: PlaceColumns
    facilities: PlaceColumns
    sites: PlaceColumns
    modes: PlaceColumns
    discharged: NDArray[np.int32]
    received: NDArray[np.int32]
    bad_dates: list[tuple[TableColumn, frozenset[str]]] = field(default_factory=list)
    order: Order | None = None
    unsure_dates: list[TableColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def months(self) -> NDArray[np.int32]:
        """Return each row's month number: of the discharge, else of the arrival, else UNDATED."""
        return month_numbers(np.where(self.discharged != NO_DAY, self.discharged, self.received))


def month_numbers(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return month numbers of days since 1970-01-01; UNDATED for NO_DAY."""
    known = days != NO_DAY
    months = np.where(known, days, 0).astype("datetime64[D]").astype("datetime64[M]")
    return np.where(known, months.astype(np.int32) + 1970 * 12, UNDATED).astype(np.int32)


def read_row_facts(
    table: Table, roles: Roles, latest: date, told: Order | None = None
) -> RowMetadata:
    """Read place, mode and dates of every row. Dates after `latest` are none.

    `told` is the order of day and month in columns whose dates do not prove another.
    """
    rows = len(table)
    units = _places(roles.unit, rows)
    if (units.codes < 0).any():
        units.codes[units.codes < 0] = len(units.names)
        units.names.append(NO_UNIT)
    facts = RowMetadata(
        units=units,
        facilities=_places(roles.facility, rows),
        sites=_places(roles.site, rows),
        modes=_places(roles.mode, rows),
        discharged=np.full(rows, NO_DAY, np.int32),
        received=np.full(rows, NO_DAY, np.int32),
    )
    _read_date_columns(facts, roles, latest, told)
    if roles.year is not None and roles.month is not None:
        facts.discharged = _first_of_month(roles.year, roles.month)
    return facts


def place_name(text: str) -> str:
    """Return a name with single spaces and without invisible characters, and "4" for the "4.0"
    that spreadsheets make of it."""
    name = " ".join(without_invisible(text).split())
    return name[:-2] if name.endswith(".0") and name[:-2].isdecimal() else name


def _places(column: TableColumn | None, rows: int) -> PlaceColumns:
    if column is None:
        return PlaceColumns(np.full(rows, -1, np.int32), [])
    index: dict[str, int] = {}
    codes = []
    for word in column.words:
        name = place_name(word)
        codes.append(index.setdefault(name, len(index)) if name else -1)
    return PlaceColumns(column.mapped(codes, np.int32), list(index))


def _read_date_columns(facts: RowMetadata, roles: Roles, latest: date, told: Order | None) -> None:
    columns = [column for column in (roles.discharged, roles.received) if column is not None]
    evidence = [date_evidence(column.profile) for column in columns]
    shared = next((order for order in evidence if order is not None), None)
    for column, own in zip(columns, evidence, strict=True):
        order = own or told or shared or Order.MONTH_FIRST
        dates = read_dates(column.words, order, latest, serials=True)
        days = column.mapped(dates.days, np.int32)
        if column is roles.discharged:
            facts.discharged = days
        else:
            facts.received = days
        if dates.bad:
            facts.bad_dates.append((column, dates.bad))
        if dates.ambiguous:
            facts.order = facts.order or order
            if not (own or told or shared):
                facts.unsure_dates.append(column)
            facts.notes.append(_order_note(column.name, own, told, shared))


def _order_note(name: str, own: Order | None, told: Order | None, shared: Order | None) -> str:
    if own is not None:
        written = (
            _("Dates in {name} are written {value}.")
            if told in (None, own)
            else _("Dates in {name} are written {value}. They can't be read the way you said.")
        )
        return written.format(name=name, value=own.value)
    if told is not None:
        return _(
            "Dates in {name} could be read two ways. We read them {value}, as you said."
        ).format(name=name, value=told.value)
    if shared is not None:
        return _("Dates in {name} are read {value}, like the file's other dates.").format(
            name=name, value=shared.value
        )
    return _(
        "Dates in {name} could be read two ways. We read the month first (3/4 is March 4)."
    ).format(name=name)


def _first_of_month(year: TableColumn, month: TableColumn) -> NDArray[np.int32]:
    years, months = (
        column.mapped([int(whole_number(word) or 0) for word in column.words], np.int32)
        for column in (year, month)
    )
    known = (years > 0) & (months > 0)
    since = np.where(known, (years - 1970) * 12 + months - 1, 0).astype("datetime64[M]")
    days = since.astype("datetime64[D]").astype(np.int32)
    return np.where(known, days, NO_DAY).astype(np.int32)
