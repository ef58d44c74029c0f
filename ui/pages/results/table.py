"""The same numbers as the chart, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from models.analysis.estimates import Comparison, MeasureComparison
from ui.base.plain_text import plain_tip, tab_separated
from ui.base.theme import Appearance
from ui.base.words import number, percent, percent_span, sentence_start
from ui.text.charts_results import difference_text, other_name, signal_text, too_few_text
from ui.text.language import _

_ANY_INDEX = QModelIndex | QPersistentModelIndex
ROW_PX = 38
PADDING_PX = 12


def columns(comparison: Comparison) -> list[str]:
    """Return the headings for a comparison."""
    other = sentence_start(other_name(comparison.against, comparison.other_label))
    return [
        _("Measure"),
        _("Answers"),
        comparison.unit,
        _("95% interval"),
        _("Answers"),
        other,
        _("Difference (points)"),
        _("Gap in patients"),
        _("Finding"),
    ]


def cells(measure: MeasureComparison) -> list[str]:
    """Return a measure's row as text; a missing value is an en dash."""
    unit, other, gap = measure.unit, measure.other, measure.patients
    name = measure.short or measure.label
    if unit.too_few or unit.top_box is None:
        count = number(unit.n) if unit.n is not None else "–"
        return [name, count, *["–"] * 6, too_few_text(unit)]
    return [
        name,
        number(unit.n) if unit.n is not None else "–",
        percent(unit.top_box),
        percent_span(unit.low, unit.high) or "–",
        number(other.n) if other.n is not None else "–",
        percent(other.top_box),
        difference_text(measure.difference, with_unit=False) or "–",
        _signed(gap.gap) if gap is not None else "–",
        sentence_start(signal_text(measure)) or measure.verdict,
    ]


def _signed(gap: int) -> str:
    return f"{gap:+d}".replace("-", "−") if gap else "0"


class ComparisonTableModel(QAbstractTableModel):
    """A `Comparison` as rows of text, made once."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._heads: list[str] = []
        self._rows: list[list[str]] = []
        self._measures: Sequence[MeasureComparison] = ()

    def show_comparison(self, comparison: Comparison | None) -> None:
        self.beginResetModel()
        self._measures = comparison.measures if comparison is not None else ()
        self._heads = columns(comparison) if comparison is not None else []
        self._rows = [cells(measure) for measure in self._measures]
        self.endResetModel()

    def measure_key(self, row: int) -> str:
        return self._measures[row].measure if 0 <= row < len(self._measures) else ""

    def row_of(self, key: str) -> int:
        return next((k for k, m in enumerate(self._measures) if m.measure == key), -1)

    def text(self, row: int, column: int) -> str:
        return self._rows[row][column]

    def as_lines(self) -> str:
        """Return the table as tab-separated lines, for the clipboard."""
        return tab_separated([self._heads, *self._rows])

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(section) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[row][column]
        if role == Qt.ItemDataRole.ToolTipRole and column in (0, len(self._heads) - 1):
            measure = self._measures[row]
            return plain_tip(measure.verdict if column else measure.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(column) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(row, column)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        if column in (0, len(self._heads) - 1):
            return Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag.AlignRight

    def _is_signal(self, row: int) -> bool:
        return self._measures[row].difference.signal in ("above", "below")

    def _font(self, row: int, column: int) -> QFont:
        words = column in (0, len(self._heads) - 1)
        return self._look.font("strong" if words and self._is_signal(row) else "body")

    def _color(self, row: int, column: int) -> QColor:
        theme, measure = self._look.theme, self._measures[row]
        if measure.unit.top_box is None:
            return theme.mute
        if column == len(self._heads) - 1 and self._is_signal(row):
            return theme.color(measure.difference.signal)
        return theme.ink


class ResultsTable(QTableView):
    """Shows the model; going to a row chooses its measure."""

    measure_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.content = ComparisonTableModel(look, self)
        self.setModel(self.content)
        self.setObjectName("results_table")
        self.setAccessibleName(_("All measures as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(look.px(56))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_comparison(self, comparison: Comparison | None, measure: str) -> None:
        self.content.show_comparison(comparison)
        self._fit_columns()
        self.go_to(measure)

    def _fit_columns(self) -> None:
        """Make each column as wide as its words; Qt's own way of it takes ten times as long."""
        cell = QFontMetrics(self._look.font("strong"))
        head = QFontMetrics(self._look.font("secondary"))
        for column in range(max(0, self.content.columnCount() - 1)):
            words = [self.content.text(row, column) for row in range(self.content.rowCount())]
            title = str(self.content.headerData(column, Qt.Orientation.Horizontal))
            widest = max((cell.horizontalAdvance(w) for w in words), default=0)
            widest = max(widest, head.horizontalAdvance(title))
            self.setColumnWidth(column, widest + 2 * PADDING_PX)

    def go_to(self, measure: str) -> None:
        """Mark a measure's row without telling anyone."""
        row = self.content.row_of(measure)
        if row != self.currentIndex().row():
            blocked = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.content.index(row, 0) if row >= 0 else QModelIndex())
            self.selectionModel().blockSignals(blocked)
            self.viewport().update()

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        key = self.content.measure_key(current.row())
        if key:
            self.measure_chosen.emit(key)
