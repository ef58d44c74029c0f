"""Types in what a shift wrote on its printed card: lines, and the fingers beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.pages.huddle.words import shift_name
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

LINES = 7
WIDTH_PX = 440
MOST_FINGERS = 99


class CardDialog(QDialog):
    """Tab goes from line to line, Enter keeps the card, Escape closes."""

    entered = Signal(str, object)
    """The shift, and its lines as (words, fingers)."""

    def __init__(
        self, look: Appearance, shifts: Sequence[str], shift: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card_dialog")
        self.setWindowTitle(_("Enter a shift card"))
        self.shift = Chooser(look, _("Shift"))
        self.shift.set_options([Option(s, shift_name(s)) for s in shifts], shift)
        self.lines = [QLineEdit() for _line in range(LINES)]
        self.fingers = [QLineEdit() for _line in range(LINES)]
        self._keep = button(_("Save card"), self._take, kind="primary")
        self._build(look)
        self.lines[0].setFocus()
        self._enable()

    def _build(self, look: Appearance) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(label(_("What did they write?"), "verdict"), 1)
        head.addWidget(self.shift)
        column.addLayout(head)
        hint = _("One line per row, as written on the card. No names. Add the finger count.")
        column.addWidget(label(hint, "secondary", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(S)
        for row, (line, fingers) in enumerate(zip(self.lines, self.fingers, strict=True)):
            line.setFixedWidth(look.px(WIDTH_PX))
            line.setObjectName(f"card_line_{row + 1}")
            line.setAccessibleName(_("Line {n}").format(n=row + 1))
            line.textChanged.connect(self._enable)
            fingers.setFixedWidth(look.px(88))
            fingers.setPlaceholderText(_("fingers") if not row else "")
            fingers.setObjectName(f"card_fingers_{row + 1}")
            fingers.setAccessibleName(_("Fingers for line {n}").format(n=row + 1))
            fingers.setValidator(QIntValidator(0, MOST_FINGERS, fingers))
            grid.addWidget(line, row, 0)
            grid.addWidget(fingers, row, 1)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        buttons.addWidget(cancel)
        self._keep.setObjectName("card_keep")
        self._keep.setDefault(True)
        buttons.addWidget(self._keep)
        column.addLayout(buttons)

    def _enable(self) -> None:
        self._keep.setEnabled(any(line.text().strip() for line in self.lines))

    def _take(self) -> None:
        written = tuple(
            (line.text().strip(), int(fingers.text() or 0))
            for line, fingers in zip(self.lines, self.fingers, strict=True)
            if line.text().strip()
        )
        self.entered.emit(str(self.shift.current), written)
        self.accept()
