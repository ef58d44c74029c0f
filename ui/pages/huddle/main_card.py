"""The agenda of the next huddle, row by row in the order of its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from models.huddle.agenda import OVERDUE, Skip, is_code
from ui.base.events import report_exceptions
from ui.base.theme import Appearance, L, M, S
from ui.pages.huddle import words
from ui.pages.huddle.row import AgendaRow
from ui.text.huddle.frame import question_words, skip_words
from ui.text.language import _
from ui.widgets.basics import Surface, label
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from models.huddle.agenda import Agenda
    from ui.pages.huddle.queries import Ready

MOST_PROMISES = 5
MOST_IDEAS = 12


class AgendaBoard(Surface):
    """Shows what was prepared; a digit chooses a row, X swaps it. Holds the agenda as swapped."""

    agenda_changed = Signal(object)
    """The `Agenda` with something swapped."""
    idea_entered = Signal(str)
    praise_confirmed = Signal(int, bool)
    """The id of a comment, and whether the room may see it."""
    item_words_entered = Signal(str, str)
    """A question's key, and what it asks in words."""
    idea_taken = Signal(int)
    """The id of an idea to make a promise of."""
    idea_dropped = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.setObjectName("agenda")
        self._ready: Ready | None = None
        self._agenda: Agenda | None = None
        another = _("Another")
        self.praise = AgendaRow(
            look, "agenda_praise", _("Thank"), another, act=_("Show the room"), strong=True
        )
        self.measure = AgendaRow(look, "agenda_measure", _("See"), another, strong=True)
        self.question = AgendaRow(look, "agenda_question", _("Hear"), another, strong=True)
        self.no_promises = AgendaRow(look, "agenda_no_promises", _("We promised"), "")
        self.promises = [
            AgendaRow(look, f"agenda_promise_{n}", "" if n else _("We promised"), _("Later"))
            for n in range(MOST_PROMISES)
        ]
        self.ideas = [
            AgendaRow(
                look,
                f"agenda_idea_{n}",
                "" if n else _("Ideas"),
                _("Drop"),
                act=_("Make it a promise"),
            )
            for n in range(MOST_IDEAS)
        ]
        self.more = label("", "secondary", wrap=True)
        self.new_idea = QLineEdit()
        self.item_words = QLineEdit()
        self._scroll = QScrollArea()
        self._build()
        self._connect()

    @property
    def agenda(self) -> Agenda | None:
        """The agenda as it stands after swapping."""
        return self._agenda

    @property
    def rows(self) -> list[AgendaRow]:
        """The rows on screen, from the top."""
        every = (self.praise, self.measure, self.question, self.no_promises)
        return [row for row in (*every, *self.promises, *self.ideas) if not row.isHidden()]

    def show_ready(self, ready: Ready) -> None:
        """Show what was prepared. What was swapped before is chosen again where it is there."""
        self._ready = ready
        self._show(_as_before(ready.agenda, self._agenda))

    def take_topic(self, measure: str, question: str) -> None:
        """Take up a relay's measure and its question, where they are among the choices."""

        def taken(agenda: Agenda) -> Agenda:
            agenda = agenda.take_measure(measure)
            for _turn in agenda.questions:
                if agenda.question != question:
                    agenda = agenda.swap_question()
            return agenda

        self._swap(taken)

    def _show(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._show_topic(agenda)
        self._show_promises(agenda)
        self._show_ideas(agenda)

    def _show_topic(self, agenda: Agenda) -> None:
        praise, measure = agenda.praise, agenda.measure
        self.praise.say(
            f"“{praise.quote}”" if praise else _("No patient thanks yet. Start with your own."),
            words.why_praise(agenda),
            number=1,
            can_swap=len(agenda.praises) > 1,
            tone="mute" if praise is None or praise.confirmed else "unit",
        )
        self.praise.act.setVisible(praise is not None)
        if praise is not None:
            self.praise.act.setText(_("Don't show") if praise.confirmed else _("Show the room"))
        comparison = self._ready.comparison if self._ready else None
        told = words.gap_words(measure, comparison) if measure else ""
        why = words.why_measure(measure) if measure else skip_words(Skip(agenda.no_measure))
        name = measure.label if measure else _("No results yet")
        self.measure.say(
            f"{name}: {told}" if told else name,
            why,
            number=2,
            can_swap=len(agenda.measures) > 1,
            tone="unit" if measure and measure.bright else "mute",
        )
        code = measure.item_label if measure and is_code(measure.item_label) else ""
        asks = _("What does {code} ask? Type its words for the room, then Enter.")
        self.item_words.setPlaceholderText(asks.format(code=code))
        self.item_words.setVisible(bool(code))
        self.question.say(
            question_words(agenda.question), words.why_question(agenda), number=3, can_swap=True
        )

    def _show_promises(self, agenda: Agenda) -> None:
        self.no_promises.setVisible(not agenda.actions)
        self.no_promises.say(
            _("No open promises"),
            _("Whatever this huddle picks comes back next time."),
            number=0,
            can_swap=False,
        )
        for place, row in enumerate(self.promises):
            shown = agenda.looked_at[place : place + 1]
            row.setVisible(bool(shown))
            for found in shown:
                row.say(
                    found.action.what,
                    words.why_action(found, agenda.day),
                    number=4 + place,
                    can_swap=len(agenda.actions) > 1,
                    tone="below" if found.why == OVERDUE else "mute",
                )

    def _show_ideas(self, agenda: Agenda) -> None:
        ideas = self._ready.ideas if self._ready else ()
        on_agenda = {idea.id for idea in agenda.ideas}
        for place, row in enumerate(self.ideas):
            row.setVisible(place < len(ideas))
            if place < len(ideas):
                idea = ideas[place]
                age = words.idea_age(idea, agenda.day)
                ripe = idea.id in on_agenda
                why = _("{age} · on the agenda").format(age=age) if ripe else age
                row.say(idea.text, why, number=0, can_swap=True, tone="unit" if ripe else "mute")
        self.more.setText(self._more_words(agenda, len(ideas)))
        self.more.setVisible(bool(self.more.text()))

    def _more_words(self, agenda: Agenda, ideas: int) -> str:
        waiting, hidden = len(agenda.actions) - MOST_PROMISES, ideas - MOST_IDEAS
        parts = [self._ready.advice if self._ready else ""]
        if waiting > 0:
            parts.append(_("{n} more promises are saved for later huddles.").format(n=waiting))
        if hidden > 0:
            parts.append(_("{n} more ideas are saved.").format(n=hidden))
        return " ".join(part for part in parts if part)

    # What the user does.

    def _swap(self, change: Callable[[Agenda], Agenda]) -> None:
        if self._agenda is not None:
            self._show(change(self._agenda))
            self.agenda_changed.emit(self._agenda)

    def _take_idea(self, place: int) -> None:
        if self._ready is not None and place < len(self._ready.ideas):
            self.idea_taken.emit(self._ready.ideas[place].id)

    def _drop_idea(self, place: int) -> None:
        if self._ready is not None and place < len(self._ready.ideas):
            self.idea_dropped.emit(self._ready.ideas[place].id)

    def _confirm_praise(self) -> None:
        praise = self._agenda.praise if self._agenda else None
        if praise is not None:
            self.praise_confirmed.emit(praise.comment_id, not praise.confirmed)

    def _enter_item_words(self) -> None:
        words, measure = self.item_words.text().strip(), self._agenda and self._agenda.measure
        if words and measure:
            self.item_words_entered.emit(measure.item, words)
            self.item_words.clear()

    def _enter_idea(self) -> None:
        text = self.new_idea.text().strip()
        if text:
            self.idea_entered.emit(text)
            self.new_idea.clear()

    def _step(self, row: AgendaRow, by: int) -> None:
        rows = self.rows
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            self.go_to(rows[place])

    def go_to(self, row: AgendaRow) -> None:
        """Give a row the keyboard and bring it into sight."""
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, M)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_of(event.text())
        if row is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go_to(row)
        else:
            super().keyPressEvent(event)

    def _row_of(self, digit: str) -> AgendaRow | None:
        found = [row for row in self.rows if digit and row.key.text() == digit]
        return found[0] if found else None

    # Construction.

    def _connect(self) -> None:
        self.praise.swap_requested.connect(lambda: self._swap(lambda a: a.swap_praise()))
        self.praise.act_requested.connect(self._confirm_praise)
        self.measure.swap_requested.connect(lambda: self._swap(lambda a: a.swap_measure()))
        self.question.swap_requested.connect(lambda: self._swap(lambda a: a.swap_question()))
        for place, row in enumerate(self.promises):
            row.swap_requested.connect(
                lambda place=place: self._swap(lambda a: a.swap_action(place))
            )
        for place, row in enumerate(self.ideas):
            row.swap_requested.connect(lambda place=place: self._drop_idea(place))
            row.drop_requested.connect(lambda place=place: self._drop_idea(place))
            row.act_requested.connect(lambda place=place: self._take_idea(place))
        for row in (
            self.praise,
            self.measure,
            self.question,
            self.no_promises,
            *self.promises,
            *self.ideas,
        ):
            row.stepped.connect(lambda by, row=row: self._step(row, by))
        self.new_idea.returnPressed.connect(self._enter_idea)
        self.item_words.returnPressed.connect(self._enter_item_words)

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(2)
        self.item_words.setObjectName("item_words")
        self.item_words.setAccessibleName(_("What the question asks"))
        for row in (self.praise, self.measure, self.item_words, self.question):
            column.addWidget(row)
        column.addWidget(_rule())
        for row in (self.no_promises, *self.promises):
            column.addWidget(row)
        column.addWidget(_rule())
        for row in self.ideas:
            column.addWidget(row)
        self.new_idea.setObjectName("new_idea")
        self.new_idea.setPlaceholderText(_("Add an idea in one line"))
        self.new_idea.setAccessibleName(_("New idea"))
        holder = QVBoxLayout()
        holder.setContentsMargins(L, S, S, S)
        holder.addWidget(self.new_idea)
        holder.addWidget(self.more)
        column.addLayout(holder)
        column.addStretch(1)
        scrolled(inner, self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll)


def _rule() -> Surface:
    return Surface("rule")


def _as_before(agenda: Agenda, before: Agenda | None) -> Agenda:
    """Return an agenda read anew with what was chosen in the one before, where it is there."""
    if before is None or before.unit.id != agenda.unit.id or before.day != agenda.day:
        return agenda
    if before.measure is not None and before.measure_at:
        agenda = agenda.take_measure(before.measure.measure)
    for _turn in agenda.praises:
        if before.praise is None or agenda.praise is None:
            break
        if agenda.praise.comment_id == before.praise.comment_id:
            break
        agenda = agenda.swap_praise()
    while before.question_at and agenda.question != before.question:
        agenda = agenda.swap_question()
    order = {found.action.id: place for place, found in enumerate(before.actions)}
    actions = sorted(agenda.actions, key=lambda found: order.get(found.action.id, -1))
    return replace(agenda, actions=tuple(actions))
