"""Beside the agenda: who leads, how long, the questions asked so far, and the shift relay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.pages.huddle.grid import QuestionGrid
from ui.pages.huddle.relay import RelayCard
from ui.pages.huddle.words import left_words
from ui.text.language import _
from ui.widgets.basics import Surface, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from models.huddle.agenda import Agenda
    from ui.pages.huddle.queries import Ready

NOBODY = ""
CHANGE_LIST = "change-list"
FULL, SHORT = "full", "short"


class HuddleSide(QWidget):
    """What is decided once per huddle, and what helps to decide."""

    leaders_wanted = Signal()
    """The user wants to change the list of who leads."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._ready: Ready | None = None
        self._leader = NOBODY
        self.leader = Chooser(look, _("Huddle lead"), max_width_px=220)
        self.leader.setObjectName("huddle_leader")
        self.length = Chooser(look, _("Length"), max_width_px=220)
        self.length.setObjectName("huddle_length")
        self.left = label("", "body", tone="unit", wrap=True)
        self.left.setObjectName("huddle_left")
        self.grid = QuestionGrid(look)
        self.relay = RelayCard(look)
        self._build()
        self.leader.chosen.connect(self._choose_leader)

    @property
    def who(self) -> str:
        """Who leads, "" for nobody named."""
        return self._leader

    def show_ready(self, ready: Ready, agenda: Agenda) -> None:
        """Show what was prepared; who was chosen for this unit stays."""
        same = self._ready is not None and self._ready.agenda.unit.id == agenda.unit.id
        self._ready = ready
        if not same or self._leader not in ready.leaders:
            self._leader = ready.agenda.leader
        names = [Option(name, name) for name in ready.leaders]
        turn = [Option(NOBODY, _("No one yet"))]
        change = Option(CHANGE_LIST, _("Edit list…"))
        self.leader.set_options([*names, *turn, change], self._leader)
        self.left.setText(left_words(ready.left) if ready.left is not None else "")
        self.left.setVisible(ready.left is not None)
        self.relay.show_ready(ready)
        self._column.removeWidget(self.relay)  # what waits for a shift stands above the grid
        self._column.insertWidget(1 if ready.relay is not None else 2, self.relay)
        self.show_agenda(agenda)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show where the grid stands after swapping."""
        from models.huddle.agenda import FOUNDING

        item = agenda.measure.item if agenda.measure else ""
        rows = self._ready.grid if self._ready is not None else ()
        self.grid.show_grid(rows, item, FOUNDING.index(agenda.question))
        self._asked.setVisible(bool(rows))

    def _choose_leader(self, name: object) -> None:
        if name == CHANGE_LIST:
            self.leader.set_current(self._leader)
            self.leaders_wanted.emit()
        else:
            self._leader = str(name)

    def _build(self) -> None:
        self.length.set_options(
            [Option(FULL, _("Ten minutes")), Option(SHORT, _("Five minutes"))], FULL
        )
        inner = QWidget()
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self._build_how())
        self._asked = Surface("card")
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(XL - 4, L, XL - 4, L)
        asked.setSpacing(S)
        asked.addWidget(label(_("Questions asked so far"), "card"))
        asked.addWidget(self.grid)
        column.addWidget(self._asked)
        column.addWidget(self.relay)
        column.addStretch(1)
        scroll = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _build_how(self) -> Surface:
        card = Surface("card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        for row, (name, part) in enumerate(((_("Lead"), self.leader), (_("Length"), self.length))):
            grid.addWidget(label(name, "body", tone="mute"), row, 0)
            grid.addWidget(part, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(XL - 4, L, XL - 4, L)
        column.setSpacing(M)
        column.addWidget(label(_("This huddle"), "card"))
        column.addWidget(self.left)
        column.addLayout(grid)
        return card
