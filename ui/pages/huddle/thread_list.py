"""Threads as rows: what was tried, how it ended, whether it hangs; then other units' cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from models.huddle.threads import (
    END_BETTER,
    END_NO_CHANGE,
    END_NOT_NOW,
    END_TOO_EARLY,
    TRIED,
    is_bright,
)
from ui.base.events import report_exceptions
from ui.text.language import _
from ui.widgets.rows import LINES_ROLE, TwoLineDelegate, TwoLines

if TYPE_CHECKING:
    from models.huddle.threads import BrightSpot, Thread
    from ui.base.theme import Appearance
    from ui.pages.huddle.thread_queries import ThreadsView

_ANY_INDEX = QModelIndex | QPersistentModelIndex

MARKS = {
    END_BETTER: ("check", "above"),
    END_TOO_EARLY: ("clock", "unit"),
    END_NO_CHANGE: ("cross", "mute"),
    END_NOT_NOW: ("calendar", "mute"),
}
"""The drawing of an end and its color; the words stand beside it."""


def end_words(end: str) -> str:
    """Return one of the four honest ends in two or three words."""
    return {
        END_BETTER: _("better"),
        END_TOO_EARLY: _("too early to say"),
        END_NO_CHANGE: _("no change or stopped"),
        END_NOT_NOW: _("not now"),
    }[end]


class ThreadListModel(QAbstractListModel):
    """A unit's threads, the latest first, then the bright spots it took in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: ThreadsView | None = None

    def show_view(self, view: ThreadsView) -> None:
        """Show what was read."""
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def thread_at(self, row: int) -> Thread | None:
        """Return the thread of a row, None for another unit's card and outside the list."""
        threads = self._view.threads if self._view is not None else ()
        return threads[row] if 0 <= row < len(threads) else None

    def spot(self, row: int) -> BrightSpot | None:
        """Return another unit's bright spot of a row."""
        if self._view is None:
            return None
        place = row - len(self._view.threads)
        return self._view.spots[place] if 0 <= place < len(self._view.spots) else None

    def row_of(self, action_id: int | None) -> int:
        """Return the row of an action's thread, -1 when it is not shown."""
        threads = self._view.threads if self._view is not None else ()
        return next((n for n, t in enumerate(threads) if t.action_id == action_id), -1)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._view is None:
            return 0
        return len(self._view.threads) + len(self._view.spots)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        lines = self._lines(index.row())
        if lines is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return lines.upper
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{lines.upper}, {lines.lower}"
        if role == LINES_ROLE:
            return lines
        return None

    def _lines(self, row: int) -> TwoLines | None:
        spot = self.spot(row)
        if spot is not None and self._view is not None:
            whose = _("from {unit}").format(unit=spot.unit)
            lower = f"{whose} · {self._view.label(spot.measure)}"
            return TwoLines(" ".join(spot.tried), lower, icon="star_full", mark="unit")
        thread = self.thread_at(row)
        if thread is None or self._view is None:
            return None
        icon, mark = MARKS[thread.ending.end]
        parts = [
            _("on the wall") if thread.action_id in self._view.hung else "",
            _("bright spot") if is_bright(thread) else "",
            end_words(thread.ending.end),
            self._view.label(thread.measure),
        ]
        tried = thread.part(TRIED)[0].text
        hangs = thread.action_id in self._view.hung
        tone = "unit" if hangs else "mute"
        return TwoLines(tried, " · ".join(p for p in parts if p), icon=icon, mark=mark, tone=tone)


class ThreadListView(QListView):
    """The list; W hangs the chosen thread or takes it down."""

    hang_requested = Signal()

    def __init__(self, look: Appearance, model: ThreadListModel) -> None:
        super().__init__()
        self.setObjectName("threads_list")
        self.setAccessibleName(_("Stories"))
        self.setModel(model)
        self.setItemDelegate(TwoLineDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_W and plain:
            self.hang_requested.emit()
        else:
            super().keyPressEvent(event)
