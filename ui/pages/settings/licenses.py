"""The licenses of the libraries that the program is built on, with their texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.base.program import ROOT, licenses_folder
from ui.text.language import _
from ui.widgets.basics import label

SIZE_PX = (820, 520)
OWN = "Throughline"
LICENSE_KEYS = ("License-Expression", "License")


def part_texts() -> dict[str, str]:
    """Return the parts of the program, each with its license.

    The bundle holds the texts; elsewhere the installed packages say what they are.
    """
    found = {OWN: _own_text()}
    folder = licenses_folder()
    if folder is not None:
        found |= {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
        return found
    from importlib.metadata import distributions

    for package in sorted(distributions(), key=lambda each: (each.name or "").lower()):
        about = package.metadata
        named = next((about[key] for key in LICENSE_KEYS if key in about), "")
        found[f"{package.name} {package.version}"] = named.strip() or _("See its files.")
    return found


def _own_text() -> str:
    for folder in (ROOT, ROOT.parent):
        file = folder / "LICENSE"
        if file.is_file():
            return file.read_text("utf-8")
    return "MIT"


class LicensesDialog(QDialog):
    """A list of the parts; beside it the chosen one's license."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Licenses"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(*SIZE_PX)
        self._texts = part_texts()
        self.parts = QListWidget()
        self.parts.setAccessibleName(_("Components"))
        self.parts.addItems(list(self._texts))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("License"))
        self.parts.currentTextChanged.connect(self._show)
        row = QHBoxLayout()
        row.addWidget(self.parts, 1)
        row.addWidget(self.text, 2)
        column = QVBoxLayout(self)
        column.addWidget(label(_("Throughline is built with these components."), "body", wrap=True))
        column.addLayout(row, 1)
        self.parts.setCurrentRow(0)

    def _show(self, part: str) -> None:
        self.text.setPlainText(self._texts.get(part, ""))
