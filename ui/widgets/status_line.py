"""The window's foot: what is under way with a way to stop it, "Saved", and what went wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from models.errors import UserError
from ui.base.theme import XL, XS, Appearance, L, M
from ui.text.errors import whole
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, IconButton, Surface, button

SHOWN_MS = 5_000
SAVED_MS = 15_000
BAR_WIDTH_PX = 200
MOST_WIDTH_PX = 760


class StatusLine(Surface):
    """Hidden while there is nothing to say. A problem stays until it is closed."""

    cancel_requested = Signal()
    undo_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setProperty("surface", "status")
        self.setObjectName("status_line")
        self._text = ElidedLabel("", "body")
        self._text.setObjectName("status_text")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(look.px(BAR_WIDTH_PX))
        self._cancel = button("", self.cancel_requested.emit, kind="quiet")
        self._cancel.setObjectName("cancel")
        self._folder = button("", self._show_folder, kind="quiet")
        self._folder.setObjectName("show_in_folder")
        self._undo = button("", self._ask_undo, kind="quiet")
        self._undo.setObjectName("undo_last")
        self._look = look
        self._place: QWidget | None = None
        self._saved = ""
        self._close = IconButton(look, "cross", "", kind="quiet")
        self._close.clicked.connect(self.clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, XS, L, XS)
        row.setSpacing(M)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        row.addWidget(self._folder)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self.retranslate()
        self.clear()

    def float_over(self, place: QWidget) -> None:
        """Float over the foot of a part of the window, so that nothing moves when it appears."""
        self.setParent(place.parentWidget())
        self._place = place
        place.installEventFilter(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._settle()
        return False

    def _settle(self) -> None:
        """Go to the middle of the foot, above everything else."""
        if self._place is None or self.isHidden():
            return
        over = self._place.geometry()
        width = min(over.width() - 2 * L, self._look.px(MOST_WIDTH_PX))
        height = self.sizeHint().height()
        left = over.left() + (over.width() - width) // 2
        self.setGeometry(left, over.bottom() - height - M, width, height)
        self.raise_()

    def retranslate(self) -> None:
        """Name its parts in the language of now."""
        self._bar.setAccessibleName(_("Progress"))
        self._cancel.setText(_("Cancel"))
        self._folder.setText(_("Show in folder"))
        self._undo.setText(_("Undo"))
        self._close.setToolTip(_("Dismiss"))
        self._close.setAccessibleName(_("Dismiss"))

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def shows_progress(self) -> bool:
        return self._bar.isVisibleTo(self)

    def say(self, words: str) -> None:
        """Show a line for a few seconds, unless something is under way."""
        if not self.shows_progress:
            self._show(words)
            self._timer.start(SHOWN_MS)

    def say_done(self, words: str) -> None:
        """Show what was done, and offer to undo it."""
        if self.shows_progress:
            return
        self._show(words)
        self._undo.show()
        self._settle()
        self._timer.start(SAVED_MS)

    def say_saved(self, path: str) -> None:
        """Say where a file was saved, and offer its folder."""
        if self.shows_progress:
            return
        self._show(_("Saved to {file}.").format(file=path))
        self._saved = path
        self._folder.show()
        self._close.show()
        self._settle()
        self._timer.start(SAVED_MS)

    def _ask_undo(self) -> None:
        self.clear()
        self.undo_requested.emit()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._saved).parent)))

    def say_problem(self, error: UserError) -> None:
        """Show a problem and what to do next, until it is closed."""
        self._show(whole(error))
        self._close.show()

    def say_progress(self, words: str, fraction: float | None) -> None:
        """Show what is under way and how far it is (0-1, None where that is not known)."""
        self._show(words)
        self._bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._bar.setValue(round(1000 * min(max(fraction, 0.0), 1.0)))
        self._bar.show()
        self._cancel.show()
        self._settle()

    def clear(self) -> None:
        self._show("")
        self.hide()

    def _show(self, words: str) -> None:
        self._timer.stop()
        self._text.setText(words)
        self.setAccessibleName(words)
        for part in (self._bar, self._cancel, self._folder, self._undo, self._close):
            part.hide()
        self.show()
        self._settle()
