"""The lead's private view, on a second screen only: notes, the next step, unmasked words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.huddle.lead import LeadView
from ui.present.room_window import KeyWindow
from ui.present.session import HuddleSession
from ui.present.stage import Stage
from ui.theme import XL, XXL, L, Look, M, S, Theme
from ui.widgets.basics import Surface, button, label
from ui.words import tr

MOST_QUOTES = 3
STAGE_ASPECT = 9 / 16


class LeadWindow(KeyWindow):
    """What the lead alone sees. Keys act as in the room's window."""

    swap_requested = Signal()
    """The two screens are the wrong way round."""

    def __init__(self, session: HuddleSession, look: Look, theme: Theme, family: str) -> None:
        super().__init__(session)
        self._look = look
        self.setObjectName("lead_window")
        self.setWindowTitle(tr("Huddle, for the lead"))
        self.stage = Stage(theme, family)
        self._room = label("", "card")
        self._room.setObjectName("lead_room")
        self._step = label("", "title")
        self._next = label("", "body", tone="mute")
        self._left = label("", "title")
        self._left.setObjectName("lead_left")
        self._prompts = label("", "verdict", wrap=True)
        self._quotes_head = label(tr("In the patients’ own words. For you alone."), "card")
        self._quotes = label("", "body", wrap=True)
        self._quotes.setObjectName("lead_unmasked")
        self._typed_head = label(tr("Typed"), "card")
        self._typed = QLabel()
        self._typed.setTextFormat(Qt.TextFormat.PlainText)
        self._typed.setWordWrap(True)
        self._typed.setProperty("role", "verdict")
        self._blamed = label("", "body", tone="below", wrap=True)
        self._build()
        session.changed.connect(self._renew)
        self._renew()

    def show_on(self, screen: QScreen) -> None:
        """Cover a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.availableGeometry())
        self.showMaximized()

    def _renew(self) -> None:
        view = self._session.lead_screen()
        self.stage.show_view(self._session.lead_step(), unsaved=self._session.unsaved)
        self._step.setText(view.title)
        after = tr("then: {step}").format(step=view.next_title) if view.next_title else ""
        self._next.setText(after)
        self._left.setText(_left_words(view.left_s))
        self._left.setProperty("tone", "below" if view.left_s < 0 else "")
        self._left.style().polish(self._left)
        self._prompts.setText("\n".join(view.prompts))
        self._room.setText(_room_words(view))
        self._show_private(view)

    def _show_private(self, view: LeadView) -> None:
        self._quotes.setText("\n\n".join(view.unmasked[:MOST_QUOTES]))
        self._quotes_head.setVisible(bool(view.unmasked))
        self._typed.setText(view.typed)
        self._typed_head.setVisible(bool(view.typed))
        words = tr("“{part}” sounds like blame. Ctrl+M shows five ways to look at the process.")
        self._blamed.setText(words.format(part=view.blamed) if view.blamed else "")
        self._blamed.setVisible(bool(view.blamed))

    def _build(self) -> None:
        self.stage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.stage.setFixedSize(self._look.px(640), round(self._look.px(640) * STAGE_ASPECT))
        left = QVBoxLayout()
        left.setSpacing(M)
        left.addWidget(self._room)
        left.addWidget(self.stage)
        swap = button(tr("Swap the screens"), self.swap_requested.emit)
        swap.setObjectName("swap_screens")
        swap.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.addWidget(swap, 0, Qt.AlignmentFlag.AlignLeft)
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
        head.setSpacing(L)
        head.addWidget(self._step)
        head.addWidget(self._next, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self._left)
        notes = QVBoxLayout()
        notes.setSpacing(L)
        notes.addLayout(head)
        notes.addWidget(self._prompts)
        for parts in (
            (self._quotes_head, self._quotes),
            (self._typed_head, self._typed, self._blamed),
        ):
            notes.addWidget(_card(*parts))
        notes.addStretch(1)
        return notes


def _card(*parts: QWidget) -> QWidget:
    card = Surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(XL, L, XL, L)
    column.setSpacing(S)
    for part in parts:
        column.addWidget(part)
    return card


def _left_words(seconds: int) -> str:
    late = seconds < 0
    words = f"{abs(seconds) // 60}:{abs(seconds) % 60:02d}"
    return tr("{time} late").format(time=words) if late else tr("{time} left").format(time=words)


def _room_words(view: LeadView) -> str:
    if view.black:
        return tr("The room’s screen is black. B brings it back.")
    if view.frozen:
        return tr("The room’s screen is frozen. F lets it go on.")
    return tr("The room sees this.")
