"""Charts for screen readers: the children of a chart are its points, with what their cards say."""

from __future__ import annotations

from typing import cast
from weakref import proxy, ref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QWidget

from ui.charts.canvas import Stops

MOST_POINTS = 500
"""A reader walks through so many points at most; arrow keys reach all of them."""


class _Interface(QAccessibleInterface):
    """What a chart and its points answer alike."""

    def __init__(self, chart: Stops) -> None:
        super().__init__()
        self._widget = ref(chart)
        self._chart = cast("Stops", proxy(chart))

    def isValid(self) -> bool:
        return True

    def window(self) -> QWindow | None:
        return self._chart.window().windowHandle()

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nothing in a chart can be written."""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._chart.hasFocus()
        return state


class AccessiblePoint(_Interface):
    """One point of a chart."""

    def __init__(self, chart: Stops, index: int) -> None:
        super().__init__(chart)
        self.index = index

    def object(self) -> QObject | None:
        return None

    def parent(self) -> QAccessibleInterface | None:
        chart = self._widget()
        return QAccessible.queryAccessibleInterface(chart) if chart is not None else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        if self.index >= len(self._chart.stops):
            return ""
        card = self._chart.card_of(self._chart.stops[self.index])
        if kind == QAccessible.Text.Name:
            return card.title
        return card.spoken() if kind == QAccessible.Text.Description else ""

    def rect(self) -> QRect:
        if self.index >= len(self._chart.stops):
            return QRect()
        area = self._chart.stops[self.index].area.toAlignedRect()
        return QRect(self._chart.mapToGlobal(area.topLeft()), area.size())

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1


class AccessibleChart(_Interface):
    """A chart: its finding, and a child for each point."""

    def __init__(self, chart: Stops) -> None:
        super().__init__(chart)
        self._points: dict[int, AccessiblePoint] = {}

    def object(self) -> QObject | None:
        return self._widget()

    def parent(self) -> QAccessibleInterface | None:
        above = self._chart.parentWidget()
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Chart

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._chart.accessibleName()
        described = kind == QAccessible.Text.Description
        return self._chart.accessibleDescription() if described else ""

    def rect(self) -> QRect:
        return QRect(self._chart.mapToGlobal(self._chart.rect().topLeft()), self._chart.size())

    def childCount(self) -> int:
        return min(MOST_POINTS, len(self._chart.stops))

    def child(self, index: int) -> QAccessibleInterface | None:
        chart = self._widget()
        if chart is None or not 0 <= index < self.childCount():
            return None
        return self._points.setdefault(index, AccessiblePoint(chart, index))

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        points = (self.child(index) for index in range(self.childCount()))
        return next((p for p in points if p is not None and p.rect().contains(x, y)), None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, AccessiblePoint) else -1


def _make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not (isinstance(thing, Stops) and isinstance(thing, QWidget)):
        return None
    thing.accessible = AccessibleChart(thing)
    return thing.accessible


def announce_charts() -> None:
    """Let screen readers know charts as charts; once for the whole program."""
    if not hasattr(_make, "installed"):
        QAccessible.installFactory(_make)
        _make.installed = True  # type: ignore[attr-defined]
