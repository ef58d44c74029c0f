"""Patient-level HCAHPS XML files: one hospital's month, one `patientresponse` per survey.

The names of the elements are those of the versions 3.x to 4.x. Elements that no known version
has are named in a note and left out; nothing is guessed from their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.errors import FileRefused, UsageProblem, Where
from models.files.cells import NO_DAY
from models.files.columns import (
    MappingInEffect,
    Roles,
    apply_layout_mapping,
    column_list,
    header_names,
    read_row_facts,
    with_units,
)
from models.files.content import AppliedMapping, Progress, ReadOptions, Recognition
from models.files.questionnaires import HeaderMatch, Version, plan_reading
from models.files.respondents.respondents import wanted_instrument
from models.files.respondents.rows import RespondentRows
from models.files.sheets import HcahpsXmlSheet, Sheet, Table, TableColumn, header_of, read_table
from models.files.sheets import hcahps_xml as made
from models.language import N_, _, number
from models.survey import Instrument

LAYOUT = "hcahps_xml"
_MODES = {"1": "Mail", "2": "Phone", "3": "Mixed mail and phone", "4": "IVR"}
_NO_UNIT = frozenset(
    [made.SURVEY_ID, made.PATIENT_ID, made.MONTH, made.MODE, made.FACILITY, "provider-name"]
)
_STATUS = {
    "1": N_("completed"),
    "2": N_("deceased"),
    "3": N_("not eligible"),
    "4": N_("language not offered"),
    "5": N_("unable to answer"),
    "6": N_("broken off"),
    "7": N_("refused"),
    "8": N_("no answer after the last attempt"),
    "9": N_("no valid address"),
    "10": N_("no valid phone number"),
    "": N_("no status"),
}


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Recognition | None:
    """Read a patient-level HCAHPS file; None for any other sheet.

    The file has no nursing unit: one has to be named by `options`. Raises FileRefused when none
    is, and UsageProblem for an option that names what the file does not have.
    """
    if not isinstance(sheet, HcahpsXmlSheet):
        return None
    obeyed = apply_xml_mapping(sheet, options, file_name)
    options = obeyed.layout_options(options)
    wanted = wanted_instrument(options, known, file_name)
    joined, options, units = with_units(sheet, options, progress)
    table = read_table(joined, file_name, progress)
    roles = _roles(table, options, file_name)
    facts = read_row_facts(table, roles, date.today())
    facts.modes.names = [_MODES.get(name, f"Mode {name}") for name in facts.modes.names]
    versions = [
        Version(_exact_match(table, sheet, instrument), 0.0)
        for instrument in known
        if instrument.family == "hcahps" and wanted in (None, instrument)
    ]
    if not any(version.columns for version in versions):
        raise FileRefused("no_questions", why="xml", where=file_name)
    plan = plan_reading(
        versions,
        facts.months(),
        facts.discharged != NO_DAY,
        wanted.key if wanted is not None else None,
        file_name,
    )
    rows = RespondentRows(None, table, roles, facts, plan)
    notes = [*units.sentences(), *plan.notes, *_notes(sheet, table, versions), *facts.notes]
    applied = AppliedMapping(obeyed.mapping, obeyed.shape, obeyed.source, obeyed.differences)
    return Recognition(LAYOUT, rows.usual_instrument(), rows.blocks, 1.0, notes, applied)


def apply_xml_mapping(
    sheet: HcahpsXmlSheet, options: ReadOptions, file_name: str
) -> MappingInEffect:
    """Return what was said of the unit of such a file: all else stands in its layout."""
    return apply_layout_mapping(sheet, header_names(sheet), options, LAYOUT, file_name)


def unit_columns(sheet: HcahpsXmlSheet) -> dict[str, list[str]]:
    """Return the elements that may name a unit, with their first different texts."""
    header = header_of(sheet)
    found: dict[str, list[str]] = {}
    for place, name in enumerate(header.names if header is not None else ()):
        texts = {cells[place].strip() for _, cells in sheet.head[1:] if place < len(cells)}
        texts.discard("")
        if name not in sheet.response | _NO_UNIT and any(t[0].isalpha() for t in texts):
            found[name] = sorted(texts)
    return found


def _roles(table: Table, options: ReadOptions, where: Where) -> Roles:
    columns = {column.name: column for column in table.named()}
    if options.unit_column is None:
        raise FileRefused("no_unit", where=where, why="xml")
    roles = Roles(_named(table, options.unit_column, "--unit-column", where))
    if options.facility_column is not None:
        roles.facility = _named(table, options.facility_column, "--facility-column", where)
    elif options.facility is None:
        roles.facility = columns[made.FACILITY]
    roles.discharged = columns[made.MONTH]
    if options.date_column is not None:
        roles.discharged = _named(table, options.date_column, "--date-column", where)
    survey_id = columns[made.SURVEY_ID]
    if survey_id.filled and survey_id.all_different():
        roles.survey_id = survey_id
    roles.mode = columns[made.MODE]
    return roles


def _named(table: Table, name: str, option: str, where: Where) -> TableColumn:
    for column in table.named():
        if column.name.casefold() == name.strip().casefold():
            return column
    raise UsageProblem(
        "unknown_column",
        why="option",
        where=where,
        column=name,
        option=option,
        columns=column_list(table),
    )


def _exact_match(table: Table, sheet: HcahpsXmlSheet, instrument: Instrument) -> HeaderMatch:
    """Match elements with questions by their whole names."""
    match = HeaderMatch(instrument)
    names: dict[str, str] = {}
    for item in instrument.items:
        for name in (item.key, *item.columns):
            names.setdefault(_letters(name), item.key)
    for column in table.named():
        key = names.get(_letters(column.name)) if column.name in sheet.response else None
        if key is not None and key not in match.columns:
            match.columns[key] = column
            match.by_name.add(key)
    return match


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _notes(sheet: HcahpsXmlSheet, table: Table, versions: Sequence[Version]) -> Iterator[str]:
    yield _("Rows are numbered by patient, including patients with no answers.")
    yield _("The file has no discharge day, so we use the first of the month.")
    if silent := sum(sheet.silent.values()):
        kinds = _by_status(sheet.silent)
        yield _("{silent} patients didn't answer and aren't counted ({kinds}).").format(
            silent=number(silent), kinds=kinds
        )
    if others := sum(sheet.not_counted.values()):
        kinds = _by_status(sheet.not_counted)
        yield _("Answers from {others} patients don't count and were left out ({kinds}).").format(
            others=number(others), kinds=kinds
        )
    used = {column.name for version in versions for column in version.columns.values()}
    unknown = [c.name for c in table.named() if c.name in sheet.response - used and c.filled]
    if unknown:
        listed = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        yield (
            _("{unknown} elements aren't HCAHPS questions and were left out: {listed}.").format(
                unknown=len(unknown), listed=listed
            )
        )


def _by_status(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{_status(code)} {number(n)}" for code, n in ordered)


def _status(code: str) -> str:
    known = _STATUS.get(code)
    return _(known) if known else _("status {code}").format(code=code)
