"""The files that were opened: one screen each, a tab for each where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.base.context import PageContext
from ui.base.plain_text import without_mnemonic
from ui.base.theme import M
from ui.pages.import_file import WAITING, ImportScreen, State, tab_words
from ui.text.language import _

ICONS = {
    State.ASKING: "question",
    State.LOCKED: "lock",
    State.REFUSED: "warning",
    State.IMPORTED: "check",
}


class OfferDeck(QWidget):
    """Holds a screen for each opened file until the user is done with it."""

    changed = Signal()
    """A file came, went, is at another point, or another one is in front."""
    imported = Signal(object)
    """The `ImportReport` of an import that is done."""
    results_requested = Signal()

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: list[ImportScreen] = []
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self.setObjectName("offers")
        self._build()

    @property
    def ready(self) -> list[ImportScreen]:
        """The files that only wait for the user to agree."""
        return [card for card in self.cards if card.is_ready]

    @property
    def current(self) -> ImportScreen | None:
        """The file in front."""
        place = self.tabs.currentIndex()
        return self.cards[place] if 0 <= place < len(self.cards) else None

    @property
    def busy(self) -> bool:
        """Whether a file is being read or imported."""
        return any(card.session.busy for card in self.cards)

    def offer(self, paths: Sequence[Path]) -> None:
        """Add a screen for each file that is not open already; the first of them comes to the
        front, unless the user is typing."""
        open_paths = {card.path for card in self.cards if card.state is not State.IMPORTED}
        first = len(self.cards)
        for path in dict.fromkeys(paths):
            if path not in open_paths:
                self._add(path)
        typing = self.isVisible() and isinstance(self.window().focusWidget(), QLineEdit)
        if len(self.cards) > first and not typing:
            self.tabs.setCurrentIndex(first)
        self._show_tabs()

    def import_all(self) -> None:
        """Import every file that is ready, one after the other."""
        for card in self.ready:
            card.start_import()

    def drop_finished(self) -> None:
        """Remove the files that were imported."""
        for card in [card for card in self.cards if card.state is State.IMPORTED]:
            self._remove(card)

    def _add(self, path: Path) -> None:
        card = ImportScreen(self._desk, path)
        card.imported.connect(self.imported)
        card.results_requested.connect(self.results_requested)
        card.closed.connect(partial(self._remove, card))
        card.state_changed.connect(partial(self._take_change, card))
        self.cards.append(card)
        self._stack.addWidget(card)
        self.tabs.addTab(without_mnemonic(path.name))

    def _take_change(self, card: ImportScreen) -> None:
        self._show_tabs()
        if card is self.current and card.state not in WAITING:
            if card.state is State.IMPORTED and len(self.cards) > 1:
                self._go_on()
            else:
                self._follow_with_keyboard()

    def _go_on(self) -> None:
        """Bring the next file to the front that is not imported, when there is one."""
        waiting = [k for k, c in enumerate(self.cards) if c.state is not State.IMPORTED]
        after = [k for k in waiting if k > self.tabs.currentIndex()]
        if waiting:
            self.tabs.setCurrentIndex((after or waiting)[0])
        if self.current is not None and self.isVisible():
            self.current.focus_next_step()

    def _follow_with_keyboard(self) -> None:
        """Put the keyboard on the next step, unless the user is busy within the file."""
        card = self.current
        focus = self.window().focusWidget()
        if card is None or not self.isVisible() or card.state in WAITING:
            return
        verdict = card.side.verdict
        elsewhere = focus is None or not card.isAncestorOf(focus) or not focus.isVisible()
        typing = isinstance(focus, QLineEdit) and focus.isVisible()
        if not typing and (elsewhere or verdict.isAncestorOf(focus)):
            card.focus_next_step()

    def _show_tabs(self) -> None:
        self.tabs.setVisible(len(self.cards) > 1)
        for place, card in enumerate(self.cards):
            words = tab_words(card.state, card.session.report, card.session.left)
            self.tabs.setTabText(place, f"{card.path.name} · {words}" if words else card.path.name)
            icon = ICONS.get(card.state)
            look = self._desk.look
            self.tabs.setTabIcon(place, look.icon(icon) if icon else look.icon("files"))
            self.tabs.setTabToolTip(place, card.path.name)
        self.changed.emit()

    def _show_card(self, place: int) -> None:
        if 0 <= place < len(self.cards):
            self._stack.setCurrentWidget(self.cards[place])
            if self.window().focusWidget() is not self.tabs:
                self._follow_with_keyboard()
        self.changed.emit()

    def _remove(self, card: ImportScreen) -> None:
        if card not in self.cards:
            return
        place = self.cards.index(card)
        self.cards.remove(card)
        self._stack.removeWidget(card)
        self.tabs.removeTab(place)
        card.hide()
        card.deleteLater()
        self._show_card(self.tabs.currentIndex())
        self._show_tabs()

    def _build(self) -> None:
        self.tabs.setObjectName("file_tabs")
        self.tabs.setAccessibleName(_("Open files"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.currentChanged.connect(self._show_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
