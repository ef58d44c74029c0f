"""About: which versions of what this is, to copy into a question for help."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ui.base.context import PageContext
from ui.base.theme import L, S
from ui.base.version import VERSION
from ui.pages.settings import queries
from ui.pages.settings.licenses import LicensesDialog
from ui.pages.settings.section import Section
from ui.pages.settings.support import SupportDialog
from ui.text.language import _
from ui.widgets.basics import button, label

if TYPE_CHECKING:
    from models.store.backup import StoreFacts


class AboutSection(Section):
    """The versions of the program and of what it is built on."""

    key = "about"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("About Throughline"),
            _("From what patients say to what the unit does. Nothing is sent anywhere."),
        )
        self._lines: list[tuple[str, str]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(1, 1)
        self._copied = label("", "secondary")
        copy = button(_("Copy"), self._copy)
        copy.setObjectName("copy_about")
        licenses = button(_("Licenses"), self._show_licenses)
        licenses.setObjectName("licenses")
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addWidget(licenses)
        support = button(_("Save support file…"), self._show_support)
        support.setObjectName("support_file")
        row.addWidget(support)
        row.addWidget(self._copied)
        row.addStretch(1)
        self.body.addLayout(self._grid)
        self.body.addLayout(row)
        self.body.addStretch(1)

    @property
    def text(self) -> str:
        """What is copied."""
        return "\n".join(f"{name}: {value}" for name, value in self._lines)

    def enter(self) -> None:
        job = self.desk.data.query(queries.read_facts, topic="settings.about")
        job.done.connect(self._show_facts)
        job.failed.connect(self.say_problem)

    def _show_facts(self, facts: StoreFacts) -> None:
        database = facts.engine
        if facts.journal:
            database += " · " + _("journal {mode}").format(mode=facts.journal.upper())
        self._lines = [
            ("Throughline", VERSION),
            (_("Database"), database),
            (_("Database version"), str(facts.schema_version)),
            ("Python", platform.python_version()),
            ("Qt", f"{qVersion()} · PySide {pyside_version}"),
            (_("System"), f"{QSysInfo.prettyProductName()} · {QSysInfo.currentCpuArchitecture()}"),
            (_("License"), "MIT"),
        ]
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(self._lines):
            self._grid.addWidget(label(name, "body", tone="mute"), row, 0)
            self._grid.addWidget(label(value, "body", wrap=True), row, 1)

    def _show_licenses(self) -> None:
        dialog = LicensesDialog(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_support(self) -> None:
        dialog = SupportDialog(self.text, self)
        dialog.saved.connect(
            lambda path: self._copied.setText(_("Saved to {file}.").format(file=path))
        )
        dialog.failed.connect(self.say_problem)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copied.setText(_("Copied."))
