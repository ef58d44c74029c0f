"""One column of a file: what it is, which end of its scale is best, which answers are the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from models.files.mapping import ANSWERED_ROLES, LAYOUT_ROLES, ColumnMapping, Direction, Role
from models.files.sheets import column_letters
from ui.base.plain_text import without_mnemonic
from ui.base.theme import XS, Appearance, L, M, S
from ui.pages.import_file.words import role_meaning, role_words
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, IconButton, Surface, button, label
from ui.widgets.check_list import ROW_PX, CheckList
from ui.widgets.chooser import Chooser, ChooserPopup
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.files.preview import ColumnPreview, Preview

SHOWN_ANSWERS = 6
ANSWER_ROLES = tuple(role for role in Role if role not in LAYOUT_ROLES)


def role_options(roles: Sequence[Role] = ANSWER_ROLES) -> list[Option]:
    """Return roles a column can be given, with what follows from each."""
    return [Option(role, role_words(role), note=role_meaning(role)) for role in roles]


class ColumnPanel(Surface):
    """Changes what is said about one column. Every change is a whole new mapping; the file is
    looked at again by whoever hears of it."""

    mapping_changed = Signal(object)
    """The `Mapping` with the change."""
    measure_wanted = Signal(str)
    """A measure is to be built, beginning with the column of this name."""
    closed = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._preview: Preview | None = None
        self._column: ColumnPreview | None = None
        self._popup: ChooserPopup | None = None
        self.setObjectName("column_panel")
        self._place = label("", "small")
        self._name = ElidedLabel("", "card")
        self._why = label("", "secondary", wrap=True)
        self.role = Chooser(look, _("What the column is"), max_width_px=320)
        self.role.setObjectName("column_role")
        self.best_end: list[QRadioButton] = []
        self._ends = QButtonGroup(self)
        self._given = label("", "secondary", wrap=True)
        self._scale = QWidget()
        self.best = CheckList(look, _("Best answers"), searched=False)
        self.best.setObjectName("best_answers")
        self._measure = button(_("Use in a new measure…"), self._want_measure, kind="quiet")
        self._measure.setObjectName("build_measure")
        self._again = button(_("Detect again"), self._find_again, kind="quiet")
        self._again.setObjectName("column_again")
        self._build()

    @property
    def place(self) -> int:
        """The place of the column shown, -1 when the panel is closed."""
        return self._column.place if self._column is not None and not self.isHidden() else -1

    @property
    def name(self) -> str:
        """The name of the column shown, as the reader calls it."""
        return self._column.name if self._column is not None else ""

    def show_column(self, preview: Preview, place: int, given_by: str = "") -> bool:
        """Show a column of a preview; False when there is nothing to say about it. `given_by` is
        the name of the questionnaire whose answers are given, empty where they are found."""
        column = next((c for c in preview.columns if c.place == place), None)
        if column is None or column.role is None or not preview.mappable or not column.name:
            self.hide()
            return False
        self._preview, self._column = preview, column
        self._place.setText(_("Column {letters}").format(letters=column_letters(place)))
        self._name.setText(column.name)
        self._why.setText(" ".join(part for part in (column.reason, _examples(column)) if part))
        self.role.set_options(role_options(preview.roles), column.role)
        self._show_scale(column, given_by)
        self._again.setVisible(preview.mapping.column(column.name) is not None)
        self.show()
        return True

    def open_roles(self, anchor: QWidget | None = None) -> None:
        """Open the list of roles below a part of the window, by default below its own button."""
        if self._column is None or self._preview is None:
            return
        if self._popup is None:
            self._popup = ChooserPopup(self._look, self.window())  # whose Escape is its own
            self.destroyed.connect(self._popup.deleteLater)
            self._popup.picked.connect(lambda option: self._take_role(option.key))
        options = role_options(self._preview.roles)
        self._popup.open_under(anchor or self.role, options, self._column.role)

    @property
    def popup(self) -> ChooserPopup | None:
        """The list of roles, once it was opened at a head."""
        return self._popup

    # what is said

    def _said(self) -> ColumnMapping:
        """Return what is said of the column so far."""
        assert self._preview is not None
        assert self._column is not None
        known = self._preview.mapping.column(self._column.name)
        role = self._column.role or Role.IGNORE
        return known or ColumnMapping(self._column.name, role)

    def _tell(self, column: ColumnMapping) -> None:
        assert self._preview is not None
        self.mapping_changed.emit(self._preview.mapping.with_column(column))

    def _take_role(self, role: object) -> None:
        if self._column is not None and isinstance(role, Role) and role is not self._column.role:
            self._tell(replace(self._said(), role=role))

    def _take_end(self, end: int) -> None:
        """Turn the scale around, when the other end is the best one."""
        if self._column is None or end == 0:
            return
        now = self._column.direction or self._said().direction or Direction.HIGHEST
        other = Direction.LOWEST if now is Direction.HIGHEST else Direction.HIGHEST
        said = self._said()
        answers = tuple(reversed(said.answers))
        self._tell(replace(said, direction=other, answers=answers, best=()))

    def _take_best(self, labels: list[object]) -> None:
        if self._column is not None and 0 < len(labels) < len(self._column.answers):
            chosen = tuple(a for a in self._column.answers if a in labels)
            self._tell(replace(self._said(), best=chosen))

    def _find_again(self) -> None:
        if self._preview is not None and self._column is not None:
            self.mapping_changed.emit(self._preview.mapping.without_column(self._column.name))

    def _want_measure(self) -> None:
        if self._column is not None:
            self.measure_wanted.emit(self._column.name)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    # what is shown

    def _show_scale(self, column: ColumnPreview, given_by: str) -> None:
        answered = column.role in ANSWERED_ROLES and len(column.answers) > 1
        told = _("Its answers and best answers come from {questionnaire}.")
        self._given.setText(told.format(questionnaire=given_by))
        self._given.setVisible(answered and bool(given_by))
        scaled = answered and not given_by
        self._scale.setVisible(scaled)
        self._measure.setVisible(scaled and column.role is Role.ITEM)
        if not scaled:
            return
        worst, best = column.answers[0], column.answers[-1]
        for radio, end in zip(self.best_end, (best, worst), strict=True):
            words = _("“{answer}” is the best answer").format(answer=end)
            radio.setText(without_mnemonic(words))
            radio.setAccessibleName(radio.text())
        self._ends.setExclusive(False)
        self.best_end[0].setChecked(True)
        self.best_end[1].setChecked(False)
        self._ends.setExclusive(True)
        counts = {word.casefold(): count for word, count in column.values}
        options = [
            Option(a, a, note=number(counts[a.casefold()]) if a.casefold() in counts else "")
            for a in reversed(column.answers)
        ]
        self.best.model.set_options(options, column.best)
        rows = min(len(options), SHOWN_ANSWERS)
        self.best.view.setFixedHeight(rows * self._look.px(ROW_PX) + 4)

    def _build(self) -> None:
        close = IconButton(self._look, "cross", _("Close"), kind="quiet")
        close.setObjectName("column_close")
        close.clicked.connect(lambda: self._close())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._close)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L - 2)
        column.setSpacing(XS)
        column.addLayout(head)
        for part in (self._name, self._why):
            column.addWidget(part)
        column.addSpacing(XS)
        column.addWidget(self.role)
        column.addWidget(self._given)
        column.addWidget(self._scale)
        column.addWidget(self._measure, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_scale()
        self.role.chosen.connect(self._take_role)
        self.best.changed.connect(self._take_best)
        self.hide()

    def _build_scale(self) -> None:
        column = QVBoxLayout(self._scale)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(XS)
        column.addWidget(label(_("Which end is best"), "strong"))
        for end, name in enumerate(("best_end_kept", "best_end_turned")):
            radio = QRadioButton()
            radio.setObjectName(name)
            radio.clicked.connect(lambda _on=False, place=end: self._take_end(place))
            self._ends.addButton(radio)
            self.best_end.append(radio)
            column.addWidget(radio)
        column.addSpacing(XS)
        column.addWidget(label(_("Answers that count as best"), "strong"))
        column.addWidget(self.best)


def _examples(column: ColumnPreview) -> str:
    shown = [f"“{text}”" for text in column.examples]
    return _("For example: {examples}.").format(examples=", ".join(shown)) if shown else ""
