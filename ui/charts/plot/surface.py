"""What zooming and the crosshair need to know of the chart they serve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, SignalInstance
from PySide6.QtWidgets import QWidget

from ui.charts.canvas import Style
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.scales import Frame, Scales


class Surface(Protocol):
    """A chart with a plot; `home` holds the ranges at which everything is seen."""

    zooms_x: bool
    zooms_y: bool
    has_months: bool
    y_points_down: bool
    month_ends: tuple[int, int]
    plot: Any
    period_chosen: SignalInstance

    @property
    def home(self) -> Frame | None: ...

    @property
    def scales(self) -> Scales: ...

    @property
    def plot_box(self) -> QRectF: ...

    @property
    def view(self) -> Any: ...

    @property
    def axes(self) -> Sequence[ValueAxis]: ...

    @property
    def is_zoomed(self) -> bool: ...

    def sees(self, point: QPointF) -> bool: ...

    def reset_view(self) -> None: ...

    def style_now(self) -> Style: ...

    def viewport(self) -> QWidget: ...

    def scene(self) -> Any: ...

    def rect(self) -> Any: ...
