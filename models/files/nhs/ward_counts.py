"""Read the NHS Friends and Family Test: a table of how many patients gave each answer.

The published workbook has a sheet per level (ICB, trusts, sites, wards), a title naming the
month, a header of two lines and rows of totals above the data. The same columns come as plain
CSV. Between 1 and 4 responses, and where such a row could be worked out, "*" stands for a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from models.errors import FileRefused, Location, UsageProblem
from models.files.aggregates import (
    ANSWERS,
    CountLayout,
    find_count_layout,
    find_month,
    month_words,
    plain_header,
    row_month,
    told_period,
)
from models.files.columns import MappingInEffect, apply_layout_mapping
from models.files.content import (
    AppliedMapping,
    CountRow,
    Problem,
    Progress,
    ReadOptions,
    Recognition,
    SurveyFile,
)
from models.files.mapping import ColumnMapping, Mapping, Role, told_apart
from models.files.sheets import Sheet
from models.language import _
from models.survey import Instrument, Scale

FORMAT = "counts"
INSTRUMENT = "nhs-fft"
ITEM = "overall_experience"
BLOCK_ROWS = 2_000

_ROLE_OF = {
    "ward": Role.UNIT,
    "site": Role.SITE,
    "trust": Role.FACILITY,
    "month": Role.PERIOD,
    "year": Role.YEAR,
}
_DIMENSION_OF = {role: dimension for dimension, role in _ROLE_OF.items()}
_CERTAINTY = {"ward": 1.0, "site": 0.8, "trust": 0.6}
_TOTALS = re.compile(r"england \(?(including|excluding)|selection \(excluding|(grand )?total$")
_WHOLE_NUMBER = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.0+)?")
_HIDDEN = "*"


def recognize(
    sheet: Sheet, options: ReadOptions, known: Sequence[Instrument], file_name: str = ""
) -> Recognition | None:
    """Recognise a Friends and Family sheet of wards, sites or trusts.

    Raises FileRefused for the empty form, and UsageProblem when an option names a column that
    the table lacks.
    """
    instrument = next((i for i in known if i.key == INSTRUMENT), None)
    if instrument is None or options.instrument not in (None, INSTRUMENT):
        return None
    layout = find_count_layout(sheet.head)
    if layout is None or layout.unit_role is None:
        return None
    layout, obeyed = layout_of(sheet, options, file_name)
    if layout.unit_role is None:
        return None
    if sheet.complete and not any(_is_data(layout, cells) for cells in _below(sheet, layout)):
        if "ward" in layout.columns:
            raise _no_rows(sheet)
        return None
    period = told_period(options)
    month = None if period is None else period.last
    table = _CountTable(sheet, layout, instrument.item(ITEM).scale, month)
    mapping = replace(obeyed.mapping, sheet=sheet.name, columns=_roles(layout))
    applied = AppliedMapping(mapping, obeyed.shape, obeyed.source, obeyed.differences)
    certainty = _CERTAINTY[str(layout.unit_role)]
    return Recognition(FORMAT, instrument, partial(_read, table), certainty, applied=applied)


def layout_of(
    sheet: Sheet, options: ReadOptions, file_name: str
) -> tuple[CountLayout, MappingInEffect]:
    """Return where a recognized sheet keeps what, and the mapping that holds for it."""
    layout = find_count_layout(sheet.head)
    assert layout is not None
    where = Location(file_name, sheet.name or "")
    obeyed = apply_layout_mapping(sheet, layout.headers, options, FORMAT, where)
    return _with_mapping(_with_options(layout, options), obeyed.mapping), obeyed


def tells_month(layout: CountLayout, file_name: str) -> bool:
    """Whether the rows, the title or the file's name tell the month."""
    known = "month" in layout.columns or layout.title_month is not None
    return known or find_month([file_name]) is not None


def role_at(layout: CountLayout, place: int) -> Role | None:
    """Return what a column is, None for the columns of answers: these are part of the layout."""
    dimension = next((role for role, at in layout.columns.items() if at == place), None)
    if dimension == layout.unit_role:
        return Role.UNIT
    if dimension == "total" or dimension in ANSWERS:
        return None
    return _ROLE_OF.get(dimension or "", Role.IGNORE)


def _roles(layout: CountLayout) -> tuple[ColumnMapping, ...]:
    roles = ((name, role_at(layout, place)) for place, name in enumerate(layout.headers))
    return told_apart(ColumnMapping(name, role) for name, role in roles if name and role)


def _with_mapping(layout: CountLayout, mapping: Mapping) -> CountLayout:
    """Return a layout whose places and months are those that a mapping tells otherwise. The
    columns of answers stay what they are."""
    told = {
        place: column.role
        for place, name in enumerate(layout.headers)
        if (column := mapping.column(name)) is not None
        and role_at(layout, place) not in (None, column.role)
    }
    if not told:
        return layout
    columns = {role: at for role, at in layout.columns.items() if at not in told}
    for place, role in told.items():
        if role in _DIMENSION_OF:
            columns[_DIMENSION_OF[role]] = place
    return replace(layout, columns=columns)


