"""The inbox: a folder whose new files are taken in while the window is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ui.base.context import PageContext
from ui.base.theme import M
from ui.pages.settings.section import Section
from ui.text.language import _
from ui.widgets.basics import button, label


class InboxSection(Section):
    """The folder, a way to choose another, and a way to have none."""

    key = "inbox"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Inbox folder"),
            _(
                "While this window is open, new files in this folder are imported. A file "
                "with questions waits on the Files page."
            ),
        )
        self._folder = label("", "body", wrap=True)
        self._folder.setObjectName("inbox_folder")
        choose = button(_("Choose a folder…"), self._ask)
        choose.setObjectName("choose_inbox")
        self._none = button(_("Stop watching"), lambda: self.choose(""), kind="quiet")
        self._none.setObjectName("no_inbox")
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(choose)
        row.addWidget(self._none)
        row.addStretch(1)
        self.body.addWidget(self._folder)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._show()

    def choose(self, folder: str) -> None:
        """Watch a folder from now on, "" for none."""
        self.desk.preferences.inbox = folder
        self.desk.watch_inbox(folder)
        self._show()
        self.saved.emit()

    def _ask(self) -> None:
        start = self.desk.preferences.inbox or str(Path.home())
        dialog = QFileDialog(self, _("Choose the inbox folder"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        folder = self.desk.preferences.inbox
        self._folder.setText(folder or _("No folder chosen."))
        self._none.setVisible(bool(folder))
