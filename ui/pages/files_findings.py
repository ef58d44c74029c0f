"""What a file's reading assumed and could not use: lines on its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.files_words import problem_place, tr
from ui.theme import XS, M
from ui.widgets.basics import label
from ui.words import counted, number

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.intake.report import ImportReport

SHOWN_PROBLEMS = 4


def _alike(problems: Sequence[Problem]) -> list[tuple[Problem, int]]:
    """Return the problems that differ by more than their row, each with how often it occurs."""
    found: dict[tuple[str | None, str | None, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.column, problem.value, problem.reason), []).append(problem)
    return [(same[0], len(same)) for same in found.values()]


class Findings(QWidget):
    """The notes of a report, then its first problems: where, the value, why, and how often."""

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
        alike = _alike(report.problems)
        for problem, count in alike[:SHOWN_PROBLEMS]:
            place = problem_place(problem)
            if count > 1:
                again = counted(count - 1, tr("more time"), tr("more times"))
                place = f"{place} · {tr('and {times}').format(times=again)}"
            if place:
                self._lines.addWidget(label(place, "strong", tone="below", wrap=True))
            self._lines.addWidget(label(problem.reason, "secondary", wrap=True))
        more = report.problems_total - sum(count for _problem, count in alike[:SHOWN_PROBLEMS])
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
