"""Imports as an item model, and their problems as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.pages.import_file import format_words
from ui.text.formats import counted, day_field, number
from ui.text.language import _
from ui.widgets.rows import LINES_ROLE, TwoLines
from ui.widgets.text_table import LazyRows, TextRow, TextTable

if TYPE_CHECKING:
    from models.store.imports import Batch, StoredProblem

_ANY_INDEX = QModelIndex | QPersistentModelIndex


class BatchListModel(QAbstractListModel):
    """The imports, the latest first; those taken back stay as a record."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Batch] = ()
        self._batches: Sequence[Batch] = ()
        self._words: list[str] = []
        self._names: Mapping[str, str] = {}

    def show_batches(self, batches: Sequence[Batch], instruments: Mapping[str, str]) -> None:
        """Show `batches`; `instruments` gives the name of a questionnaire's key."""
        self.beginResetModel()
        self._all, self._names = batches, instruments
        self._batches = self._fitting()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only the imports that hold every word of a text."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._batches = self._fitting()
        self.endResetModel()

    def row_of(self, batch_id: int | None) -> int:
        """Return the row of an import, -1 when it is not shown."""
        return next((k for k, batch in enumerate(self._batches) if batch.id == batch_id), -1)

    def _fitting(self) -> Sequence[Batch]:
        if not self._words:
            return self._all
        return [
            batch
            for batch in self._all
            if all(
                word in f"{batch.file} {self._second_line(batch)}".casefold()
                for word in self._words
            )
        ]

    def batch(self, row: int) -> Batch | None:
        return self._batches[row] if 0 <= row < len(self._batches) else None

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._batches)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        batch = self.batch(index.row()) if index.isValid() else None
        if batch is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return batch.file
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{batch.file}, {self._second_line(batch)}"
        if role == LINES_ROLE:
            return TwoLines(
                batch.file,
                self._second_line(batch),
                icon="cross" if batch.undone else "files",
                mark="mute" if batch.undone else "unit",
                faded=bool(batch.undone),
            )
        return None

    def _second_line(self, batch: Batch) -> str:
        parts = [self._brought(batch), _day(batch.imported)]
        if batch.undone:
            parts.append(_("undone"))
        elif batch.problems_total:
            parts.append(counted(batch.problems_total, "problem", "problems"))
        parts.append(format_words(batch.format, batch.instrument, self._names))
        return " · ".join(parts)

    def _brought(self, batch: Batch) -> str:
        if batch.responses:
            return counted(batch.responses, "survey", "surveys")
        if batch.benchmarks:
            return counted(batch.benchmarks, "published score", "published scores")
        return counted(batch.units, "unit", "units")


def problem_table(problems: Sequence[StoredProblem]) -> TextTable:
    """Return what was not used as it stood: where, the value, and why."""
    heads = (_("Row"), _("Column"), _("Value"), _("Why"))
    keys = [str(place) for place in range(len(problems))]
    rows = LazyRows(keys, lambda place: _problem_row(keys[place], problems[place]))
    return TextTable(heads, rows, frozenset({0}))


def _problem_row(key: str, problem: StoredProblem) -> TextRow:
    row = number(problem.row) if problem.row is not None else ""
    cells = (row, problem.column or "", problem.value or "", problem.reason)
    return TextRow(key, cells)


def _day(stamp: str) -> str:
    day = datetime.fromisoformat(stamp).astimezone().date()
    return day_field(day)
