"""Deleting old comments, or one patient's surveys, for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.theme import M, S
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.text.errors import whole
from ui.text.language import _
from ui.text.trust import (
    deleted_words,
    doomed_words,
    holding_backups_words,
    rewritten_backups_words,
)
from ui.widgets.basics import button, label
from ui.widgets.question import QuestionDialog

if TYPE_CHECKING:
    from models.importing import Choice, DeletionPreview

FIELD_PX = 220
USUAL_MONTHS, MOST_MONTHS = 24, 240


class DeletionSection(Section):
    """First what would go is counted and shown, then a question is asked, then it goes."""

    key = "deletion"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Delete data"),
            _("Deletes permanently. No one can bring it back, not even from this computer's disk."),
        )
        self.months = QSpinBox()
        self.months.setRange(1, MOST_MONTHS)
        self.months.setValue(USUAL_MONTHS)
        self.months.setAccessibleName(_("Months to keep comments"))
        self.months.setObjectName("kept_months")
        self.survey_id = QLineEdit()
        self.survey_id.setAccessibleName(_("Survey ID"))
        self.survey_id.setPlaceholderText(_("Survey ID"))
        self.survey_id.setObjectName("deleted_survey_id")
        self.survey_id.setFixedWidth(desk.look.px(FIELD_PX))
        self.look_at_comments = button(_("Find old comments"), self._find_comments)
        self.look_at_comments.setObjectName("find_old_comments")
        self.look_at_patient = button(_("Find this patient"), self._find_patient)
        self.look_at_patient.setObjectName("find_patient")
        self.also_backups = QCheckBox(_("Also delete from these backups"))
        self.also_backups.setObjectName("rewrite_backups")
        self.agree = button(_("Delete permanently…"), self._ask, kind="primary")
        self.agree.setObjectName("delete_for_good")
        self.said = label("", "strong", wrap=True)
        self.said.setObjectName("deletion_said")
        self.holding = label("", "body", tone="mute", wrap=True)
        self._choice: Choice | None = None
        self._found: DeletionPreview | None = None
        self._build()

    def _build(self) -> None:
        old = QHBoxLayout()
        old.setSpacing(S)
        old.addWidget(label(_("Comments older than (months):"), "body"))
        old.addWidget(self.months)
        old.addWidget(self.look_at_comments)
        old.addStretch(1)
        one = QHBoxLayout()
        one.setSpacing(S)
        one.addWidget(self.survey_id)
        one.addWidget(self.look_at_patient)
        one.addStretch(1)
        self.body.addWidget(label(_("Old comments"), "strong"))
        self.body.addLayout(old)
        self.body.addWidget(label(_("One patient"), "strong"))
        about = _("Use the ID from the survey file. Scores are recalculated without it.")
        self.body.addWidget(label(about, "body", tone="mute", wrap=True))
        self.body.addLayout(one)
        result = QVBoxLayout()
        result.setSpacing(M)
        for part in (self.said, self.holding, self.also_backups):
            result.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.agree)
        row.addStretch(1)
        result.addLayout(row)
        self.body.addLayout(result)
        self.body.addStretch(1)
        self.survey_id.textChanged.connect(self._follow)
        self.months.valueChanged.connect(lambda _value: self._forget())
        self._follow()
        self._forget()

    def _follow(self) -> None:
        self.look_at_patient.setEnabled(bool(self.survey_id.text().strip()))
        self._forget()

    def _forget(self) -> None:
        """What is typed has changed: what was found is not what would be deleted."""
        self._choice = self._found = None
        self.said.setText("")
        self._offer()

    def _offer(self) -> None:
        found = self._found
        some = found is not None and bool(found.comments or found.surveys or found.backups)
        backups = [path.name for path in found.backups] if found is not None else []
        unread = [path.name for path in found.unread] if found is not None else []
        self.holding.setText("\n".join(holding_backups_words(backups, unread)))
        self.holding.setVisible(bool(backups or unread))
        self.also_backups.setVisible(bool(backups))
        self.agree.setVisible(some)

    # finding

    def _find_comments(self) -> None:
        from models.importing import comments_older_than

        self._find(comments_older_than(self.months.value(), self.desk.today()))

    def _find_patient(self) -> None:
        from models.importing import surveys_of_patient

        self._find(surveys_of_patient(self.survey_id.text()))

    def _find(self, choice: Choice) -> None:
        self._choice = choice
        self.said.setText(_("Searching…"))
        job = self.desk.data.execute(partial(queries.find_doomed, choice=choice))
        job.done.connect(self._show_found)
        job.failed.connect(self._say_failure)

    def _show_found(self, found: DeletionPreview) -> None:
        self._found = found
        self.said.setText(doomed_words(found.comments, found.surveys))
        self._offer()

    # deleting

    def _ask(self) -> None:
        found = self._found
        if found is None:
            return
        question = QuestionDialog(
            self.desk.look,
            _("Delete permanently?"),
            f"{doomed_words(found.comments, found.surveys)} {_('This can’t be undone.')}",
            _("Delete permanently"),
            self,
        )
        question.agreed.connect(self._delete)
        question.open()

    def _delete(self) -> None:
        if self._choice is None or self._found is None:
            return
        backups = self._found.backups if self.also_backups.isChecked() else ()
        wish = partial(queries.delete_doomed, choice=self._choice, backups=backups)
        job = self.write(wish)
        job.done.connect(lambda done: self._say_deleted(*done, wanted=len(backups)))

    def _say_deleted(
        self, done: DeletionPreview, rewritten: Sequence[Path], *, wanted: int
    ) -> None:
        words = [deleted_words(done.comments, done.surveys)]
        if wanted:
            words.append(rewritten_backups_words(len(rewritten), wanted))
        self.survey_id.clear()
        self._forget()
        self.said.setText(" ".join(words))

    def _say_failure(self, error: UserError) -> None:
        self.said.setText(whole(error))
