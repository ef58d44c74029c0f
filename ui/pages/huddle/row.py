"""One row of the agenda: its key, what it is for, its words, why it is there, and what swaps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from ui.base.events import report_exceptions
from ui.base.theme import XS, Appearance, M, S
from ui.text.language import _
from ui.widgets.basics import Surface, button, label

KIND_PX = 92
KEY_PX = 26


class AgendaRow(Surface):
    """Its digit or the arrows choose it, X swaps it for the next of its kind."""

    swap_requested = Signal()
    stepped = Signal(int)
    """The user wants the row above (-1) or below (1)."""
    act_requested = Signal()
    drop_requested = Signal()

    def __init__(
        self,
        look: Appearance,
        name: str,
        kind: str,
        swap: str,
        *,
        act: str = "",
        strong: bool = False,
    ) -> None:
        """`kind` is the step it is for, `swap` the words of its button, `act` of what Enter does
        ("" for nothing)."""
        super().__init__("choice")
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._kind_words = kind
        self.key = label("", "secondary")
        self.key.setProperty("surface", "key")
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setFixedWidth(look.px(KEY_PX))
        policy = self.key.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.key.setSizePolicy(policy)
        self.kind = label(kind, "body", tone="mute", wrap=True)
        self.kind.setFixedWidth(look.px(KIND_PX))
        self.text = label("", "card" if strong else "strong", wrap=True)
        self.why = label("", "secondary", wrap=True)
        self.swap = button(swap, self.swap_requested.emit, kind="quiet")
        self.swap.setObjectName(f"{name}_swap")
        self.swap.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # X does it from the row
        self.swap.setToolTip(_("{what} (key X)").format(what=swap))
        self.act = button(act, self.act_requested.emit, kind="quiet")
        self.act.setObjectName(f"{name}_act")
        self.act.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.act.setToolTip(_("{what} (key Enter)").format(what=act))
        self.act.setVisible(bool(act))
        self._build()

    def say(self, text: str, why: str, *, number: int, can_swap: bool, tone: str = "mute") -> None:
        """Show what the row is about. `number` is the digit that chooses it, 0 for none."""
        self.text.setText(text)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        _set_tone(self.why, tone)
        self.key.setText(str(number) if number else "")
        self.key.setVisible(bool(number))
        self.swap.setVisible(can_swap)
        self.setAccessibleName(f"{self._kind_words}: {text}. {why}")

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modified = Qt.Key(event.key()), bool(event.modifiers() & ~_PAD)
        if key == Qt.Key.Key_X and not modified and not self.swap.isHidden():
            self.swap_requested.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.act_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.drop_requested.emit()
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.act_requested.emit()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(XS // 2)
        words.addWidget(self.text)
        words.addWidget(self.why)
        grid = QGridLayout(self)
        grid.setContentsMargins(S, S - 2, S, S - 2)
        grid.setHorizontalSpacing(M)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.key, 0, 0, top)
        grid.addWidget(self.kind, 0, 1, top)
        grid.addLayout(words, 0, 2)
        grid.addWidget(self.act, 0, 3, top)
        grid.addWidget(self.swap, 0, 4, top)
        grid.setColumnStretch(2, 1)


_PAD = Qt.KeyboardModifier.KeypadModifier


def _set_tone(words: QLabel, tone: str) -> None:
    words.setProperty("tone", tone)
    words.style().polish(words)
