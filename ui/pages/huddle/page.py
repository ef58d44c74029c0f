"""Huddle: the next one is ready; the threads of those before; the year."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.survey import Unit
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.base.theme import XL, L, S
from ui.pages.base import ShowUnitRequest, UnitPage, unit_words
from ui.pages.huddle import queries, thread_queries
from ui.pages.huddle.papers import HuddlePapers
from ui.pages.huddle.prepare import PreparePanel
from ui.pages.huddle.threads import ThreadsPanel
from ui.pages.huddle.words import subtitle
from ui.pages.huddle.year import YearPanel
from ui.present import HuddleRequest, running_huddle, show_board, start_huddle
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, button
from ui.widgets.chooser import Chooser
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from models.huddle.agenda import Plan
    from models.huddle.reports import YearView
    from models.store.huddles import Relay

NEXT, THREADS, YEAR = "next", "threads", "year"
PART = "part"
"""One topic for all parts: what was asked for one that is no longer in front comes to nothing."""

TABS_OF_PARTS = {NEXT: NEXT, THREADS: THREADS, "thread": THREADS, "wall": THREADS, YEAR: YEAR}


class HuddlePage(UnitPage):
    """Shows the huddle of a unit; opens with a `ShowUnitRequest`."""

    key = "huddle"
    icon = "huddle"
    parts = tuple(TABS_OF_PARTS)

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._choices: unit_queries.Choices | None = None
        self._unit: Unit | None = None
        self._wanted_unit: int | None = None
        self._year = queries.LATEST
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("title")
        self._subtitle = ElidedLabel("", "secondary")
        self.prepare = PreparePanel(self)
        self.unit = Chooser(look, _("Unit"), max_width_px=200)
        self.unit.setObjectName("unit_chooser")
        self.start = button(_("Start  (F5)"), self.start_huddle, kind="primary")
        self.start.setObjectName("huddle_start")
        self.dry_run = button(_("Rehearse"), partial(self._start, rehearsal=True))
        self.dry_run.setObjectName("huddle_rehearse")
        self.dry_run.setToolTip(_("Practice run. Nothing is saved."))
        self.wall = button(_("Wall screen  (F6)"), self._show_board)
        self.wall.setObjectName("huddle_wall_screen")
        self.wall.setToolTip(_("A quiet display for the room's screen between huddles"))
        self.tabs = Tabs(
            look,
            _("Parts of this page"),
            [(NEXT, _("Next huddle")), (THREADS, _("Stories and wall")), (YEAR, _("Year"))],
        )
        self.threads = ThreadsPanel(self)
        self.year = YearPanel(look)
        self._parts = QStackedWidget()
        self.papers = HuddlePapers(self, self)
        self._build()
        self._connect()

    def title(self) -> str:
        return _("Huddle")

    @property
    def shown_unit(self) -> Unit | None:
        """The unit on the page, None while there is none."""
        return self._unit

    @property
    def shown_year(self) -> str:
        """The year on the page: "2026", or the last twelve months."""
        return self._year

    def open_with(self, what: object) -> None:
        """Show a `ShowUnitRequest`, or one of `parts`."""
        if isinstance(what, str) and what in TABS_OF_PARTS:
            self.tabs.turn_to(TABS_OF_PARTS[what])
        if isinstance(what, ShowUnitRequest):
            self._wanted_unit = what.unit_id

    # Asking.

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        self._choices = choices
        wanted, self._wanted_unit = self._wanted_unit, None
        kept = self._unit.id if self._unit is not None else None
        unit = choices.first_unit(wanted, kept, self.desk.preferences.last_unit)
        if unit is None:
            self._say_nothing_yet()
        else:
            self._choose(unit)

    def _choose(self, unit: Unit) -> None:
        assert self._choices is not None
        self._unit = unit
        self.desk.preferences.last_unit = unit.id
        self.unit.set_options(unit_words.unit_options(self._choices), unit.id)
        self._ask_part()

    def _ask_part(self, *_turned: object) -> None:
        """Ask for what the part in front shows."""
        if self._unit is None:
            return
        part, unit = self.tabs.current, self._unit
        if part == THREADS:
            self.query(
                partial(thread_queries.read_threads, unit=unit), self._take_threads, topic=PART
            )
        elif part == YEAR:
            year = partial(queries.read_year, unit=unit, chosen=self._year, today=self.desk.today())
            self.query(year, self._take_year, topic=PART)
        else:
            ready = partial(queries.read_ready, unit=unit, now=self.desk.now())
            self.query(ready, self._take_ready, topic=PART)

    def _take_ready(self, ready: queries.Ready) -> None:
        self._say(_("Your huddle is ready"), subtitle(ready.agenda, ready.period))
        self.prepare.show_ready(ready)
        self._show_part(self.prepare)

    def _take_threads(self, view: thread_queries.ThreadsView) -> None:
        self._say(_("From what patients say, to what changed"), view.unit.name)
        self.threads.show_view(view)
        self._show_part(self.threads)

    def _take_year(self, view: YearView) -> None:
        self._year = view.chosen
        self._say(_("The year in huddles"), view.unit.name)
        self.year.show_view(view)
        self._show_part(self.year)

    def _show_part(self, part: PreparePanel | ThreadsPanel | YearPanel) -> None:
        self._parts.setCurrentWidget(part)
        if self.window().focusWidget() is self:  # it came to the front: its keys work at once
            part.take_keyboard()

    def _choose_year(self, year: str) -> None:
        self._year = year
        self._ask_part()

    def _say(self, title: str, below: str) -> None:
        self._skeleton.end()
        self._title.setText(title)
        self._subtitle.setText(below)
        self._set_controls_shown(True)
        self._states.setCurrentWidget(self._content)

    # What the user does.

    def _choose_unit(self, unit_id: object) -> None:
        unit = self._choices.unit(unit_id) if self._choices and isinstance(unit_id, int) else None
        if unit is not None:
            self._choose(unit)

    def start_huddle(self) -> bool:
        """Start the huddle as it is prepared, or go on with the one that was left."""
        if self._unit is None or running_huddle(self) is not None:
            return False
        self._start()
        return True

    def _show_board(self) -> None:
        unit = self._unit.id if self._unit is not None else None
        show_board(self.desk, self, unit, self.start_huddle)

    def _start(self, *, rehearsal: bool = False) -> None:
        ready, unit = self.prepare.ready, self._unit
        if ready is not None and unit is not None and ready.agenda.unit.id == unit.id:
            self.prepare.plan(rehearsal=rehearsal)
        elif unit is not None:  # another part is in front: the huddle prepares itself
            wish = HuddleRequest(unit.id, rehearsal=rehearsal)
            start_huddle(self.desk, wish, self).failed.connect(self.problem_met)

    def _begin(self, plan: Plan, relay: Relay | None) -> None:
        wish = HuddleRequest(plan.unit_id, plan=plan)
        if relay is not None and not plan.rehearsal:
            wish = replace(wish, relay=relay.id, shift=plan.shift)
        start_huddle(self.desk, wish, self).failed.connect(self.problem_met)

    # States and construction.

    def _say_nothing_yet(self) -> None:
        self._unit = None
        self._skeleton.end()
        self._title.setText(_("Huddle"))
        self._subtitle.setText("")
        self._set_controls_shown(False)
        self.blank.say(
            "huddle",
            _("No units yet"),
            _(
                "Open a file with your unit's surveys. Throughline then prepares each "
                "huddle: a thank-you, a result, a question, and your promises."
            ),
            self.start_offers(),
        )
        self._states.setCurrentWidget(self.blank)

    def _set_controls_shown(self, shown: bool) -> None:
        for part in (
            self.unit,
            self.papers.menu_button,
            self.wall,
            self.dry_run,
            self.start,
            self.tabs,
        ):
            part.setVisible(shown)

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addLayout(said, 1)
        for part in (self.unit, self.papers.menu_button, self.wall, self.dry_run, self.start):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        for panel in (self.prepare, self.threads, self.year):
            self._parts.addWidget(panel)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(L - S // 2)
        inside.addWidget(self.tabs)
        inside.addWidget(self._parts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L - S // 2)
        column.addLayout(head)
        column.addWidget(self._states, 1)
        self._title.setText(_("Huddle"))
        self._set_controls_shown(False)

    def _connect(self) -> None:
        self.unit.chosen.connect(self._choose_unit)
        self.tabs.turned.connect(self._ask_part)
        self.prepare.huddle_planned.connect(self._begin)
        self.year.year_chosen.connect(self._choose_year)
        self.prepare.relay_card_wanted.connect(partial(self.papers.save, "relay"))
        self.threads.paper_wanted.connect(self.papers.save)
