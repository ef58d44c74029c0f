"""A file that was opened or dropped: what is in it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from models.errors import UserError
from ui.desk import Desk
from ui.jobs import Job
from ui.pages import files_reads as reads
from ui.pages import files_words as words
from ui.pages.files_choices import FIELDS, ReadingChoices
from ui.pages.files_findings import Findings
from ui.pages.files_words import tr
from ui.theme import XL, XS, L, M, S
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.blank import Picture

if TYPE_CHECKING:
    from models.intake.report import ImportReport

PICTURE_PX = 40


class State(Enum):
    """Where a card is. Nothing is written before IMPORTING."""

    READING = "reading"
    FOUND = "found"
    REFUSED = "refused"
    IMPORTING = "importing"
    IMPORTED = "imported"


class FileOffer(Surface):
    """A card about one file. Reads it in a job without keeping anything, shows what it found,
    asks what it could not find out, and imports it when told to."""

    imported = Signal(object)
    """The `ImportReport` of the finished import."""
    state_changed = Signal()
    results_requested = Signal()
    closed = Signal()
    """The user has no more use for the card."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._desk = desk
        self.path = path
        self.state = State.READING
        self._job: Job | None = None
        self._found = ""
        self._asked: Sequence[str] = ()
        self._wants_focus = False
        self.setObjectName("file_offer")
        self._picture = Picture(desk.look, "files")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("offer_verdict")
        self._about = label("", "body", tone="mute", wrap=True)
        self._about.setObjectName("offer_about")
        self.findings = Findings()
        self.choices = ReadingChoices(desk.look)
        self._bar = QProgressBar()
        self._differently = button(tr("Read it differently…"), self._show_all, kind="quiet")
        self._differently.setObjectName("offer_differently")
        self._agree = button("", self._act, kind="primary")
        self._agree.setObjectName("offer_import")
        self._leave = button("", self._close)
        self._leave.setObjectName("offer_close")
        self._build()
        self.choices.changed.connect(self._look_again)
        self._look_into()

    @property
    def verdict(self) -> str:
        """What the card says first."""
        return self._verdict.text()

    @property
    def is_ready(self) -> bool:
        """Whether it only waits for the user to agree."""
        return self.state is State.FOUND and self._agree.isVisibleTo(self)

    def start_import(self) -> None:
        """Import the file as it was read."""
        question = partial(reads.import_one, path=self.path, options=self.choices.options())
        job = self._wait(State.IMPORTING, tr("Importing…"), self._desk.data.change(question))
        job.done.connect(self._show_imported)
        job.failed.connect(self._show_refusal)
        job.cancelled.connect(self._look_into)

    def focus_next_step(self) -> None:
        """Put the keyboard on what is to be done next."""
        asked = self.choices.first_field() if self.state is State.REFUSED else None
        (asked or (self._agree if self._agree.isVisibleTo(self) else self._leave)).setFocus()

    # reading and asking

    def _look_into(self) -> None:
        question = partial(reads.look_into, path=self.path, options=self.choices.options())
        job = self._wait(State.READING, tr("Reading…"), self._desk.data.rehearse(question))
        job.done.connect(self._show_findings)
        job.failed.connect(self._show_refusal)
        job.cancelled.connect(self.closed)

    def _look_again(self) -> None:
        if self.state in (State.FOUND, State.REFUSED):
            self._look_into()

    def _show_all(self) -> None:
        self._differently.setVisible(False)
        self._leave.setFocus()  # not to lose the keyboard with the button
        self._wants_focus = True
        self._with_choices(FIELDS)

    def _with_choices(self, fields: Sequence[str]) -> None:
        """Show choosers, once what the file offers is known."""
        self._asked = fields
        if self.choices.is_filled:
            self._show_choosers()
            return
        job = self._desk.data.ask(partial(reads.read_choices, path=self.path))
        job.done.connect(self.choices.fill)
        job.done.connect(self._show_choosers)

    def _show_choosers(self, _choices: reads.Choices | None = None) -> None:
        self.choices.show_rows(self._asked)
        first = self.choices.first_field()
        if self._wants_focus and first is not None:
            first.setFocus()
        elif self.state is State.REFUSED:
            self.state_changed.emit()  # there is a next step now
        self._wants_focus = False

    # how it went

    def _show_findings(self, found: tuple[ImportReport, dict[str, str]]) -> None:
        report, names = found
        self._found = words.about_words(report, names)
        self._rest(State.FOUND, "files", words.summary_words(report), self._found)
        self.findings.show_report(report)
        self.choices.ask_openly(False)
        self.choices.ask_facility(report.facility_assumed)
        self.choices.setVisible(True)
        self._differently.setVisible(not report.format.startswith("cms_"))
        self._agree.setVisible(report.added_anything)
        self._agree.setText(tr("Import {what}").format(what=words.added_words(report)))
        self._leave.setText(tr("Leave it") if report.added_anything else tr("Close"))
        self.state_changed.emit()

    def _show_refusal(self, error: UserError) -> None:
        verdict = words.refusal_words(error, self.path.name)
        self._rest(State.REFUSED, "warning", verdict, words.refusal_hint(error))
        fields = words.QUESTIONS.get(error.code, ())
        self.choices.ask_openly(True)
        if fields:
            self.choices.ask_facility(None)
            self.choices.setVisible(True)
            self._with_choices(fields)
        self.state_changed.emit()

    def _show_imported(self, report: ImportReport) -> None:
        self._rest(State.IMPORTED, "check", words.imported_words(report), self._found)
        self._agree.setText(tr("See the results"))
        self._agree.setVisible(True)
        self.imported.emit(report)
        self.state_changed.emit()

    def _show_progress(self, message: str, fraction: object) -> None:
        self._about.setText(message)
        if isinstance(fraction, float):
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(fraction * 1000))
        else:
            self._bar.setRange(0, 0)

    # states

    def _wait(self, state: State, verdict: str, job: Job) -> Job:
        """Show that a job is under way, and nothing that could be done meanwhile but stop it."""
        self._job = job
        job.progressed.connect(self._show_progress)
        self._enter(state, verdict, "")
        self._bar.setRange(0, 0)
        self._bar.setVisible(True)
        self._leave.setText(tr("Cancel"))
        self.state_changed.emit()
        return job

    def _rest(self, state: State, icon: str, verdict: str, about: str) -> None:
        """Show how a job ended; what can be done next is shown by the caller."""
        self._job = None
        self._picture.icon = icon
        self._picture.update()
        self._enter(state, verdict, about)
        self._leave.setText(tr("Close"))

    def _enter(self, state: State, verdict: str, about: str) -> None:
        self.state = state
        for part in (self._bar, self.choices, self._differently, self._agree):
            part.setVisible(False)
        self.findings.clear()
        self._verdict.setText(verdict)
        self._verdict.setProperty("tone", "below" if state is State.REFUSED else "")
        self._verdict.style().polish(self._verdict)
        self._about.setText(about)
        self.setAccessibleName(f"{self.path.name}: {verdict} {about}".strip())

    def _act(self) -> None:
        if self.state is State.FOUND:
            self.start_import()
        elif self.state is State.IMPORTED:
            self.results_requested.emit()

    def _close(self) -> None:
        if self._job is None:
            self.closed.emit()
        else:
            self._job.cancel()
            self._verdict.setText(tr("Stopping…"))

    # what the card is made of

    def _build(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        size = self._desk.look.px(PICTURE_PX)
        self._picture.setFixedSize(QSize(size, size))
        words_column = QVBoxLayout()
        words_column.setSpacing(XS)
        name = ElidedLabel(self.path.name, "strong")
        name.setProperty("tone", "mute")
        for part in (name, self._verdict, self._about):
            words_column.addWidget(part)
        below = QVBoxLayout()
        below.setContentsMargins(0, S, 0, 0)
        below.setSpacing(M)
        for inner in (self.findings, self.choices, self._bar):
            below.addWidget(inner)
        words_column.addLayout(below)
        row = QHBoxLayout()
        row.setSpacing(L)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addSpacing(size + M - S)
        buttons.addWidget(self._differently)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L)
        column.setSpacing(M)
        column.addLayout(row)
        column.addLayout(buttons)
