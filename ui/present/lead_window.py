"""The lead's private view, on a second screen only: notes, the next step, unmasked words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.huddle.agenda import Step
from models.huddle.session import LeadView
from ui.base.events import report_exceptions
from ui.base.theme import XL, XXL, Appearance, L, M, S, Theme
from ui.present.canvas import StepCanvas
from ui.present.room_window import KeyWindow
from ui.present.session import HuddleSession
from ui.text.huddle import windows as words
from ui.text.huddle.frame import lead_prompts, step_title
from ui.widgets.basics import Surface, button, label

MOST_QUOTES = 3
STAGE_ASPECT = 9 / 16
ROOM_SHARE = 0.55
"""Width of the room's picture, a share of the lead's screen."""

NEXT_SHARE = 0.26
"""Width of the next step's picture."""


class LeadWindow(KeyWindow):
    """What the lead alone sees. Keys act as in the room's window."""

    swap_requested = Signal()
    """The two screens are the wrong way round."""

    def __init__(self, session: HuddleSession, look: Appearance, theme: Theme, family: str) -> None:
        super().__init__(session)
        self._look = look
        self.setObjectName("lead_window")
        self.setWindowTitle(words.window_title())
        self._meant: QScreen | None = None
        self._watched = False
        self.stage = StepCanvas(theme, family)
        self.next_stage = StepCanvas(theme, family)
        self.next_stage.setObjectName("next_stage")
        self._next_frame = _framed(self.next_stage)
        self._at: tuple[Step, int, str] | None = None
        self._room = label("", "card")
        self._room.setObjectName("lead_room")
        self._step = label("", "title")
        self._next = label("", "card", tone="mute")
        self._left = label("", "title")
        self._left.setObjectName("lead_left")
        self._prompts = label("", "verdict", wrap=True)
        self._quotes = label("", "reading", wrap=True)
        self._quotes.setObjectName("lead_unmasked")
        self._typed = label("", "title", wrap=True)
        self._typed.setObjectName("lead_typed")
        self._blamed = label("", "reading", tone="below", wrap=True)
        alone = label(words.alone_label(), "card", tone="mute")
        self._quotes_card = _card(alone, self._quotes)
        heading = label(words.typed_label(), "card", tone="mute")
        self._typed_card = _card(heading, self._typed, self._blamed)
        self._build()
        session.changed.connect(self._renew)
        self._renew()

    def show_on(self, screen: QScreen) -> None:
        """Cover a screen. When the system moves the window to another one, as it does when its
        screen is taken away, it is hidden at once: that may be the room's."""
        self._meant = screen
        self.setScreen(screen)
        self.setGeometry(screen.availableGeometry())
        self.showMaximized()
        window = self.windowHandle()
        if window is not None and not self._watched:
            self._watched = True
            window.screenChanged.connect(self._hide_elsewhere)

    def _hide_elsewhere(self, screen: QScreen) -> None:
        if screen is not self._meant:
            self.hide()

    def _renew(self) -> None:
        session = self._session
        view = session.lead_screen()
        self.stage.show_view(session.lead_step(), session.unsaved)
        self._step.setText(step_title(view.step))
        after = words.next_step(step_title(view.next)) if view.next else ""
        self._next.setText(after)
        self._next_frame.setVisible(bool(after))
        state = session.live.state
        at = (view.step, len(state.lines), state.focus)
        if after and (at != self._at or not session.typing):  # not at every letter
            self.next_stage.show_view(session.next_step())
        self._at = at
        self._left.setText(words.time_left(view.left_s))
        self._left.setProperty("tone", "below" if view.left_s < 0 else "")
        self._left.style().polish(self._left)
        self._prompts.setText("\n".join(lead_prompts(view.step)))
        note = words.room_note(black=view.black, frozen=view.frozen, typing=session.typing)
        self._room.setText(note)
        self._show_private(view)

    def _show_private(self, view: LeadView) -> None:
        self._quotes.setText("\n\n".join(view.unmasked[:MOST_QUOTES]))
        self._quotes_card.setVisible(bool(view.unmasked))
        self._typed.setText(view.typed)
        self._typed_card.setVisible(bool(view.typed))
        self._blamed.setText(words.blame_note(view.blamed))
        self._blamed.setVisible(bool(view.blamed))

    def _build(self) -> None:
        swap = button(words.swap_label(), self.swap_requested.emit)
        swap.setObjectName("swap_screens")
        swap.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        after = QVBoxLayout()
        after.setSpacing(S)
        after.addWidget(self._next)
        after.addWidget(self._next_frame)
        below = QHBoxLayout()
        below.addLayout(after)
        below.addStretch(1)
        below.addWidget(swap, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(M)
        left.addWidget(self._room)
        left.addWidget(_framed(self.stage))
        left.addSpacing(L)
        left.addLayout(below)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(XXL, XXL, XXL, XXL)
        row.setSpacing(XXL)
        row.addLayout(left)
        row.addLayout(self._build_notes(), 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "page")

    def _build_notes(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._step)
        head.addStretch(1)
        head.addWidget(self._left)
        notes = QVBoxLayout()
        notes.setSpacing(L)
        notes.addLayout(head)
        notes.addWidget(self._prompts)
        notes.addWidget(self._quotes_card)
        notes.addWidget(self._typed_card)
        notes.addStretch(1)
        return notes

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for stage, share in ((self.stage, ROOM_SHARE), (self.next_stage, NEXT_SHARE)):
            width = round(self.width() * share)
            stage.setFixedSize(width, round(width * STAGE_ASPECT))


def _framed(stage: StepCanvas) -> QWidget:
    """Put a picture into a frame, as on the same ground its edge would not be seen."""
    frame = Surface("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(2, 2, 2, 2)
    inside.addWidget(stage)
    return frame


def _card(*parts: QWidget) -> QWidget:
    card = Surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(XL, L, XL, L)
    column.setSpacing(S)
    for part in parts:
        column.addWidget(part)
    return card
