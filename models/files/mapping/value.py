"""What was decided about a file's shape, by the program or by a person: its mapping.

A mapping says of each column what it is, and of the answers which are best. The reader obeys it
(`ReadOptions.mapping`), a preview proposes one, the store remembers it under the sender's shape,
and as TOML text it can be kept and edited by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from models.files.cells import Order, header_key


class Role(StrEnum):
    """What a column is. The values stand in TOML files and in the store."""

    UNIT = "unit"
    FACILITY = "facility"
    SITE = "site"
    DISCHARGE_DATE = "discharge date"
    RECEIVED_DATE = "received date"
    YEAR = "year"
    """The year of the discharge, where it has a column of its own beside MONTH."""
    MONTH = "month"
    SURVEY_ID = "survey id"
    MODE = "mode"
    COMMENT = "comment"
    ITEM = "item"
    """A question about care: a measure."""
    ABOUT_PATIENT = "about the patient"
    """Health, education and the like on a scale: kept for adjustment, no measure."""
    GROUP = "group"
    """Tells patients apart by age group, way of admission or language: no scale, no measure."""
    WEIGHT = "weight"
    """A survey weight. Known as such and not used: every answer counts once."""
    IDENTIFIER = "identifier"
    """May tell who the patient is. Its cells are never stored."""
    IGNORE = "ignore"
    QUESTION = "question name"
    """Names what a row is about, in tables of one row per answer or per figure."""
    ANSWER = "answer"
    """The answer to the row's question."""
    PERIOD = "period"
    """The month, quarter or year of a row's figures."""
    COUNT = "number of answers"
    """How many answers a row's share is made of."""
    SHARE = "share"
    """The share of the best answer."""


SINGLE_ROLES = frozenset(
    [
        Role.UNIT,
        Role.FACILITY,
        Role.SITE,
        Role.DISCHARGE_DATE,
        Role.RECEIVED_DATE,
        Role.YEAR,
        Role.MONTH,
        Role.SURVEY_ID,
        Role.MODE,
        Role.QUESTION,
        Role.ANSWER,
        Role.PERIOD,
    ]
)
"""Roles that one column of a file has at most."""

LAYOUT_ROLES = frozenset([Role.QUESTION, Role.ANSWER, Role.PERIOD, Role.COUNT, Role.SHARE])
"""Roles of columns in tables of one row per answer or figure; no table of one row per survey has
them."""

ANSWERED_ROLES = frozenset([Role.ITEM, Role.ABOUT_PATIENT])
"""Roles of columns that hold answers on a scale."""

ITEM_ROLES = ANSWERED_ROLES | {Role.GROUP}
"""Roles of columns whose cells are kept with each survey."""


ANYTHING_ELSE = "*"
"""Among a column's words for no answer: every word that is not one of its answers."""


