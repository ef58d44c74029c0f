"""Long vendor feeds: one row per survey and question, with the answer as text.

The rows of a survey are put together; the table that comes out is read like any respondent
table. The unit may be a column, or an answer of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.errors import Location
from models.files.cells import is_identifier
from models.files.columns import MappingInEffect, apply_mapping, header_names, refuse_missing
from models.files.content import Block, Progress, ReadOptions, Recognition, SurveyFile
from models.files.long_format.layout import (
    LongLayout,
    find_long_layout,
    layout_by_names,
    layout_told,
    letters_of,
)
from models.files.long_format.pivot import SURVEY_ID, LongSheet, pivot, place_problems
from models.files.mapping import (
    ColumnMapping,
    Mapping,
    Role,
    column_key,
    match_saved_mapping,
    signature_of,
)
from models.files.respondents import respondents
from models.files.sheets import Header, Sheet, header_of
from models.language import _, number
from models.survey import Instrument

FORMAT = "long_feed"
OUTSIDE_SAMPLE = "not included"
"""The answer that marks a survey outside the sample that published results are adjusted to."""


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Recognition | None:
    """Read a feed of one row per answer; None for any other sheet.

    Raises FileRefused and UsageProblem as respondent tables do.
    """
    found = read_feed(sheet, options, known, progress, file_name=file_name)
    if found is None:
        return None
    inner = respondents.recognize(
        found.surveys, options, known, progress, file_name=file_name, obeyed=found.obeyed
    )

    def read(file: SurveyFile, progress: Progress) -> Iterator[Block]:
        for problem in found.surveys.problems:
            file.note_problem(problem)
        yield from inner.read(file, progress)
        place_problems(file, sheet, found.layout, found.surveys, progress)

    notes = [*found.notes(), *inner.notes]
    applied = inner.applied and replace(inner.applied, mapping=found.whole(inner.applied.mapping))
    return replace(inner, format=FORMAT, read=read, notes=notes, applied=applied)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed put together by survey, and the mapping that holds for it. `said` is that mapping as
    it names the file's own columns; `obeyed` leaves out the three that are none of `surveys`."""

    layout: LongLayout
    surveys: LongSheet
    obeyed: MappingInEffect
    said: Mapping

    def key_columns(self) -> dict[int, Role]:
        """Return the roles of the columns of the survey, the question and the answer by place."""
        layout = self.layout
        return {
            layout.survey: Role.SURVEY_ID,
            layout.question: Role.QUESTION,
            layout.value: Role.ANSWER,
        }

    def whole(self, mapping: Mapping) -> Mapping:
        """Return a mapping of the surveys with what tells how they were put together."""
        names = self.layout.header.names
        keys = [ColumnMapping(names[place], role) for place, role in self.key_columns().items()]
        own = {column_key(self.surveys.id_name), *(column_key(key.name) for key in keys)}
        rest = [column for column in mapping.columns if column_key(column.name) not in own]
        return replace(mapping, columns=(*keys, *rest), header_rows=())

    def notes(self) -> Iterator[str]:
        """Say how the rows were put together."""
        yield from _notes(self.layout, self.surveys)


def read_feed(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Feed | None:
    """Put the rows of a feed together; None for any other sheet. A mapping may tell which columns
    hold the survey, the question and the answer.

    Raises UsageProblem when a given mapping names a unit, a date or an id that it does not have.
    """
    header = header_of(sheet)
    if header is None:
        return None
    shape = signature_of(FORMAT, sheet.name, header.names)
    again = match_saved_mapping(shape, options.remembered) if options.mapping is None else None
    said = again.mapping if again is not None else options.mapping or Mapping()
    layout = layout_told(header, said) or _layout(sheet, header, known)
    if layout is None:
        return None
    turned = pivot(sheet, layout, progress)
    if not turned.is_feed():
        return None
    name = header.names[layout.survey]
    surveys = LongSheet(sheet, layout, turned, name if is_identifier(name) else SURVEY_ID)
    names = header_names(surveys)
    where = Location(file_name, sheet.name or "")
    if again is not None:
        said = replace(said.only_for([*header.names, *names]), sheet=sheet.name)
    else:
        refuse_missing(said, [*header.names, *names], where)
    inner = replace(said.only_for(names), header_rows=())
    _, obeyed = apply_mapping(surveys, replace(options, mapping=inner), FORMAT, where)
    source = "file" if options.mapping is not None else "remembered" if again else "found"
    differences = again.differences if again is not None else ()
    obeyed = replace(obeyed, shape=shape, source=source, differences=differences, header_rows=())
    return Feed(layout, surveys, obeyed, said)


def _layout(sheet: Sheet, header: Header, known: Sequence[Instrument]) -> LongLayout | None:
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
        _(
            "Rows with one answer each were combined by {names}. Questions come from "
            "{names2}, answers from {names3}."
        ).format(
            names=names[layout.survey], names2=names[layout.question], names3=names[layout.value]
        )
    )
    if surveys.ignored:
        yield _("Columns about single answers were left out: {ignored}.").format(
            ignored=", ".join(surveys.ignored)
        )
    for name, count in surveys.with_answer(OUTSIDE_SAMPLE).items():
        yield (
            _(
                "{count} surveys are outside the adjusted sample ({name}: {outside_sample}). "
                "They count like the others."
            ).format(count=number(count), name=name, outside_sample=OUTSIDE_SAMPLE)
        )
