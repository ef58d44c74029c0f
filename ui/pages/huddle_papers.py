"""The papers of the Huddle page: chosen in a menu, read in a job, painted, saved or printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from ui.charts.sheet import paper_style, save_bytes
from ui.jobs import Progress
from ui.pages.huddle_words import tr
from ui.report.paper import PAPERS, Paper, usual_paper
from ui.report.papers import (
    CARD,
    NOTE,
    RELAY,
    SLIPS,
    WALL,
    YEAR,
    YOU_SAID,
    Print,
    Wanted,
    read_paper,
)
from ui.widgets.basics import IconButton

if TYPE_CHECKING:
    from models.huddle.plan import Plan
    from models.store.database import Database
    from models.survey import Unit
    from ui.pages.huddle import HuddlePage
    from ui.pages.page import Page


def paper_names() -> dict[str, str]:
    """Return what each paper is called."""
    return {
        CARD: tr("Huddle card"),
        SLIPS: tr("Slips for ideas"),
        RELAY: tr("Relay card"),
        WALL: tr("Wall page"),
        YOU_SAID: tr("You said, we did"),
        NOTE: tr("Half a page for the director"),
        YEAR: tr("The year in huddles"),
    }


class PaperSaver(QObject):
    """Asks where, reads what a paper says, paints it and saves it as a PDF."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.paper: Paper = usual_paper()

    def ask(self, kind: str, wanted: Wanted) -> None:
        """Ask in the system's dialog where to save a paper."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = paper_names()[kind]
        dialog = QFileDialog(self._page, name, folder, tr("PDF (*.pdf)"))
        dialog.setObjectName("paper_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{wanted.unit.name} {name}.pdf")
        dialog.fileSelected.connect(partial(self.save_to, kind, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, kind: str, wanted: Wanted, path: str) -> None:
        """Save a paper to a path; what it says is read in a job."""
        now = self._page.desk.now()

        def read(db: Database, _progress: Progress) -> Print:
            return read_paper(db, kind, wanted, now)

        problem = self._page.problem_met.emit
        self._page.ask(read, partial(self._paint, path), otherwise=problem)

    def _paint(self, path: str, paint: Print) -> None:
        content = paint(paper_style(self._page.desk.look), self.paper)

        def write(_db: object, _progress: Progress) -> None:
            save_bytes(path, content)

        said = partial(self._page.said.emit, tr("Saved."))
        problem = self._page.problem_met.emit
        self._page.ask(write, lambda _nothing: said(), otherwise=problem)


class HuddlePapers(QObject):
    """The page's menu of papers."""

    def __init__(self, page: HuddlePage) -> None:
        super().__init__(page)
        self._page = page
        self.saver = PaperSaver(page)
        self.menu_button = IconButton(page.desk.look, "print", tr("Papers"))
        self.menu_button.setObjectName("huddle_papers")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())

    def save(self, kind: str) -> None:
        """Save a paper of the unit on the page; cards and slips as the agenda was swapped."""
        unit = self._page.shown_unit
        if unit is None:
            return
        if kind in (CARD, SLIPS):
            self._page.prepare.plan_paper(partial(self._ask_with_plan, kind, unit))
        else:
            self.saver.ask(kind, Wanted(unit, year=self._page.shown_year))

    def _ask_with_plan(self, kind: str, unit: Unit, plan: Plan) -> None:
        self.saver.ask(kind, Wanted(unit, plan=plan))

    def _menu(self) -> QMenu:
        menu = QMenu(self.menu_button)
        names = paper_names()
        for kind in (CARD, SLIPS, RELAY, WALL, YOU_SAID, YEAR):
            action = QAction(f"{names[kind]}…", menu)
            action.setObjectName(f"paper_{kind}")
            action.triggered.connect(lambda _checked=False, kind=kind: self.save(kind))
            menu.addAction(action)
        menu.addSeparator()
        for name, words in (("a4", tr("On A4")), ("letter", tr("On Letter"))):
            size = QAction(words, menu)
            size.setCheckable(True)
            size.setChecked(self.saver.paper.name == name)
            size.triggered.connect(lambda _checked=False, name=name: self._choose(name))
            menu.addAction(size)
        return menu

    def _choose(self, name: str) -> None:
        self.saver.paper = PAPERS[name]
        self.menu_button.setMenu(self._menu())
