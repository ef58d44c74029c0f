"""Long vendor feeds: one row per survey and question, with the answer as text.

The rows of a survey are put together; the table that comes out is read like any respondent
table. The unit may be a column, or an answer of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.files import respondents
from models.files.content import Block, Progress, ReadOptions, SurveyFile
from models.files.family import Reading
from models.files.header import header_of
from models.files.header_words import is_identifier
from models.files.long_layout import LongLayout, find_long_layout, layout_by_names, letters_of
from models.files.long_sheet import SURVEY_ID, LongSheet, place_problems, turn
from models.files.sheet import Sheet
from models.survey import Instrument

OUTSIDE_SAMPLE = "not included"
"""The answer that marks a survey outside the sample that published results are adjusted to."""


def recognise(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Reading | None:
    """Read a feed of one row per answer; None for any other sheet.

    Raises FileRefused and UsageProblem as respondent tables do.
    """
    layout = _layout(sheet, known)
    if layout is None:
        return None
    turned = turn(sheet, layout, progress)
    if not turned.is_feed():
        return None
    name = layout.header.names[layout.survey]
    surveys = LongSheet(sheet, layout, turned, name if is_identifier(name) else SURVEY_ID)
    del turned
    inner = respondents.recognise(surveys, options, known, progress, file_name=file_name)

    def read(file: SurveyFile, progress: Progress) -> Iterator[Block]:
        for problem in surveys.problems:
            file.note_problem(problem)
        yield from inner.read(file, progress)
        place_problems(file, sheet, layout, surveys, progress)

    notes = [*_notes(layout, surveys), *inner.notes]
    return replace(inner, format="long_feed", read=read, notes=notes)


def _layout(sheet: Sheet, known: Sequence[Instrument]) -> LongLayout | None:
    header = header_of(sheet)
    if header is None:
        return None
    below = [cells for number, cells in sheet.head if number > header.row]
    names = letters_of(
        name
        for instrument in known
        for item in instrument.items
        for name in (item.key, *item.columns, f"q{item.number}")
    )
    found = find_long_layout(header, below, names)
    return found if found or sheet.complete else layout_by_names(header)


def _notes(layout: LongLayout, surveys: LongSheet) -> Iterator[str]:
    names = layout.header.names
    yield (
        f"Rows of one answer each were put together by {names[layout.survey]}; the questions are "
        f"those of the column {names[layout.question]}, the answers of {names[layout.value]}."
    )
    if surveys.ignored:
        yield f"Columns that belong to single answers were left out: {', '.join(surveys.ignored)}."
    for name, count in surveys.with_answer(OUTSIDE_SAMPLE).items():
        yield (
            f"{count:,} surveys are outside the adjusted sample ({name}: {OUTSIDE_SAMPLE}). They "
            "are counted like the others."
        )
