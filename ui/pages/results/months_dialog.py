"""Asks for any months: from one month to another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.text.formats import month_name
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option


class MonthsDialog(QDialog):
    """Two choosers, each with every month there is; the later of the two is the last."""

    chosen = Signal(int, int)
    """The first and the last month number."""

    def __init__(
        self, look: Appearance, months: range, first: int, last: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Choose months"))
        self.setObjectName("months_dialog")
        options = [Option(month, month_name(month)) for month in reversed(months)]
        self.first = Chooser(look, _("From"))
        self.first.setObjectName("months_first")
        self.first.set_options(options, first)
        self.last = Chooser(look, _("To"))
        self.last.setObjectName("months_last")
        self.last.set_options(options, last)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("Which months?"), "verdict"))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(label(_("From"), "body", tone="mute"))
        row.addWidget(self.first)
        row.addWidget(label(_("To"), "body", tone="mute"))
        row.addWidget(self.last)
        row.addStretch(1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        buttons.addWidget(cancel)
        agree = button(_("Show"), self._take, kind="primary")
        agree.setObjectName("months_agree")
        agree.setDefault(True)
        buttons.addWidget(agree)
        column.addLayout(buttons)
        self.first.setFocus()

    def _take(self) -> None:
        ends = sorted(k for k in (self.first.current, self.last.current) if isinstance(k, int))
        self.chosen.emit(ends[0], ends[-1])
        self.accept()
