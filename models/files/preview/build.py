"""A preview put together from the first rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models.errors import UsageProblem
from models.files.columns import header_names
from models.files.content import Progress, ReadOptions, no_progress
from models.files.mapping import Mapping
from models.files.preview.analyze import look_at
from models.files.preview.head import Head, open_head
from models.files.preview.official import look_at_official
from models.files.preview.preview import ColumnPreview, Preview, SheetPreview
from models.files.preview.rows import SheetAnalysis, rows_of_table
from models.files.questions import Question
from models.files.recognize import likeliest_first, sheets_alike, with_codebook
from models.files.respondents import MOST_QUESTIONS, encoding_question, is_confirmed, sheet_question
from models.files.sheets import Sheet
from models.survey import Instrument

MOST_SHEETS = 10
"""Sheets that are tried beside the one shown, to offer them."""


def preview_file(
    path: Path, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> Preview:
    """Look at the first rows of a file and say what an import would make of them.

    `known` are the questionnaires its rows may answer. Raises FileRefused for a file that is no
    table at all (damaged, locked, something else), UsageProblem for an option or mapping that
    names what the file does not have, and passes on Cancelled. A table that lacks a unit or a
    question is previewed all the same and asks for it.
    """
    return preview_of(open_head(path, options, progress), options, known)


def preview_of(
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress = no_progress,
) -> Preview:
    """Return the preview of a file's first rows; see `preview_file`."""
    sheet, look = _chosen(head, options, known, progress)
    usable = _usable(head, sheet, look, options, known, progress)
    questions = look.questions
    told = options.sheet or (options.mapping.sheet if options.mapping is not None else None)
    if look.obeyed is not None and told is None and look.obeyed.source == "found":
        questions = (*_sheet_question(sheet, usable, head), *questions)
    if head.guessed and look.obeyed is not None and look.obeyed.source != "remembered":
        questions = (
            *questions,
            *_encoding_question(head.guessed, list(_shown_texts(look.columns))),
        )
    # What must be answered goes first; what was left out is asked in the window's columns.
    questions = tuple(sorted(questions, key=lambda q: q.default is not None)[:MOST_QUESTIONS])
    preview = Preview(
        file=head.name,
        format=look.format,
        instrument=look.instrument.key if look.instrument is not None else None,
        instrument_name=look.instrument.name if look.instrument is not None else None,
        questionnaire=look.instrument,
        sheets=tuple(_sheet_preview(s, head, s is sheet, s in usable) for s in head.sheets),
        sheet=sheet.name,
        rows=rows_of_table(look.rows, look.header_rows, look.left_out),
        columns=look.columns,
        questions=questions,
        mapping=look.obeyed.mapping if look.obeyed is not None else Mapping(),
        mappable=look.obeyed is not None,
        complete=not head.is_cut(sheet),
        notes=(*head.notes, *look.notes),
        applied=look.obeyed.source if look.obeyed is not None else "found",
        differences=look.obeyed.differences if look.obeyed is not None else (),
        refused=look.refused,
        roles=look.roles,
        of_layout=look.of_layout,
    )

    def refresh(mapping: Mapping) -> Preview:
        again = preview_of(head, replace(options, mapping=mapping), known)
        return replace(again, applied=preview.applied, differences=preview.differences)

    return replace(preview, refresh=refresh)


def _chosen(
    head: Head, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> tuple[Sheet, SheetAnalysis]:
    """Return the sheet to show and what was found on it: the one named, else the one that an
    import would read, else the largest."""
    sheets = _named_sheets(head, options)
    fixed = look_at_official(sheets, head, options, known)
    if fixed is not None:
        return fixed
    ordered = likeliest_first(sheets, options)
    first: tuple[Sheet, SheetAnalysis] | None = None
    for sheet in ordered[:MOST_SHEETS]:
        look = look_at(sheet, head, with_codebook(sheet, head.sheets, options), known, progress)
        if not look.refused:
            return sheet, look
        first = first or (sheet, look)
    assert first is not None
    return first


def _named_sheets(head: Head, options: ReadOptions) -> list[Sheet]:
    name = options.sheet or (options.mapping.sheet if options.mapping is not None else None)
    if name is None:
        return head.sheets
    found = [sheet for sheet in head.sheets if sheet.name == name]
    if found:
        return found
    raise UsageProblem(
        "unknown_sheet",
        where=head.name,
        sheet=name,
        sheets=tuple(sheet.name or "" for sheet in head.sheets),
    )


def _usable(
    head: Head,
    chosen: Sheet,
    look: SheetAnalysis,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> list[Sheet]:
    """Return the sheets whose rows could be survey answers, the chosen one among them."""
    usable = [] if look.refused else [chosen]
    if look.obeyed is None:
        return usable
    for other in [sheet for sheet in head.sheets if sheet is not chosen][:MOST_SHEETS]:
        found = look_at(other, head, replace(options, mapping=None), known, progress)
        if not found.refused and found.obeyed is not None and found.instrument is not None:
            usable.append(other)
    return usable


def _shown_texts(columns: Sequence[ColumnPreview]) -> Iterator[str]:
    """Give the names of columns and the cells that are shown."""
    for column in columns:
        yield from (column.name, *column.examples, *(value for value, _ in column.values))


def _encoding_question(guessed: str, texts: Sequence[str]) -> tuple[Question, ...]:
    """Ask how the letters are written; a guess that no known word confirms is no answer yet."""
    return encoding_question(guessed, texts, guessed if is_confirmed(texts) else None)


def _sheet_question(chosen: Sheet, usable: Sequence[Sheet], head: Head) -> tuple[Question, ...]:
    """Ask which of several sheets is meant; the chosen one unless others are like it."""
    if len(usable) < 2:
        return ()
    alike = sheets_alike(chosen, head.sheets)
    return (sheet_question(usable, None if alike else chosen.name),)


def _sheet_preview(sheet: Sheet, head: Head, chosen: bool, usable: bool) -> SheetPreview:
    rows = None if head.is_cut(sheet) else sum(1 for _ in sheet.rows(no_progress))
    return SheetPreview(sheet.name, len(header_names(sheet)), rows, chosen, usable)
