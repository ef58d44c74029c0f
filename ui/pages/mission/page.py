"""Mission: one sentence, a few promises, what the team does for them. Everything is optional."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.store.huddles import MOST_PROMISES
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.base.theme import XL, L, M, S
from ui.base.undo import Undoable
from ui.pages.base import ShowUnitRequest, SidePanel, UnitPage, unit_words
from ui.pages.mission import queries
from ui.pages.mission.fields import AdvisedWords, NewLine
from ui.pages.mission.promise import PromiseCard
from ui.pages.mission.side_card import MeasureMap, PromiseLine, StartCard
from ui.pages.mission.words import CHECK_NOTE, NO_CHECK_NOTE, headline
from ui.text.language import _
from ui.text.undo import mission_step
from ui.widgets.basics import label
from ui.widgets.chooser import Chooser
from ui.widgets.safe_words import SafeWords
from ui.widgets.scrolled import scrolled

SHARES = (15, 10)
"""How the promises and what stands beside them share the width."""
MOST_SIDE_PX = 520


class MissionPage(UnitPage):
    """Saves as one types; every change can be undone while the window is open."""

    key = "mission"
    icon = "mission"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._unit_id: int | None = None
        self._view: queries.MissionView | None = None
        self._focus_promise: int | None = None
        self._begins_new = False
        self._headline = label("", "secondary")
        self._headline.setObjectName("mission_headline")
        self.unit = Chooser(look, _("Unit"), max_width_px=200)
        self.unit.setObjectName("unit_chooser")
        self.sentence = AdvisedWords(
            look,
            _("The mission, in one sentence"),
            role="verdict",
            hint=_("The mission, in one sentence"),
        )
        self.cards: dict[int, PromiseCard] = {}
        self.new = NewLine(look, _("A new promise"), "", role="card")
        self._full = label(_("Seven promises is the limit. Nobody remembers more."), "secondary")
        self.start = StartCard(look)
        self._note = label("", "secondary", wrap=True)
        self._note.setObjectName("check_note")
        self.line = PromiseLine(look)
        self.map = MeasureMap(look)
        self._cards = QVBoxLayout()
        self._build()
        self._connect()

    def title(self) -> str:
        return _("Mission")

    def open_with(self, what: object) -> None:
        """Show the behaviors of a `ShowUnitRequest`, and the huddle's line for its measure;
        "new" begins a new promise."""
        self._begins_new = what == "new"
        if isinstance(what, ShowUnitRequest):
            self._unit_id = what.unit_id
            if what.measure:
                self.desk.looked_at.measure = what.measure

    def flush(self) -> None:
        for field in self.findChildren(SafeWords):
            field.flush()
        for line in self.findChildren(NewLine):
            line.add()

    # What is shown.

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        unit = choices.first_unit(self._unit_id, self.desk.preferences.last_unit)
        self._unit_id = unit.id if unit is not None else None
        self.unit.set_options(unit_words.unit_options(choices), self._unit_id)
        self.unit.setVisible(unit is not None)
        self._ask_mission()

    def _ask_mission(self) -> None:
        question = partial(queries.read_mission, unit_id=self._unit_id, now=self.desk.now())
        self.query(question, self._take_mission, topic="mission")

    def _take_mission(self, view: queries.MissionView) -> None:
        self._skeleton.end()
        self._view = view
        self._headline.setText(headline(view))
        self.sentence.show_words(view.mission.sentence, view.underlines)
        self._show_cards(view)
        self._say_new(view)
        self.line.show_mission(view, self.desk.looked_at.measure)
        self.map.show_mission(view)
        self.start.setVisible(not view.mission.promises)
        self._note.setText(_(CHECK_NOTE) if view.checked else _(NO_CHECK_NOTE))
        if self._states.currentWidget() is not self._content:
            self._states.setCurrentWidget(self._content)
        if self._begins_new:
            self._begins_new = False
            self.new.field.setFocus()

    def _show_cards(self, view: queries.MissionView) -> None:
        there = [promise.id for promise in view.mission.promises]
        for promise_id in [i for i in self.cards if i not in there]:
            card = self.cards.pop(promise_id)
            card.hide()
            self._cards.removeWidget(card)
            card.deleteLater()
        before: QWidget = self.sentence.field
        for place, promise in enumerate(view.mission.promises):
            card = self.cards.get(promise.id) or self._add_card(promise.id)
            if self._cards.indexOf(card) != place:
                self._cards.insertWidget(place, card)
            card.show_promise(promise, place + 1, view)
            self.setTabOrder(before, card.words.field)
            before = card.new.field
        self.setTabOrder(before, self.new.field)
        if self._focus_promise in self.cards:
            self.cards[self._focus_promise].words.field.setFocus()
        self._focus_promise = None

    def _say_new(self, view: queries.MissionView) -> None:
        count = len(view.mission.promises)
        self.new.setVisible(count < MOST_PROMISES)
        self._full.setVisible(count >= MOST_PROMISES)
        hint = _("A promise every patient can count on")
        self.new.field.setPlaceholderText(hint if not count else _("Add a promise"))

    def _add_card(self, promise_id: int) -> PromiseCard:
        card = PromiseCard(self.desk.look, promise_id)
        card.reworded.connect(
            lambda promise, words: self._change(queries.Edit("reword", words, (promise,)))
        )
        card.removed.connect(self._remove)
        card.moved.connect(self._move)
        card.behavior_added.connect(
            lambda promise, words: self._change(queries.Edit("add_behavior", words, (promise,)))
        )
        card.behavior_reworded.connect(
            lambda behavior, words: self._change(
                queries.Edit("reword_behavior", words, (behavior,))
            )
        )
        card.behavior_removed.connect(
            lambda behavior: self._change(queries.Edit("remove_behavior", ids=(behavior,)))
        )
        card.week_chosen.connect(
            lambda behavior: self._change(queries.Edit("week", ids=(behavior,)))
        )
        card.check_wanted.connect(self._check)
        self.cards[promise_id] = card
        return card

    def _check(self, words: AdvisedWords) -> None:
        """Check a text that is stored nowhere yet."""
        question = partial(queries.read_check, words=words.field.words)
        self.query(question, lambda found: words.show_underlines(found.words, found.underlines))

    # What is changed.

    def _change(self, edit: queries.Edit) -> None:
        question = partial(
            queries.write_edit, edit=edit, unit_id=self._unit_id, now=self.desk.now()
        )
        typed = edit.kind if edit.kind in ("sentence", "reword", "reword_behavior") else ""
        undo = Undoable(mission_step(edit.kind), "mission", typed=typed)
        job = self.desk.data.execute(question, undo=undo)
        if typed:  # the others are told with a way to undo them
            job.done.connect(lambda _nothing: self.said.emit(_("Saved.")))
        job.failed.connect(self._say_not_saved)

    def _say_not_saved(self, error: UserError) -> None:
        self.problem_met.emit(error)
        for field in self.findChildren(SafeWords):
            field.give_up()
        self._ask_mission()

    def _remove(self, promise_id: int) -> None:
        self._change(queries.Edit("remove", ids=(promise_id,)))

    def _move(self, promise_id: int, by: int) -> None:
        ids = [promise.id for promise in self._view.mission.promises] if self._view else []
        place = ids.index(promise_id) + by if promise_id in ids else -1
        if 0 <= place < len(ids):
            ids.remove(promise_id)
            ids.insert(place, promise_id)
            self._focus_promise = promise_id
            self._change(queries.Edit("order", ids=tuple(ids)))

    def _choose_unit(self, key: object) -> None:
        self._unit_id = key if isinstance(key, int) else None
        if self._unit_id is not None:
            self.desk.preferences.last_unit = self._unit_id
        self._ask_mission()

    # Construction.

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Mission"), "title"))
        words.addWidget(self._headline)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addLayout(words, 1)
        head.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        side.setMaximumWidth(self.desk.look.px(MOST_SIDE_PX))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        column.addWidget(self.line)
        column.addWidget(self.map, 1)
        column.addWidget(self._note)
        column.addStretch(0)
        SidePanel(self.desk.look, self._content, self._build_promises(), side, SHARES)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(XL, XL - 4, XL, XL - 4)
        whole.setSpacing(L)
        whole.addLayout(head)
        whole.addWidget(self._states, 1)

    def _build_promises(self) -> QScrollArea:
        self.sentence.setObjectName("mission_sentence")
        self.new.setObjectName("new_promise")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, M, 0)
        column.setSpacing(M)
        column.addWidget(self.sentence)
        self._cards.setSpacing(M)
        column.addLayout(self._cards)
        column.addWidget(self.new)
        column.addWidget(self._full)
        column.addWidget(self.start)
        column.addStretch(1)
        scroll = scrolled(inside)
        scroll.setObjectName("promises")
        return scroll

    def _connect(self) -> None:
        self.unit.chosen.connect(self._choose_unit)
        self.sentence.field.typed.connect(
            lambda words: self._change(queries.Edit("sentence", words))
        )
        self.sentence.field.entered.connect(self.new.field.setFocus)
        self.new.added.connect(lambda words: self._change(queries.Edit("add", words)))
        self.new.field.typed.connect(lambda _words: self._check(self.new))
        self.map.mapped.connect(
            lambda key, promise: self._change(queries.Edit("map", ids=(promise,), measure=key))
        )