def _with_options(layout: CountLayout, options: ReadOptions) -> CountLayout:
    chosen = {
        "ward": options.unit_column,
        "trust": options.facility_column,
        "month": options.date_column,
    }
    columns = dict(layout.columns)
    headers = [plain_header(header) for header in layout.headers]
    for role, column in chosen.items():
        if column is None:
            continue
        if plain_header(column) not in headers:
            raise UsageProblem(
                "no_such_column", column=column, columns=tuple(h for h in layout.headers if h)
            )
        columns[role] = headers.index(plain_header(column))
    return replace(layout, columns=columns)


def _below(sheet: Sheet, layout: CountLayout) -> Iterator[list[str]]:
    return (cells for number, cells in sheet.head if number > layout.header_row)


def _no_rows(sheet: Sheet) -> FileRefused:
    return FileRefused("no_ward_rows", where=Location(sheet=sheet.name or ""))


def _is_data(layout: CountLayout, cells: Sequence[str]) -> bool:
    """Tell a unit's row from totals, filler and notes."""
    name = layout.cell(cells, str(layout.unit_role))
    if _TOTALS.match(name.casefold()):
        return False
    counts = [layout.cell(cells, role) for role in ("total", *ANSWERS)]
    return any(count not in ("", "-") for count in counts)


@dataclass(frozen=True, slots=True)
class _CountTable:
    sheet: Sheet
    layout: CountLayout
    scale: Scale
    month: int | None = None


def _read(table: _CountTable, file: SurveyFile, progress: Progress) -> Iterator[list[CountRow]]:
    month = None if "month" in table.layout.columns else _month_of_table(table, file)
    block: list[CountRow] = []
    for number, cells in table.sheet.rows(progress):
        if number <= table.layout.header_row or not _is_data(table.layout, cells):
            continue
        file.rows_read += 1
        row = _count_row(table, number, cells, month)
        if isinstance(row, Problem):
            file.note_problem(row)
            continue
        block.append(row)
        if len(block) == BLOCK_ROWS:
            yield block
            block = []
    if file.rows_read == 0:
        raise _no_rows(table.sheet)
    if block:
        yield block


def _month_of_table(table: _CountTable, file: SurveyFile) -> int:
    if table.month is not None:
        return table.month
    month, source = table.layout.title_month, _("table's title")
    if month is None:
        month, source = find_month([file.name]), _("file's name")
    if month is None:
        raise FileRefused("no_month", where=Location(sheet=table.sheet.name or ""))
    file.notes.append(
        _("The month ({month}) comes from the {source}.").format(
            month=month_words(month), source=source
        )
    )
    return month


def _count_row(
    table: _CountTable, number: int, cells: Sequence[str], month: int | None
) -> CountRow | Problem:
    layout = table.layout
    problem = partial(Problem, row=number, sheet=table.sheet.name, rejects_row=True)
    if month is None:
        period = layout.cell(cells, "month")
        month = row_month(period, layout.cell(cells, "year"))
        if month is None:
            column = layout.headers[layout.columns["month"]]
            return problem(column=column, value=period, reason=_("not a month with its year"))
    speciality = layout.cell(cells, "speciality")
    row = CountRow(
        row=number,
        facility=layout.cell(cells, "trust"),
        site=layout.cell(cells, "site") if layout.unit_role == "ward" else "",
        unit=layout.cell(cells, str(layout.unit_role)),
        month=month,
        counts={},
        responses=None,
        suppressed=True,
        unit_type="" if speciality == "-" else speciality,
    )
    numbers: dict[str, int] = {}
    for role in ("total", *ANSWERS) if "total" in layout.columns else ANSWERS:
        text = layout.cell(cells, role)
        if text == _HIDDEN:
            return row
        if not _WHOLE_NUMBER.fullmatch(text):
            column = layout.headers[layout.columns[role]]
            return problem(column=column, value=text, reason=_("not a whole number of answers"))
        numbers[role] = int(text.split(".")[0].replace(",", ""))
    answered = sum(numbers[answer] for answer in ANSWERS)
    total = numbers.get("total", answered)
    if answered != total:
        return problem(
            column=layout.headers[layout.columns["total"]],
            value=layout.cell(cells, "total"),
            reason=_("the six answers add up to {answered}, not the total").format(
                answered=answered
            ),
        )
    return replace(row, counts=_counts(table.scale, numbers), responses=total, suppressed=False)


def _counts(scale: Scale, numbers: dict[str, int]) -> dict[tuple[str, int], int]:
    values = {plain_header(answer.label): answer.value for answer in scale.answers}
    return {(ITEM, values[answer]): numbers[answer] for answer in ANSWERS if numbers[answer]}
