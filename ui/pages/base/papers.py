"""The papers of the Huddle page: chosen in a menu, read in a job, painted, saved or printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from ui.base.jobs import Progress
from ui.charts.export import paper_style
from ui.pages.base.exports import save_export
from ui.report.paper import Paper, usual_paper
from ui.report.papers import (
    CARD,
    NOTE,
    RELAY,
    SLIPS,
    WALL,
    YEAR,
    YOU_SAID,
    PaperRequest,
    Print,
    read_paper,
)
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.pages.base.page import Page


def paper_names() -> dict[str, str]:
    """Return what each paper is called."""
    return {
        CARD: _("Huddle card"),
        SLIPS: _("Idea slips"),
        RELAY: _("Relay card"),
        WALL: _("Wall page"),
        YOU_SAID: _("You said, we did"),
        NOTE: _("Note for the director"),
        YEAR: _("The year in huddles"),
    }


class PaperSaver(QObject):
    """Asks where, reads what a paper says, paints it and saves it as a PDF."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.paper: Paper = usual_paper()

    def ask(self, kind: str, wanted: PaperRequest) -> None:
        """Ask in the system's dialog where to save a paper."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = paper_names()[kind]
        dialog = QFileDialog(self._page, name, folder, _("PDF (*.pdf)"))
        dialog.setObjectName("paper_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{wanted.unit.name} {name}.pdf")
        dialog.fileSelected.connect(partial(self.save_to, kind, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, kind: str, wanted: PaperRequest, path: str) -> None:
        """Save a paper to a path; what it says is read in a job."""
        now = self._page.desk.now()

        def read(db: Database, _progress: Progress) -> Print:
            return read_paper(db, kind, wanted, now)

        problem = self._page.problem_met.emit
        self._page.query(read, partial(self._paint, path), otherwise=problem)

    def _paint(self, path: str, paint: Print) -> None:
        content = paint(paper_style(self._page.desk.look), self.paper)

        key = self._page.key

        def write(db: Database, _progress: Progress) -> None:
            save_export(db, key, path, content)

        said = partial(self._page.said.emit, _("Saved."))
        problem = self._page.problem_met.emit
        self._page.query(write, lambda _nothing: said(), otherwise=problem)
