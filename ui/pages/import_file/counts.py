"""What an import would bring, count by count, and the cells behind each count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.base.plain_text import plain_tip
from ui.base.theme import Appearance, M, S
from ui.pages.import_file.words import problem_words
from ui.text.formats import number, sentence_start
from ui.text.language import N_, _
from ui.widgets.basics import label
from ui.widgets.count_tile import CountTile
from ui.widgets.rows import LINES_ROLE, ROW_PX, TwoLineDelegate, TwoLines

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.importing import ImportReport

SHOWN_ROWS = 4
_ANY_INDEX = QModelIndex | QPersistentModelIndex


class ProblemListModel(QAbstractListModel):
    """Cells and rows that are not used as they stand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def problem(self, row: int) -> Problem | None:
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return problem_words(problem)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = f"{problem_words(problem)}. {sentence_start(problem.reason)}"
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == LINES_ROLE:
            icon = "cross" if problem.rejects_row else "warning"
            return TwoLines(
                problem_words(problem), sentence_start(problem.reason), icon=icon, mark="below"
            )
        return None


class CountsPanel(QWidget):
    """Tiles "412 ready", "3 warnings", "2 skipped", "38 seen before", and the list behind the
    pressed one. Going to a line of the list goes to its cell."""

    cell_wanted = Signal(object)
    """The `Problem` whose cell is to be shown."""
    cell_opened = Signal(object)
    """Enter on a line: the keyboard follows to the cell."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._report: ImportReport | None = None
        self.ready = CountTile(look, "count_ready")
        self.warnings = CountTile(look, "count_warnings", "below")
        self.skipped = CountTile(look, "count_skipped", "below")
        self.known = CountTile(look, "count_known")
        self.tiles = (self.ready, self.warnings, self.skipped, self.known)
        self.model = ProblemListModel(self)
        self.view = QListView()
        self._explained = label("", "secondary", wrap=True)
        self._explained.setObjectName("count_explained")
        self._build()

    def show_report(self, report: ImportReport) -> None:
        """Show the counts of a dry run."""
        self._report = report
        self.ready.show_count(*_ready(report))
        one, many = _("warning"), _("warnings")
        warnings = report.problems_total - report.rows_rejected
        self.warnings.show_count(warnings, one if warnings == 1 else many)
        self.skipped.show_count(report.rows_rejected, _("skipped"))
        self.known.show_count(report.duplicates_skipped, _("already stored"))
        self.known.setVisible(report.duplicates_skipped > 0)
        self._show_pressed()

    def clear(self) -> None:
        """Show nothing: the rows are being looked at anew."""
        self._report = None
        self._show_pressed()

    def press(self, tile: CountTile) -> None:
        """Show what is behind a tile; pressing it again shows nothing."""
        for other in self.tiles:
            if other is not tile:
                other.setChecked(False)
        self._show_pressed()

    @property
    def pressed(self) -> CountTile | None:
        """The tile whose list is shown."""
        return next((tile for tile in self.tiles if tile.isChecked() and tile.isEnabled()), None)

    def _show_pressed(self) -> None:
        report, tile = self._report, self.pressed
        if report is None or tile is None:
            self.model.show_problems(())
            self.view.hide()
            self._explained.hide()
            return
        if tile in (self.warnings, self.skipped):
            rejecting = tile is self.skipped
            found = [p for p in report.problems if p.rejects_row is rejecting]
            self.model.show_problems(found)
            self.view.setFixedHeight(min(len(found), SHOWN_ROWS) * self._look.px(ROW_PX) + 4)
            self.view.setVisible(bool(found))
            more = tile.count - len(found)
            told = _("and {n} more, listed after the import")
            self._explained.setText(told.format(n=number(more)) if more > 0 else "")
        else:
            self.model.show_problems(())
            self.view.hide()
            notes = report.notes if tile is self.ready else (_(_KNOWN),)
            self._explained.setText("\n".join(notes))
        self._explained.setVisible(bool(self._explained.text()))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        for tile in self.tiles:
            row.addWidget(tile)
            tile.clicked.connect(lambda _on, pressed=tile: self.press(pressed))
        self.known.hide()
        self.view.setObjectName("problem_cells")
        self.view.setAccessibleName(_("Cells we couldn't use as written"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLineDelegate(self._look, self))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._go)
        self.view.activated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(row)
        column.addWidget(self.view)
        column.addWidget(self._explained)
        self.view.hide()
        self._explained.hide()

    def _go(self, current: QModelIndex, _previous: QModelIndex) -> None:
        problem = self.model.problem(current.row()) if current.isValid() else None
        if problem is not None:
            self._explained.setText(f"{problem_words(problem)}\n{sentence_start(problem.reason)}")
            self._explained.setVisible(True)
            self.cell_wanted.emit(problem)

    def _open(self, index: QModelIndex) -> None:
        problem = self.model.problem(index.row())
        if problem is not None:
            self.cell_opened.emit(problem)


_KNOWN = N_("These rows are already stored from an earlier file. They aren't counted twice.")


def _ready(report: ImportReport) -> tuple[int, str]:
    """Return what would be stored, or was, and what it is."""
    if report.responses_added:
        return report.responses_added, _("ready") if report.dry_run else _("imported")
    if report.benchmarks_added:
        return report.benchmarks_added, _("scores ready") if report.dry_run else _("scores")
    if report.tallies_added:
        return report.units, _("units ready") if report.dry_run else _("units")
    return 0, _("new")
