"""One sheet of a file as an import would read it: its rows, its columns and what is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.errors import FileRefused, Location, UserError
from models.files.columns import RESPONDENTS, MappingInEffect, apply_mapping
from models.files.content import Progress, ReadOptions
from models.files.long_format import FORMAT, read_feed
from models.files.mapping import LAYOUT_ROLES, Role
from models.files.preview.columns import ColumnTeller, bare_column
from models.files.preview.head import Head
from models.files.preview.layouts import look_at_feed, look_at_xml
from models.files.preview.preview import ColumnPreview
from models.files.preview.rows import (
    SheetAnalysis,
    first_rows,
    fixed_look,
    notes_below,
)
from models.files.preview.shares import look_at_shares
from models.files.questions import Question
from models.files.respondents import (
    NO_ITEMS,
    ColumnRoles,
    Items,
    TableSchema,
    items_by_place,
    order_questions,
    questions_of,
    read_columns,
    version_question,
    with_questions,
)
from models.files.sheets import FlattenedSheet, HcahpsXmlSheet, Sheet
from models.files.survey_tools import exports as tool_exports
from models.language import _
from models.survey import NO_UNIT, Instrument

HEADER_ROWS = {"qualtrics": 3, "surveymonkey": 2}
"""Rows of column names in the exports of survey tools that have more than one."""


ANSWER_ROLES = tuple(role for role in Role if role not in LAYOUT_ROLES)


def look_at(
    sheet: Sheet,
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> SheetAnalysis:
    """Return what an import would make of a sheet of survey answers.

    Raises UsageProblem for an option or mapping that names what it does not have.
    """
    export = tool_exports.unfold_export(sheet)
    if isinstance(sheet, HcahpsXmlSheet):
        return look_at_xml(sheet, head, options, known, progress)
    if export is None:
        found = look_at_shares(sheet, head, options, known, progress) or _look_at_feed(
            sheet, head, options, known, progress
        )
        if found is not None:
            return found
    try:
        return _look_at_answers(sheet, export, head, options, known, progress)
    except FileRefused as refused:
        layout = RESPONDENTS if export is None else f"{export.tool}_{RESPONDENTS}"
        return fixed_look(sheet, layout, None, refused=refused)


def _look_at_feed(
    sheet: Sheet, head: Head, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> SheetAnalysis | None:
    feed = read_feed(sheet, options, known, progress, file_name=head.name)
    if feed is None:
        return None
    try:
        look = _look_at_table(
            feed.surveys,
            feed.surveys,
            feed.obeyed,
            replace(head, further=[]),
            options,
            known,
            progress,
        )
    except FileRefused as refused:
        return fixed_look(sheet, FORMAT, None, refused=refused)
    return look_at_feed(sheet, feed, look)


def _look_at_answers(
    sheet: Sheet,
    export: FlattenedSheet | None,
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> SheetAnalysis:
    where = Location(head.name, sheet.name or "")
    if export is None:
        table, obeyed = apply_mapping(sheet, options, RESPONDENTS, where)
        return _look_at_table(table, sheet, obeyed, head, options, known, progress)
    export, obeyed, options = tool_exports.apply_export_mapping(export, options, where)
    return _look_at_table(export, sheet, obeyed, head, options, known, progress)


def _look_at_table(
    table: Sheet,
    shown: Sheet,
    obeyed: MappingInEffect,
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> SheetAnalysis:
    """Look at a table of one row per survey; `shown` is the sheet as it stands in the file."""
    export = table if isinstance(table, FlattenedSheet) else None
    layout = RESPONDENTS if export is None else f"{export.tool}_{RESPONDENTS}"
    columns, has_unit = _columns_of(table, options, known, obeyed, progress, head.name)
    understood, refused, version = _questions_of(columns, known, head.name)
    items: Items = items_by_place(understood.plan) if understood is not None else NO_ITEMS
    if version is not None or (refused and order_questions(columns, items)):
        refused = None  # a question says what is missing
    questions = questions_of(
        columns,
        items,
        understood.plan.open if understood is not None else {},
        has_unit=has_unit,
        refused=refused is not None,
        further=head.further,
        complete=not head.is_cut(shown),
        first=() if version is None else (version,),
    )
    rows = first_rows(shown)
    header = columns.table.header
    left_out = notes_below(rows, header.row, header.width)
    if understood is not None and has_unit:
        left_out = understood.rows().left_out()
    header_rows: Sequence[int] = [*obeyed.header_rows, header.row]
    if export is not None:
        left_out |= {n: why for n, cells in rows if (why := export.why_left_out(cells))}
        first = header.row - HEADER_ROWS.get(export.tool, 1) + 1
        header_rows = range(first, header.row + 1)
    notes = [] if export is None else export.notes
    found_notes = understood.notes if understood is not None else columns.roles.notes
    return SheetAnalysis(
        layout,
        understood.rows().usual_instrument() if understood is not None else None,
        rows=rows,
        header_rows=header_rows,
        left_out=left_out,
        columns=_column_previews(columns, export, items, known, questions),
        questions=questions,
        obeyed=obeyed,
        notes=[*notes, *(found_notes if has_unit else found_notes[1:])],
        refused=refused,
        roles=ANSWER_ROLES,
    )


def _columns_of(
    table: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    obeyed: MappingInEffect,
    progress: Progress,
    file_name: str,
) -> tuple[ColumnRoles, bool]:
    """Return what the columns are, and whether one of them, or what was said, is the unit."""
    try:
        columns = read_columns(table, options, known, obeyed, progress, file_name=file_name)
    except FileRefused as refused:
        if refused.code != "no_unit":
            raise
    else:
        return columns, True
    options = replace(options, unit=NO_UNIT)
    columns = read_columns(table, options, known, obeyed, progress, file_name=file_name)
    return replace(columns, units=type(columns.units)()), False


def _questions_of(
    columns: ColumnRoles, known: Sequence[Instrument], file_name: str
) -> tuple[TableSchema | None, UserError | None, Question | None]:
    """Return what the questions are, or why there are none, or how they can be told apart."""
    try:
        return with_questions(columns, known, file_name=file_name), None, None
    except FileRefused as refused:
        if refused.code == "version_unclear":
            return None, None, version_question(columns)
        return None, refused, None


def _column_previews(
    columns: ColumnRoles,
    export: FlattenedSheet | None,
    items: Items,
    known: Sequence[Instrument],
    questions: Sequence[Question],
) -> tuple[ColumnPreview, ...]:
    """Return a preview for each column of the file, named or not."""
    teller = ColumnTeller(columns, items, known, questions)
    if export is None:
        found = []
        for column in columns.table.columns:
            if columns.is_added(column):
                continue
            if column.name:
                found.append(teller.of(column, column.place))
            elif column.part_of:
                found.append(
                    bare_column(column.place, "", _("Part of {name}.").format(name=column.part_of))
                )
            else:
                found.append(bare_column(column.place, "", _("It is empty.")))
        return tuple(found)
    by_name = {column.name: column for column in columns.table.named()}
    shown: dict[int, ColumnPreview] = {}
    seen: set[str] = set()
    for place, name in export.places.items():
        if name in seen:
            shown[place] = bare_column(place, name, _("Part of {name}.").format(name=name))
        elif name in by_name:
            shown[place] = teller.of(by_name[name], place)
        seen.add(name)
    tool = export.tool.replace("_", " ").title()
    for place, name in export.left_out_columns.items():
        shown.setdefault(
            place,
            bare_column(place, name, _("A column that {tool} adds by itself.").format(tool=tool)),
        )
    return tuple(shown[place] for place in sorted(shown))
