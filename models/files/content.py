"""What a reader hands over: blocks of rows in the program's own terms, and problems found.

A reader never changes a value silently: what it does not understand is a `Problem`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused
from models.files.mapping import FileSignature, SavedMapping
from models.files.mapping import Mapping as FileMapping
from models.files.questions import LeftOutColumn, Question
from models.language import _
from models.survey import Instrument

Progress = Callable[[str, float | None], None]
"""Called with a short message and the fraction done (None: unknown). Raises Cancelled to stop."""

MAX_PROBLEMS = 10_000
"""Problems kept of one file; all are counted."""


def no_progress(message: str, fraction: float | None) -> None:
    """Report nothing and never cancel."""


def within(progress: Progress, seconds: float, where: str) -> Progress:
    """Return a progress that is over after so many seconds: then it raises FileRefused."""
    ends = time.monotonic() + seconds

    def watched(message: str, fraction: float | None) -> None:
        progress(message, fraction)
        if time.monotonic() > ends:
            raise FileRefused("too_slow", where=where, seconds=round(seconds))

    return watched


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or row not used as it stood.

    `row` is the row as a spreadsheet counts it (the first line of the file is 1), `column` the
    header. `rejects_row` tells whether the whole row stayed out or only the cell was blanked.
    """

    row: int | None
    column: str | None
    value: str | None
    reason: str
    sheet: str | None = None
    rejects_row: bool = False


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about a file; None where the reader has to find out.

    `unit` is the one unit of all rows, `units_from` a second file that names the unit of each
    survey id; at most one of the two and `unit_column` is meant. `encoding` is that of a text
    file (any name of `models.files.source.encoding`). `period` are the months of figures that do
    not tell them ("2025-08", "2023-10 to 2024-09"). `password` opens a locked workbook; it is
    handed to the process that decrypts and kept nowhere. `unit_spellings` maps names of units as
    the file writes them to the names of the units they mean. `mapping` is what was decided about
    the columns; without one, the closest of `remembered` to the file's shape applies by itself.
    The other options go before either.
    """

    sheet: str | None = None
    facility: str | None = None
    instrument: str | None = None
    unit_column: str | None = None
    facility_column: str | None = None
    date_column: str | None = None
    unit: str | None = None
    units_from: str | None = None
    encoding: str | None = None
    period: str | None = None
    password: str | None = field(default=None, repr=False)
    unit_spellings: Mapping[str, str] = field(default_factory=dict, hash=False)
    mapping: FileMapping | None = None
    remembered: tuple[SavedMapping, ...] = ()
    said: FileMapping | None = None
    codebook: FileMapping | None = None


@dataclass(slots=True)
class RespondentBlock:
    """Some rows of a respondent table, column by column; all columns have the same length n.

    `rows`: source row numbers. `units`, `facilities`, `sites`, `modes`: index into the matching
    `..._names` (-1: the cell is empty). `discharged`, `received`: days since 1970-01-01, NO_DAY
    when missing. `survey_ids`: None when the file has no survey id; with `ids_identify` they
    tell who the patient is and must not be stored as they are. `answers`: uint8, n x items of
    `instrument`, stored values. `comments`: (index within the block, header, text).
    """

    instrument: Instrument
    rows: NDArray[np.int64]
    units: NDArray[np.int32]
    unit_names: Sequence[str]
    facilities: NDArray[np.int32]
    facility_names: Sequence[str]
    sites: NDArray[np.int32]
    site_names: Sequence[str]
    modes: NDArray[np.int32]
    mode_names: Sequence[str]
    discharged: NDArray[np.int32]
    received: NDArray[np.int32]
    survey_ids: Sequence[str] | None
    answers: NDArray[np.uint8]
    comments: list[tuple[int, str, str]] = field(default_factory=list)
    ids_identify: bool = False

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class CountRow:
    """One unit and month of a count table. `counts` maps (item key, stored value) to a count;
    empty when the publisher suppressed it (`suppressed`) or when nobody answered.
    `responses` is the published total, None when suppressed. `instrument` is the questionnaire
    where it is not the file's, `source_rows` the number of the file's rows that this one is
    made of.
    """

    row: int
    facility: str
    site: str
    unit: str
    month: int
    counts: dict[tuple[str, int], int]
    responses: int | None
    suppressed: bool = False
    unit_type: str = ""
    instrument: Instrument | None = None
    source_rows: int = 1


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One figure of a published benchmark file; fields as in
    `models.store.tables.core.BenchmarkRow`."""

    row: int
    level: str
    area: str
    area_name: str
    state: str
    published_id: str
    measure: str
    item: str
    statistic: str
    value: float
    first_month: int
    last_month: int
    completes: str = ""
    footnote: str = ""


