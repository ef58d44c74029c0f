"""Respondent tables: one row per returned survey, one column per question.

HCAHPS in its versions, or any other questionnaire. The table is read whole into small columns,
so that every decision rests on all of it; the blocks handed over are slices.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from models.errors import FileRefused, UsageProblem
from models.files.columns import Roles, decide_roles
from models.files.content import NO_DAY, Progress, ReadOptions
from models.files.family import Reading
from models.files.hcahps import Plan, Version, find_versions, plan_reading, version_for
from models.files.hcahps_headers import HeaderMatch
from models.files.questionnaire import build_questionnaire
from models.files.respondent_rows import RespondentRows
from models.files.row_facts import read_row_facts
from models.files.sheet import Sheet
from models.files.single_question import find_single_question
from models.files.table import Table, read_table
from models.files.unit_sheet import with_units
from models.survey import Instrument


def recognise(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
    format_prefix: str = "",
) -> Reading:
    """Read a sheet as a respondent table, whatever its questionnaire.

    `format_prefix` names the survey tool that wrote it ("qualtrics_"). Raises FileRefused when
    it has no rows, no unit, no question, or its version cannot be told, and UsageProblem when
    an option names a column or questionnaire that does not exist.
    """
    where = f"{file_name}, sheet {sheet.name}" if sheet.name else file_name
    known = [instrument for instrument in known if not instrument.of_shares]
    wanted = wanted_instrument(options, known, where)
    sheet, options, units = with_units(sheet, options, progress)
    table = read_table(sheet, where, progress)
    progress("Recognizing the questions", None)
    versions = _versions(table, known, wanted, where)
    progress("Recognizing the columns", None)
    claimed = {c.place for version in versions for c in version.columns.values()}
    roles = decide_roles(table, options, where, claimed)
    progress("Reading the dates", None)
    facts = read_row_facts(table, roles, date.today())
    progress("Recognizing the questions", None)
    notes = [*units.sentences(), *roles.notes, *facts.notes]
    if versions:
        plan = plan_reading(
            versions,
            facts.months(),
            facts.discharged != NO_DAY,
            wanted.key if wanted is not None else None,
            where,
        )
        notes += _left_over(roles)
    else:
        plan = _custom_plan(table, roles, file_name, known, wanted, where)
    notes += plan.notes
    rows = RespondentRows(sheet.name, table, roles, facts, plan)
    instrument = rows.usual_instrument()
    return Reading(f"{format_prefix}respondents", instrument, rows.blocks, 0.5, notes)


def wanted_instrument(
    options: ReadOptions, known: Sequence[Instrument], where: str
) -> Instrument | None:
    """Return the questionnaire the user named, None when none was. Raises UsageProblem."""
    if options.instrument is None:
        return None
    for instrument in known:
        if instrument.key == options.instrument:
            return instrument
    raise UsageProblem(
        "unknown_instrument",
        f"There is no questionnaire with the key {options.instrument}.",
        where=where,
        hint="Known: " + ", ".join(instrument.key for instrument in known),
    )


def _not_that_questionnaire(wanted: Instrument, where: str) -> FileRefused:
    return FileRefused(
        "other_questionnaire",
        f"The columns are not those of {wanted.name}.",
        where=where,
        hint="Leave out --instrument to have the questionnaire found from the answers.",
    )


def _versions(
    table: Table, known: Sequence[Instrument], wanted: Instrument | None, where: str
) -> list[Version]:
    """Return the HCAHPS versions the table may be; only the wanted one when one is."""
    if wanted is None:
        return find_versions(table, known)
    if wanted.family != "hcahps":
        return []
    version = version_for(table, wanted)
    if not version.columns:
        raise _not_that_questionnaire(wanted, where)
    return [version]


def _custom_plan(
    table: Table,
    roles: Roles,
    file_name: str,
    known: Sequence[Instrument],
    wanted: Instrument | None,
    where: str,
) -> Plan:
    choice = [wanted] if wanted is not None else known
    found = find_single_question(roles, choice) or build_questionnaire(roles, file_name, choice)
    if found is None:
        raise FileRefused(
            "no_questions",
            "No column was recognized as a question: none has answers on a scale.",
            where=where,
            hint="A question's answers are words such as Always or Very satisfied, or numbers "
            "such as 1 to 5. Check that this is the sheet with the patients' answers.",
        )
    match = HeaderMatch(found.instrument, found.columns)
    rows = np.zeros(len(table), np.int8)
    return Plan([Version(match, 0.0)], rows, found.notes)


def _left_over(roles: Roles) -> list[str]:
    names = [column.name for column in roles.questions if column.filled]
    if not names:
        return []
    listed = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
    return [f"{len(names)} columns are no part of HCAHPS and were left out: {listed}."]
