"""A file before it is imported: its real rows, what each column is taken for, and what is unsure.

    preview = preview_file(path, options, known, progress)
    question = preview.question("direction:1-5")
    mapping = with_answer(preview.mapping, question, "lowest is best")
    preview = preview.with_mapping(mapping)                     # at once, without the file

Import with `ReadOptions(mapping=preview.mapping)`. A preview looks at the first rows (of a text
file also at some in its middle and at its end); the dry run looks at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.errors import UserError
from models.files.mapping import Direction, Mapping, Role
from models.files.questions import Question
from models.survey import Instrument

SHOWN_ROWS = 200
"""Rows a preview shows at most."""

LISTED_VALUES = 12
"""Different values of a column that are listed at most, the most frequent first."""

MOST_EXAMPLES = 3


class RowKind(StrEnum):
    """What a row of the file is."""

    TITLE = "title"
    """Above the column names."""
    HEADER = "header"
    DATA = "data"
    SKIPPED = "skipped"
    """Stays out; `PreviewRow.reason` says why."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it stands in the file. `number` is the row as a spreadsheet counts it.

    `cells` are at the places of the file's columns; rows may end early. `reason` says in a few
    words why a skipped row stays out ("note below the data", "preview response", "test
    response", "unfinished response", "repeats the column names"), "" for the others.
    """

    number: int
    cells: tuple[str, ...]
    kind: RowKind
    reason: str = ""


class Certainty(StrEnum):
    """How sure the program is of what a column is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column and what it is taken for.

    `place` is its place in the rows (0 is the first). `name` is how the reader calls it, and how
    a mapping names it; "" for a column without header and cells. `role` is None in a file whose
    layout is fixed (published figures, count tables): there is nothing to decide. `reason` is a
    plain sentence. `examples` are its first different cells cut short, none for identifiers and
    comments. `values` are its most frequent different cells with their counts, for columns of
    few. For columns of answers: `item` is the item's key, `label` the question in words,
    `answers` its scale's labels worst first, `best` those of the top box, `direction` which end
    of numbers is best (None for words that order themselves).
    """

    place: int
    name: str
    role: Role | None
    certainty: Certainty
    reason: str
    examples: tuple[str, ...] = ()
    values: tuple[tuple[str, int], ...] = ()
    item: str = ""
    label: str = ""
    answers: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A sheet that is not hidden. `chosen` is the one shown, `usable` whether its rows could be
    survey answers. `name` is None for a text file."""

    name: str | None
    columns: int
    rows: int | None
    chosen: bool
    usable: bool


Refresh = Callable[[Mapping], "Preview"]
Answer = Callable[[Mapping, Question, str | Sequence[str]], Mapping]


@dataclass(frozen=True)
class Preview:
    """What an import would make of a file, from its first rows.

    `format` is one of the fixed words of the command line, `instrument` the questionnaire's key
    and `instrument_name` its name (None where there is none). `mappable` tells whether roles and
    questions can be changed; a file of fixed layout is read as it is. `complete` tells that the
    rows looked at are all there are; else later rows are checked in the dry run.
    `mapping` is what was said so far: by the user, or applied by itself from last time
    (`applied`: "remembered", "file" or "found"); `differences` are sentences on what is not as
    last time. `refused` is why the file cannot be imported as it stands, None when it can;
    a question without default is such a reason too. `roles` are those a column can be given;
    `of_layout` tells that the file's layout is known, so that no row of column names and no
    built measure can be chosen.
    """

    file: str
    format: str
    instrument: str | None
    instrument_name: str | None
    sheets: tuple[SheetPreview, ...]
    sheet: str | None
    rows: tuple[PreviewRow, ...]
    columns: tuple[ColumnPreview, ...]
    questions: tuple[Question, ...]
    mapping: Mapping
    mappable: bool
    complete: bool
    notes: tuple[str, ...] = ()
    applied: str = "found"
    differences: tuple[str, ...] = ()
    refused: UserError | None = None
    roles: tuple[Role, ...] = ()
    of_layout: bool = False
    questionnaire: Instrument | None = field(default=None, repr=False, compare=False)
    """The questionnaire of the file's answers, None for a file without any."""
    refresh: Refresh | None = field(default=None, repr=False, compare=False)

    @property
    def is_ready(self) -> bool:
        """Whether it can be imported as it is: nothing refused and no question without a guess."""
        return not self.refused and all(q.default is not None for q in self.questions)

    def question(self, question_id: str) -> Question:
        """Return a question by its id; KeyError when it is not asked."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def with_mapping(self, mapping: Mapping) -> Preview:
        """Return the preview under another mapping, without reading the file again.

        Raises FileRefused and UsageProblem as `preview_file` does.
        """
        assert self.refresh is not None
        return self.refresh(mapping)
