"""Aggregated figures: how many answered, and the share of the best answer, by unit and months.

A share becomes whole counts again, top = round(n x share), when that gives the printed share
within its rounding; else the cell is reported. An average of several questions (a composite)
is kept as the nearest whole count, which is said, and marked as an average. Figures of more
than a month are kept in their last month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.errors import FileRefused, Location
from models.files.aggregates.answer_counts import FigureSheet, as_figures, best_of_answers
from models.files.aggregates.counts import AggregateCounts
from models.files.aggregates.layout import AggregateLayout, find_aggregate_layout
from models.files.aggregates.rows import read_figures
from models.files.columns import MappingInEffect, apply_layout_mapping
from models.files.content import (
    AppliedMapping,
    Block,
    Progress,
    ReadOptions,
    Recognition,
    SurveyFile,
)
from models.files.mapping import ColumnMapping, Mapping, told_apart
from models.files.questions import LeftOut, LeftOutColumn
from models.files.sheets import Sheet
from models.language import _
from models.survey import Instrument

FORMAT = "aggregates"
BLOCK_ROWS = 2_000


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Recognition | None:
    """Read a sheet as aggregated figures, None for any other sheet.

    Raises FileRefused for such a sheet that does not say which months it covers, whose periods
    overlap in part, or of which it is unclear whether it gives percents or counts.
    """
    if options.instrument is not None:
        return None
    told = layout_of(sheet, options, file_name)
    if told is None:
        return None
    sheet, layout, obeyed = told
    options = obeyed.options(options)
    where = Location(file_name, sheet.name or "")
    order = obeyed.mapping.date_order
    figures = read_figures(
        sheet, layout, options, progress, file_name=file_name, where=where, order=order
    )
    if figures is None:
        return None
    counts = AggregateCounts(figures, known, file_name, where)
    rows = counts.rows()
    if not rows and not figures.problems:
        raise FileRefused("no_rows", why="shares", where=where)

    def read(file: SurveyFile, progress: Progress) -> Iterator[Block]:
        file.rows_read += figures.rows
        for problem in figures.problems:
            file.note_problem(problem)
        for start in range(0, len(rows), BLOCK_ROWS):
            progress(_("Storing rows"), start / len(rows))
            yield rows[start : start + BLOCK_ROWS]

    mapping = replace(_whole(layout, obeyed.mapping), sheet=sheet.name)
    applied = AppliedMapping(mapping, obeyed.shape, obeyed.source, obeyed.differences)
    notes = [*figures.notes, *counts.notes]
    left_out = sheet.unclear if isinstance(sheet, FigureSheet) else ()
    left_out += tuple(
        LeftOutColumn(layout.names[place], LeftOut.FIGURES, figures.rows)
        for place in layout.dropped
    )
    asked = figures.questions
    return Recognition(FORMAT, counts.instrument, read, 0.9, notes, applied, asked, left_out)


def layout_of(
    sheet: Sheet, options: ReadOptions, file_name: str
) -> tuple[Sheet, AggregateLayout, MappingInEffect] | None:
    """Return a table of shares (one made of counts of answers), where it keeps what, and the
    mapping that holds for it; None for any other sheet, or where the mapping leaves no share with
    its number of answers.

    Raises UsageProblem when a given mapping names a column that the table does not have.
    """
    if options.instrument is not None:
        return None
    said = options.mapping or Mapping()
    named = (options.unit_column, options.facility_column, options.date_column)
    where = Location(file_name, sheet.name or "")
    sheet = as_figures(sheet, where, [name for name in named if name]) or sheet
    found = find_aggregate_layout(sheet.head, options, said)
    if found is None:
        return None
    obeyed = apply_layout_mapping(sheet, found.names, options, FORMAT, where)
    if obeyed.source == "remembered":
        found = find_aggregate_layout(sheet.head, options, obeyed.mapping) or found
    return sheet, _of_the_best(found), obeyed


def _of_the_best(layout: AggregateLayout) -> AggregateLayout:
    """Return a layout without the shares of other answers than the best, where each answer of a
    scale has its share: these are no measures of their own."""
    best = best_of_answers([figure.measure for figure in layout.figures])
    if best is None:
        return layout
    kept = tuple(figure for figure in layout.figures if figure.measure == best)
    others = (figure.share for figure in layout.figures if figure.measure != best)
    return replace(layout, figures=kept, dropped=tuple(sorted((*layout.dropped, *others))))


def _whole(layout: AggregateLayout, said: Mapping) -> Mapping:
    """Return what every named column was taken for; days of the beginning and the end are found
    by their headers."""
    days = [layout.dimensions.get(role) for role in ("start", "end")]
    columns = told_apart(
        ColumnMapping(name, layout.role_of(place))
        for place, name in enumerate(layout.names)
        if name and place not in days
    )
    return replace(said, columns=columns)
