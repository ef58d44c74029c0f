"""A survey file in: its family is found by content, and it is read once, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from models.errors import FileRefused, UsageProblem, UserError
from models.files.aggregates import aggregates
from models.files.cms import care_compare
from models.files.columns import RESPONDENTS, codebook_of, header_names, is_twin
from models.files.content import Block, Progress, ReadOptions, Recognition, SurveyFile, within
from models.files.long_format import long_format
from models.files.mapping import Role, match_saved_mapping, signature_of
from models.files.nhs import ward_counts
from models.files.questions import LeftOut, LeftOutColumn
from models.files.respondents import (
    MOST_QUESTIONS,
    encoding_question,
    hcahps_xml,
    is_confirmed,
    respondents,
    sheet_question,
)
from models.files.sheets import OpenedFile, Sheet, header_of, open_sheets
from models.files.survey_tools import exports
from models.language import _
from models.survey import Instrument

SURE_FAMILIES = (care_compare, ward_counts)
"""Families with a layout of their own, tried before any respondent table."""

HOLDS_ANSWERS = frozenset(["no_unit", "questions_open", "version_unclear", "mean_scores"])
"""Codes of refusals of a sheet that holds answers: no other one is read in its place."""

RESPONDENT_FAMILIES = (
    hcahps_xml.recognize,
    exports.recognize,
    aggregates.recognize,
    long_format.recognize,
    respondents.recognize,
)
"""Tables of one row per survey, and the few that look like them, the surest kind first; the last
takes any table."""


SECONDS = 120.0
SECONDS_PER_MB = 10.0
"""What reading a file may take: some hundred times what it takes."""


def seconds_for(path: Path) -> float:
    """Return how long reading a file may take."""
    with suppress(OSError):
        return SECONDS + SECONDS_PER_MB * path.stat().st_size / 1e6
    return SECONDS


def open_survey_file(
    path: Path, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> SurveyFile:
    """Recognize a survey file by its content.

    `known` are the questionnaires a row may answer. The file's `blocks` may be iterated once.
    Raises FileRefused for a file that cannot be used, UsageProblem for an option that names
    something the file does not have, and passes on Cancelled from `progress`, which is called
    at least ten times a second. A file that takes longer than any good one is refused.
    """
    if options.mapping is not None and options.sheet is None:
        options = replace(options, sheet=options.mapping.sheet)
    progress = within(progress, seconds_for(path), path.name)
    opened = open_sheets(path, options, progress)
    sheet, reading = _recognize(opened, options, known, progress)
    if sheet.guessed and (reading.applied is None or reading.applied.source != "remembered"):
        texts = list(_telling_texts(sheet, reading))
        asked = () if is_confirmed(texts) else encoding_question(sheet.guessed, texts)
        questions = (*reading.questions[: MOST_QUESTIONS - len(asked)], *asked)
        reading = replace(reading, questions=questions)
    file = SurveyFile(
        name=opened.name,
        sha256=opened.sha256,
        format=reading.format,
        instrument=reading.instrument,
        blocks=iter(()),
        sheet=sheet.name,
        notes=[*opened.notes, *reading.notes],
        applied=reading.applied,
        questions=reading.questions,
        left_out=reading.left_out,
    )
    file.blocks = _blocks(reading, file, progress)
    return file


def _blocks(reading: Recognition, file: SurveyFile, progress: Progress) -> Iterator[Block]:
    yield from reading.read(file, progress)


_TELLING = (Role.UNIT, Role.FACILITY, Role.SITE, Role.ITEM)


def _telling_texts(sheet: Sheet, reading: Recognition) -> Iterator[str]:
    """Give the names of a sheet's columns, and the first cells of its places and answers."""
    header = header_of(sheet)
    if header is None:
        return
    yield from header.names
    if reading.applied is None:
        return
    told = {c.name for c in reading.applied.mapping.columns if c.role in _TELLING}
    places = [place for place, name in enumerate(header.names) if name in told]
    for number, cells in sheet.head:
        if number > header.row:
            yield from (cells[place] for place in places if place < len(cells))


