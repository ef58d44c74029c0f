"""Read CMS Care Compare patient survey files: figures of hospitals, states and the nation.

One row per measure and answer. "Not Applicable" stands where a figure cannot be (a star on an
answer's row), "Not Available" where one is held back or was not reported; neither is a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from models.errors import FileRefused, Location
from models.files.aggregates import period_in_name, told_period
from models.files.cms.layout import find_published_layout
from models.files.cms.rows import Place, PublishedRows, PublishedSpan
from models.files.cms.wide import LongSheet, unpivot
from models.files.content import (
    Problem,
    Progress,
    PublishedFigure,
    ReadOptions,
    Recognition,
    SurveyFile,
    no_progress,
)
from models.files.questionnaires import stems
from models.files.sheets import Sheet
from models.language import _, ngettext, number
from models.survey import Instrument

BLOCK_ROWS = 2_000

NATION = Place("nation", "US", "United States", "")
CANCER_HOSPITALS = Place("hospital", "PCH", "Cancer hospitals (PCH)", "")
"""The few hospitals of the PCH_HCAHPS files together, in the layout of the whole nation."""

_FORMATS = {"hospital": "cms_hospital", "state": "cms_state", "nation": "cms_national"}
_UNKNOWN_NAMED = 5


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    file_name: str = "",
    progress: Progress = no_progress,
) -> Recognition | None:
    """Recognise a hospital, state or national file of published HCAHPS figures.

    Where it has no columns of dates, the months are those told, else those in its name. Raises
    FileRefused when there are none: its figures cannot be placed in time.
    """
    layout = find_published_layout(sheet.head)
    if layout is None:
        long = unpivot(sheet)
        layout = None if long is None else find_published_layout(long.head)
        if long is None or layout is None:
            return None
        sheet = long
    dated = {"start", "end"} <= set(layout.columns)
    span = None if dated else told_period(options) or period_in_name(file_name)
    notes = [] if span is None else [_("These scores are for {words}.").format(words=span.words)]
    if not dated and span is None:
        raise FileRefused("no_dates", where=Location(sheet=sheet.name or ""))
    rows = PublishedRows(layout, stems(known), NATION, sheet.name)
    rows.months = span and PublishedSpan(span.first, span.last)
    left_out = sheet.unclaimed(progress) if isinstance(sheet, LongSheet) else ()
    read = partial(_read, sheet, rows)
    return Recognition(_FORMATS[layout.level], None, read, notes=notes, left_out=left_out)


def _read(
    sheet: Sheet, rows: PublishedRows, file: SurveyFile, progress: Progress
) -> Iterator[list[PublishedFigure]]:
    if "pch" in file.name.casefold():
        rows.nation = CANCER_HOSPITALS
    block: list[PublishedFigure] = []
    last = rows.layout.header_row
    for row, cells in sheet.rows(progress):
        if row <= rows.layout.header_row:
            continue
        file.rows_read += row != last  # a wide sheet's row has many figures
        last = row
        found = rows.figures(row, cells)
        if isinstance(found, Problem):
            file.note_problem(replace(found, rejects_row=not isinstance(sheet, LongSheet)))
            continue
        block += found
        if len(block) >= BLOCK_ROWS:
            yield block
            block = []
    if block:
        yield block
    file.notes += _notes(rows)


def _notes(rows: PublishedRows) -> Iterator[str]:
    if rows.held_back:
        yield ngettext(
            "{n} score isn't available: withheld or not reported.",
            "{n} scores aren't available: withheld or not reported.",
            rows.held_back,
        ).format(n=number(rows.held_back))
    if rows.spans_assumed:
        yield (
            _(
                "In {spans_assumed} rows a date was lost (########). We use twelve months, "
                "like all published HCAHPS scores."
            ).format(spans_assumed=rows.spans_assumed)
        )
    if rows.ids_padded:
        yield _("We restored leading zeros of the hospital ID in {ids_padded} rows.").format(
            ids_padded=rows.ids_padded
        )
    if rows.unknown_ids:
        named = ", ".join(sorted(rows.unknown_ids)[:_UNKNOWN_NAMED])
        if len(rows.unknown_ids) > _UNKNOWN_NAMED:
            named += ", …"
        yield _("Scores for measures we don't know keep their IDs: {named}.").format(named=named)
