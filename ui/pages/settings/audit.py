"""The audit trail: who did what and when, the latest first, and as a CSV file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Progress
from ui.pages.base import save_export
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.text.errors import whole
from ui.text.language import _
from ui.text.trust import audit_action
from ui.widgets.basics import button, label
from ui.widgets.text_table import SearchedTable, TextRow, TextTable, TextTableView

if TYPE_CHECKING:
    from models.store.database import AuditEntry, Database

SHOWN = 500


class AuditSection(Section):
    """The latest entries; the file holds all of them."""

    key = "audit"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Audit trail"),
            _("Who imported, changed, exported, or restored what. It has no answers or comments."),
            wide=True,
        )
        self.table = TextTableView(desk.look, _("Audit trail"))
        self.table.setObjectName("audit_trail")
        self.save = button(_("Save as CSV…"), self._ask_where)
        self.save.setObjectName("save_audit")
        self.said = label("", "body", wrap=True)
        self.body.addWidget(SearchedTable(self.table), 1)
        self.body.addWidget(self.save)
        self.body.addWidget(self.said)

    def show_settings(self, _settings: queries.Settings) -> None:
        job = self.desk.data.query(_read, topic="settings.audit")
        job.done.connect(self._show)
        job.failed.connect(self._say_failure)

    def _show(self, found: list[AuditEntry]) -> None:
        heads = (_("When (UTC)"), _("Who"), _("What"), _("Details"))
        self.table.show_table(TextTable(heads, tuple(map(_row, found))))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save as CSV"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("CSV files (*.csv)"))
        dialog.selectFile("audit.csv")
        dialog.fileSelected.connect(self.write_csv)
        dialog.open()

    def write_csv(self, path: str) -> None:
        """Write all entries to a file."""
        job = self.desk.data.query(lambda db, progress: _write(db, progress, path))
        job.done.connect(lambda _done: self.said.setText(_("Saved.")))
        job.failed.connect(self._say_failure)

    def _say_failure(self, problem: UserError) -> None:
        self.said.setText(whole(problem))


def _row(entry: AuditEntry) -> TextRow:
    facts = (f"{name.replace('_', ' ')}: {_plain(v)}" for name, v in entry.detail.items() if v)
    detail = " · ".join(facts)
    at = entry.at[:16].replace("T", " ")
    return TextRow(str(entry.id), (at, entry.who, audit_action(entry.what), detail))


def _plain(value: object) -> str:
    """Return a fact as it is when it is a word or a number, else as JSON."""
    plain = isinstance(value, str | int | float)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _read(db: Database, _progress: Progress) -> list[AuditEntry]:
    from models.store.database import entries

    with db.read() as c:
        return entries(c, limit=SHOWN)


def _write(db: Database, _progress: Progress, path: str) -> None:
    from models.store.database import audit_csv

    with db.read() as c:
        text = audit_csv(c)
    save_export(db, "settings", path, text.encode("utf-8-sig"))
