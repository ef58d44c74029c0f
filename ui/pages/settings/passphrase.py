"""Encrypting the data with a passphrase, changing it, taking it away, locking now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Progress
from ui.base.theme import M
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.report.paper import printed_day
from ui.text.errors import whole
from ui.text.language import _
from ui.text.trust import (
    lost_passphrase_warning,
    recovery_key_words,
    recovery_page,
    rewritten_words,
)
from ui.widgets.basics import button, label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from models.store.backup import Rewritten

FIELD_PX = 320


class PassphraseSection(Section):
    """A new passphrase is typed twice; what losing it means is said before it is set."""

    key = "passphrase"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Passphrase"),
            _("Encrypts your data and backups on this computer."),
        )
        self.state = label("", "strong", wrap=True)
        self.state.setObjectName("passphrase_state")
        self.first, self.second = (
            _field(desk, _("New passphrase")),
            _field(desk, _("Type it again")),
        )
        self.first.setObjectName("new_passphrase")
        self.second.setObjectName("new_passphrase_again")
        self.agree = button(_("Set passphrase"), self._set, kind="primary")
        self.agree.setObjectName("set_passphrase")
        self.remove = button(_("Remove passphrase"), self._remove)
        self.remove.setObjectName("remove_passphrase")
        self.lock = button(_("Lock now"), self._lock)
        self.lock.setObjectName("lock_now")
        self.copy = button(_("Copy recovery key"), self._copy)
        self.print = button(_("Print recovery key…"), self._print)
        self.print.setObjectName("print_recovery_key")
        self.said = label("", "body", wrap=True)
        self.said.setObjectName("passphrase_said")
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._recovery = ""
        self._build()

    def show_settings(self, _settings: queries.Settings) -> None:
        encrypted, on_server = self.desk.data.is_encrypted, "://" in self.desk.data.place
        if on_server:
            words = _("Your data is on a server. Its administrator encrypts the disk.")
        elif encrypted:
            words = _("Your data is encrypted.")
        else:
            words = _("Your data isn't encrypted.")
        self.state.setText(words)
        self.agree.setText(_("Change passphrase") if encrypted else _("Set passphrase"))
        for part in (self.first, self.second, self.agree):
            part.setVisible(not on_server)
        for part in (self.remove, self.lock):
            part.setVisible(encrypted)

    def _build(self) -> None:
        self.body.addWidget(self.state)
        self.body.addWidget(label(lost_passphrase_warning(), "body", tone="mute", wrap=True))
        for field in (self.first, self.second):
            field.textChanged.connect(self._follow)
            self.body.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(M)
        for part in (self.agree, self.remove, self.lock, self.copy, self.print):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.copy.hide()
        self.print.hide()
        self._follow()

    def _follow(self) -> None:
        typed = self.first.text()
        self.agree.setEnabled(bool(typed) and typed == self.second.text())

    def _set(self) -> None:
        from models.store.database import Key, refuse_weak

        try:
            refuse_weak(self.first.text())
        except UserError as problem:
            self.said.setText(whole(problem))
            return
        new = Key(passphrase=self.first.text())
        for field in (self.first, self.second):
            field.clear()
        self._rewrite(new)

    def _remove(self) -> None:
        self._rewrite(None)

    def _rewrite(self, new: Any) -> None:
        data = self.desk.data
        work = partial(_rewritten, Path(data.place), data.key, new, use=self._use_key)
        self.said.setText(_("Encrypting…"))
        self.agree.setEnabled(False)
        job = data.without_database(work)
        job.done.connect(self._say_done)
        job.failed.connect(lambda problem: self.said.setText(whole(problem)))
        job.ended.connect(self._follow)

    def _use_key(self, key: Any) -> None:
        self.desk.data.key = key

    def _say_done(self, done: Rewritten) -> None:
        from models.store.database import recovery_key

        self._recovery = recovery_key(done.raw) if done.raw else ""
        words = [rewritten_words(done)]
        if self._recovery:
            words.append(recovery_key_words(self._recovery))
        self.said.setText("\n\n".join(words))
        self.copy.setVisible(bool(self._recovery))
        self.print.setVisible(bool(self._recovery))
        self.saved.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._recovery)

    def _print(self) -> None:
        """Ask for a printer; without any, where to save the page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrinterInfo.availablePrinterNames():
            dialog = QPrintDialog(printer, self)
            dialog.accepted.connect(partial(self.print_on, printer))
            dialog.finished.connect(dialog.deleteLater)
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.show()
            return
        files = QFileDialog(self, _("No printer found. Save the page as a PDF"))
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("pdf")
        files.fileSelected.connect(printer.setOutputFileName)
        files.fileSelected.connect(lambda _path: self.print_on(printer))
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.open()

    def recovery_document(self) -> QTextDocument:
        """Return the page with the recovery key."""
        lines = recovery_page(self._recovery, self.desk.data.place, printed_day(self.desk.today()))
        title, key, *rest = (escape(line) for line in lines)
        page = QTextDocument()
        paragraphs = "".join(f"<p>{line}</p>" for line in rest)
        page.setHtml(f"<h2>{title}</h2><p style='font-size:16pt'><tt>{key}</tt></p>{paragraphs}")
        return page

    def print_on(self, printer: QPrinter) -> None:
        """Print the page with the recovery key."""
        self.recovery_document().print_(printer)

    def _lock(self) -> None:
        data = self.desk.data
        data.lock()
        data.refused.emit(UserError("passphrase-needed"))


def _rewritten(
    path: Path, old: Any, new: Any, progress: Progress, *, use: Callable[[Any], None]
) -> Rewritten:
    """Encrypt the closed file anew; the key in use changes only when that is done."""
    from models.store.backup import key_for, rewrite

    done = rewrite(path, old or key_for(path), new, progress=progress)
    use(new)
    return done


def _field(desk: PageContext, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setFixedWidth(desk.look.px(FIELD_PX))
    return made