def _recognize(
    opened: OpenedFile, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> tuple[Sheet, Recognition]:
    """Return the sheet to read and how. Of several sheets of one family the surest wins."""
    for family in SURE_FAMILIES:
        found = []
        for sheet in opened.sheets:
            progress(_("Checking the table"), None)
            reading = family.recognize(sheet, options, known, opened.name)
            if reading is not None:
                found.append((sheet, reading))
        if found:
            sheet, reading = max(found, key=lambda pair: pair[1].certainty)
            if options.unit is not None or options.units_from is not None:
                reading.notes.append(_("The unit you named wasn't needed."))
            said = options.mapping
            if said is not None and said.period is None and reading.applied is None:
                reading.notes.append(_("We know this file's layout, so no mapping was needed."))
            return sheet, reading
    return _as_respondents(opened, options, known, progress)


def _as_respondents(
    opened: OpenedFile, options: ReadOptions, known: Sequence[Instrument], progress: Progress
) -> tuple[Sheet, Recognition]:
    """Read the sheet that is known from last time, else the largest that is a respondent table.

    When none is, raises the reason of the sheet with the most cells among those looked at.
    """
    reasons: list[UserError] = []
    for sheet in likeliest_first(opened.sheets, options):
        own = with_codebook(sheet, [*opened.sheets, *opened.beside], options)
        try:
            reading = _reading(sheet, own, known, progress, opened.name)
        except UsageProblem as problem:
            if _holds_answers(sheet, own, known, progress, opened.name):
                raise
            reasons.append(problem)
            continue
        except FileRefused as refused:
            if refused.code in HOLDS_ANSWERS:
                raise
            reasons.append(refused)
            continue
        alike = sheets_alike(sheet, opened.sheets) if options.sheet is None else []
        beside = [LeftOutColumn(s.name or "", LeftOut.SHEET, len(s.head) - 1) for s in alike]
        is_known = reading.applied is not None and reading.applied.source != "found"
        if alike and not is_known:
            asked = (sheet_question([sheet, *alike]), *reading.questions)
            reading = replace(reading, questions=asked[:MOST_QUESTIONS])
        return sheet, replace(reading, left_out=(*reading.left_out, *beside))
    raise reasons[0]


def _reading(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    file_name: str,
) -> Recognition:
    return next(
        found
        for family in RESPONDENT_FAMILIES
        if (found := family(sheet, options, known, progress, file_name=file_name))
    )


def _holds_answers(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    file_name: str,
) -> bool:
    """Whether a sheet that lacks a column that was named holds answers all the same: then another
    sheet, which has it, is not read in its place."""
    bare = ReadOptions(codebook=options.codebook)
    try:
        _reading(sheet, bare, known, progress, file_name)
    except UserError as refused:
        return refused.code in HOLDS_ANSWERS
    return True


def with_codebook(sheet: Sheet, sheets: Sequence[Sheet], options: ReadOptions) -> ReadOptions:
    """Return the options with what other sheets of a workbook say of a sheet's columns."""
    others = [other for other in sheets if other is not sheet]
    if not others:
        return options
    return replace(options, codebook=codebook_of(others, sheet))


ALIKE = 0.7
"""A sheet that shares this part of the columns' names holds answers of the same survey."""


def sheets_alike(sheet: Sheet, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets of a workbook with the same columns as the one that is read, but for one
    with the same answers in words or codes."""
    names = set(header_names(sheet))
    return [
        other
        for other in sheets
        if other is not sheet
        and len(names) > 1
        and len(names & set(header_names(other))) >= ALIKE * len(names)
        and not (is_twin(other, sheet) or is_twin(sheet, other))
    ]


def likeliest_first(sheets: Sequence[Sheet], options: ReadOptions) -> list[Sheet]:
    """Return sheets in the order in which they are tried as respondent tables."""
    return sorted(sheets, key=lambda s: (_remembered_rank(s, options), _cells(s)), reverse=True)


def _remembered_rank(sheet: Sheet, options: ReadOptions) -> int:
    """Return how well a sheet is known from last time: 2 by its name too, 1 by its columns."""
    if not options.remembered or options.mapping is not None:
        return 0
    export = exports.unfold_export(sheet)
    if export is None:
        layout, names = RESPONDENTS, header_names(sheet)
    else:
        layout, names = f"{export.tool}_{RESPONDENTS}", header_names(export)
    found = match_saved_mapping(signature_of(layout, sheet.name, names), options.remembered)
    if found is None:
        return 0
    return 2 if found.mapping.sheet == sheet.name else 1


def _cells(sheet: Sheet) -> int:
    filled = sum(len(cells) for _, cells in sheet.head)
    return filled if sheet.complete else filled * 1_000
