"""What a file's reading assumed and could not use: lines on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.files_words import problem_place, tr
from ui.theme import XS, M
from ui.widgets.basics import label
from ui.words import number

if TYPE_CHECKING:
    from models.intake.report import ImportReport

SHOWN_PROBLEMS = 4


class Findings(QWidget):
    """The notes of a report, then its first problems: where, the value, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(XS)
        self.setObjectName("offer_findings")
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Show what a report says, in the place of what was shown."""
        self.clear()
        for note in report.notes:
            self._lines.addWidget(label(note, "secondary", wrap=True))
        if report.notes and report.problems:
            self._lines.addSpacing(M - XS)
        for problem in report.problems[:SHOWN_PROBLEMS]:
            place = problem_place(problem)
            if place:
                self._lines.addWidget(label(place, "strong", tone="below", wrap=True))
            self._lines.addWidget(label(problem.reason, "secondary", wrap=True))
        more = report.problems_total - min(SHOWN_PROBLEMS, len(report.problems))
        if more > 0:
            told = tr("and {n} more, all listed after the import").format(n=number(more))
            self._lines.addWidget(label(told, "secondary", wrap=True))
        self.setVisible(self._lines.count() > 0)

    def clear(self) -> None:
        """Show nothing."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()
