"""Home: each of my units in one sentence, and the files opened last; with no data, how to begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.survey import Unit
from ui.base.context import PageContext
from ui.base.plain_text import plain_tip
from ui.base.theme import ICON_PX, XL, Appearance, L, M, S
from ui.base.words import counted, day_name, number
from ui.pages.base import Page, ShowUnitRequest
from ui.pages.home import queries
from ui.pages.home.cards import UnitCard, place_of
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from models.store.imports import Batch


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
        self._units = QVBoxLayout()
        self._units.setSpacing(M)
        self._hint = label("", "secondary", wrap=True)
        self._others = QGridLayout()
        self._others.setHorizontalSpacing(M)
        self._others.setVerticalSpacing(0)
        self._others_card = Surface("card")
        self._files = QVBoxLayout()
        self._files.setSpacing(M)
        self._skeleton = Skeleton(look)
        self.blank = EmptyState(look)
        self._content = QWidget()
        self._states = QStackedWidget()
        self._build(look)

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
        self._show_units(start)
        self._show_others(start)
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
        _clear(self._units)
        self._cards.clear()
        several = len({(u.facility_id, u.site) for u in start.units}) > 1
        for unit in start.units:
            card = UnitCard(unit, with_place=several)
            card.opened.connect(self._open_unit)
            self._cards[unit.id] = card
            self._units.addWidget(card)
            question = partial(queries.read_unit_line, unit=unit, today=self.desk.today())
            self.query(question, card.say, topic=f"unit{unit.id}", otherwise=card.say_failure)
        self._hint.setText(
            ""
            if start.are_mine
            else _(
                "Showing the largest of {count} units. Star your own in Results to see them here."
            ).format(count=number(start.total_units))
        )
        self._hint.setVisible(not start.are_mine)

    def _show_others(self, start: queries.Start) -> None:
        _clear(self._others)
        for place, summary in enumerate(start.others):
            unit = summary.unit
            made = button(unit.name, partial(self._open_unit, unit, ""), kind="row")
            surveys = counted(summary.responses, _("survey"), _("surveys"))
            tip = " · ".join(part for part in (place_of(unit), surveys) if part)
            made.setToolTip(plain_tip(tip))
            self._others.addWidget(made, place // 2, place % 2)
        self._others_card.setVisible(bool(start.others))

    def _show_files(self, start: queries.Start) -> None:
        _clear(self._files)
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
        moment = QDateTime.fromString(batch.imported, Qt.DateFormat.ISODate).toLocalTime()
        day = day_name(moment.date())
        for count, one, many in (
            (batch.responses, _("survey"), _("surveys")),
            (batch.tallies, _("count"), _("counts")),
            (batch.benchmarks, _("published score"), _("published scores")),
        ):
            if count:
                return f"{day} · {counted(count, one, many)}"
        return day

    def _open_unit(self, unit: Unit, measure: str) -> None:
        self.page_requested.emit("results", ShowUnitRequest(unit.id, measure))

    def _build(self, look: Appearance) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        column.addLayout(self._units)
        column.addWidget(self._hint)
        others = QVBoxLayout(self._others_card)
        others.setContentsMargins(XL - 12, L + 2, XL - 12, L)
        others.setSpacing(S)
        heading = label(_("Other units"), "card")
        heading.setContentsMargins(12, 0, 0, 0)
        others.addWidget(heading)
        others.addLayout(self._others)
        column.addWidget(self._others_card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        scroll.viewport().setAutoFillBackground(False)
        left.setAutoFillBackground(False)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L - S)
        row.addWidget(scroll, 17)
        row.addWidget(self._build_files(look), 10)
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


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
