"""A file that was opened or dropped: what is in it, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from models.errors import UserError
from ui.desk import Desk
from ui.jobs import Job, Progress
from ui.theme import L, S
from ui.widgets.basics import Surface, button, label
from ui.words import counted, number

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.intake.report import ImportReport
    from models.store.database import Database

SHOWN_PROBLEMS = 4


def tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


def added_words(report: ImportReport) -> str:
    """Return what a file brings, as in "412 surveys" or "27,010 published figures"."""
    if report.responses_added:
        return counted(report.responses_added, tr("survey"), tr("surveys"))
    if report.benchmarks_added:
        return counted(report.benchmarks_added, tr("published figure"), tr("published figures"))
    return counted(report.units, tr("unit's counts"), tr("units' counts"))


def summary_words(report: ImportReport) -> str:
    """Return the counts of a file in one line, as in "412 ready · 38 seen before"."""
    parts = []
    if report.added_anything:
        ready = tr("{what} new") if report.duplicates_skipped else tr("{what} ready")
        parts.append(ready.format(what=added_words(report)))
    else:
        parts.append(tr("Nothing new"))
    if report.cells_blanked:
        parts.append(
            tr("{cells} left blank").format(
                cells=counted(report.cells_blanked, tr("cell"), tr("cells"))
            )
        )
    if report.rows_rejected:
        parts.append(
            tr("{rows} left out").format(rows=counted(report.rows_rejected, tr("row"), tr("rows")))
        )
    if report.duplicates_skipped:
        parts.append(tr("{n} seen before").format(n=number(report.duplicates_skipped)))
    return " · ".join(parts)


def problem_words(problem: Problem) -> str:
    """Return where a problem is and what it is: "Q2, row 9: “Alwys”: not an answer ..."."""
    where = ", ".join(
        part
        for part in (
            problem.column or "",
            tr("row {row}").format(row=number(problem.row)) if problem.row is not None else "",
        )
        if part
    )
    value = f"“{problem.value}”: " if problem.value else ""
    return f"{where}: {value}{problem.reason}" if where else f"{value}{problem.reason}"


class FileOffer(Surface):
    """A card about one file. Reads it in a job without writing, shows what it found, and
    imports it when asked to."""

    imported = Signal(object)
    """The `ImportReport` of the finished import."""
    closed = Signal()
    """The user has no more use for the card."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._desk = desk
        self.path = path
        self._job: Job | None = None
        self.report: ImportReport | None = None
        self.setObjectName("file_offer")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("offer_verdict")
        self._about = label("", "body", tone="mute", wrap=True)
        self._problems = label("", "secondary", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._facility = QLineEdit()
        self._facility.setObjectName("offer_facility")
        self._facility.setPlaceholderText(tr("Name of the hospital"))
        self._facility.setAccessibleName(tr("Name of the hospital these rows belong to"))
        self._agree = button("", self._import, kind="primary")
        self._agree.setObjectName("offer_import")
        self._leave = button(tr("Cancel"), self._close)
        self._build()
        self._look_into()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(label(self.path.name, "card"))
        for part in (self._verdict, self._about, self._problems, self._bar):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(S)
        self._facility.setMaximumWidth(self._desk.look.px(300))
        row.addWidget(self._facility, 1)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._agree)
        column.addLayout(row)
        self._facility.returnPressed.connect(self._look_into)

    # reading

    def _options(self) -> object:
        from models.files.content import ReadOptions

        return ReadOptions(facility=self._facility.text().strip() or None)

    def _look_into(self) -> None:
        self._waiting(tr("Reading…"))
        options, path = self._options(), self.path

        def question(db: Database, progress: Progress) -> ImportReport:
            from models.intake.importer import import_file

            return import_file(db, path, options, progress=progress, dry_run=True)

        self._follow(self._desk.data.ask(question))
        assert self._job is not None
        self._job.done.connect(self._show_findings)

    def _show_findings(self, report: ImportReport) -> None:
        self.report = report
        self._idle()
        self._verdict.setText(summary_words(report))
        self._about.setText(self._about_words(report))
        self._show_problems(report)
        default_used = any("facility" in note for note in report.notes)
        self._facility.setVisible(default_used or bool(self._facility.text()))
        self._agree.setVisible(report.added_anything)
        self._agree.setText(tr("Import {what}").format(what=added_words(report)))
        self._leave.setText(tr("Leave it") if report.added_anything else tr("Close"))
        if report.added_anything:
            self._agree.setFocus()

    def _about_words(self, report: ImportReport) -> str:
        parts = []
        if report.sheet:
            parts.append(tr("Sheet “{sheet}”").format(sheet=report.sheet))
        parts.append(format_words(report.format, report.instrument, self._desk_instruments()))
        if report.units:
            parts.append(counted(report.units, tr("unit"), tr("units")))
        lines = [" · ".join(parts), *report.notes]
        return "\n".join(lines)

    def _desk_instruments(self) -> dict[str, str]:
        from models.survey.catalog import built_in_instruments

        return {i.key: i.name for i in built_in_instruments()}

    def _show_problems(self, report: ImportReport) -> None:
        lines = [problem_words(problem) for problem in report.problems[:SHOWN_PROBLEMS]]
        more = report.problems_total - len(lines)
        if more > 0:
            lines.append(tr("and {n} more, all listed after the import").format(n=number(more)))
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    # importing

    def _import(self) -> None:
        self._waiting(tr("Importing…"))
        options, path = self._options(), self.path

        def question(db: Database, progress: Progress) -> ImportReport:
            from models.intake.importer import import_file

            return import_file(db, path, options, progress=progress)

        self._follow(self._desk.data.change(question))
        assert self._job is not None
        self._job.done.connect(self._finish)

    def _finish(self, report: ImportReport) -> None:
        self._job = None
        self.imported.emit(report)
        self.closed.emit()

    # progress, failure, end

    def _follow(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._show_progress)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self.closed)

    def _waiting(self, words: str) -> None:
        self._verdict.setText(words)
        self._verdict.setProperty("tone", "")
        self._problems.hide()
        self._facility.hide()
        self._agree.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._leave.setText(tr("Cancel"))

    def _idle(self) -> None:
        self._job = None
        self._bar.hide()

    def _show_progress(self, message: str, fraction: object) -> None:
        self._about.setText(message)
        if isinstance(fraction, float):
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(fraction * 1000))
        else:
            self._bar.setRange(0, 0)

    def _refuse(self, error: UserError) -> None:
        self._idle()
        self._verdict.setText(error.what)
        self._verdict.setProperty("tone", "below")
        self._verdict.style().polish(self._verdict)
        self._about.setText(error.hint)
        self._leave.setText(tr("Close"))

    def _close(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.closed.emit()


def format_words(format_: str, instrument: str | None, names: dict[str, str]) -> str:
    """Return in words what kind of file it is: the questionnaire's name, or the family's."""
    kinds = {
        "cms_hospital": tr("Care Compare, hospitals"),
        "cms_state": tr("Care Compare, states"),
        "cms_national": tr("Care Compare, nation"),
        "counts": tr("Answer counts by unit"),
    }
    if instrument in names:
        return names[instrument]
    if format_ in kinds:
        return kinds[format_]
    return tr("One row per respondent")
