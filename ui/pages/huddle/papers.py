"""The papers of the Huddle page: chosen in a menu, read in a job, painted, saved or printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ui.pages.base import PaperSaver, paper_names
from ui.report.paper import PAPERS
from ui.report.papers import (
    CARD,
    RELAY,
    SLIPS,
    WALL,
    YEAR,
    YOU_SAID,
    PaperRequest,
)
from ui.text.language import _
from ui.widgets.basics import IconButton

if TYPE_CHECKING:
    from models.huddle.agenda import Plan
    from models.survey import Unit
    from ui.pages.base import Page
    from ui.pages.huddle.prepare import PreparePanel


class ShownHuddles(Protocol):
    """What the page of huddles shows."""

    prepare: PreparePanel

    @property
    def shown_unit(self) -> Unit | None:
        """The unit on the page, None while there is none."""

    @property
    def shown_year(self) -> str:
        """The year on the page, as it was chosen."""


class HuddlePapers(QObject):
    """The page's menu of papers."""

    def __init__(self, page: Page, shown: ShownHuddles) -> None:
        super().__init__(page)
        self._shown = shown
        self.saver = PaperSaver(page)
        self.menu_button = IconButton(page.desk.look, "print", _("Print or save"))
        self.menu_button.setObjectName("huddle_papers")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())

    def save(self, kind: str) -> None:
        """Save a paper of the unit on the page; cards and slips as the agenda was swapped."""
        unit = self._shown.shown_unit
        if unit is None:
            return
        if kind in (CARD, SLIPS):
            self._shown.prepare.plan_paper(partial(self._ask_with_plan, kind, unit))
        else:
            self.saver.ask(kind, PaperRequest(unit, year=self._shown.shown_year))

    def _ask_with_plan(self, kind: str, unit: Unit, plan: Plan) -> None:
        self.saver.ask(kind, PaperRequest(unit, plan=plan))

    def _menu(self) -> QMenu:
        menu = QMenu(self.menu_button)
        names = paper_names()
        for kind in (CARD, SLIPS, RELAY, WALL, YOU_SAID, YEAR):
            action = QAction(f"{names[kind]}…", menu)
            action.setObjectName(f"paper_{kind}")
            action.triggered.connect(lambda _checked=False, kind=kind: self.save(kind))
            menu.addAction(action)
        menu.addSeparator()
        for name, words in (("a4", _("A4 paper")), ("letter", _("Letter paper"))):
            size = QAction(words, menu)
            size.setCheckable(True)
            size.setChecked(self.saver.paper.name == name)
            size.triggered.connect(lambda _checked=False, name=name: self._choose(name))
            menu.addAction(size)
        return menu

    def _choose(self, name: str) -> None:
        self.saver.paper = PAPERS[name]
        self.menu_button.setMenu(self._menu())
