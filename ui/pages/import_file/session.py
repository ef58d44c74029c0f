"""What is known and said about one opened file, from its first look to its import. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.errors import UserError
from models.files.content import ReadOptions
from models.files.mapping import Role, column_key
from models.files.questions import DATES
from models.files.respondents import ENCODING
from ui.base.jobs import Job
from ui.base.live_data import LiveData
from ui.pages.import_file import queries

if TYPE_CHECKING:
    from models.files.mapping import Mapping
    from models.files.preview import Preview
    from models.files.questions import Question
    from models.importing import ImportReport

LOCKED = frozenset(["workbook_locked", "workbook_wrong_password"])
"""Codes of refusals that a password answers."""


class State(Enum):
    """Where a file is. Nothing is written before IMPORTING."""

    READING = "reading"
    LOCKED = "locked"
    ASKING = "asking"
    """Something must be answered before its rows can be counted."""
    CHECKING = "checking"
    """All its rows are looked at, as an import would, and nothing is kept."""
    FOUND = "found"
    REFUSED = "refused"
    IMPORTING = "importing"
    IMPORTED = "imported"


WAITING = frozenset([State.READING, State.CHECKING, State.IMPORTING])
Said = str | Sequence[str]


class ImportSession(QObject):
    """Reads a file's first rows, then all of them without keeping anything, takes what the user
    says, and imports the file when told to. All that is said makes a new mapping, looked at anew.
    """

    changed = Signal()
    """Its state, its preview or its counts are others."""
    progressed = Signal(str, object)
    imported = Signal(object)
    """The `ImportReport` of the finished import."""
    closed = Signal()
    """The reading was stopped: there is nothing to show."""

    def __init__(self, data: LiveData, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.path = path
        self.state = State.READING
        self.preview: Preview | None = None
        self.report: ImportReport | None = None
        self.error: UserError | None = None
        self.names: dict[str, str] = {}
        """The names of questionnaires by their keys."""
        self._built_in: frozenset[str] = frozenset()
        self.said: dict[str, Said] = {}
        """The user's answers by the ids of the questions."""
        self.replaces = False
        """Whether what is stored of the file's units and months is to be taken out for it."""
        self._asked: dict[str, Question] = {}
        self._options = ReadOptions()
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    @property
    def is_ready(self) -> bool:
        """Whether it only waits for the user to agree."""
        return self.state is State.FOUND and self.report is not None and self.report.added_anything

    @property
    def given_by(self) -> str:
        """The name of the questionnaire whose answers and measures are given, else none."""
        preview = self.preview
        known = preview is not None and preview.instrument in self._built_in
        return (preview.instrument_name or "") if known and preview is not None else ""

    @property
    def can_build(self) -> bool:
        """Whether measures can be built by hand: there are items, and their answers are found."""
        preview = self.preview
        if preview is None or not preview.mappable or self.given_by:
            return False
        return sum(c.role is Role.ITEM and len(c.answers) > 1 for c in preview.columns) > 1

    @property
    def questions(self) -> Sequence[Question]:
        """What the file leaves open, and what of that was answered."""
        waits = self.state is State.CHECKING and self.preview and not self.preview.complete
        hidden = DATES if waits and DATES not in self.said else ""
        return [question for question in self._asked.values() if question.id != hidden]

    @property
    def left(self) -> int:
        """How many questions must be answered before anything can be imported."""
        waiting = self.preview.questions if self.preview is not None else ()
        return sum(q.default is None for q in waiting)

    # what the user says

    def start(self) -> None:
        """Look at the file's first rows."""
        question = partial(queries.read_preview, path=self.path, options=self._options)
        job = self._begin(State.READING, self._data.query(question))
        job.done.connect(self._take_opened)
        job.failed.connect(self._refuse)

    def give_password(self, password: str) -> None:
        """Try to open a locked workbook."""
        self._options = replace(self._options, password=password)
        self.start()

    @property
    def encoding(self) -> str | None:
        """The encoding the user chose, None while it is found."""
        return self._options.encoding

    def choose_encoding(self, name: str | None) -> None:
        """Read the letters of a text file in another way, None to have it found."""
        self._options = replace(self._options, encoding=name)
        self.start()

    @property
    def units_from(self) -> Path | None:
        """The file that names the units of the surveys, None without one."""
        return None if self._options.units_from is None else Path(self._options.units_from)

    def look_units_up(self, path: Path | None) -> None:
        """Take the units from a table of survey ids and units, None to take them as before. What
        was said about the columns stays, but for the unit."""
        self.said.pop("unit", None)
        self._asked.pop("unit", None)
        options = self.options()
        if options.mapping is not None:
            options = replace(options, mapping=replace(options.mapping, unit=None))
        self._options = replace(options, units_from=None if path is None else str(path))
        self.start()

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet of the workbook; what was said about the first is forgotten."""
        self._read_anew(sheet=sheet)

    def choose_names_row(self, row: int) -> None:
        """Take the column names from a row of the file; what was said before is forgotten."""
        if self.preview is not None:
            self._read_anew(sheet=self.preview.sheet, header_rows=(row,))

    def _read_anew(self, *, sheet: str | None, header_rows: tuple[int, ...] = ()) -> None:
        from models.files.mapping import Mapping

        self.said.clear()
        self._asked.clear()
        self.take_mapping(Mapping(sheet=sheet, header_rows=header_rows))

    def name_facility(self, facility: str) -> None:
        """Say which hospital the rows belong to that name none."""
        self._options = replace(self._options, facility=facility or None)
        self._check()

    def replace_months(self, replaces: bool) -> None:
        """Say whether the file replaces what is stored of its units and months."""
        self.replaces = replaces
        self._check()

    def name_instrument(self, key: str | None) -> None:
        """Say which questionnaire it is, None to have it found."""
        if self.preview is not None:
            self.take_mapping(replace(self.preview.mapping, instrument=key))

    def mean_units(self, units: dict[str, str]) -> None:
        """Say which units the spellings of the file mean."""
        if self.preview is not None:
            self.take_mapping(replace(self.preview.mapping, units=units))

    def answer(self, question_id: str, choice: Said) -> None:
        """Answer a question, be it asked now or answered before."""
        from models.files.respondents import with_answer

        if self.preview is None or question_id not in self._asked:
            return
        self.said[question_id] = choice
        if question_id == ENCODING:
            self._options = self.options()
            self.choose_encoding(str(choice))
            return
        mapping = with_answer(self.preview.mapping, self._asked[question_id], choice)
        self.take_mapping(mapping)

    def change_column(self, mapping: Mapping, name: str) -> None:
        """Take a mapping in which one column is another; answers about it are forgotten."""
        key = column_key(name)
        for question in list(self._asked.values()):
            if key in (column_key(column) for column in question.columns):
                self.said.pop(question.id, None)
        self.take_mapping(mapping)

    def take_mapping(self, mapping: Mapping) -> None:
        """Look at the rows again under another mapping."""
        if self.preview is None or self.state in (State.IMPORTING, State.IMPORTED):
            return
        question = partial(queries.renew_preview, preview=self.preview, mapping=mapping)
        job = self._begin(State.CHECKING, self._data.query(question))
        job.done.connect(self._take_preview)
        job.failed.connect(self._refuse)

    def start_import(self) -> None:
        """Import the file as it was read; guesses that were not objected to count as said."""
        options = self.options()
        if options.mapping is not None:
            options = replace(options, mapping=self._with_guesses(options.mapping))
        question = partial(
            queries.import_one, path=self.path, options=options, replace=self.replaces
        )
        job = self._begin(State.IMPORTING, self._data.execute(question, lasting=False))
        job.done.connect(self._take_imported)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._check)

    def stop(self) -> bool:
        """Stop what is under way; False when nothing is. A reading that is stopped closes the
        file, an import that is stopped leaves it as it was."""
        if self._job is None:
            return False
        if self.state is State.IMPORTING:
            self._job.cancel()
        else:
            self._job.outdate()
            self._job = None
            self.closed.emit()
        return True

    def options(self) -> ReadOptions:
        """Return what an import of the file as it is shown is told."""
        if self.preview is None or not self.preview.mappable:
            return self._options
        return replace(self._options, mapping=self.preview.mapping)

    def _with_guesses(self, mapping: Mapping) -> Mapping:
        """Return a mapping that says the guesses the user has seen and agreed to, so that next
        month nothing is asked."""
        from models.files.respondents import with_answer

        for question in self.preview.questions if self.preview is not None else ():
            if question.default is not None:
                mapping = with_answer(mapping, question, question.default)
        return mapping

    # what the jobs bring

    def _take_opened(self, opened: queries.Opened) -> None:
        self.names, self._built_in = opened.names, opened.built_in
        self._take_preview(opened.preview)

    def _take_preview(self, preview: Preview) -> None:
        self.preview = preview
        now = {question.id: question for question in preview.questions}
        kept = {id_: q for id_, q in self._asked.items() if id_ in now or id_ in self.said}
        self._asked = {id_: now.get(id_, q) for id_, q in kept.items()} | now
        if preview.is_ready:
            self._check()
        else:
            self._rest(State.ASKING)

    def _check(self) -> None:
        question = partial(
            queries.look_into, path=self.path, options=self.options(), replace=self.replaces
        )
        job = self._begin(State.CHECKING, self._data.dry_run(question))
        job.done.connect(self._take_report)
        job.failed.connect(self._refuse)

    def _take_report(self, report: ImportReport) -> None:
        self.report = report
        self._close_dates(report)
        ready = self.preview is None or self.preview.is_ready
        self._rest(State.FOUND if ready else State.ASKING)

    def _close_dates(self, report: ImportReport) -> None:
        """Ask nothing about the order of day and month that some row of the whole file proves,
        and wait for an answer where none does."""
        if self.preview is None or DATES in self.said:
            return
        if report.applied is None or not report.applied.dates_open:
            self._asked.pop(DATES, None)
            left = tuple(q for q in self.preview.questions if q.id != DATES)
        else:
            left = tuple(
                replace(q, default=None) if q.id == DATES else q for q in self.preview.questions
            )
            self._asked |= {q.id: q for q in left if q.id == DATES}
        self.preview = replace(self.preview, questions=left)

    def _take_imported(self, report: ImportReport) -> None:
        self.report = report
        self._options = replace(self._options, password=None)
        self._rest(State.IMPORTED)
        self.imported.emit(report)

    def _refuse(self, error: UserError) -> None:
        if error.code in LOCKED:
            self._options = replace(self._options, password=None)
        self.report = None
        self._rest(State.LOCKED if error.code in LOCKED else State.REFUSED, error)

    def _begin(self, state: State, job: Job) -> Job:
        """Begin a job in the place of the one under way."""
        if self._job is not None:
            self._job.outdate()
        self._job = job
        self.state = state
        self.error = None
        job.progressed.connect(self.progressed)
        self.changed.emit()
        return job

    def _rest(self, state: State, error: UserError | None = None) -> None:
        self._job = None
        self.state = state
        self.error = error
        self.changed.emit()
