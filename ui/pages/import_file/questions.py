"""What a file does not tell for sure: one question beneath the other, answered with real values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from models.files.questions import IGNORE, QuestionKind
from ui.base.plain_text import without_mnemonic
from ui.base.theme import XS, Appearance, L, S
from ui.pages.import_file.order import OrderField
from ui.pages.import_file.words import question_words
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.files.questions import Question

UNIT = "unit"
"""The id of the question for the unit."""

MOST_RADIOS = 5
"""More choices than these are a list to open."""


class QuestionCard(Surface):
    """One question. `answer` is the choice in force: the user's, else the best guess."""

    answered = Signal(str, object)
    """The question's id, and the key of a choice or a list of keys."""
    reached = Signal(list)
    """The keyboard came to it: the names of the columns it is about."""
    unit_list_wanted = Signal()
    """The units stand in another file."""

    def __init__(
        self,
        look: Appearance,
        question: Question,
        said: str | Sequence[str] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("card", parent)
        self.question = question
        self.said = said
        self.fields: list[QWidget] = []
        self.setObjectName(f"question_{question.id}")
        self.text = question_words(question)
        self.setAccessibleName(self.text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(L, L - 2, L, L - 2)
        self._column.setSpacing(XS)
        self._state = label("", "small")
        self._column.addWidget(self._state)
        self._column.addWidget(label(self.text, "strong", wrap=True))
        self._column.addSpacing(XS)
        if question.kind is QuestionKind.ORDER:
            self._add_order(look)
        elif len(question.choices) <= MOST_RADIOS:
            self._add_radios()
        else:
            self._add_chooser(look)
        self._add_unit_name()
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)
        self.say(said)

    def say(self, said: str | Sequence[str] | None) -> None:
        """Take over the user's answer, None when there is none yet."""
        self.said = said
        self._unit_name.setVisible(_is_one_unit(self.current))
        self._state.setText(self._state_words())
        self._state.setProperty("tone", "" if self.is_settled else "below")
        self._state.style().polish(self._state)

    @property
    def current(self) -> str:
        """The key of the choice in force: the user's, else the best guess, else none."""
        answer = self.said if isinstance(self.said, str) else self.question.default or ""
        return answer.partition(":")[0] if _is_one_unit(answer) else answer

    @property
    def is_settled(self) -> bool:
        """Whether it has an answer, be it a guess."""
        return self.said is not None or self.question.default is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self.question.columns:
            self.reached.emit(list(self.question.columns))
        return super().eventFilter(watched, event)

    def focus_field(self) -> None:
        """Put the keyboard on the answer in force, or on the first one."""
        checked = [f for f in self.fields if isinstance(f, QRadioButton) and f.isChecked()]
        for field in (checked or self.fields)[:1]:
            field.setFocus()

    def _state_words(self) -> str:
        if self.said is not None:
            return _("Answered")
        return _("Please check") if self.is_settled else _("Please answer")

    def _add_radios(self) -> None:
        group = QButtonGroup(self)
        for choice in self.question.choices:
            radio = QRadioButton(without_mnemonic(choice.text))
            radio.setObjectName(f"choice_{choice.key}")
            radio.setAccessibleName(f"{self.text} {choice.text}")
            radio.setAccessibleDescription(choice.detail)
            radio.setChecked(choice.key == self.current)
            radio.clicked.connect(partial(self._tell, choice.key))
            group.addButton(radio)
            self.fields.append(radio)
            self._column.addWidget(radio)
            if choice.detail:
                detail = label(choice.detail, "secondary", wrap=True)
                detail.setContentsMargins(L + L + S, 0, 0, XS)
                self._column.addWidget(detail)

    def _add_chooser(self, look: Appearance) -> None:
        chooser = Chooser(look, _("Choose…"), max_width_px=320)
        chooser.setObjectName("choices")
        options = [Option(c.key, c.text, below=c.detail) for c in self.question.choices]
        chooser.set_options(options, self.current or None)
        chooser.chosen.connect(lambda key: self._tell(str(key)))
        self.fields.append(chooser)
        self._column.addWidget(chooser)

    def _add_order(self, look: Appearance) -> None:
        chosen = self.said if isinstance(self.said, (list, tuple)) else ()
        choices = [(choice.key, choice.text, choice.detail) for choice in self.question.choices]
        field = OrderField(look, choices, chosen, none=self.current == IGNORE)
        field.ordered.connect(lambda keys: self.answered.emit(self.question.id, keys))
        field.refused.connect(lambda: self.answered.emit(self.question.id, IGNORE))
        self.fields.append(field.first)
        self._column.addWidget(field)

    def _add_unit_name(self) -> None:
        """Ask for the name of the one unit that all rows belong to, once that was chosen."""
        self._unit_name = QLineEdit()
        self._unit_name.setObjectName("unit_name")
        self._unit_name.setAccessibleName(_("Unit for all rows"))
        self._unit_name.setPlaceholderText(_("Unit name"))
        if isinstance(self.said, str) and _is_one_unit(self.said):
            self._unit_name.setText(self.said.partition(":")[2])
        self._unit_name.editingFinished.connect(self._tell_unit)
        self._column.addWidget(self._unit_name)
        if self.question.id == UNIT:
            words = _("Find units in another file…")
            self._unit_list = button(words, self.unit_list_wanted.emit, kind="link")
            self._unit_list.setObjectName("question_unit_list")
            self._column.addWidget(self._unit_list, 0, Qt.AlignmentFlag.AlignLeft)

    def _tell_unit(self) -> None:
        name = " ".join(self._unit_name.text().split())
        answer = f"{self.current}:{name}" if name else self.current
        if _is_one_unit(answer) and answer != self.said:
            self._tell(answer)

    def _tell(self, key: str) -> None:
        self.answered.emit(self.question.id, key)


class QuestionsPanel(QWidget):
    """The questions of a file. A question that was answered stays, its answer can be changed."""

    answered = Signal(str, object)
    reached = Signal(list)
    unit_list_wanted = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards: list[QuestionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S + XS)

    @property
    def left(self) -> list[QuestionCard]:
        """The questions without which the file cannot be imported."""
        return [card for card in self.cards if not card.is_settled]

    def show_questions(
        self, questions: Sequence[Question], said: dict[str, str | Sequence[str]]
    ) -> None:
        """Show questions; `said` are the user's answers by id. A card that asks the same stays as
        it is, and so does the keyboard on it."""
        kept = {card.question.id: card for card in self.cards}
        wanted = []
        for question in questions:
            answer, card = said.get(question.id), kept.get(question.id)
            if card is not None and card.question == question:
                kept.pop(question.id)
                card.say(answer)
                wanted.append(card)
            else:
                wanted.append(self._made(question, answer))
        focus = self.focusWidget()
        lost = next((c for c in kept.values() if focus is not None and c.isAncestorOf(focus)), None)
        for card in kept.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = wanted
        for place, card in enumerate(wanted):
            self._column.insertWidget(place, card)
        if lost is not None:
            self._refocus(lost)
        self.setVisible(bool(wanted))

    def _refocus(self, lost: QuestionCard) -> None:
        """Keep the keyboard on the question it was on, though its card is a new one."""
        same = next((c for c in self.cards if c.question.id == lost.question.id), None)
        if same is not None:
            same.focus_field()

    def _made(self, question: Question, said: str | Sequence[str] | None) -> QuestionCard:
        card = QuestionCard(self._look, question, said)
        card.answered.connect(self.answered)
        card.reached.connect(self.reached)
        card.unit_list_wanted.connect(self.unit_list_wanted)
        return card


def _is_one_unit(answer: str) -> bool:
    """Tell whether an answer to the question for the unit is that all rows belong to one."""
    from models.files.respondents import ONE_UNIT

    return answer == ONE_UNIT or answer.startswith(f"{ONE_UNIT}:")