class Direction(StrEnum):
    """Which end of a scale of numbers, or of a known scale of words, is the best answer."""

    HIGHEST = "highest is best"
    LOWEST = "lowest is best"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column is.

    `name` is its header as the reader names it (compared without case and punctuation).
    The rest matters for columns that hold answers only: `item` is the item's key ("" makes it of
    the header), `label` the question in words ("" takes the header). `answers` lists the answers
    worst first, each as its label and other spellings; empty leaves the scale to be found, which
    `direction` may then turn around (None: the usual way); of a group they are the groups known so
    far, in no order, and further words are further groups. `best` names the best answers (the top
    box) by their labels; empty takes the scale's own. `no_answers` are words that mean no answer.
    """

    name: str
    role: Role
    item: str = ""
    label: str = ""
    direction: Direction | None = None
    answers: tuple[tuple[str, ...], ...] = ()
    best: tuple[str, ...] = ()
    no_answers: tuple[str, ...] = ()

    @property
    def tells_scale(self) -> bool:
        """Whether anything is said about the answers."""
        return bool(self.answers or self.best or self.direction)


@dataclass(frozen=True, slots=True)
class MeasureMapping:
    """A measure built by hand: the unweighted mean of the proportions of some columns' items.

    `best` names the best answers of all its items by their labels; empty leaves each item its
    own. They count for the items themselves too, since one answer cannot be best in one measure
    and not in the other.
    """

    key: str
    label: str
    columns: tuple[str, ...]
    best: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that was decided about a file's shape; what it leaves open the reader finds out.

    `sheet` is the sheet's name, `header_rows` the rows of the column names as a spreadsheet
    counts them (the names of several are joined). `unit` and `facility` are those of all rows,
    for files without such a column. `units` leads from spellings to the unit that is meant.
    `instrument` is a questionnaire's key, `period` the months of figures that do not tell them.
    """

    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnMapping, ...] = ()
    date_order: Order | None = None
    measures: tuple[MeasureMapping, ...] = ()
    unit: str | None = None
    facility: str | None = None
    units: dict[str, str] = field(default_factory=dict)
    instrument: str | None = None
    period: str | None = None

    def column(self, name: str) -> ColumnMapping | None:
        """Return what is said of a column, None when nothing is."""
        key = column_key(name)
        return next((c for c in self.columns if c.name == name), None) or next(
            (c for c in self.columns if column_key(c.name) == key), None
        )

    def with_column(self, column: ColumnMapping) -> Mapping:
        """Return this mapping with what is said of one column replaced or added.

        A role that one column has at most (the unit, a date) is taken from any other column,
        which is ignored from then on; a column of units takes the place of the one unit of all.
        """
        same = self.column(column.name)
        others = []
        for other in self.columns:
            if other is same:
                continue
            if other.role is column.role and column.role in SINGLE_ROLES:
                other = ColumnMapping(other.name, Role.IGNORE)
            others.append(other)
        unit = None if column.role is Role.UNIT else self.unit
        return replace(self, columns=(*others, column), unit=unit)

    def with_role(self, name: str, role: Role) -> Mapping:
        """Return this mapping with a column's role set; its scale stays as it was."""
        known = self.column(name)
        column = ColumnMapping(name, role) if known is None else replace(known, role=role)
        return self.with_column(column)

    def without_column(self, name: str) -> Mapping:
        """Return this mapping with nothing said of a column: it is found out again."""
        known = self.column(name)
        return replace(self, columns=tuple(c for c in self.columns if c is not known))

    def with_measure(self, measure: MeasureMapping) -> Mapping:
        """Return this mapping with a measure added, or replaced when its key is there."""
        others = self.without_measure(measure.key).measures
        return replace(self, measures=(*others, measure))

    def without_measure(self, key: str) -> Mapping:
        """Return this mapping without a measure."""
        return replace(self, measures=tuple(m for m in self.measures if m.key != key))

    def only_for(self, names: Iterable[str]) -> Mapping:
        """Return this mapping for a file with these columns: what is said of others is dropped,
        and so are measures of which no column is left."""
        keys = {column_key(name) for name in names}
        measures = []
        for measure in self.measures:
            there = tuple(name for name in measure.columns if column_key(name) in keys)
            if there:
                measures.append(replace(measure, columns=there))
        return replace(
            self,
            columns=tuple(c for c in self.columns if column_key(c.name) in keys),
            measures=tuple(measures),
        )


def told_apart(columns: Iterable[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """Return the columns whose name no other column has: of several columns of one name a
    mapping, which goes by names, can tell nothing."""
    columns = list(columns)
    names = Counter(column.name for column in columns)
    return tuple(column for column in columns if names[column.name] == 1)


def column_key(name: str) -> str:
    """Return a header as the columns of mappings are compared.

    >>> column_key("Unit_Name") == column_key("unit name"), column_key("Q1 (D)")
    (True, 'q1 d')
    """
    return header_key(name) or " ".join(name.split()).casefold()
