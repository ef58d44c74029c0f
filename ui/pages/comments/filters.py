"""What narrows the list of comments: words, measure, month, what became of them, and the order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.huddle.comments import (
    EVERY,
    HIDDEN,
    NEWEST_FIRST,
    PRAISE_FIRST,
    SHOWN,
    STATE_FILTERS,
    VoiceFilter,
    VoiceList,
)
from ui.base.theme import Appearance, S
from ui.text.comments import month_words, state_name
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

TYPING_MS = 120
"""How long typing pauses before it is searched."""

ANY = ""
ANY_MONTH = -1


class VoiceFilters(QWidget):
    """A search field and four choosers. Without the keyboard the field shows what was typed as a
    room may see it."""

    changed = Signal()
    list_wanted = Signal()
    """The keyboard goes from the search field to the list."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.measure = Chooser(look, _("Measure"), max_width_px=190)
        self.month = Chooser(look, _("Month"), max_width_px=130)
        self.state = Chooser(look, _("Status"), max_width_px=180)
        self.order = Chooser(look, _("Order"), max_width_px=200)
        self._timer = QTimer(self)
        self._words = ""
        self._masked = ("", "")
        self._build()

    def wanted(self, theme: str) -> VoiceFilter:
        """Return what is chosen, with a theme."""
        month = self.month.current
        return VoiceFilter(
            words=self._words.strip(),
            theme=theme,
            measure=str(self.measure.current or ANY),
            month=month if isinstance(month, int) and month != ANY_MONTH else None,
            state=str(self.state.current),
            order=str(self.order.current),
        )

    def clear(self) -> None:
        """Leave nothing out but what is hidden."""
        self.search.clear()
        self._timer.stop()
        self.measure.set_current(ANY)
        self.month.set_current(ANY_MONTH)
        self.state.set_current(SHOWN)

    def offer(self, shown: VoiceList, searched: str, measures: Sequence[Option]) -> None:
        """Offer what the comments have that were searched for words. What was chosen stays."""
        self._masked = (searched, shown.words)
        self._show_words()
        any_measure = Option(ANY, _("Any measure"))
        self.measure.set_options([any_measure, *measures], self.measure.current or ANY)
        months = [
            Option(month, month_words(month), note=number(count))
            for month, count in sorted(shown.months.items(), reverse=True)
        ]
        self.month.set_options([Option(ANY_MONTH, _("Any month")), *months], self.month.current)
        states = shown.states
        counts = {SHOWN: shown.total - states.get(HIDDEN, 0), EVERY: shown.total}
        self.state.set_options(
            [
                Option(key, state_name(key), note=number(counts.get(key, states.get(key, 0))))
                for key in STATE_FILTERS
            ],
            self.state.current,
        )

    def _take_words(self, words: str) -> None:
        self._words = words
        self._timer.start()

    def _show_words(self) -> None:
        """Show what is typed while one types, else its mask; it is searched all the same."""
        typed, masked = self._masked
        hides = not self.search.hasFocus() and typed == self._words.strip()
        shown = masked if hides else self._words
        if shown.strip() != self.search.text().strip():
            blocked = self.search.blockSignals(True)
            self.search.setText(shown)
            self.search.blockSignals(blocked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_words()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list_wanted.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.list_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.search.setObjectName("voices_search")
        self.search.setPlaceholderText(_("Search the comments"))
        self.search.setAccessibleName(_("Search the comments"))
        self.search.setClearButtonEnabled(False)
        self.search.installEventFilter(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.changed)
        self.search.textChanged.connect(self._take_words)
        self.order.set_options(
            [
                Option(PRAISE_FIRST, _("Specific praise first")),
                Option(NEWEST_FIRST, _("Newest first")),
            ],
            PRAISE_FIRST,
        )
        self.measure.set_options([Option(ANY, _("Any measure"))], ANY)
        self.month.set_options([Option(ANY_MONTH, _("Any month"))], ANY_MONTH)
        self.state.set_options([Option(key, state_name(key)) for key in STATE_FILTERS], SHOWN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.search, 1)
        for name in ("measure", "month", "state", "order"):
            chooser: Chooser = getattr(self, name)
            chooser.setObjectName(f"voices_{name}")
            chooser.chosen.connect(lambda _key: self.changed.emit())
            row.addWidget(chooser)
