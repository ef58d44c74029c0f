"""Units: renamed, merged, typed and closed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QTableView

from ui.base.context import PageContext
from ui.base.theme import S
from ui.base.undo import Undoable
from ui.pages.base import ReasonDialog
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.pages.settings.unit_dialogs import CloseDialog, MergeDialog
from ui.pages.settings.unit_table import UnitTableModel
from ui.text.language import _
from ui.widgets.basics import button

if TYPE_CHECKING:
    from models.store.units import UnitSummary

WIDTHS_PX = (200, 180, 150, 140, 84, 180)
HOSPITAL, SITE = 1, 2
ROW_PX = 32


class UnitsSection(Section):
    """A table to choose a unit in, and what can be done with it."""

    key = "units"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Units"),
            _(
                "Rename a unit, merge two spellings of the same unit, set its type for peer "
                "comparison, or close it when it shuts."
            ),
            wide=True,
        )
        self._settings: queries.Settings | None = None
        self._chosen: int | None = None
        self.model = UnitTableModel(self)
        self.search = QLineEdit()
        self.table = QTableView()
        self.acts: dict[str, QPushButton] = {}
        self._build()

    def show_settings(self, settings: queries.Settings) -> None:
        self._settings = settings
        self.model.show_units(settings.units)
        self.table.setColumnHidden(HOSPITAL, len(settings.facilities) < 2)
        self.table.setColumnHidden(SITE, not any(s.unit.site for s in settings.units))
        self._keep_chosen()

    def chosen(self) -> UnitSummary | None:
        """Return the unit in the chosen row."""
        return self.model.unit(self.table.currentIndex().row())

    def _build(self) -> None:
        self.search.setObjectName("unit_search")
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search units"))
        self.search.textChanged.connect(self._search)
        self.body.addWidget(self.search)
        self.body.addWidget(self._build_table(), 1)
        row = QHBoxLayout()
        row.setSpacing(S)
        for key, words, act in (
            ("rename", _("Rename…"), self._rename),
            ("merge", _("Merge into…"), self._merge),
            ("type", _("Type…"), self._retype),
            ("close", _("Close…"), self._close_unit),
            ("reopen", _("Reopen"), self._reopen),
        ):
            made = button(words, act)
            made.setObjectName(f"unit_{key}")
            self.acts[key] = made
            row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)
        within = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence("F2"), self.table, self._rename, context=within)
        self._offer()

    def _build_table(self) -> QTableView:
        table = self.table
        table.setObjectName("units")
        table.setAccessibleName(_("Units"))
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.desk.look.px(ROW_PX))
        heads = table.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        for column, width in enumerate(WIDTHS_PX):
            table.setColumnWidth(column, self.desk.look.px(width))
        table.selectionModel().currentChanged.connect(self._remember)
        return table

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        row = max(self.model.row_of(self._chosen), 0)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._offer()

    def _remember(self, *_indexes: object) -> None:
        unit = self.chosen()
        if unit is not None:
            self._chosen = unit.unit.id
        self._offer()

    def _offer(self) -> None:
        unit = self.chosen()
        for made in self.acts.values():
            made.setEnabled(unit is not None)
        closed = unit is not None and unit.unit.closed_on is not None
        self.acts["close"].setVisible(not closed)
        self.acts["reopen"].setVisible(closed)
        self.acts["merge"].setEnabled(unit is not None and bool(self._others(unit)))

    def _others(self, unit: UnitSummary) -> list[UnitSummary]:
        units = self._settings.units if self._settings is not None else ()
        facility = unit.unit.facility_id
        return [s for s in units if s.unit.facility_id == facility and s.unit.id != unit.unit.id]

    # what is changed

    def _rename(self) -> None:
        unit = self.chosen()
        if unit is None:
            return
        title = _("Rename “{unit}”").format(unit=unit.unit.name)
        dialog = ReasonDialog(
            self.desk.look, title, _("Rename"), self, text=unit.unit.name, hint=_("New name")
        )
        dialog.answered.connect(partial(self._write_name, unit.unit.id))
        dialog.open()

    def _write_name(self, unit_id: int, name: str) -> None:
        undo = Undoable(_("Rename a unit"), "unit", (unit_id,))
        self.write(partial(queries.rename, unit_id=unit_id, name=name), undo)

    def _merge(self) -> None:
        unit = self.chosen()
        if unit is None:
            return
        dialog = MergeDialog(self.desk.look, unit, self._others(unit), self)
        dialog.agreed.connect(partial(self._write_merge, unit.unit.id))
        dialog.open()

    def _write_merge(self, unit_id: int, into: int) -> None:
        self._chosen = into
        undo = Undoable(_("Merge units"), "merge", (unit_id, into))
        self.write(partial(queries.merge, unit_id=unit_id, into=into), undo)

    def _retype(self) -> None:
        unit = self.chosen()
        if unit is None:
            return
        title = _("What type of unit is “{unit}”?").format(unit=unit.unit.name)
        dialog = ReasonDialog(
            self.desk.look,
            title,
            _("Save"),
            self,
            text=unit.unit.type,
            hint=_("for example: medical-surgical, maternity, ICU"),
            may_be_empty=True,
        )
        dialog.answered.connect(partial(self._write_type, unit.unit.id))
        dialog.open()

    def _write_type(self, unit_id: int, kind: str) -> None:
        undo = Undoable(_("Change a unit’s type"), "unit", (unit_id,))
        self.write(partial(queries.retype, unit_id=unit_id, kind=kind), undo)

    def _close_unit(self) -> None:
        unit = self.chosen()
        if unit is None:
            return
        dialog = CloseDialog(self.desk.look, unit.unit.name, self.desk.today(), self)
        dialog.agreed.connect(partial(self._write_closed, unit.unit.id))
        dialog.open()

    def _reopen(self) -> None:
        unit = self.chosen()
        if unit is not None:
            self._write_closed(unit.unit.id, None)

    def _write_closed(self, unit_id: int, on: date | None) -> None:
        what = _("Reopen a unit") if on is None else _("Close a unit")
        undo = Undoable(what, "unit", (unit_id,))
        self.write(partial(queries.close, unit_id=unit_id, on=on), undo)
