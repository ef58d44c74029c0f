"""The support file: what helps whoever helps you, shown before it is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from ui.base.machine import LOG_NAME, config_folder, machine_settings
from ui.charts.export import save_bytes
from ui.text.language import _
from ui.widgets.basics import button, label

SIZE_PX = (760, 520)
LOG_LINES = 200
FILE_NAME = "throughline-support.txt"


def support_text(about: str) -> str:
    """Return what the file holds: the versions, who decided about this computer, the end of the
    log. No answer, comment or name of a patient is in any of them."""
    machine = machine_settings()
    parts = [about]
    if machine.source:
        parts.append(f"{machine.source}: {machine.problem or 'read'}")
    log = config_folder() / LOG_NAME
    lines = log.read_text("utf-8", errors="replace").splitlines() if log.is_file() else []
    parts.append("\n".join(lines[-LOG_LINES:]) or _("The log is empty."))
    return "\n\n".join(parts) + "\n"


class SupportDialog(QDialog):
    """Shows the whole file; nothing is saved before the user says so, and nothing is sent."""

    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Save support file"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(*SIZE_PX)
        self.text = QPlainTextEdit(support_text(about))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("What's in the file"))
        head = _("This is everything in the file. It has no patient data. Nothing is sent.")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject, kind="quiet"))
        row.addWidget(button(_("Save…"), self._ask))
        column = QVBoxLayout(self)
        column.addWidget(label(head, "body", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(row)

    def save_to(self, path: str) -> None:
        """Save what is shown."""
        try:
            save_bytes(path, self.text.toPlainText().encode())
        except UserError as problem:
            self.failed.emit(problem)
            return
        self.saved.emit(path)
        self.accept()

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Save support file"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
