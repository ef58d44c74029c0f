"""In the place of a picture that takes a while: what is done, how far, and a way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.base.theme import Appearance, L, M
from ui.text.language import _
from ui.widgets.basics import button, label

PATIENCE_MS = 300
"""Work that takes less than this shows nothing at all."""

BAR_WIDTH_PX = 280


class Working(QWidget):
    """Stands empty for `PATIENCE_MS` after `begin`, then shows the progress it is told of."""

    cancel_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("working")
        self._words = label("", "body", tone="mute")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(look.px(BAR_WIDTH_PX))
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = button(_("Cancel"), self.cancel_requested.emit)
        self._cancel.setObjectName("cancel_work")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(lambda: self._show_parts(True))
        column = QVBoxLayout(self)
        column.setSpacing(M)
        column.setContentsMargins(L, L, L, L)
        column.addStretch(2)
        for part in (self._words, self._bar, self._cancel):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._show_parts(False)

    @property
    def text(self) -> str:
        return self._words.text()

    @property
    def shows_parts(self) -> bool:
        return self._cancel.isVisibleTo(self)

    def begin(self, words: str) -> None:
        """Wait a moment, then show `words` until `end`."""
        self._show_parts(False)
        self.say(words, None)
        self._timer.start()

    def say(self, words: str, fraction: float | None) -> None:
        """Show what is under way and how far it is (0-1, None where that is not known)."""
        self._words.setText(words)
        self._bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._bar.setValue(round(1000 * min(max(fraction, 0.0), 1.0)))
        self.setAccessibleName(words)

    def end(self) -> None:
        self._timer.stop()

    def _show_parts(self, shown: bool) -> None:
        for part in (self._words, self._bar, self._cancel):
            part.setVisible(shown)
