"""The left side of the import screen: the file's own rows, under what each column is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.files.mapping import ANSWERED_ROLES, Role, column_key
from models.files.sheets import column_letters
from ui.base.theme import Appearance, L, M, S
from ui.pages.import_file.words import STAYS_OUT, role_words, row_words, rows_words, stays_out_words
from ui.text.formats import number, sentence_start
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.sheet_rows import SheetHead, SheetRow, SheetView, Sureness
from ui.widgets.sheet_table import SheetTable

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.files.preview import ColumnPreview, Preview
    from models.importing import ImportReport, SpellingGroup

CHOOSER_PX = 260
MASK = "•••"
"""Stands for a cell that may tell who the patient is."""

FEW_IGNORED = 3
"""From so many columns on that stay out it is worth to hide them."""


class SheetPanel(Surface):
    """Shows a preview's rows. What is said about the place of the keyboard stands below them."""

    column_opened = Signal(int)
    """The place of a column the user wants to change."""
    sheet_chosen = Signal(str)
    """Another sheet of the workbook is the one to read."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._rest = ""
        self.table = SheetTable(look)
        self.sheets = Chooser(look, _("Sheet"), max_width_px=CHOOSER_PX)
        self.sheets.setObjectName("import_sheet")
        self._more = label("", "secondary")
        self.hide_ignored = button("", kind="quiet")
        self.hide_ignored.setObjectName("hide_ignored")
        self.hide_ignored.clicked.connect(self._turn)
        self._hides = False
        self._foot = ElidedLabel("", "secondary")
        self._foot.setObjectName("import_foot")
        self._build()
        self.table.column_opened.connect(self.column_opened)
        self.table.cell_reached.connect(self._tell)
        self.sheets.chosen.connect(lambda key: self.sheet_chosen.emit(str(key)))

    def show_preview(self, preview: Preview, report: ImportReport | None) -> None:
        """Show a file's rows, and once its dry run was made, at single cells why they are not used
        as they stand."""
        problems = report.problems if report is not None else ()
        groups = report.unit_spellings if report is not None else ()
        self.table.show_sheet(sheet_view(preview, problems, groups))
        named = [sheet for sheet in preview.sheets if sheet.name is not None]
        options = [
            Option(s.name, str(s.name), note="" if s.usable else _("no answers found"))
            for s in named
        ]
        self.sheets.set_options(options, preview.sheet)
        self.sheets.setVisible(len(options) > 1)
        self._more.setText(rows_words(preview))
        self._show_columns()
        out = stays_out_words(preview.rows)
        self._rest = f"{out} {_('Your file is never changed.')}".strip()
        self._tell(self.table.words_at(self.table.currentIndex()))

    def show_columns_of(self, names: Collection[str]) -> None:
        """Bring the first of some columns into view: a question is about them."""
        for place, head in enumerate(self.table.content.sheet.heads):
            if head.name in names:
                self.table.setColumnHidden(place, False)
                self.table.heads.go_to(place)
                return

    def _turn(self) -> None:
        self._hides = not self._hides
        self._show_columns()

    def _show_columns(self) -> None:
        """Show all columns, or those only that are used or that somebody should look at."""
        out = [
            place
            for place, head in enumerate(self.table.content.sheet.heads)
            if not head.used and not head.fixed and head.sureness is not Sureness.UNSURE
        ]
        for place in range(self.table.content.columnCount()):
            self.table.setColumnHidden(place, self._hides and place in out)
        count = number(len(out))
        hide, show = _("Hide {n} ignored columns"), _("Show {n} ignored columns")
        self.hide_ignored.setText((show if self._hides else hide).format(n=count))
        self.hide_ignored.setVisible(len(out) >= FEW_IGNORED)

    def _tell(self, words: str) -> None:
        told = words.count(" · ") > 1  # beyond its place and role: a reason
        self._foot.setText(words if told else self._rest)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(label(_("Your file, as we read it"), "card"))
        head.addWidget(self._more)
        head.addStretch(1)
        head.addWidget(self.hide_ignored)
        head.addWidget(self.sheets)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, M)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._foot)


def sheet_view(
    preview: Preview, problems: Collection[Problem], groups: Sequence[SpellingGroup] = ()
) -> SheetView:
    """Return a preview as rows under heads, with marks at the cells that have a problem and
    remarks on names of units that may be, or are said to be, another one."""
    new = _new_columns(preview)
    by_place = {column.place: column for column in preview.columns}
    width = max(by_place, default=-1) + 1
    heads = [_head(k, by_place.get(k), new) for k in range(width)]
    places = {column_key(column.name): column.place for column in preview.columns}
    masked = [column.place for column in preview.columns if column.role is Role.IDENTIFIER]
    rejected = {p.row: sentence_start(p.reason) for p in problems if p.rejects_row}
    rows = []
    for row in preview.rows:
        why, short = row_words(row)
        if not why and row.number in rejected:
            why, short = rejected[row.number], _("left out")
        is_header = row.kind == "header"
        cells = row.cells if is_header or row.kind == "title" else _masked(row.cells, masked)
        rows.append(SheetRow(row.number, cells, why, short, is_header))
    marks = {
        (p.row, places[column_key(p.column)]): sentence_start(p.reason)
        for p in problems
        if p.row is not None and p.column is not None and column_key(p.column) in places
    }
    unit = [column.place for column in preview.columns if column.role is Role.UNIT]
    remarks = dict.fromkeys(unit, _remarks(preview, groups))
    return SheetView(heads, rows, marks, remarks)


def _remarks(preview: Preview, groups: Sequence[SpellingGroup]) -> dict[str, str]:
    """Return what is to be known of names of units."""
    may_be, means = _("This may be “{unit}”."), _("This means “{unit}”.")
    said = {name: means.format(unit=unit) for name, unit in preview.mapping.units.items()}
    return {
        name: may_be.format(unit=group.suggested) for group in groups for name in group.others
    } | said


def _masked(cells: tuple[str, ...], places: Collection[int]) -> tuple[str, ...]:
    """Return a row without what may tell who the patient is."""
    return tuple(MASK if k in places and cell else cell for k, cell in enumerate(cells))


def _head(place: int, column: ColumnPreview | None, new: Collection[str]) -> SheetHead:
    letters = column_letters(place)
    if column is None or column.role is None:
        return SheetHead("", column.name if column is not None else "", letters, fixed=True)
    words = role_words(column.role)
    if column.role in ANSWERED_ROLES and column.label not in ("", column.name):
        words = f"{words}: {column.label}"
    used = column.role not in STAYS_OUT
    sureness = Sureness(column.certainty.value)
    return SheetHead(words, column.name, letters, sureness, used, column.name in new)


def _new_columns(preview: Preview) -> Collection[str]:
    """Return the names of columns that were not there last time."""
    if preview.applied != "remembered":
        return ()
    said = " ".join(preview.differences)
    return [
        column.name
        for column in preview.columns
        if column.name and column.name in said and preview.mapping.column(column.name) is None
    ]
