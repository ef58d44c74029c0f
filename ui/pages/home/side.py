"""What stands beside the units on the start screen: what is overdue, and other units."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout

from ui.base.context import PageContext
from ui.base.plain_text import plain_tip
from ui.base.theme import XL, L, M, S
from ui.pages.home.cards import place_of
from ui.text.formats import counted, number
from ui.text.home import overdue_words, search_note
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.check_list import CheckList
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from models.store.units import UnitSummary

SHOWN_UNITS, SEARCH_FROM = 12, 13
ASK_LIST_PX = 240
LINK_PX = 5
"""What a link keeps free before its words."""


class OtherUnits(Surface):
    """The units that are not mine, a click away; a field to search them once they are many."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("card")
        self._units: Sequence[UnitSummary] = ()
        self.search = QLineEdit()
        self.search.setObjectName("home_search")
        self.search.setPlaceholderText(_("Search units"))
        self.search.setAccessibleName(_("Search units"))
        self.search.setClearButtonEnabled(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(0)
        for names in (0, 2):
            self._grid.setColumnStretch(names, 1)
        self._note = label("", "secondary")
        self._note.setContentsMargins(12, 0, 0, 0)
        heading = label(_("Other units"), "card")
        heading.setContentsMargins(12, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 12, L + 2, XL - 12, L)
        column.setSpacing(S)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self._note)
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._open_first)

    def show_units(self, units: Sequence[UnitSummary]) -> None:
        """Show units; what is searched for stays."""
        self._units = units
        self.setVisible(bool(units))
        self.search.setVisible(len(units) >= SEARCH_FROM)
        self._show()

    def _fitting(self) -> list[UnitSummary]:
        words = self.search.text().casefold().split()
        return [
            summary
            for summary in self._units
            if all(
                word in f"{summary.unit.name} {place_of(summary.unit)}".casefold() for word in words
            )
        ]

    def _show(self) -> None:
        clear(self._grid)
        fitting = self._fitting()
        for place, summary in enumerate(fitting[:SHOWN_UNITS]):
            unit = summary.unit
            made = button(unit.name, partial(self.opened.emit, unit, ""), kind="row")
            tip = " · ".join(part for part in (unit.name, place_of(unit)) if part)
            made.setToolTip(plain_tip(tip))
            surveys = label(counted(summary.responses, "survey", "surveys"), "secondary")
            surveys.setContentsMargins(0, 0, 12, 0)
            surveys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row, column = place // 2, place % 2 * 2
            self._grid.addWidget(made, row, column)
            self._grid.addWidget(surveys, row, column + 1)
        note = search_note(min(len(fitting), SHOWN_UNITS), len(fitting))
        if not fitting and self._units:
            note = _("No unit has that name.")
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _open_first(self) -> None:
        fitting = self._fitting()
        if fitting and self.search.text().strip():
            self.opened.emit(fitting[0].unit, "")


class AskMine(Surface):
    """Asks once which units are mine."""

    chosen = Signal(list)
    """The ids of the units."""
    refused = Signal()

    def __init__(self, desk: PageContext) -> None:
        super().__init__("card")
        self.setObjectName("ask_mine")
        self.list = CheckList(desk.look, _("My units"))
        self.list.view.setFixedHeight(desk.look.px(ASK_LIST_PX))
        self.save = button(_("Save my units"), self._save, kind="primary")
        self.save.setObjectName("save_mine")
        self.save.setEnabled(False)
        later = button(_("Not now"), self.refused.emit, kind="quiet")
        later.setObjectName("ask_mine_later")
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L + 2)
        column.setSpacing(S)
        column.addWidget(label(_("Which units are yours?"), "verdict"))
        words = _("They'll appear here every morning and first in every list.")
        column.addWidget(label(words, "body", tone="mute", wrap=True))
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.save)
        row.addWidget(later)
        row.addStretch(1)
        column.addLayout(row)
        self.list.changed.connect(lambda keys: self.save.setEnabled(bool(keys)))

    def show_units(self, units: Sequence[UnitSummary]) -> None:
        """Offer units to check."""
        options = [
            Option(s.unit.id, s.unit.name, note=number(s.responses), more=place_of(s.unit))
            for s in units
        ]
        if [o.key for o in options] != [o.key for o in self._offered()]:
            self.list.model.set_options(options, ())

    def _offered(self) -> list[Option]:
        model = self.list.model
        return [o for row in range(model.rowCount()) if (o := model.option(row)) is not None]

    def _save(self) -> None:
        self.chosen.emit([key for key in self.list.model.checked if isinstance(key, int)])


class Overdue(Surface):
    """The actions of my units that wait too long; one leads to its page."""

    opened = Signal(int)
    """The id of the unit whose actions are wanted."""

    def __init__(self) -> None:
        super().__init__("card")
        self.setObjectName("overdue_actions")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(S)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - LINK_PX, L + 2, XL - LINK_PX, L + 2)
        column.setSpacing(S)
        heading = label(_("Overdue actions"), "card")
        heading.setContentsMargins(LINK_PX, 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(self._rows)
        self.hide()

    def show_items(self, items: Sequence[tuple[ActionItem, int]], *, several: bool) -> None:
        """Show actions with the days they are late; `several` units: whose each is."""
        clear(self._rows)
        for item, days in items:
            made = button(item.what, partial(self.opened.emit, item.unit_id), kind="link")
            made.setToolTip(plain_tip(item.what))
            parts = (overdue_words(days), item.owner, item.unit if several else "")
            self._rows.addWidget(made)
            words = " · ".join(part for part in parts if part)
            late = label(words, "secondary", tone="below", wrap=True)
            late.setContentsMargins(LINK_PX, 0, 0, 0)
            self._rows.addWidget(late)
        self.setVisible(bool(items))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
