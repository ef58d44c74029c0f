"""Home: each of my units in one sentence, and the files opened last; with no data, how to begin."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.survey import Unit
from ui.base.context import PageContext
from ui.base.events import report_exceptions
from ui.base.theme import ICON_PX, XL, Appearance, L, M, S
from ui.base.undo import Undoable
from ui.pages.base import Page, ShowUnitRequest, SidePanel
from ui.pages.home import queries
from ui.pages.home.cards import UnitCard
from ui.pages.home.side import AskMine, OtherUnits, Overdue, clear
from ui.text.formats import counted, day_field, number
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.scrolled import scrolled
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from models.store.imports import Batch

TWO_COLUMNS_PX = 1500
"""From this width two cards stand side by side."""


class HomePage(Page):
    """The start screen."""

    key = "home"
    icon = "home"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._title = label(_("Home"), "title")
        self._subtitle = label("", "secondary")
        self._cards: dict[int, UnitCard] = {}
        self._units = QGridLayout()
        self._units.setSpacing(M)
        self._hint = label("", "secondary", wrap=True)
        self._ask = AskMine(desk)
        self._others = OtherUnits()
        self._overdue = Overdue()
        self._files = QVBoxLayout()
        self._files.setSpacing(M)
        self._skeleton = Skeleton(look)
        self.blank = EmptyState(look)
        self._content = QWidget()
        self._states = QStackedWidget()
        self._build(look)
        self._ask.chosen.connect(self._save_mine)
        self._ask.refused.connect(self._ask_no_more)
        self._others.opened.connect(self._open_unit)
        self._overdue.opened.connect(
            lambda unit_id: self.page_requested.emit("actions", ShowUnitRequest(unit_id))
        )

    def title(self) -> str:
        return _("Home")

    def activate(self) -> None:
        if self._states.currentWidget() is not self._content:
            self._skeleton.begin()
            self._states.setCurrentWidget(self._skeleton)
        self.query(queries.read_start, self._take_start, topic="start")

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._states.setCurrentWidget(self.blank)

    def _take_start(self, start: queries.Start) -> None:
        self._skeleton.end()
        if not start.units:
            self._say_welcome(has_files=bool(start.files))
            return
        self._title.setText(_("My units") if start.are_mine else _("Units"))
        self._subtitle.setText(_("compared with the rest of the hospital"))
        self._subtitle.setVisible(start.total_units > 1)
        self._show_units(start)
        self._others.show_units(start.others)
        self._ask_overdue(start)
        self._ask_mine(start)
        self._show_files(start)
        self._states.setCurrentWidget(self._content)

    def _say_welcome(self, *, has_files: bool) -> None:
        self._title.setText(_("Welcome"))
        self._subtitle.setText(_("From what patients say, to what the unit does."))
        text = _(
            "Open the file from your survey vendor or quality department: CSV, Excel, or "
            "text. Or drop it anywhere on this window. Nothing leaves this computer, and "
            "your file is never changed."
        )
        if has_files:
            text = _(
                "The files so far have published scores but no unit surveys. Open a file "
                "with your unit's surveys."
            )
        opening = EmptyStateAction(_("Open a file"), self.files_requested.emit)
        offers = [opening] if has_files else self.start_offers()
        self.blank.say("open", _("Open a survey file to start"), text, offers)
        self._states.setCurrentWidget(self.blank)

    def _show_units(self, start: queries.Start) -> None:
        clear(self._units)
        self._cards.clear()
        several = len({(u.facility_id, u.site) for u in start.units}) > 1
        for unit in start.units:
            card = UnitCard(self.desk.look, unit, with_place=several)
            card.opened.connect(self._open_unit)
            self._cards[unit.id] = card
            question = partial(queries.read_unit_line, unit=unit, today=self.desk.today())
            self.query(question, card.say, topic=f"unit{unit.id}", otherwise=card.say_failure)
        self._place_cards()
        self._hint.setText(
            ""
            if start.are_mine
            else _(
                "Showing the largest of {count} units. Star your own in Results to see them here."
            ).format(count=number(start.total_units))
        )
        self._hint.setVisible(not start.are_mine and start.total_units > len(start.units))

    def _ask_overdue(self, start: queries.Start) -> None:
        units = tuple(unit.id for unit in start.units)
        question = partial(queries.read_overdue, unit_ids=units, today=self.desk.today())
        several = len(units) > 1
        self.query(
            question,
            partial(self._overdue.show_items, several=several),
            topic="overdue",
            otherwise=self.problem_met.emit,
        )

    def _ask_mine(self, start: queries.Start) -> None:
        """Ask which units are mine, unless that was asked before or there is only one."""
        asks = not start.are_mine and start.total_units > 1
        asks = asks and not self.desk.preferences.was_asked_mine
        if asks:
            self._ask.show_units(start.all_units)
        self._ask.setVisible(asks)

    def _save_mine(self, unit_ids: list[int]) -> None:
        self.desk.preferences.was_asked_mine = True
        undo = Undoable(_("Change my units"), "settings", ("my_units",))
        job = self.desk.data.execute(partial(queries.write_mine, units=unit_ids), undo=undo)
        job.failed.connect(self.problem_met)

    def _ask_no_more(self) -> None:
        self.desk.preferences.was_asked_mine = True
        self._ask.hide()

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _place_cards(self) -> None:
        """Put the cards side by side where two have room."""
        room = self.width() >= self.desk.look.px(TWO_COLUMNS_PX)
        across = 2 if room and len(self._cards) > 1 else 1
        for place, card in enumerate(self._cards.values()):
            self._units.addWidget(card, *divmod(place, across))

    def _show_files(self, start: queries.Start) -> None:
        clear(self._files)
        for batch in start.files:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(ElidedLabel(batch.file, "body"))
            column.addWidget(label(self._brought(batch), "secondary"))
            holder = QWidget()
            column.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(column)
            self._files.addWidget(holder)

    def _brought(self, batch: Batch) -> str:
        day = day_field(datetime.fromisoformat(batch.imported).astimezone().date())
        for count, words in (
            (batch.responses, counted(batch.responses, "survey", "surveys")),
            (batch.tallies, counted(batch.tallies, "count", "counts")),
            (batch.benchmarks, counted(batch.benchmarks, "published score", "published scores")),
        ):
            if count:
                return f"{day} · {words}"
        return day

    def _open_unit(self, unit: Unit, measure: str) -> None:
        self.page_requested.emit("results", ShowUnitRequest(unit.id, measure))

    def _build(self, look: Appearance) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        column.addWidget(self._ask)
        column.addLayout(self._units)
        column.addWidget(self._hint)
        column.addWidget(self._others)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        scroll.viewport().setAutoFillBackground(False)
        left.setAutoFillBackground(False)
        SidePanel(look, self._content, scroll, scrolled(self._build_files(look)), (20, 8))
        for state in (self._skeleton, self._content, self.blank):
            self._states.addWidget(state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(XL, XL - 4, XL, XL - 4)
        whole.setSpacing(2)
        whole.addWidget(self._title)
        whole.addWidget(self._subtitle)
        whole.addSpacing(L - 2)
        whole.addWidget(self._states, 1)

    def _build_files(self, look: Appearance) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        card = Surface("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(XL, L + 2, XL, L + 2)
        inner.setSpacing(M)
        inner.addWidget(label(_("Recent files"), "card"))
        inner.addLayout(self._files)
        column.addWidget(self._overdue)
        column.addWidget(card)
        target = Surface("card")
        target.setProperty("surface", "target")
        target.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        drop = QVBoxLayout(target)
        drop.setContentsMargins(XL, L + 2, XL, L + 2)
        drop.setSpacing(M)
        words = label(_("Drop your next survey file anywhere on this window."), wrap=True)
        words.setProperty("tone", "mute")
        drop.addWidget(words)
        open_files = button(_("Open a file"), self.files_requested.emit)
        open_files.setObjectName("open_file")
        open_files.setIconSize(QSize(ICON_PX, ICON_PX))
        drop.addWidget(open_files, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(target)
        column.addStretch(1)
        self._open_files = open_files
        self._tint()
        look.changed.connect(self._tint)
        return side

    def _tint(self) -> None:
        self._open_files.setIcon(self.desk.look.icon("open"))
