"""Where the data are, their back-ups, and whether they are whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.base.program import as_called
from ui.base.theme import XS, L, M, S
from ui.base.words import counted, day_name
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.pages.settings.words import problem_words, size_words
from ui.text.language import _
from ui.widgets.basics import button, label

if TYPE_CHECKING:
    from models.store.backup import CheckReport, StoreFacts

SHOWN_BACKUPS = 10
BAR_PX = 300


class DataSection(Section):
    """The database's place, "Back up now" and "Check my data"."""

    key = "data"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Data"),
            _("Everything stays on this computer, or on the server that you chose yourself."),
        )
        self._job: Job | None = None
        self._facts: StoreFacts | None = None
        self._place = label("", "body", wrap=True)
        self._place.setObjectName("database_place")
        self._place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._risk = label("", "body", tone="below", wrap=True)
        self._copy = button(_("Copy the path"), self._copy_place)
        self._folder = button(_("Show the back-ups"), self._open_folder)
        self.backup = button(_("Back up now"), self._back_up)
        self.backup.setObjectName("back_up")
        self.check = button(_("Check my data"), self._check)
        self.check.setObjectName("check_data")
        self._stop = button(_("Cancel"), self._cancel, kind="quiet")
        self._bar = QProgressBar()
        self._doing = label("", "secondary")
        self._said = label("", "strong", wrap=True)
        self._said.setObjectName("data_said")
        self._details = label("", "secondary", wrap=True)
        self._backups_head = label("", "body", tone="mute", wrap=True)
        self._backups = QGridLayout()
        self._build()

    def show_settings(self, _settings: queries.Settings) -> None:
        self._ask_facts()

    def _build(self) -> None:
        place = QVBoxLayout()
        place.setSpacing(S)
        place.addWidget(label(_("Database"), "strong"))
        place.addWidget(self._place)
        place.addWidget(self._risk)
        place.addLayout(_row(self._copy))
        self.body.addLayout(place)
        care = QVBoxLayout()
        care.setSpacing(S)
        care.addWidget(label(_("Back-ups and check"), "strong"))
        care.addWidget(self._backups_head)
        self._backups.setHorizontalSpacing(L)
        self._backups.setVerticalSpacing(XS)
        self._backups.setColumnStretch(2, 1)
        care.addLayout(self._backups)
        care.addSpacing(XS)
        care.addLayout(_row(self.backup, self.check, self._folder))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(self.desk.look.px(BAR_PX))
        self._bar.setAccessibleName(_("Progress"))
        care.addLayout(_row(self._bar, self._doing, self._stop))
        care.addWidget(self._said)
        care.addWidget(self._details)
        self.body.addLayout(care)
        self.body.addStretch(1)
        self._show_working(None)

    # what the database is

    def _ask_facts(self) -> None:
        job = self.desk.data.query(queries.read_facts, topic="settings.facts")
        job.done.connect(self._show_facts)
        job.failed.connect(self._say_failure)

    def _show_facts(self, facts: StoreFacts) -> None:
        self._facts = facts
        self._place.setText(f"{facts.place}  ({size_words(facts.size_bytes)})")
        self._risk.setText(facts.risk)
        self._risk.setVisible(bool(facts.risk))
        self.backup.setVisible(not facts.on_server)
        self._folder.setVisible(bool(facts.backups))
        if facts.on_server:
            head = _("A database on a server is backed up there, by those who look after it.")
        elif facts.backups:
            head = _(
                "Made on the first use of each day and before every upgrade; the newest ten are "
                "kept, in {folder}."
            ).format(folder=facts.backup_folder)
        else:
            head = _("There is no back-up yet. One is made on the first use of each day.")
        self._backups_head.setText(head)
        self._list_backups(facts)

    def _list_backups(self, facts: StoreFacts) -> None:
        while self._backups.count():
            item = self._backups.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, made in enumerate(facts.backups[:SHOWN_BACKUPS]):
            day = day_name(QDate.fromString(made.day, Qt.DateFormat.ISODate))
            self._backups.addWidget(label(day, "body"), row, 0)
            self._backups.addWidget(label(made.path.name, "body", tone="mute"), row, 1)

    def _copy_place(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(self._facts.place)
            self._said.setText(_("Copied."))

    def _open_folder(self) -> None:
        if self._facts is not None and self._facts.backup_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._facts.backup_folder)))

    # looking after it

    def _back_up(self) -> None:
        question = partial(queries.make_backup, today=self.desk.today())
        self._begin(self.desk.data.query(question), _("Backing up"), self._say_backed_up)

    def _check(self) -> None:
        self._begin(self.desk.data.query(queries.check_data), _("Checking"), self._say_checked)

    def _begin(self, job: Job, words: str, then: Callable[[Any], None]) -> None:
        self._job = job
        self._said.setText("")
        self._details.setText("")
        self._show_working(words)
        job.progressed.connect(self._show_progress)
        job.done.connect(then)
        job.failed.connect(self._say_failure)
        job.cancelled.connect(self._say_cancelled)
        job.ended.connect(self._end)

    def _end(self) -> None:
        self._job = None
        self._show_working(None)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_working(self, words: str | None) -> None:
        working = words is not None
        for part in (self._bar, self._doing, self._stop):
            part.setVisible(working)
        for act in (self.backup, self.check):
            act.setEnabled(not working)
        self._bar.setRange(0, 0)
        self._doing.setText(words or "")

    def _show_progress(self, message: str, fraction: object) -> None:
        self._doing.setText(message)
        if isinstance(fraction, float):
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(fraction * 1000))
        else:
            self._bar.setRange(0, 0)

    def _say_backed_up(self, made: Path) -> None:
        size = size_words(made.stat().st_size)
        self._said.setText(
            _("Copied and checked: {name} ({size}).").format(name=made.name, size=size)
        )
        self._ask_facts()

    def _say_checked(self, report: CheckReport) -> None:
        looked = ", ".join(
            (
                counted(report.batches, _("import"), _("imports")),
                counted(report.responses, _("survey"), _("surveys")),
                counted(report.tallies, _("count"), _("counts")),
                counted(report.benchmarks, _("published figure"), _("published figures")),
            )
        )
        if report.ok:
            self._said.setText(_("Everything is whole."))
            self._details.setText(_("Looked through {what}.").format(what=looked))
            return
        self._said.setText(_("Something is not as it should be."))
        lines = [f"{f.where}: {f.what}" for f in report.findings]
        hint = _(
            "Restore the latest back-up from before the damage: close this window and run "
            "“main.py restore FILE”. What is here now is kept beside it."
        )
        self._details.setText("\n".join([*lines, as_called(hint)]))

    def _say_failure(self, error: UserError) -> None:
        self._said.setText(problem_words(error))

    def _say_cancelled(self) -> None:
        self._said.setText(_("Stopped. Nothing was changed."))


def _row(*widgets: object) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(M)
    for widget in widgets:
        row.addWidget(widget)  # type: ignore[arg-type]
    row.addStretch(1)
    return row
