"""A measure built by hand: its name, the items it is the mean of, and their best answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.files.mapping import MeasureMapping, Role, column_key
from ui.base.theme import XL, Appearance, L, M, S
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.check_list import ROW_PX, CheckList
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.files.preview import ColumnPreview, Preview

LIST_PX = 300
SHOWN_ITEMS, SHOWN_ANSWERS = 7, 5


class MeasureDialog(QDialog):
    """Asks for a measure. Enter in the name agrees once there is a name and an item."""

    built = Signal(object)
    """The `MeasureMapping`."""

    def __init__(
        self, look: Appearance, preview: Preview, columns: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Build a measure"))
        self.setObjectName("measure_dialog")
        self._look = look
        self._items = [c for c in preview.columns if c.role is Role.ITEM and len(c.answers) > 1]
        self._taken = {measure.key for measure in preview.mapping.measures}
        self.name = QLineEdit()
        self.name.setObjectName("measure_name")
        self.name.setAccessibleName(_("Measure name"))
        self.name.setPlaceholderText(_("For example, Nurse communication"))
        self.items = CheckList(look, _("Questions in the measure"))
        self.best = CheckList(look, _("Best answers"), searched=False)
        self._why_not = label("", "secondary", wrap=True)
        self._agree = button(_("Build measure"), self._take, kind="primary")
        self._agree.setObjectName("measure_agree")
        self._build()
        chosen = [c.name for c in self._items if c.name in columns]
        options = [Option(c.name, c.label or c.name, note=_scale_words(c)) for c in self._items]
        self.items.model.set_options(options, chosen)
        self._offer_answers()
        self.items.changed.connect(lambda _keys: self._offer_answers())
        self.best.changed.connect(lambda _keys: self._follow())
        self.name.textChanged.connect(lambda _text: self._follow())
        self.name.returnPressed.connect(self._take)
        self.name.setFocus()

    @property
    def chosen(self) -> list[ColumnPreview]:
        """The items that are checked, in the order of the file."""
        names = self.items.model.checked
        return [column for column in self._items if column.name in names]

    def _offer_answers(self) -> None:
        """Offer the answers that all checked items share; those that are best there are checked."""
        chosen = self.chosen
        shared = list(chosen[0].answers) if chosen else []
        for column in chosen[1:]:
            shared = [answer for answer in shared if answer in column.answers]
        best = [a for a in shared if all(a in column.best for column in chosen)]
        self.best.model.set_options([Option(a, a) for a in reversed(shared)], best)
        self._follow()

    def _follow(self) -> None:
        reason = self._reason_against()
        self._why_not.setText(reason)
        self._agree.setEnabled(not reason)

    def _reason_against(self) -> str:
        """Return why the measure cannot be built yet, empty when it can."""
        if not self.chosen:
            return _("Check the questions it's made of.")
        if not self.best.model.rowCount():
            return _(
                "These questions use different answers. Check questions with the same answers."
            )
        if not 0 < len(self.best.model.checked) < self.best.model.rowCount():
            return _("Check some answers as best, but not all.")
        return "" if self.name.text().strip() else _("Name the measure.")

    def _take(self) -> None:
        if self._reason_against():
            return
        title = self.name.text().strip()
        key = base = "_".join(column_key(title).split()) or "measure"
        version = 2
        while key in self._taken:
            key, version = f"{base}_{version}", version + 1
        columns = tuple(column.name for column in self.chosen)
        labels = [a for a in self.chosen[0].answers if a in self.best.model.checked]
        self.built.emit(MeasureMapping(key, title, columns, tuple(labels)))
        self.accept()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("Build a measure"), "verdict"))
        about = _(
            "A measure is the average % best answer of its questions. The best answers you "
            "choose apply to each question too."
        )
        column.addWidget(label(about, "body", tone="mute", wrap=True))
        column.addWidget(self.name)
        lists = QHBoxLayout()
        lists.setSpacing(L)
        for title, field, rows in (
            (_("Questions"), self.items, SHOWN_ITEMS),
            (_("Best answers"), self.best, SHOWN_ANSWERS),
        ):
            side = QVBoxLayout()
            side.setSpacing(S)
            side.addWidget(label(title, "strong"))
            field.view.setMinimumHeight(rows * self._look.px(ROW_PX))
            field.setFixedWidth(self._look.px(LIST_PX))
            side.addWidget(field, 1)
            lists.addLayout(side)
        column.addLayout(lists, 1)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self._why_not, 1)
        cancel = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        foot.addWidget(cancel)
        self._agree.setAutoDefault(False)
        foot.addWidget(self._agree)
        column.addLayout(foot)


def _scale_words(column: ColumnPreview) -> str:
    return f"{column.answers[0]} – {column.answers[-1]}"
