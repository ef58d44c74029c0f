"""How long charts take: the first picture, a repaint, a move of the pointer, a step of the wheel.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.charts
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from models.analysis.funnel import Funnel, FunnelUnit
from models.statistics.funnel import exact_limits
from models.survey import Period
from ui.base.theme import LIGHT, Appearance
from ui.charts.funnel import FunnelChart
from ui.charts.plot.plot import Plot

HOSPITALS = 5_791
SIZE = (900, 500)
TURNS = 20


def units(count: int) -> tuple[FunnelUnit, ...]:
    """Return made-up units around 60 %."""
    chance = random.Random(2)
    made = []
    for number in range(1, count + 1):
        n, share = chance.randint(11, 900), min(0.99, max(0.05, chance.gauss(0.6, 0.08)))
        limits = exact_limits(0.6, n)
        signal = "above" if share > limits.high998 else "below" if share < limits.low998 else "none"
        unit = FunnelUnit(
            number, f"Ward {number}", "Here", n, share, 0.5, 0.7, limits, share, signal
        )
        made.append(unit)
    return tuple(made)


def milliseconds(act: Callable[[], object], turns: int = 1) -> float:
    """Return the processor time that one of some turns takes."""
    start = time.process_time()
    for _turn in range(turns):
        act()
    return 1000 * (time.process_time() - start) / turns


def measure(app: QApplication, look: Appearance, count: int) -> None:
    """Print the times of a funnel with so many units."""
    funnel = Funnel("m", "Quiet", Period(), 0.6, 0.0, 1.0, 0.5, units(count), 11)
    made: list[FunnelChart] = []

    def first() -> None:
        chart = FunnelChart(look)
        chart.resize(*SIZE)
        chart.show_funnel(funnel, 4)
        chart.show()
        app.processEvents()
        chart.grab()
        made.append(chart)

    print(f"{count} units: first picture {milliseconds(first):.1f} ms", end=", ")
    chart = made[0]
    print(f"repaint {milliseconds(chart.viewport().repaint, TURNS):.1f} ms", end=", ")
    steps = iter(range(10 * TURNS))
    print(f"pointer {milliseconds(lambda: _move(app, chart, next(steps)), TURNS):.1f} ms", end=", ")
    print(f"wheel {milliseconds(lambda: _zoom(app, chart), TURNS):.1f} ms")


def _move(app: QApplication, chart: Plot, step: int) -> None:
    at, buttons = QPointF(100 + 12 * step, 150 + 5 * step), Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    chart.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, at, at, buttons, buttons, keys))
    app.processEvents()


def _zoom(app: QApplication, chart: Plot) -> None:
    chart.navigation.zoom(0.9, QPointF(300, 200))
    app.processEvents()


if __name__ == "__main__":
    running = QApplication([])
    shown = Appearance(running, LIGHT)
    for how_many in (40, 40, HOSPITALS):  # the first one imports
        measure(running, shown, how_many)
