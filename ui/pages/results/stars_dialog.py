"""The published star tables: where the unit's means would stand, and the summary star."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.analysis.comparison import StarEdition, WouldBeStars, measure_label, would_be_stars
from models.analysis.estimates import Comparison
from ui.base.theme import XL, Appearance, L, M
from ui.text.formats import number, period_name
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.text_table import TextRow, TextTable, TextTableView

WIDTH_PX, TABLE_PX = 640, 392
FULL = "★"


def star_rows(stars: WouldBeStars, comparison: Comparison) -> TextTable:
    """Return the edition's table with the unit's means on it."""
    heads = (
        _("Measure"),
        _("Average"),
        _("Stars"),
        _("2 stars from"),
        _("3 stars from"),
        _("4 stars from"),
        _("5 stars from"),
    )
    rows = []
    for key, cuts in stars.cuts:
        found = stars.of(key)
        mean = f"{found.mean:.1f}" if found is not None else "–"
        star = FULL * found.star if found is not None else _("none")
        cells = (measure_label(key, comparison), mean, star, *(number(cut) for cut in cuts))
        rows.append(TextRow(key, cells, "" if found is not None else "mute"))
    return TextTable(heads, tuple(rows), frozenset((1, 3, 4, 5, 6)))


class StarsDialog(QDialog):
    """Shows one edition at a time, the newest first. Escape closes."""

    def __init__(
        self,
        look: Appearance,
        comparison: Comparison,
        editions: Sequence[StarEdition],
        measure: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Star tables"))
        self.setObjectName("stars_dialog")
        self._comparison, self._measure = comparison, measure
        self._editions = {edition.key: edition for edition in editions}
        self.edition = Chooser(look, _("Star table"), max_width_px=240)
        self.edition.setObjectName("edition_chooser")
        newest_first = list(reversed(editions))
        self.edition.set_options([_option(e) for e in newest_first], newest_first[0].key)
        self._summary = label("", "verdict", wrap=True)
        self._summary.setObjectName("summary_star")
        self.table = TextTableView(look, _("Cut points of the star table"), narrow=True)
        self._note = label("", "secondary", wrap=True)
        self._build(look)
        self._show(newest_first[0].key)

    @property
    def summary(self) -> str:
        return self._summary.text()

    def _show(self, key: object) -> None:
        stars = would_be_stars(self._comparison, self._editions[str(key)])
        self._summary.setText(stars.summary_words)
        self.table.show_table(star_rows(stars, self._comparison), self._measure)
        self._note.setText(stars.note)

    def _build(self, look: Appearance) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Where your averages would fall"), "card"))
        head.addStretch(1)
        head.addWidget(self.edition)
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(button(_("Close"), self.accept, kind="primary"))
        self.table.setFixedHeight(look.px(TABLE_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(head)
        for part in (self._summary, self.table, self._note):
            column.addWidget(part)
        column.addLayout(feet)
        self.setFixedWidth(look.px(WIDTH_PX))
        self.edition.chosen.connect(self._show)


def _option(edition: StarEdition) -> Option:
    months = period_name(edition.window.first, edition.window.last)
    parts = _("summary of {n} measures").format(n=len(edition.parts))
    return Option(
        edition.key,
        edition.name,
        f"{months} · {parts}",
    )
