"""The cards of the files that were opened, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.files_offer import FileOffer, State
from ui.theme import M, S

CARD_PX = 940
"""Cards are no wider: lines of words stay readable on a wide screen."""


class OfferDeck(QScrollArea):
    """Holds a card for each opened file until the user is done with it."""

    changed = Signal()
    """A card came, went, or is at another point."""
    imported = Signal(object)
    """The `ImportReport` of an import that is done."""
    results_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: list[FileOffer] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, S, 0)
        self._column.setSpacing(M)
        self._column.addStretch(1)
        self.setObjectName("offers")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    @property
    def ready(self) -> list[FileOffer]:
        """The cards that only wait for the user to agree."""
        return [card for card in self.cards if card.is_ready]

    def offer(self, paths: Sequence[Path]) -> None:
        """Add a card for each file that is not on the deck already."""
        open_paths = {card.path for card in self.cards if card.state is not State.IMPORTED}
        for path in dict.fromkeys(paths):
            if path in open_paths:
                continue
            card = FileOffer(self._desk, path)
            card.setMaximumWidth(self._desk.look.px(CARD_PX))
            card.imported.connect(self.imported)
            card.results_requested.connect(self.results_requested)
            card.closed.connect(partial(self._remove, card))
            card.state_changed.connect(partial(self._take_change, card))
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 1, card)
        self.changed.emit()

    def import_all(self) -> None:
        """Import every card that is ready, one after the other."""
        for card in self.ready:
            card.start_import()

    def drop_finished(self) -> None:
        """Remove the cards of files that were imported."""
        for card in [card for card in self.cards if card.state is State.IMPORTED]:
            self._remove(card)

    def _take_change(self, card: FileOffer) -> None:
        """Follow a card with the keyboard, unless the user is typing elsewhere."""
        waiting = card.state in (State.READING, State.IMPORTING)
        typing = isinstance(self.window().focusWidget(), QLineEdit)
        if self.isVisible() and not waiting and not typing and card is self._first_open():
            card.focus_next_step()
            self.ensureWidgetVisible(card, 0, M)
        self.changed.emit()

    def _first_open(self) -> FileOffer | None:
        undone = [card for card in self.cards if card.state is not State.IMPORTED]
        return next(iter(undone or self.cards), None)

    def _remove(self, card: FileOffer) -> None:
        if card not in self.cards:
            return
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.changed.emit()
