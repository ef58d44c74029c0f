"""What can be done with an opened file, said first, beside the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.pages.import_counts import CountsPanel
from ui.pages.import_words import tr
from ui.theme import L, Look, M, S
from ui.widgets.basics import Surface, button, label


class VerdictCard(Surface):
    """A sentence, the counts, and two buttons: what to do, and to leave it."""

    agreed = Signal()
    left = Signal()
    """The user does not want the file, or wants what is under way to stop."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("offer_verdict")
        self._about = label("", "secondary", wrap=True)
        self._about.setObjectName("offer_about")
        self.counts = CountsPanel(look)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self.agree = button("", self.agreed.emit, kind="primary")
        self.agree.setObjectName("offer_import")
        self.leave = button("", self.left.emit)
        self.leave.setObjectName("offer_close")
        self._build()

    @property
    def text(self) -> str:
        """What the card says first."""
        return self._verdict.text()

    def say(self, verdict: str, about: str = "", *, bad: bool = False) -> None:
        """Say what can be done, and in a quieter line more about it."""
        self._verdict.setText(verdict)
        self._verdict.setProperty("tone", "below" if bad else "")
        self._verdict.style().polish(self._verdict)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(f"{verdict} {about}".strip())

    def offer(self, agree: str, leave: str, *, ready: bool = True) -> None:
        """Offer two buttons; without words for the first only the second. One that is not
        `ready` says what is missing and cannot be pressed."""
        self.agree.setText(agree)
        self.agree.setVisible(bool(agree))
        self.agree.setEnabled(ready)
        self.leave.setText(leave)

    def show_progress(self, message: str, fraction: object) -> None:
        """Show how far what is under way has come (0-1, None where that is not known)."""
        self._about.setText(message)
        self._about.setVisible(bool(message))
        self._bar.setVisible(True)
        if isinstance(fraction, float):
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(fraction * 1000))
        else:
            self._bar.setRange(0, 0)

    def end_progress(self) -> None:
        self._bar.setVisible(False)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.agree, 1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, L)
        column.setSpacing(S)
        column.addWidget(self._verdict)
        column.addWidget(self._about)
        column.addWidget(self._bar)
        column.addWidget(self.counts)
        column.addSpacing(M - S)
        column.addLayout(buttons)
        self._bar.hide()
        self.counts.hide()
