"""What each column of a respondent table is, told by its header and its content."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from models.errors import FileRefused, Where
from models.files.cells import header_words as words
from models.files.columns.assigner import NOTHING_TOLD, ColumnAssigner, Told, column_list
from models.files.columns.content import (
    are_identifiers,
    are_numbers_within,
    are_places,
    are_weights,
    is_bookkeeping,
    is_comment,
    is_date_column,
    is_rated_in_words,
    is_row_counter,
    is_short_list,
    is_unique,
)
from models.files.content import ReadOptions
from models.files.mapping import Role
from models.files.sheets import Table, TableColumn
from models.language import _

_LOCATION_LEVEL = re.compile(r"(?:location|level|hierarchy|org(?:anisation)? level) (\d)")


@dataclass(slots=True)
class Roles:
    """Which column is what; None and empty where the file has none.

    `questions` are the columns that may be items, `about_patient` those about the patient, the
    stay or the file, `groups` those told to tell patients apart (others are found among
    `about_patient`), `identifiers` those that may tell who the patient is: their cells are never
    handed on. `counters` count the rows, `weights` are survey weights, `bookkeeping` names what
    another column gives already, and `ignored` was told to stay out. `unsure_dates` hold dates of
    which the header does not say what day it is; a single one is taken for `received`. `told` is
    what a mapping says of columns, by their places; `names` are the headers of all columns.
    """

    unit: TableColumn
    facility: TableColumn | None = None
    site: TableColumn | None = None
    discharged: TableColumn | None = None
    received: TableColumn | None = None
    year: TableColumn | None = None
    month: TableColumn | None = None
    survey_id: TableColumn | None = None
    mode: TableColumn | None = None
    comments: list[TableColumn] = field(default_factory=list)
    questions: list[TableColumn] = field(default_factory=list)
    about_patient: list[TableColumn] = field(default_factory=list)
    groups: list[TableColumn] = field(default_factory=list)
    identifiers: list[TableColumn] = field(default_factory=list)
    counters: list[TableColumn] = field(default_factory=list)
    weights: list[TableColumn] = field(default_factory=list)
    bookkeeping: list[TableColumn] = field(default_factory=list)
    ignored: list[TableColumn] = field(default_factory=list)
    unsure_dates: list[TableColumn] = field(default_factory=list)
    told: Told = field(default_factory=lambda: NOTHING_TOLD)
    names: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def read_as_text(self) -> list[TableColumn]:
        """The columns whose words matter: of places, questions and comments."""
        places = [column for column in (self.unit, self.facility, self.site) if column is not None]
        return [*places, *self.questions, *self.comments]


def decide_roles(
    table: Table,
    options: ReadOptions,
    where: Where,
    items: Collection[int] = (),
    told: Told = NOTHING_TOLD,
) -> Roles:
    """Decide what the columns are. `items` are places already known to be questions, `told` is
    what a mapping says of columns by their places.

    Raises UsageProblem when a column named by the user does not exist, and FileRefused when no
    column can be the unit.
    """
    chooser = ColumnAssigner(table, where, items)
    unit = chooser.by_name(options.unit_column, "--unit-column")
    facility = chooser.by_name(options.facility_column, "--facility-column")
    discharged = chooser.by_name(options.date_column, "--date-column")
    said = chooser.told(told)
    unit = unit or _first(said[Role.UNIT])
    counters = chooser.all_that(lambda column: is_row_counter(column, len(table)))
    unit = unit or chooser.best(words.UNIT, are_places) or _finest_location(chooser)
    unit = unit or _asked_unit(chooser)
    if unit is None:
        raise _no_unit(table, where)
    roles = Roles(unit, counters=counters, ignored=said[Role.IGNORE], told=told)
    roles.names = tuple(column.name for column in table.named())
    roles.facility = facility or _first(said[Role.FACILITY])
    roles.discharged = discharged or _first(said[Role.DISCHARGE_DATE])
    roles.site = _first(said[Role.SITE])
    roles.received = _first(said[Role.RECEIVED_DATE])
    roles.mode = _first(said[Role.MODE])
    roles.year, roles.month = _first(said[Role.YEAR]), _first(said[Role.MONTH])
    roles.survey_id = _told_survey_id(said[Role.SURVEY_ID], len(table), roles)
    roles.comments = said[Role.COMMENT]
    roles.weights = said[Role.WEIGHT]
    roles.identifiers = said[Role.IDENTIFIER]
    roles.groups = said[Role.GROUP]
    _find_the_others(roles, chooser, len(table))
    roles.about_patient = _in_order([*said[Role.ABOUT_PATIENT], *roles.about_patient])
    roles.questions = _in_order([*said[Role.ITEM], *chooser.free])
    roles.notes += _notes(roles)
    return roles


def _find_the_others(roles: Roles, chooser: ColumnAssigner, rows: int) -> None:
    """Find among the free columns what nobody told."""
    roles.facility = roles.facility or chooser.best(words.FACILITY, are_places)
    roles.site = roles.site or chooser.best(words.SITE, are_places)
    roles.discharged = roles.discharged or chooser.best(words.DISCHARGED, is_date_column)
    roles.received = roles.received or chooser.best(words.RECEIVED, is_date_column)
    if roles.discharged is None and roles.year is None and roles.month is None:
        _choose_year_and_month(roles, chooser)
    roles.survey_id = roles.survey_id or chooser.best(
        words.SURVEY_ID, lambda column: is_unique(column, rows)
    )
    roles.mode = roles.mode or chooser.best(words.MODE, is_short_list)
    roles.weights += chooser.all_that(are_weights)
    roles.identifiers += chooser.all_that(are_identifiers)
    _guess_date(roles, chooser)
    roles.comments = _in_order([*roles.comments, *chooser.all_that(is_comment)])
    roles.about_patient = chooser.all_that(
        lambda column: (
            words.rank_in(words.LANGUAGE, column.name) is not None
            or (words.is_short_group(column.name) and not is_rated_in_words(column))
            or (
                words.is_about_patient(column.name)
                and not (words.is_about_stay(column.name) and is_rated_in_words(column))
            )
        )
    )
    roles.bookkeeping = chooser.all_that(is_bookkeeping)


def _guess_date(roles: Roles, chooser: ColumnAssigner) -> None:
    """Take the only column of dates, whatever its header, where no date is known; several stay
    unsure."""
    if any((roles.discharged, roles.received, roles.year)):
        return
    roles.unsure_dates = [column for column in chooser.free if is_date_column(column)]
    if len(roles.unsure_dates) == 1:
        roles.received = roles.unsure_dates[0]
        chooser.all_that(lambda column: column is roles.received)


def _first(columns: Sequence[TableColumn]) -> TableColumn | None:
    return columns[0] if columns else None


def _in_order(columns: Sequence[TableColumn]) -> list[TableColumn]:
    return sorted(columns, key=lambda column: column.place)


def _told_survey_id(columns: Sequence[TableColumn], rows: int, roles: Roles) -> TableColumn | None:
    """Return the column told to be the survey id, if every row has its own."""
    column = _first(columns)
    if column is None or is_unique(column, rows):
        return column
    roles.bookkeeping.append(column)
    roles.notes.append(
        _("{name} isn't a survey ID here: some rows have none or share one.").format(
            name=column.name
        )
    )
    return None


def _choose_year_and_month(roles: Roles, chooser: ColumnAssigner) -> None:
    year = chooser.best(words.YEAR, lambda column: are_numbers_within(column, 1990, 2100))
    month = chooser.best(words.MONTH, lambda column: are_numbers_within(column, 1, 12))
    if year is not None and month is not None:
        roles.year, roles.month = year, month


def _no_unit(table: Table, where: Where) -> FileRefused:
    return FileRefused("no_unit", where=where, why="table", columns=column_list(table))


def _finest_location(chooser: ColumnAssigner) -> TableColumn | None:
    """Return the last of columns such as location_1, location_2, location_3."""
    levels = [
        (int(match[1]), column)
        for column in chooser.free
        if (match := _LOCATION_LEVEL.fullmatch(words.header_key(column.name)))
    ]
    for _level, column in sorted(levels, key=lambda level: level[0], reverse=True):
        if are_places(column):
            chooser.all_that(lambda other: any(other is level for _n, level in levels))
            return column
    return None


def _asked_unit(chooser: ColumnAssigner) -> TableColumn | None:
    """Return the only column whose header asks for the unit: "Which ward were you on?"."""
    asking = [c for c in chooser.free if words.asks_unit(c.name) and are_places(c)]
    if len(asking) != 1:
        return None
    chooser.all_that(lambda column: column is asking[0])
    return asking[0]


def _notes(roles: Roles) -> list[str]:
    notes = [_("Units come from {name}.").format(name=roles.unit.name)]
    if roles.facility is not None:
        notes.append(_("Hospitals come from {name}.").format(name=roles.facility.name))
    if roles.discharged is not None:
        notes.append(_("Months come from {name}.").format(name=roles.discharged.name))
    elif roles.received is not None:
        notes.append(_("Months come from {name} (received date).").format(name=roles.received.name))
    elif roles.month is None:
        notes.append(_("No dates found. These surveys appear only under All data."))
    if roles.counters:
        notes.append(
            _("{names}: only row numbers, so we ignore it.").format(names=_names(roles.counters))
        )
    if roles.weights:
        notes.append(
            _("Survey weights aren't used (every answer counts once): {names}.").format(
                names=_names(roles.weights)
            )
        )
    if roles.identifiers:
        notes.append(
            _("Left out because it could identify a patient: {names}.").format(
                names=_names(roles.identifiers)
            )
        )
    return notes


def _names(columns: Sequence[TableColumn]) -> str:
    return ", ".join(column.name for column in columns)
