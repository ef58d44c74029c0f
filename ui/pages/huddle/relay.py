"""The shift relay on the page: one topic, three sittings, lines read together at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import XL, XS, Appearance, L, M, S
from ui.pages.huddle.words import shift_name
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.huddle.agenda import JoinedLine
    from models.store.huddles import Relay
    from ui.pages.huddle.queries import Ready

NO_SHIFT = ""
MOST_TOGETHER = 6


class RelayCard(Surface):
    """Offers to begin a relay, shows which shifts have answered, and which sitting is next."""

    begun = Signal()
    card_wanted = Signal(str)
    """Type in what a shift wrote on its card."""
    print_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.setObjectName("relay")
        self._title = label(_("Shift relay"), "card")
        self._words = label("", "body", tone="mute", wrap=True)
        self._shifts = QHBoxLayout()
        self._marks = {shift: label("", "secondary") for shift in ("day", "evening", "night")}
        self.sitting = Chooser(look, _("This huddle is"), max_width_px=260)
        self.sitting.setObjectName("relay_sitting")
        self._lines = label("", "body", wrap=True)
        self.begin = button(_("Ask every shift"), self.begun.emit)
        self.begin.setObjectName("relay_begin")
        self.type_in = button(_("Enter a card…"), self._want_card, kind="quiet")
        self.type_in.setObjectName("relay_type_in")
        self.print_card = button(_("Print card"), self.print_wanted.emit, kind="quiet")
        self.print_card.setObjectName("relay_print")
        self._relay: Relay | None = None
        self._offered: tuple[int, tuple[str, ...]] | None = None
        self._build()

    @property
    def shift(self) -> str:
        """The shift whose sitting this huddle is, "" when it is a huddle of its own."""
        return str(self.sitting.current or NO_SHIFT)

    def show_ready(self, ready: Ready) -> None:
        """Show the relay that waits, or the one that was answered lately, or the offer."""
        relay = self._relay = ready.relay
        waiting = relay.waiting if relay is not None else ()
        for shift, mark in self._marks.items():
            mark.setVisible(bool(waiting))
            answered = relay is not None and shift in relay.answered
            state = _("answered") if answered else _("waiting")
            mark.setText(f"{'●' if answered else '○'} {shift_name(shift)}")
            mark.setAccessibleName(f"{shift_name(shift)}: {state}")
            _tone(mark, "unit" if answered else "mute")
        self._words.setText(_relay_words(relay, ready.relay_label))
        self._lines.setText(_together_words(ready.together))
        self._lines.setVisible(bool(ready.together))
        had_keyboard = self._has_keyboard
        self._offer_sittings(relay, waiting, ready.shift)
        for part, shown in (
            (self.begin, not waiting),
            (self.sitting, bool(waiting)),
            (self.type_in, bool(waiting)),
            (self.print_card, bool(waiting)),
        ):
            part.setVisible(shown)
        if had_keyboard and not self._has_keyboard:
            (self.sitting if waiting else self.begin).setFocus()  # what had it is gone

    @property
    def _has_keyboard(self) -> bool:
        return any(part.hasFocus() for part in (self.begin, self.sitting, self.type_in))

    def _offer_sittings(
        self, relay: Relay | None, waiting: tuple[str, ...], shift_now: str
    ) -> None:
        """Offer the shifts that wait. One that works now is chosen at first, until it has
        answered; what the user chooses stays."""
        own = Option(NO_SHIFT, _("This huddle has its own topic"))
        sittings = [
            Option(shift, _("This is the {shift} shift's turn").format(shift=shift))
            for shift in waiting
        ]
        kept = self.sitting.current
        offered = (relay.id, waiting) if relay is not None and waiting else None
        same = offered is not None and self._offered is not None and offered[0] == self._offered[0]
        if offered == self._offered:
            kept = kept if kept in waiting else NO_SHIFT
        elif not (same and kept in waiting):
            kept = shift_now if shift_now in waiting else NO_SHIFT
        self._offered = offered
        self.sitting.set_options([own, *sittings], kept)

    def _want_card(self) -> None:
        waiting = self._relay.waiting if self._relay is not None else ()
        shift = self.shift or (waiting[0] if waiting else "")
        if shift:
            self.card_wanted.emit(shift)

    def _build(self) -> None:
        self._shifts.setSpacing(L)
        for mark in self._marks.values():
            self._shifts.addWidget(mark)
        self._shifts.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(XS)
        for part in (self.begin, self.type_in, self.print_card):
            below.addWidget(part)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 4, L, XL - 4, L)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(self._shifts)
        column.addWidget(self._lines)
        column.addWidget(self.sitting)
        column.addSpacing(M - S)
        column.addLayout(below)


def _relay_words(relay: Relay | None, topic: str) -> str:
    if relay is None:
        return _(
            "Ask day, evening, and night the same question. Each shift answers before it "
            "sees the others. Shifts are never compared."
        )
    about = topic or _("No measure")
    if relay.waiting:
        return about
    return _("{topic}. All three shifts have answered. Read this together:").format(topic=about)


def _together_words(lines: tuple[JoinedLine, ...]) -> str:
    return "\n".join(f"{line.votes}  {line.text}" for line in lines[:MOST_TOGETHER])


def _tone(words: QWidget, tone: str) -> None:
    words.setProperty("tone", tone)
    words.style().polish(words)
