"""Where the data are, their back-ups, and whether they are whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
)

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.base.program import as_called
from ui.base.theme import XS, L, M, S
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.pages.settings.words import size_words
from ui.text.errors import whole
from ui.text.formats import counted, day_field
from ui.text.language import _
from ui.text.trust import backup_state, damage_problem, difference_lines, why_made
from ui.widgets.basics import button, label
from ui.widgets.question import QuestionDialog

if TYPE_CHECKING:
    from models.store.backup import BackupDifference, CheckReport, ListedBackup, StoreFacts

SHOWN_BACKUPS = 10
BAR_PX = 300


class DataSection(Section):
    """The database's place, "Back up now" and "Check my data"."""

    key = "data"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Data"),
            _("Everything stays on this computer, or on the server you chose."),
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
        self._copy = button(_("Copy path"), self._copy_place)
        self._folder = button(_("Show backups"), self._open_folder)
        self.backup = button(_("Back up now"), self._back_up)
        self.backup.setObjectName("back_up")
        self.check = button(_("Check my data"), self._check)
        self.check.setObjectName("check_data")
        self.verify = button(_("Check backups"), self._verify)
        self.verify.setObjectName("verify_backups")
        self.compare = button(_("Compare with today"), self._compare)
        self.compare.setObjectName("compare_backup")
        self.restore = button(_("Restore…"), self._ask_restore)
        self.restore.setObjectName("restore_backup")
        self.second = button(_("Second location…"), self._ask_second_place)
        self.second.setObjectName("second_place")
        self.chosen = QComboBox()
        self.chosen.setObjectName("chosen_backup")
        self.chosen.setAccessibleName(_("Backup"))
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
        care.addWidget(label(_("Backups and checks"), "strong"))
        care.addWidget(self._backups_head)
        self._backups.setHorizontalSpacing(L)
        self._backups.setVerticalSpacing(XS)
        self._backups.setColumnStretch(3, 1)
        care.addLayout(self._backups)
        care.addSpacing(XS)
        care.addLayout(_row(self.backup, self.check, self.verify, self._folder, self.second))
        care.addLayout(_row(self.chosen, self.compare, self.restore))
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
            head = _("Your server's administrator backs up this database.")
        elif facts.backups:
            head = _(
                "Made daily and before every upgrade, in {folder}. We keep the newest 10, "
                "plus one for each of 7 days, 5 weeks, and 12 months."
            ).format(folder=facts.backup_folder)
        else:
            head = _("No backups yet. One is made on the first use of each day.")
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
            day = day_field(date.fromisoformat(made.day))
            self._backups.addWidget(label(day, "body"), row, 0)
            self._backups.addWidget(label(why_made(made.why), "body", tone="mute"), row, 1)
            self._backups.addWidget(label(made.path.name, "body", tone="mute"), row, 2)
        self.chosen.clear()
        for made in facts.backups:
            day = day_field(date.fromisoformat(made.day))
            self.chosen.addItem(f"{day}, {why_made(made.why)}", str(made.path))
        for part in (self.chosen, self.compare, self.restore, self.verify):
            part.setVisible(bool(facts.backups))
        self.second.setVisible(not facts.on_server)

    def _copy_place(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(self._facts.place)
            self._said.setText(_("Copied."))

    def _open_folder(self) -> None:
        if self._facts is not None and self._facts.backup_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._facts.backup_folder)))

    # looking after it

    def _verify(self) -> None:
        self._begin(
            self.desk.data.query(queries.verify_backups), _("Checking backups"), self._say_verified
        )

    def _say_verified(self, listed: Sequence[ListedBackup]) -> None:
        bad = [one for one in listed if one.problem]
        if not bad:
            self._said.setText(_("All backups are good."))
            return
        self._said.setText(_("Some backups can't be used."))
        lines = [f"{one.made.path.name}: {backup_state(one.problem)}" for one in bad]
        self._details.setText("\n".join(lines))

    def _compare(self) -> None:
        question = partial(queries.difference_to_backup, backup=self._chosen_path())
        self._begin(self.desk.data.query(question), _("Comparing"), self._say_difference)

    def _say_difference(self, difference: BackupDifference) -> None:
        self._said.setText(self.chosen.currentText())
        self._details.setText("\n".join(difference_lines(difference)))

    def _ask_restore(self) -> None:
        question = QuestionDialog(
            self.desk.look,
            _("Restore this backup?"),
            _(
                "{backup} replaces your data. What you have now is kept in the folder "
                "“quarantine” next to it."
            ).format(backup=self.chosen.currentText()),
            _("Restore"),
            self,
        )
        question.agreed.connect(self._restore)
        question.open()

    def _restore(self) -> None:
        data = self.desk.data
        work = partial(
            queries.restore_backup, Path(data.place), self._chosen_path(), data.key, self.desk.now()
        )
        job = data.without_database(work)
        self._begin(job, _("Restoring"), lambda _done: self._said.setText(_("Restored.")))

    def _chosen_path(self) -> Path:
        return Path(str(self.chosen.currentData()))

    def _ask_second_place(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder for copies of each backup"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose_second_place)
        dialog.open()

    def choose_second_place(self, folder: str) -> None:
        """Let each back-up be copied to a folder too."""
        question = partial(queries.write_second_place, folder=folder)
        words = _("Each backup is now copied to {folder}.").format(folder=folder)
        self._begin(
            self.desk.data.execute(question), _("Saving"), lambda _done: self._said.setText(words)
        )

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
        for act in (self.backup, self.check, self.verify, self.compare, self.restore):
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
                counted(report.batches, "import", "imports"),
                counted(report.responses, "survey", "surveys"),
                counted(report.tallies, "count", "counts"),
                counted(report.benchmarks, "published score", "published scores"),
            )
        )
        if report.ok:
            self._said.setText(_("Your data is fine."))
            self._details.setText(_("Checked {what}.").format(what=looked))
            return
        self._said.setText(_("We found a problem in your data."))
        lines = [f"{f.where}: {f.what}" for f in report.findings]
        hint = _(
            "Restore a backup from before the damage. What you have now is kept next to "
            "it. With the window closed, “main.py restore” uses the newest good one."
        )
        self._details.setText("\n".join([*lines, as_called(hint)]))
        self.desk.data.refuse(damage_problem())

    def _say_failure(self, error: UserError) -> None:
        self._said.setText(whole(error))

    def _say_cancelled(self) -> None:
        self._said.setText(_("Canceled. Nothing was changed."))


def _row(*widgets: object) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(M)
    for widget in widgets:
        row.addWidget(widget)  # type: ignore[arg-type]
    row.addStretch(1)
    return row
