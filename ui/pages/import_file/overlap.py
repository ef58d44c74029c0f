"""A file of months that are stored already: add what is new, replace the months, or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.base.theme import XS, L, S
from ui.text.formats import counted, months_name, number
from ui.text.language import _
from ui.widgets.basics import Surface, label

if TYPE_CHECKING:
    from models.importing import Overlap


class OverlapCard(Surface):
    """Two choices with what each would do; to leave the file is the button beside its import."""

    replace_said = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("overlap_card")
        self._title = label("", "card", wrap=True)
        self.add = QRadioButton()
        self.add.setObjectName("overlap_add")
        self.replace = QRadioButton()
        self.replace.setObjectName("overlap_replace")
        self._added = label("", "secondary", wrap=True)
        self._replaced = label("", "secondary", wrap=True)
        self._build()

    def show_overlap(self, overlap: Overlap | None, *, replaces: bool) -> None:
        """Show how a file meets what is stored; nothing where it does not, or brings the same."""
        if overlap is None or not overlap.stored or (overlap.brings_nothing and not replaces):
            self.hide()
            return
        months = months_name(overlap.months[0], overlap.months[-1])
        self._title.setText(_("{months}: already stored").format(months=months))
        new = _("Add only the {n} new").format(n=number(overlap.rows_new))
        self.add.setText(new if overlap.rows_new else _("Keep what's stored"))
        self.replace.setText(_("Replace {months}").format(months=months))
        self._added.setText(_adding(overlap))
        self._replaced.setText(_replacing(overlap))
        for radio, words in ((self.add, self._added), (self.replace, self._replaced)):
            radio.setAccessibleName(f"{self._title.text()}. {radio.text()}")
            radio.setAccessibleDescription(words.text())
        (self.replace if replaces else self.add).setChecked(True)
        self.setAccessibleName(self._title.text())
        self.show()

    def _build(self) -> None:
        choices = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, L - 2)
        column.setSpacing(XS)
        column.addWidget(self._title)
        for radio, words, replaces in (
            (self.add, self._added, False),
            (self.replace, self._replaced, True),
        ):
            choices.addButton(radio)
            radio.clicked.connect(lambda _on=False, all_of_it=replaces: self._tell(all_of_it))
            words.setContentsMargins(L + L + S, 0, 0, XS)
            column.addWidget(radio)
            column.addWidget(words)
        self.hide()

    def _tell(self, replaces: bool) -> None:
        self.replace_said.emit(replaces)


def _adding(overlap: Overlap) -> str:
    stay = _("{n} already stored stay as they are.").format(n=number(overlap.rows_known))
    if not overlap.rows_changed:
        return stay
    changed = _("{n} of them have different answers in this file.").format(
        n=number(overlap.rows_changed)
    )
    return f"{stay} {changed}"


def _replacing(overlap: Overlap) -> str:
    told = _("Removes {surveys} from {units}. Undoing this import brings them back.").format(
        surveys=counted(overlap.stored, "survey", "surveys"),
        units=counted(overlap.units, "unit", "units"),
    )
    if not overlap.standing:
        return told
    standing = _("{n} from units not in this file stay.")
    return f"{told} {standing.format(n=number(overlap.standing))}"
