"""A page about one unit: it asks which there are, and has nothing to show before they are known."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import UserError
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.pages.base.page import Page
from ui.text.language import _
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.skeleton import Skeleton


class UnitPage(Page):
    """Shows a skeleton until its content has come, or in words why it cannot come.

    Subclasses fill `_content`, put `_states` into their layout, and take the choices of units.
    """

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.blank = EmptyState(desk.look)
        self._skeleton = Skeleton(desk.look)
        self._content = QWidget()
        self._states = QStackedWidget()
        for state in (self._skeleton, self._content, self.blank):
            self._states.addWidget(state)

    def activate(self) -> None:
        if self._states.currentWidget() is not self._content:
            self._skeleton.begin()
            self._states.setCurrentWidget(self._skeleton)
        self.query(unit_queries.read_choices, self._take_choices, topic="choices")

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._states.setCurrentWidget(self.blank)

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        """Take the units there are, and ask for what the page shows of one."""
        raise NotImplementedError
