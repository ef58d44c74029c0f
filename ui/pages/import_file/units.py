"""Unit names that look alike: offered as one unit, never joined by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.base.theme import XS, Appearance, L, S
from ui.text.formats import counted, number
from ui.text.language import _, ngettext
from ui.text.spellings import spelling_question
from ui.widgets.basics import Surface, label

if TYPE_CHECKING:
    from models.importing import SpellingGroup


class SpellingQuestion(QWidget):
    """One group of spellings: one unit, or several."""

    answered = Signal(bool)
    """True: they are one unit."""

    def __init__(self, group: SpellingGroup, joined: bool | None) -> None:
        super().__init__()
        self.group = group
        question = spelling_question(group)
        self.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(label(question, "body", wrap=True))
        choices = QButtonGroup(self)
        self.together = QRadioButton(_("Same unit: {unit}").format(unit=group.suggested))
        self.apart = QRadioButton(_("Different units"))
        for radio, name, is_joined in (
            (self.together, "units_joined", True),
            (self.apart, "units_apart", False),
        ):
            radio.setObjectName(name)
            radio.setAccessibleName(f"{question} {radio.text()}")
            radio.setChecked(joined is is_joined or (joined is None and not is_joined))
            radio.clicked.connect(lambda _on=False, one=is_joined: self.answered.emit(one))
            choices.addButton(radio)
            column.addWidget(radio)
        rows = ((n, r) for n, r in zip(group.names, group.rows, strict=True) if r)
        told = ", ".join(f"{name}: {counted(r, 'row', 'rows')}" for name, r in rows)
        column.addWidget(label(told, "secondary", wrap=True))


class UnitsCard(Surface):
    """The groups of a file. Those that were answered stay, so that an answer can be changed."""

    units_changed = Signal(object)
    """Spellings and the unit each one means, as a dict."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._groups: dict[tuple[str, ...], SpellingGroup] = {}
        self._units: dict[str, str] = {}
        self.questions: list[SpellingQuestion] = []
        self.setObjectName("units_card")
        self._title = label("", "card", wrap=True)
        self._nameless = label("", "secondary", wrap=True)
        self._nameless.setObjectName("no_unit_rows")
        self._inner = QVBoxLayout()
        self._inner.setSpacing(L - XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, L - 2)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addLayout(self._inner)
        column.addWidget(self._nameless)
        self.hide()

    def show_units(
        self, groups: Sequence[SpellingGroup], said: Mapping[str, str], nameless: int
    ) -> None:
        """Show groups of look-alike names, what was said of them, and the rows without a unit."""
        self._units = dict(said)
        new = {tuple(sorted(group.names)): group for group in groups}
        if not new.keys() <= self._groups.keys():
            self._groups |= new
            self._rebuild()
        count = len(self._groups)
        alike = counted(count, "unit with several spellings", "units with several spellings")
        self._title.setText(alike if count else _("Rows without a unit"))
        told = ngettext(
            "{n} row has no unit. It counts for the hospital under “No unit”.",
            "{n} rows have no unit. They count for the hospital under “No unit”.",
            nameless,
        )
        self._nameless.setText(told.format(n=number(nameless)) if nameless else "")
        self._nameless.setVisible(nameless > 0)
        self.setVisible(bool(self._groups) or nameless > 0)

    def _rebuild(self) -> None:
        for question in self.questions:
            self._inner.removeWidget(question)
            question.hide()
            question.deleteLater()
        self.questions = []
        for group in self._groups.values():
            question = SpellingQuestion(group, self._joined(group))
            question.answered.connect(lambda joined, of=group: self._take(of, joined))
            self.questions.append(question)
            self._inner.addWidget(question)

    def _joined(self, group: SpellingGroup) -> bool | None:
        said = [self._units[name] for name in group.others if name in self._units]
        return all(unit == group.suggested for unit in said) if said else None

    def _take(self, group: SpellingGroup, joined: bool) -> None:
        units = {name: unit for name, unit in self._units.items() if name not in group.others}
        if joined:
            units |= dict.fromkeys(group.others, group.suggested)
        self._units = units
        self.units_changed.emit(units)
