"""A question with a yes and a no, in the look of everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.text.language import _
from ui.widgets.basics import button, label

WIDTH_PX = 420


class QuestionDialog(QDialog):
    """Says what would be done and asks. Escape and the first button leave everything as it is;
    Enter does that too, so that nothing is lost by a hasty key."""

    agreed = Signal()

    def __init__(
        self, look: Appearance, question: str, text: str, agree: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setAccessibleDescription(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        for words, role, tone in ((question, "verdict", ""), (text, "body", "mute")):
            part = label(words, role, tone=tone, wrap=True)
            part.setFixedWidth(look.px(WIDTH_PX))
            column.addWidget(part)
        column.addSpacing(S)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch(1)
        keep = button(_("Keep as it is"), self.reject)
        keep.setObjectName("keep")
        keep.setDefault(True)
        act = button(agree, self._agree, kind="primary")
        act.setObjectName("agree")
        act.setAutoDefault(False)
        row.addWidget(keep)
        row.addWidget(act)
        column.addLayout(row)
        keep.setFocus()

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
