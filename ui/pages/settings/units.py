"""Units: renamed, merged, typed and closed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.base.context import PageContext
from ui.base.theme import S
from ui.base.undo import Undoable
from ui.pages.base import ReasonDialog
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.pages.settings.unit_dialogs import CloseDialog, MergeDialog
from ui.pages.settings.unit_table import unit_table
from ui.text.language import _
from ui.widgets.basics import button
from ui.widgets.text_table import SearchedTable, TextTableView

if TYPE_CHECKING:
    from models.store.units import UnitSummary


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
        self._chosen = ""
        self.table = TextTableView(desk.look, _("Units"))
        self.table.setObjectName("units")
        self.table.remember(desk.preferences)
        self.searched = SearchedTable(self.table)
        self.acts: dict[str, QPushButton] = {}
        self._build()

    def show_settings(self, settings: queries.Settings) -> None:
        self._settings = settings
        self.table.show_table(unit_table(settings.units), self._chosen)
        self._keep_chosen()

    def chosen(self) -> UnitSummary | None:
        """Return the unit in the chosen row."""
        units = self._settings.units if self._settings is not None else ()
        key = self.table.content.key(self.table.currentIndex().row())
        return next((s for s in units if str(s.unit.id) == key), None)

    def _build(self) -> None:
        self.body.addWidget(self.searched, 1)
        self.searched.field.textChanged.connect(lambda _words: self._offer())
        self.table.row_chosen.connect(self._remember)
        self.table.row_opened.connect(lambda _key: self._rename())
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

    def _keep_chosen(self) -> None:
        if self.table.content.row_of(self._chosen) < 0:
            self._chosen = self.table.content.key(0)
        self.table.go_to(self._chosen)
        self._offer()

    def _remember(self, key: str) -> None:
        self._chosen = key
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
        self._chosen = str(into)
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
