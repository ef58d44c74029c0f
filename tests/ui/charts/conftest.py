"""Hands for the charts: a wheel to turn and a mouse to drag."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

STEP = 120


@pytest.fixture(autouse=True)
def _no_remains(qapp: QApplication) -> None:
    """Take away the charts of the test before, not at some later collection of garbage."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def wheel(qapp: QApplication) -> Callable[[QWidget, QPointF, int, Qt.KeyboardModifier], bool]:
    """Return a hand that turns the wheel by some steps and tells whether the chart took it."""

    def turn(chart: QWidget, at: QPointF, steps: int, keys: Qt.KeyboardModifier) -> bool:
        event = QWheelEvent(
            at,
            QPointF(chart.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, steps * STEP),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        chart.wheelEvent(event)
        return event.isAccepted()

    return turn


@pytest.fixture
def drag(qtbot) -> Callable[[QWidget, QPoint, QPoint, Qt.MouseButton], None]:
    """Return a hand that drags from one place of a chart to another."""

    def pull(chart: QWidget, start: QPoint, end: QPoint, button: Qt.MouseButton) -> None:
        qtbot.mousePress(chart.viewport(), button, pos=start)
        qtbot.mouseMove(chart.viewport(), (start + end) / 2)
        qtbot.mouseMove(chart.viewport(), end)
        qtbot.mouseRelease(chart.viewport(), button, pos=end)

    return pull
