"""What the pages with one large chart of a unit share: first the units, then what is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.survey import Unit
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.base.theme import XL, L
from ui.pages.base import unit_words
from ui.pages.base.chart_header import ChartHeader
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.base.page import Page
from ui.pages.base.side_panel import SidePanel
from ui.text.language import _
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.chooser import Chooser

MOST_UNIT_PX = 200


class ChartPage(Page):
    """A chooser of units, a large card, a small one beside it, and what stands there instead:
    something that waits, or words. Shows a `ShowUnitRequest`.

    Subclasses call `_lay_out_page` once their parts are made, ask for what they show in
    `_ask_shown`, and say in `nothing_yet` what to do while there are no data.
    """

    side_share = (7, 3)
    """How the two cards share the width."""
    most_side_px = 360

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._choices: unit_queries.Choices | None = None
        self._unit: Unit | None = None
        self._wanted_unit: int | None = None
        self.unit = Chooser(desk.look, _("Unit"), max_width_px=MOST_UNIT_PX)
        self.unit.setObjectName("unit_chooser")
        self.blank = EmptyState(desk.look)
        self._content = QWidget()
        self._states = QStackedWidget()

    def view_request(self) -> object:
        if self._unit is None:
            return None
        return ShowUnitRequest(self._unit.id, self.desk.looked_at.measure)

    # What a subclass provides.

    def nothing_yet(self) -> tuple[str, str]:
        """Return the drawing and the words of the page while there are no data."""
        raise NotImplementedError

    def _header(self) -> ChartHeader:
        raise NotImplementedError

    def _begin_waiting(self) -> None:
        """Show that something is being read."""
        raise NotImplementedError

    def _end_waiting(self) -> None:
        raise NotImplementedError

    def _ask_shown(self) -> None:
        """Ask for what the page shows of the unit."""
        raise NotImplementedError

    def _begin_unit(self) -> None:
        """Another unit was chosen: what belonged to the one before is forgotten."""

    def _forget(self) -> None:
        """There is nothing on the page any more."""
        raise NotImplementedError

    # What every such page does.

    @property
    def shows_content(self) -> bool:
        """Whether the cards are shown, not what stands in their place."""
        return self._states.currentWidget() is self._content

    def activate(self) -> None:
        if not self.shows_content:
            self._begin_waiting()
        self.query(unit_queries.read_choices, self._take_choices, topic="choices")

    def open_with(self, what: object) -> None:
        if isinstance(what, ShowUnitRequest):
            self._wanted_unit = what.unit_id
            self.desk.looked_at.measure = what.measure

    def show_failure(self, error: UserError) -> None:
        self._end_waiting()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._states.setCurrentWidget(self.blank)

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        self._choices = choices
        wanted, self._wanted_unit = self._wanted_unit, None
        unit = choices.first_unit(wanted, self.desk.preferences.last_unit)
        if unit is None:
            self._say_nothing_yet()
        else:
            self._choose(unit)

    def _choose(self, unit: Unit) -> None:
        assert self._choices is not None
        is_another = self._unit is None or self._unit.id != unit.id
        self._unit = unit
        self.desk.preferences.last_unit = unit.id
        self.unit.set_options(unit_words.unit_options(self._choices), unit.id)
        if is_another:
            self._begin_unit()
        self._ask_shown()

    def _choose_unit(self, unit_id: object) -> None:
        unit = self._choices.unit(unit_id) if self._choices and isinstance(unit_id, int) else None
        if unit is not None:
            self._choose(unit)

    def _show_content(self) -> None:
        self._states.setCurrentWidget(self._content)

    def _say_instead(self, icon: str, title: str, text: str) -> None:
        """Show words in the place of the cards."""
        self.blank.say(icon, title, text)
        self._states.setCurrentWidget(self.blank)

    def _say_nothing_yet(self) -> None:
        self._end_waiting()
        self._unit = None
        self._forget()
        self._header().say(self.title(), "")
        self._header().set_controls_shown(False)
        icon, text = self.nothing_yet()
        self.blank.say(
            icon,
            _("No survey data yet"),
            text,
            self.start_offers(),
        )
        self._states.setCurrentWidget(self.blank)

    def _lay_out_page(self, board: QWidget, side: QWidget, waiting: QWidget) -> None:
        """Put the header above the two cards, what waits and the words in the same place."""
        side.setMaximumWidth(self.desk.look.px(self.most_side_px))
        self._panel = SidePanel(self.desk.look, self._content, board, side, self.side_share)
        for state in (waiting, self._content, self.blank):
            self._states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L)
        column.addWidget(self._header())
        column.addWidget(self._states, 1)
        self._header().say(self.title(), "")
        self._header().set_controls_shown(False)
        self.unit.chosen.connect(self._choose_unit)
