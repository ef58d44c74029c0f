"""The right card of the actions: the chosen item, what can be done with it, its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import XL, XS, Appearance, L, M, S
from ui.pages.actions.completion import DoingTally
from ui.pages.actions.words import day_words, history_lines, link_facts, points_words, status_words
from ui.pages.base import EvidencePanel
from ui.text.formats import sentence_start
from ui.text.language import _
from ui.text.trend import freeze_offer_words
from ui.widgets.basics import Surface, button, label

if TYPE_CHECKING:
    from models.analysis.trend import FreezeOffer
    from models.store.actions import ActionItem
    from ui.pages.actions.queries import Shown, Story

WAITS = ("open", "escalated", "not_now")
KEYS = {
    "done": "D",
    "put_off": "N",
    "stop": "S",
    "escalate": "E",
    "reopen": "O",
    "change": "Enter",
    "delete": "Del",
}
"""The key of each step, while the list has the keyboard."""
STEPS_ACROSS = 3
FACT_PX = 104


class ActionDetail(Surface):
    """Shows one action item. Steps that make no sense for it are not offered."""

    step_requested = Signal(str)
    """One of the words of `KEYS`."""
    results_requested = Signal(object)
    """The `ActionItem` whose measure the user wants to see."""
    freeze_requested = Signal(object, object)
    """The `ActionItem` that has begun, and the `FreezeOffer` that was taken."""
    note_requested = Signal(object)
    """The escalated `ActionItem` whose half page for the director is wanted."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self._look = look
        self._item: ActionItem | None = None
        self._shown: Shown | None = None
        self._today = date.min
        self.setObjectName("action_detail")
        self._what = label("", "verdict", wrap=True)
        self._state = label("", "body", wrap=True)
        self._facts = QGridLayout()
        self._history = QGridLayout()
        self.evidence = EvidencePanel(look)
        self._offer_words = label("", "secondary", wrap=True)
        self.freeze = button("", self._take_offer)
        self.freeze.setObjectName("action_freeze")
        self._freeze: FreezeOffer | None = None
        self.doing = DoingTally(look)
        self._links = QGridLayout()
        self._note = button(_("Note for the director…"), self._ask_note)
        self._note.setObjectName("action_note")
        self._note.setToolTip(_("Save a half-page note for the director (PDF)"))
        self._results = button(_("See results"), self._ask_results)
        self._results.setObjectName("action_results")
        self._steps: dict[str, QPushButton] = {}
        self._offered: list[QPushButton] = []
        self._grid = QGridLayout()
        self._build_steps()
        self._build()
        self._show_freeze(None)

    def show_item(self, item: ActionItem, shown: Shown, today: date) -> None:
        """Show an item; what became of it follows by `show_story`."""
        if self._item is None or self._item.id != item.id:
            _clear(self._history)
            _clear(self._links)
            self.doing.hide()
            self.evidence.clear()
            self._show_freeze(None)
        self._today = today
        self._item, self._shown = item, shown
        self._what.setText(item.what)
        self._state.setText(sentence_start(status_words(item, today)))
        overdue = item.is_overdue(today)
        self._state.setProperty("tone", "below" if overdue else "mute")
        self._state.style().polish(self._state)
        self._show_facts(item)
        waits = item.status in WAITS
        offered = [
            step
            for kind, step in self._steps.items()
            if kind in ("change", "delete")
            or waits is (kind != "reopen")
            or (kind, item.status) == ("reopen", "escalated")
        ]
        if item.measure:
            offered.append(self._results)
        if item.status == "escalated":
            offered.append(self._note)
        self._offer(offered)

    def show_story(self, story: Story) -> None:
        """Show what the survey says of the item, and what became of it, the latest first."""
        if self._item is not None and self._item.id == story.told.action_id:
            self.evidence.show_told(story.told)
            self._show_freeze(story.freeze)
            self.doing.show_weeks(story.doing, self._today)
            self.doing.show()
            _fill(self._links, link_facts(story))
        _clear(self._history)
        if self._shown is None:
            return
        lines = history_lines(story.changes, self._shown.measure_label)
        for row, (when, told) in enumerate(lines):
            moment = label(when, "secondary")
            self._history.addWidget(moment, row, 0, Qt.AlignmentFlag.AlignTop)
            self._history.addWidget(label(told, "body", wrap=True), row, 1)

    def _show_freeze(self, offer: FreezeOffer | None) -> None:
        """Offer to freeze the baseline where the action has begun."""
        self._freeze = offer
        words, name = freeze_offer_words(offer) if offer is not None else ("", "")
        self._offer_words.setText(words)
        self.freeze.setText(name)
        for part in (self._offer_words, self.freeze):
            part.setVisible(offer is not None)

    def _take_offer(self) -> None:
        if self._item is not None and self._freeze is not None:
            self.freeze_requested.emit(self._item, self._freeze)

    def _show_facts(self, item: ActionItem) -> None:
        _clear(self._facts)
        place = item.unit if not item.facility else f"{item.unit} · {item.facility}"
        facts = [
            (_("Owner"), item.owner or _("no owner")),
            (_("Due"), day_words(item.due)),
            (_("Unit"), place),
        ]
        if item.measure and self._shown is not None:
            facts.append((_("Measure"), self._shown.measure_name(item.measure)))
            facts.append((_("Goal"), _("+{points}").format(points=points_words(item.target))))
        if item.evidence_due is not None:
            told = _("by {day}").format(day=day_words(item.evidence_due))
            facts.append((_("Result visible"), told))
        _fill(self._facts, facts)

    def _offer(self, offered: Sequence[QPushButton]) -> None:
        for step in (*self._steps.values(), self._results, self._note):
            step.setVisible(step in offered)
        self._offered = list(offered)
        self._place_steps()

    def _place_steps(self) -> None:
        """Put as many steps into a row as have room, three at most."""
        for step in (*self._steps.values(), self._results, self._note):
            self._grid.removeWidget(step)
        widest = max((step.sizeHint().width() for step in self._offered), default=1)
        room = self.width() - 2 * XL - S
        across = min(max((room + S) // (widest + S), 1), STEPS_ACROSS)
        for place, step in enumerate(self._offered):
            self._grid.addWidget(step, *divmod(place, across))
        for column in range(STEPS_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_steps()

    def _ask_results(self) -> None:
        if self._item is not None:
            self.results_requested.emit(self._item)

    def _ask_note(self) -> None:
        if self._item is not None:
            self.note_requested.emit(self._item)

    def _build(self) -> None:
        body = Surface("clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(XL, L, XL, M)
        column.setSpacing(S)
        column.addWidget(self._what)
        column.addWidget(self._state)
        for grid, gap in ((self._facts, XS), (self._links, XS), (self._history, S)):
            grid.setHorizontalSpacing(L)
            grid.setVerticalSpacing(gap)
            grid.setColumnStretch(1, 1)
        column.addSpacing(XS)
        column.addLayout(self._facts)
        column.addLayout(self._links)
        column.addSpacing(S)
        column.addLayout(self._grid)
        column.addSpacing(M)
        column.addWidget(self.evidence)
        column.addWidget(self._offer_words)
        column.addWidget(self.freeze, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(S)
        column.addWidget(self.doing)
        column.addSpacing(S)
        column.addWidget(label(_("History"), "card"))
        column.addLayout(self._history)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, S, XS, S)
        whole.addWidget(scroll)

    def _build_steps(self) -> None:
        self._grid.setSpacing(S)
        words = (
            ("done", _("Done")),
            ("reopen", _("Reopen")),
            ("change", _("Edit")),
            ("put_off", _("Not now…")),
            ("stop", _("Stop…")),
            ("escalate", _("Escalate…")),
            ("delete", _("Delete")),
        )
        for kind, text in words:
            step = button(text, partial(self.step_requested.emit, kind))
            step.setObjectName(f"action_{kind}")
            step.setToolTip(_("{what} (press {key} in the list)").format(what=text, key=KEYS[kind]))
            self._steps[kind] = step
        self._offered = [*self._steps.values(), self._results, self._note]


def _fill(grid: QGridLayout, facts: Sequence[tuple[str, str]]) -> None:
    """Show facts as rows, their names at one width so that several grids line up."""
    _clear(grid)
    for row, (name, value) in enumerate(facts):
        head = label(name, "body", tone="mute")
        head.setMinimumWidth(FACT_PX)
        grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, "body", wrap=True), row, 1)


def _clear(grid: QGridLayout) -> None:
    while grid.count():
        item = grid.takeAt(0)
        widget = item.widget() if item is not None else None
        if isinstance(widget, QWidget):
            widget.hide()
            widget.deleteLater()
