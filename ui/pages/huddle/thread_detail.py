"""One thread in its four parts, with two ticks on each line: for the room, for patients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from models.huddle.threads import CHANGED, PARTS, SAID, THOUGHT, TRIED
from ui.base.theme import XL, Appearance, L, M, S
from ui.pages.huddle.thread_list import MARKS
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.scrolled import scrolled
from ui.widgets.tick import Tick

if TYPE_CHECKING:
    from models.huddle.threads import BrightSpot, Thread, ThreadLine
    from ui.pages.huddle.thread_queries import ThreadsView


def part_names() -> dict[str, str]:
    """Return what each part of a thread is called."""
    return {
        SAID: _("Patients said"),
        THOUGHT: _("We thought"),
        TRIED: _("We tried"),
        CHANGED: _("What changed"),
    }


class ThreadDetail(Surface):
    """Shows a thread, or another unit's bright spot, which has no ticks."""

    ticked = Signal(object, bool, bool)
    """The `ThreadLine`, whether the room may see it, whether patients may."""
    hang_requested = Signal()
    card_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.setObjectName("thread_detail")
        self._look = look
        self._topic = label("", "secondary", wrap=True)
        self.hang = button("", self.hang_requested.emit)
        self.hang.setObjectName("thread_hang")
        self.hang.setToolTip(_("Press W in the list"))
        self.card = button(_("Save as a card for another unit…"), self.card_wanted.emit)
        self.card.setObjectName("thread_card")
        self._lines = QGridLayout()
        self._foot = label("", "secondary", wrap=True)
        self._build()

    def show_thread(self, thread: Thread, view: ThreadsView) -> None:
        """Show a thread with its ticks."""
        parts = [view.label(thread.measure), thread.promise]
        self._topic.setText(" · ".join(part for part in parts if part))
        hangs = thread.action_id in view.hung
        self.hang.setText(_("Remove from the wall") if hangs else _("Add to the wall"))
        for part in (self.hang, self.card):
            part.show()
        self._clear()
        row = 0
        for name in PARTS:
            row = self._add_part(row, name, thread, view)
        self._foot.setText(
            _(
                "Room: shown on the staff wall. Patients: shown in “You said, we did”, only "
                "if you check it."
            )
        )

    def show_spot(self, spot: BrightSpot, view: ThreadsView) -> None:
        """Show what another unit handed over."""
        parts = [spot.unit, spot.facility, view.label(spot.measure)]
        self._topic.setText(" · ".join(part for part in parts if part))
        for part in (self.hang, self.card):
            part.hide()
        self._clear()
        row = 0
        for name in PARTS:
            texts: Sequence[str] = getattr(spot, name)
            row = self._add_head(row, name, ticks=False)
            for text in texts:
                self._lines.addWidget(label(text, "body", wrap=True), row, 0)
                row += 1
        self._foot.setText(_("What worked there may work here. Try it and see."))

    def _add_part(self, row: int, name: str, thread: Thread, view: ThreadsView) -> int:
        row = self._add_head(row, name, ticks=name == SAID)
        lines = thread.part(name)
        for line in lines:
            self._add_line(row, line, thread, view)
            row += 1
        if not lines:
            self._lines.addWidget(label(_("nothing written down"), "body", tone="mute"), row, 0)
            row += 1
        return row

    def _add_head(self, row: int, name: str, *, ticks: bool) -> int:
        head = label(part_names()[name], "strong", tone="unit")
        head.setContentsMargins(0, S if row else 0, 0, 0)
        self._lines.addWidget(head, row, 0)
        if ticks:
            for column, words in ((1, _("Room")), (2, _("Patients"))):
                title = label(words, "secondary")
                self._lines.addWidget(title, row, column, Qt.AlignmentFlag.AlignHCenter)
        return row + 1

    def _add_line(self, row: int, line: ThreadLine, thread: Thread, view: ThreadsView) -> None:
        role = "strong" if line.part == TRIED else "body"
        words = label(line.text, role, wrap=True)
        if line.part == CHANGED:
            mark = MARKS[thread.ending.end][1]
            words.setProperty("tone", mark if mark == "above" else "")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(words)
        advice = view.advice.get((thread.action_id, line.part, line.number), "")
        if line.public and advice:
            column.addWidget(label(advice, "secondary", tone="below", wrap=True))
        self._lines.addWidget(holder, row, 0)
        room = self._tick(line, "room", _("Room"), line.room)
        public = self._tick(line, "public", _("Patients"), line.public)
        room.clicked.connect(lambda on: self.ticked.emit(line, on, on and line.public))
        public.clicked.connect(lambda on: self.ticked.emit(line, line.room or on, on))
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        self._lines.addWidget(room, row, 1, top)
        self._lines.addWidget(public, row, 2, top)

    def _tick(self, line: ThreadLine, name: str, who: str, on: bool) -> Tick:
        spoken = _("Show to {who}: {line}").format(who=who, line=line.text)
        tick = Tick(self._look, spoken, on=on)
        tick.setObjectName(f"tick_{line.part}_{line.number}_{name}")
        return tick

    def _clear(self) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _build(self) -> None:
        body = Surface("clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(self._topic)
        self._lines.setColumnStretch(0, 1)
        self._lines.setHorizontalSpacing(L)
        self._lines.setVerticalSpacing(S - 2)
        column.addLayout(self._lines)
        column.addStretch(1)
        column.addWidget(self._foot)
        scroll = scrolled(body)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(XL, 0, XL, M)
        buttons.setSpacing(S)
        buttons.addWidget(self.hang)
        buttons.addWidget(self.card)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)
