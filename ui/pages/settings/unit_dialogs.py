"""What changing a unit asks: into which other one, and since which day it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.text.formats import counted
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.chooser import Chooser
from ui.widgets.day_field import DayField
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.store.units import UnitSummary

WIDTH_PX = 440


class UnitDialog(QDialog):
    """A heading, what it means, one field, and two buttons."""

    def __init__(
        self, look: Appearance, title: str, about: str, agree: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(XL, XL, XL, L)
        self.column.setSpacing(M)
        for words, role, tone in ((title, "verdict", ""), (about, "body", "mute")):
            part = label(words, role, tone=tone, wrap=True)
            part.setFixedWidth(look.px(WIDTH_PX))
            self.column.addWidget(part)
        self.agree = button(agree, kind="primary")
        self.agree.setObjectName("agree")

    def add_buttons(self) -> None:
        """Close the dialog's column with its buttons."""
        self.column.addSpacing(S)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch(1)
        cancel: QPushButton = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        row.addWidget(cancel)
        row.addWidget(self.agree)
        self.column.addLayout(row)


class MergeDialog(UnitDialog):
    """Asks into which unit of the same facility another is merged."""

    agreed = Signal(int)
    """The id of the unit that keeps everything."""

    def __init__(
        self, look: Appearance, unit: UnitSummary, others: Sequence[UnitSummary], parent: QWidget
    ) -> None:
        super().__init__(
            look,
            _("Merge “{unit}” into another unit").format(unit=unit.unit.name),
            _(
                "Everything moves to the other unit: surveys, comments, actions, and goals. "
                "Files with the old name will go there too. You can undo this until you import "
                "another file or close Throughline."
            ),
            _("Merge"),
            parent,
        )
        self.setObjectName("merge_dialog")
        self._unit = unit
        self._others = {summary.unit.id: summary for summary in others}
        self.into = Chooser(look, _("Merge into…"), max_width_px=WIDTH_PX)
        self.into.setObjectName("merge_into")
        self.into.setMinimumWidth(look.px(WIDTH_PX))
        options = [
            Option(
                s.unit.id, s.unit.name, note=" · ".join(p for p in (s.unit.site, _surveys(s)) if p)
            )
            for s in others
        ]
        self.into.set_options(options)
        self._sum = label(" ", "strong", wrap=True)
        self._sum.setObjectName("merge_sum")
        self.column.addWidget(self.into)
        self.column.addWidget(self._sum)
        self.add_buttons()
        self.agree.setEnabled(False)
        self.into.chosen.connect(self._show_sum)
        self.agree.clicked.connect(self._take)
        self.into.setFocus()

    def _show_sum(self, key: object) -> None:
        into = self._others.get(key) if isinstance(key, int) else None
        self.agree.setEnabled(into is not None)
        if into is not None:
            words = _("{moved} from {unit} will join {kept} in {into}.")
            self._sum.setText(
                words.format(
                    moved=_surveys(self._unit),
                    unit=self._unit.unit.name,
                    kept=_surveys(into),
                    into=into.unit.name,
                )
            )

    def _take(self) -> None:
        if isinstance(self.into.current, int):
            self.agreed.emit(self.into.current)
            self.accept()


class CloseDialog(UnitDialog):
    """Asks since when a unit is closed."""

    agreed = Signal(object)
    """The `date`."""

    def __init__(self, look: Appearance, name: str, today: date, parent: QWidget) -> None:
        super().__init__(
            look,
            _("Close “{unit}”").format(unit=name),
            _("Its results stay, and you can reopen it. Closed since:"),
            _("Close unit"),
            parent,
        )
        self.setObjectName("close_dialog")
        self.day = DayField(look, _("Closed since"))
        self.day.setObjectName("closed_on")
        self.day.set_past()
        self.day.set_day(today, today=today)
        self.day.setFixedWidth(look.px(150))
        self.column.addWidget(self.day)
        self.add_buttons()
        self.agree.clicked.connect(self._take)
        self.day.setFocus()

    def _take(self) -> None:
        if not self.day.is_day:
            self.day.setFocus()
            return
        self.agreed.emit(self.day.day)
        self.accept()


def _note(summary: UnitSummary) -> str:
    return " · ".join(part for part in (summary.unit.site, _surveys(summary)) if part)


def _surveys(summary: UnitSummary) -> str:
    return counted(summary.responses, "survey", "surveys")
