"""One promise: its words and place, the measures that show it, and what the unit does for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.store.huddles import Promise
from ui.base.theme import Appearance, L, M, S
from ui.pages.mission.fields import AdvisedWords, BehaviorLine, NewLine
from ui.pages.mission.queries import MissionView
from ui.text.language import _
from ui.widgets.basics import IconButton, Surface, label


class PromiseCard(Surface):
    """Shows a promise; every wish goes out with the promise's id."""

    reworded = Signal(int, str)
    removed = Signal(int)
    moved = Signal(int, int)
    """The promise, and -1 up or 1 down."""
    behavior_added = Signal(int, str)
    behavior_reworded = Signal(int, str)
    behavior_removed = Signal(int)
    week_chosen = Signal(int)
    check_wanted = Signal(object)
    """A field with words that are stored nowhere yet."""

    def __init__(self, look: Appearance, promise_id: int) -> None:
        super().__init__("card")
        self._look = look
        self.promise_id = promise_id
        self.setObjectName(f"promise_{promise_id}")
        self._number = label("", "card", tone="unit")
        self.words = AdvisedWords(look, _("Promise"), role="card", required=True)
        self._measures = label("", "secondary", wrap=True)
        self._measures.setObjectName("promise_measures")
        self.up = IconButton(look, "up", _("Move up (Ctrl+Up)"), kind="quiet")
        self.down = IconButton(look, "down", _("Move down (Ctrl+Down)"), kind="quiet")
        self.remove = IconButton(look, "cross", _("Remove this promise"), kind="quiet")
        self.lines: dict[int, BehaviorLine] = {}
        self.new = NewLine(
            look, _("Something else we do for it"), _("This week we… (in our own words)")
        )
        self._column = QVBoxLayout()
        self._build()
        self._connect()

    def show_promise(self, promise: Promise, place: int, view: MissionView) -> None:
        """Show the promise as it is stored. `place` counts from 1."""
        count = len(view.mission.promises)
        self._number.setText(str(place))
        self.words.field.setAccessibleName(_("Promise {n}").format(n=place))
        self.words.show_words(promise.text, view.underlines)
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < count)
        names = {m.key: m.short or m.text for m in view.measures}
        shown = [names.get(key, key) for key in promise.measures]
        told = _("Measured by {measures}").format(measures=", ".join(shown))
        self._measures.setText(told if shown else _("Not linked to a measure yet"))
        self._measures.setVisible(bool(view.measures))
        self._show_behaviors(promise, view)

    def _show_behaviors(self, promise: Promise, view: MissionView) -> None:
        there = {behavior.id for behavior in promise.behaviors}
        for behavior_id in [i for i in self.lines if i not in there]:
            line = self.lines.pop(behavior_id)
            line.hide()
            line.deleteLater()
        for behavior in promise.behaviors:
            if behavior.id not in self.lines:
                self._add_line(behavior.id)
            line = self.lines[behavior.id]
            line.words.show_words(behavior.text, view.underlines)
            line.week.setChecked(view.week is not None and view.week.id == behavior.id)
        self.new.setVisible(view.unit_id is not None)

    def _add_line(self, behavior_id: int) -> None:
        line = BehaviorLine(self._look, behavior_id)
        line.reworded.connect(self.behavior_reworded)
        line.removed.connect(self.behavior_removed)
        line.week_chosen.connect(self.week_chosen)
        line.words.field.entered.connect(self.new.field.setFocus)
        self._column.insertWidget(self._column.count() - 1, line)
        self.lines[behavior_id] = line
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes through the lines as they stand, then to the empty one."""
        before = self.remove
        for line in self.lines.values():
            for part in (line.words.field, line.week, line.remove):
                self.setTabOrder(before, part)
                before = part  # type: ignore[assignment]
        self.setTabOrder(before, self.new.field)

    def _connect(self) -> None:
        field = self.words.field
        field.typed.connect(lambda text: self.reworded.emit(self.promise_id, text))
        field.entered.connect(self.new.field.setFocus)
        field.move_requested.connect(lambda by: self.moved.emit(self.promise_id, by))
        self.up.clicked.connect(self._moves(-1))
        self.down.clicked.connect(self._moves(1))
        self.remove.clicked.connect(lambda: self.removed.emit(self.promise_id))
        self.new.added.connect(lambda text: self.behavior_added.emit(self.promise_id, text))
        self.new.field.typed.connect(lambda _text: self.check_wanted.emit(self.new))

    def _moves(self, by: int) -> Callable[[], None]:
        return lambda: self.moved.emit(self.promise_id, by)

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        head = QHBoxLayout()
        head.setSpacing(2)
        self._number.setFixedWidth(self._look.px(22))
        self._number.setContentsMargins(0, 8, 0, 0)
        head.addWidget(self._number, 0, top)
        head.addWidget(self.words, 1)
        head.addSpacing(S)
        for part in (self.up, self.down, self.remove):
            head.addWidget(part, 0, top)
        inner = QVBoxLayout()
        indent = self._look.px(24)
        inner.setContentsMargins(indent, 0, 0, 0)
        inner.setSpacing(S)
        self._measures.setContentsMargins(10, 0, 0, 0)
        inner.addWidget(self._measures)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.new)
        inner.addLayout(self._column)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, M, M)
        column.setSpacing(S)
        column.addLayout(head)
        column.addLayout(inner)