Block = RespondentBlock | list[CountRow] | list[PublishedFigure]


@dataclass(frozen=True, slots=True)
class AppliedMapping:
    """The whole mapping by which a table was read, under its shape.

    `source` tells where it came from: "file" (given as such), "remembered" (from an earlier
    file of this shape) or "found" (by the program). `differences` are sentences on what is not
    as it was when it was remembered. `dates_open`: no date of the whole file proves the order of
    day and month, and nobody told it.
    """

    mapping: FileMapping
    shape: FileSignature
    source: str
    differences: tuple[str, ...] = ()
    dates_open: bool = False


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A column whose question is not the known one any more.

    `what` is "wording" or "scale"; `before` and `now` are the wordings, or the answers from worst
    to best. `item` is the key under which it counts from now on, `replaced` the key it had.
    """

    column: str
    item: str
    replaced: str
    what: str
    before: str
    now: str

    def sentence(self) -> str:
        """Return what changed, and what follows."""
        changed = (
            _("The wording of {column} changed from “{before}” to “{now}”.")
            if self.what == "wording"
            else _("The answers of {column} changed from “{before}” to “{now}”.")
        ).format(column=self.column, before=self.before, now=self.now)
        return f"{changed} {_('It counts as a new question, and its trend starts over.')}"


@dataclass(slots=True)
class SurveyFile:
    """A recognised file, ready to be read once by iterating `blocks`.

    `format` is one of the fixed words of the command line. `instrument` is the questionnaire of
    most rows (None for benchmarks). While `blocks` is consumed, `problems` fills, and
    `rows_read`, `rows_rejected` and `cells_blanked` count up; they are final at the end.
    `notes` are sentences for the user about what was assumed. `applied` is how a respondent
    table was understood, None for files of fixed layout. `changed_questions` are those that came
    under a known header and are others; they fill while `blocks` is consumed. `questions` are
    what nobody answered; the columns they are about are among the `left_out`.
    """

    name: str
    sha256: str
    format: str
    instrument: Instrument | None
    blocks: Iterator[Block]
    sheet: str | None = None
    problems: list[Problem] = field(default_factory=list)
    problems_total: int = 0
    rows_read: int = 0
    rows_rejected: int = 0
    cells_blanked: int = 0
    notes: list[str] = field(default_factory=list)
    applied: AppliedMapping | None = None
    changed_questions: list[ChangedQuestion] = field(default_factory=list)
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()

    def note_problem(self, problem: Problem) -> None:
        """Count a problem, keep it while there are not too many, and count row or cell."""
        self.problems_total += 1
        if problem.rejects_row:
            self.rows_rejected += 1
        elif problem.column is not None:
            self.cells_blanked += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a recognised sheet is going to be read.

    `format` is one of the fixed words of the command line. `instrument` is the questionnaire of
    most rows, None for benchmarks. `read` yields the blocks, noting problems and counting rows
    in the SurveyFile it is given, and calls the progress at least ten times a second.
    `certainty` (0-1) decides between the sheets of one workbook. `applied` is the mapping of a
    respondent table, `questions` what nobody said of it, `left_out` the columns that are not read.
    """

    format: str
    instrument: Instrument | None
    read: Callable[[SurveyFile, Progress], Iterator[Block]]
    certainty: float = 1.0
    notes: list[str] = field(default_factory=list)
    applied: AppliedMapping | None = None
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()
