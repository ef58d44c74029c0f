"""How units are adjusted: by which questions about the patient, weights, smoothing, stars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.pages.units.queries import Adjusting
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.check_list import CheckList
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from ui.pages.base import MeasureName

WIDTH_PX, LIST_PX, CHOICE_PX = 480, 230, 260


class CaseMixDialog(QDialog):
    """Offers the choices of AHRQ's program. Escape changes nothing."""

    agreed = Signal(object)
    """The `Adjusting`."""

    def __init__(
        self,
        look: Appearance,
        questions: Sequence[MeasureName],
        used: Sequence[str],
        now: Adjusting,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Adjust for patient mix"))
        self.setObjectName("case_mix_dialog")
        self._look, self._now = look, now
        self._used = frozenset(used)
        self.questions = CheckList(look, _("Questions about the patient"))
        first = sorted(questions, key=lambda question: question.key not in self._used)
        self.questions.model.set_options([Option(q.key, q.label) for q in first], used)
        self.questions.setFixedHeight(look.px(LIST_PX))
        self.questions.setVisible(bool(questions))
        self._rows = QFormLayout()
        self.weigh = self._offer(_("Weight of each unit"), _weigh_options(), now.weigh)
        self.items = self._offer(_("Weight of each question"), _item_options(), now.items)
        self.smoothing = self._offer(_("Smoothing"), _smoothing_options(), now.smoothing)
        self.change = self._offer(_("Stars need"), _change_options(), now.change)
        self._build(with_questions=bool(questions))

    def chosen(self) -> Adjusting:
        """Return what is chosen now."""
        checked = tuple(str(key) for key in self.questions.model.checked)
        untouched = frozenset(checked) == self._used
        return Adjusting(
            self._now.adjust if untouched else checked,
            str(self.weigh.current),
            str(self.items.current),
            str(self.smoothing.current),
            str(self.change.current),
        )

    def _offer(self, name: str, options: Sequence[Option], now: str) -> Chooser:
        chooser = Chooser(self._look, name, max_width_px=CHOICE_PX)
        chooser.set_options(options, now)
        self._rows.addRow(label(name, "body"), chooser)
        return chooser

    def _build(self, *, with_questions: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("Adjust for these patient answers"), "card"))
        column.addWidget(self.questions)
        if not with_questions:
            none = _("No survey asks about the patient, so there's nothing to adjust for.")
            column.addWidget(label(none, "secondary", wrap=True))
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._rows.setHorizontalSpacing(L)
        self._rows.setVerticalSpacing(S)
        column.addLayout(self._rows)
        about = _("Default settings match AHRQ's CAHPS Analysis Program.")
        column.addWidget(label(about, "secondary", wrap=True))
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(button(_("Cancel"), self.reject))
        agree = button(_("Adjust"), self._agree, kind="primary")
        agree.setObjectName("agree")
        feet.addWidget(agree)
        column.addLayout(feet)
        self.setFixedWidth(self._look.px(WIDTH_PX))

    def _agree(self) -> None:
        chosen = self.chosen()
        self.accept()
        self.agreed.emit(chosen)


def _weigh_options() -> list[Option]:
    return [
        Option("alike", _("every unit counts the same")),
        Option("surveys", _("larger units count more")),
    ]


def _item_options() -> list[Option]:
    return [
        Option("alike", _("all count the same")),
        Option("answers", _("questions with more answers count more")),
    ]


def _smoothing_options() -> list[Option]:
    return [
        Option("0", _("none")),
        Option("15", _("15 surveys (for one question)")),
        Option("20", _("20 surveys (for several questions)")),
        Option("25", _("25 surveys (for a rating)")),
    ]


def _change_options() -> list[Option]:
    return [
        Option("0", _("a clear difference")),
        Option("0.1", _("a clear difference, 1/10 of the way to the best or worst score")),
        Option("0.2", _("a clear difference, 1/5 of the way to the best or worst score")),
    ]
