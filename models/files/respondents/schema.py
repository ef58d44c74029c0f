"""What a respondent table is understood as: its columns, its questionnaire, its rows' facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from models.errors import FileRefused, Location, UsageProblem, Where
from models.files.aggregates import refusal_of_figures
from models.files.cells import NO_DAY
from models.files.columns import (
    MappingInEffect,
    Roles,
    RowMetadata,
    Told,
    UnitNotes,
    UnitSheet,
    are_scores,
    decide_roles,
    join_choices,
    join_split_rows,
    known_scales,
    read_row_facts,
    told_columns,
    with_units,
)
from models.files.content import AppliedMapping, Progress, ReadOptions
from models.files.mapping import ITEM_ROLES
from models.files.questionnaires import (
    HeaderMatch,
    Plan,
    Questionnaire,
    Version,
    build_questionnaire,
    find_single_question,
    find_versions,
    key_of,
    plan_reading,
    refuse_measures,
    version_for,
)
from models.files.respondents.mapping_from_table import used_mapping
from models.files.respondents.rows import RespondentRows
from models.files.sheets import (
    Sheet,
    Table,
    TableColumn,
    invisible_notes,
    kind_of_cell,
    read_table,
    refuse_mixed_delimiters,
)
from models.language import _
from models.survey import NO_UNIT, Instrument


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """A respondent table and what its columns are, before its questions were put together.

    `versions` are the versions of HCAHPS that it may be, `wanted` the questionnaire that was
    named. `units` tells of units that the file itself does not name; its sentences are complete
    once the rows were read. `given` is the sheet without these, `options` are what was
    said of it.
    """

    sheet: Sheet
    table: Table
    roles: Roles
    facts: RowMetadata
    versions: list[Version]
    wanted: Instrument | None
    obeyed: MappingInEffect
    units: UnitNotes
    given: Sheet
    options: ReadOptions

    def is_added(self, column: TableColumn) -> bool:
        """Whether a column is none of the file's: it holds the units named beside it."""
        return isinstance(self.sheet, UnitSheet) and column.name == self.sheet.column


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A respondent table and all that was decided about it."""

    columns: ColumnRoles
    plan: Plan
    notes: tuple[str, ...] = ()

    def rows(self) -> RespondentRows:
        c = self.columns
        return RespondentRows(c.sheet.name, c.table, c.roles, c.facts, self.plan)

    def closed(self, where: Where) -> TableSchema:
        """Return it without the columns of which something decisive is not said. Raises
        FileRefused when no question is left."""
        if not self.plan.open:
            return self
        version, plan = self.plan.versions[0], self.plan
        whole = Questionnaire(version.instrument, version.columns, open=plan.open)
        left = whole.closed()
        if left is None:
            raise FileRefused("questions_open", where=where)
        match = HeaderMatch(left.instrument, left.columns)
        closed = Plan([Version(match, 0.0)], plan.version_of_row, plan.notes, plan.changed)
        return TableSchema(self.columns, closed, self.notes)

    def applied(self) -> AppliedMapping:
        """Return the whole mapping by which the table is read."""
        c = self.columns
        mapping = used_mapping(c.table, c.roles, c.facts, self.plan, c.obeyed.mapping)
        mapping = replace(mapping, sheet=c.sheet.name)
        return AppliedMapping(
            mapping,
            c.obeyed.shape,
            c.obeyed.source,
            c.obeyed.differences,
            dates_open=bool(c.facts.unsure_dates),
        )


def infer_schema(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    obeyed: MappingInEffect,
    progress: Progress,
    *,
    file_name: str,
) -> TableSchema:
    """Decide what a sheet's columns and questions are, as far as `obeyed` leaves it open.

    Raises FileRefused when it has no rows, no unit, no question, or its version cannot be told,
    and UsageProblem when an option or mapping names what does not exist.
    """
    try:
        columns = read_columns(sheet, options, known, obeyed, progress, file_name=file_name)
    except FileRefused as refused:
        if refused.code == "no_unit" and options.units_from is None:
            # What holds no answers is refused for that, not for the unit.
            unitless = replace(options, unit=NO_UNIT)
            columns = read_columns(sheet, unitless, known, obeyed, progress, file_name=file_name)
            with_questions(columns, known, file_name=file_name)
        raise
    return with_questions(columns, known, file_name=file_name)


def read_columns(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    obeyed: MappingInEffect,
    progress: Progress,
    *,
    file_name: str,
) -> ColumnRoles:
    """Read a sheet and decide what its columns are. Raises FileRefused when it has no rows or no
    unit, and UsageProblem when an option or mapping names what does not exist."""
    where = _where(sheet, file_name)
    known = [instrument for instrument in known if not instrument.of_shares]
    options = obeyed.options(options)
    wanted = wanted_instrument(options, known, where)
    given, said = sheet, options
    sheet, options, units = with_units(sheet, options, progress)
    table = read_table(sheet, where, progress)
    refuse_mixed_delimiters(table, where)
    refuse_missing_names(table, where)
    join_choices(table)
    told = told_columns(table.named(), obeyed.mapping)
    progress(_("Recognizing the questions"), None)
    versions = _versions(table, known, wanted, where)
    obey_in_versions(versions, table, told)
    progress(_("Recognizing the columns"), None)
    claimed = {c.place for version in versions for c in version.columns.values()}
    roles = decide_roles(table, options, where, claimed, told)
    join_split_rows(table, roles)
    if not isinstance(sheet, UnitSheet):
        refuse_unit_named_once(roles.unit, where)
    progress(_("Reading the dates"), None)
    facts = read_row_facts(table, roles, date.today(), obeyed.mapping.date_order)
    return ColumnRoles(sheet, table, roles, facts, versions, wanted, obeyed, units, given, said)


FEWEST_AGAIN = 1
ROWS_BELOW = 2
DATA_IN_NAMES = 0.6
"""A table whose names are data in this part of its columns has no row of names."""


def refuse_missing_names(table: Table, where: Where) -> None:
    """Raise FileRefused where the first row is one of answers: its cells are numbers, dates or
    words of a scale that stand below as well."""
    known = known_scales()
    named = [column for column in table.named() if column.filled]
    data = 0
    for column in named:
        name = re.sub(r" \([A-Z]+\)$", "", column.name)
        is_data = kind_of_cell(name) in ("number", "date") or known.is_scale_word(name)
        data += is_data and column.profile.get(name, 0) > FEWEST_AGAIN
    if len(named) >= 3 and data >= DATA_IN_NAMES * len(named):
        raise FileRefused("no_header", where=where)


def refuse_unit_named_once(unit: TableColumn, where: Where) -> None:
    """Raise FileRefused where each unit stands once above its rows, as merged cells leave it."""
    blanks = len(unit.cells) - unit.filled
    names = list(unit.profile.values())
    if len(names) < 2 or max(names) > 1 or blanks < ROWS_BELOW * len(names) or not unit.text(0):
        return
    raise FileRefused("unit_once", where=where, column=unit.name)


def with_questions(
    columns: ColumnRoles, known: Sequence[Instrument], *, file_name: str
) -> TableSchema:
    """Put the questions of a table together. Raises FileRefused when there are none or their
    version cannot be told, and UsageProblem for measures that cannot be built."""
    roles, facts = columns.roles, columns.facts
    known = [instrument for instrument in known if not instrument.of_shares]
    where = _where(columns.sheet, file_name)
    wanted = columns.wanted
    notes = [*roles.notes, *facts.notes, *invisible_notes(roles.read_as_text)]
    if columns.versions:
        refuse_measures(columns.obeyed.mapping.measures, columns.versions[0].instrument)
        plan = plan_reading(
            columns.versions,
            facts.months(),
            facts.discharged != NO_DAY,
            wanted.key if wanted is not None else None,
            where,
        )
        notes += _left_over(roles)
    else:
        plan = _custom_plan(columns, file_name, known, where)
    return TableSchema(columns, plan, (*notes, *plan.notes))


def _where(sheet: Sheet, file_name: str) -> Location:
    return Location(file_name, sheet.name or "")


def wanted_instrument(
    options: ReadOptions, known: Sequence[Instrument], where: Where
) -> Instrument | None:
    """Return the questionnaire the user named, None when none was. Raises UsageProblem."""
    if options.instrument is None:
        return None
    for instrument in known:
        if instrument.key == options.instrument:
            return instrument
    raise UsageProblem(
        "unknown_instrument",
        where=where,
        instrument=options.instrument,
        known=tuple(instrument.key for instrument in known),
    )


def obey_in_versions(versions: Sequence[Version], table: Table, told: Told) -> None:
    """Give the items of known questionnaires the columns that a mapping tells.

    A column told to be something else is none of theirs; one whose item's key is told is that
    item's, whatever its header.
    """
    for version in versions:
        columns = version.columns
        for key, column in list(columns.items()):
            said = told.get(column.place)
            if said is not None and (said.role not in ITEM_ROLES or said.item not in ("", key)):
                del columns[key]
                version.match.by_name.discard(key)
                version.match.by_number.discard(key)
        for column in table.named():
            said = told.get(column.place)
            if said is not None and said.role in ITEM_ROLES:
                key = key_of(column, told)
                if said.item and key in version.instrument.position:
                    columns[key] = column
                    version.match.by_name.add(key)


def _versions(
    table: Table, known: Sequence[Instrument], wanted: Instrument | None, where: Where
) -> list[Version]:
    """Return the HCAHPS versions the table may be; only the wanted one when one is."""
    if wanted is None:
        return find_versions(table, known)
    if wanted.family != "hcahps":
        return []
    version = version_for(table, wanted)
    if not version.columns:
        raise FileRefused("other_questionnaire", where=where, instrument=wanted.name)
    return [version]


def _custom_plan(
    columns: ColumnRoles, file_name: str, known: Sequence[Instrument], where: Where
) -> Plan:
    roles, measures = columns.roles, columns.obeyed.mapping.measures
    choice = [columns.wanted] if columns.wanted is not None else known
    found = find_single_question(roles, choice)
    if found is not None:
        refuse_measures(measures, found.instrument)
    else:
        found = build_questionnaire(roles, file_name, choice, measures)
    if found is None:
        raise _no_questions(columns, where)
    match = HeaderMatch(found.instrument, found.columns)
    rows = np.zeros(len(columns.table), np.int8)
    return Plan([Version(match, 0.0)], rows, found.notes, found.changed, found.open)


def _no_questions(columns: ColumnRoles, where: Where) -> FileRefused:
    """Return why a table without questions cannot be read."""
    of_figures = refusal_of_figures(columns.given, columns.options, where)
    if of_figures is not None:
        return of_figures
    averages = any(are_scores(column) for column in columns.roles.questions)
    return FileRefused("mean_scores" if averages else "no_questions", where=where)


def _left_over(roles: Roles) -> list[str]:
    names = [column.name for column in roles.questions if column.filled]
    if not names:
        return []
    listed = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
    return [
        _("{names} columns aren't part of HCAHPS and were left out: {listed}.").format(
            names=len(names), listed=listed
        )
    ]
