"""Which published figures stand as ticks beside the unit's: the nation, states, hospitals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.analysis.comparison import MOST_TICKS
from ui.base.theme import XL, Appearance, L, M
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.check_list import CheckList
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.store.tallies import PublishedArea

WIDTH_PX, LIST_PX = 460, 320


class TicksDialog(QDialog):
    """Checks a few places. Escape changes nothing."""

    agreed = Signal(object)
    """The chosen keys, such as nation, state:VT and hospital:470001."""

    def __init__(
        self,
        look: Appearance,
        areas: Sequence[PublishedArea],
        chosen: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Benchmarks"))
        self.setObjectName("ticks_dialog")
        self.places = CheckList(look, _("Published scores"))
        options = [_option(area) for area in areas]
        options.sort(key=lambda option: option.key not in chosen)
        self.places.model.set_options(options, chosen)
        self.places.setFixedHeight(look.px(LIST_PX))
        self._agree = button(_("Show benchmarks"), self._take, kind="primary")
        self._agree.setObjectName("agree")
        self._limit = label("", "secondary", wrap=True)
        self._build(look)
        self._count(self.places.model.checked)

    def _build(self, look: Appearance) -> None:
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(button(_("Cancel"), self.reject))
        feet.addWidget(self._agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("Benchmarks"), "card"))
        about = _(
            "CMS adjusts these scores, averages four quarters, and rounds them. A "
            "benchmark appears only next to the same question."
        )
        column.addWidget(label(about, "secondary", wrap=True))
        for part in (self.places, self._limit):
            column.addWidget(part)
        column.addLayout(feet)
        self.setFixedWidth(look.px(WIDTH_PX))
        self.places.changed.connect(self._count)

    def _count(self, chosen: Sequence[object]) -> None:
        fits = len(chosen) <= MOST_TICKS
        self._agree.setEnabled(fits)
        words = _("{n} of {most} chosen.")
        self._limit.setText(words.format(most=number(MOST_TICKS), n=number(len(chosen))))

    def _take(self) -> None:
        chosen = tuple(str(key) for key in self.places.model.checked)
        self.accept()
        self.agreed.emit(chosen)


def _option(area: PublishedArea) -> Option:
    if area.level == "nation":
        return Option("nation", _("National average"))
    note = _("state") if area.level == "state" else area.area
    return Option(f"{area.level}:{area.area}", area.name or area.area, note)
