"""A chart with axes: pyqtgraph's plot under the stops, cards and words that every chart has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.charts.canvas import FOCUS_PX, NO_STOP, Hotspot, Stops, Style
from ui.charts.plot.accessible import announce_charts
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.crosshair import Crosshair
from ui.charts.plot.layer import Drawing, Layer
from ui.charts.plot.marks import Marks
from ui.charts.plot.menu import MenuEntry, MenuMaker, no_entries, open_menu
from ui.charts.plot.navigation import Navigation
from ui.charts.plot.scales import Frame, Scales, is_near
from ui.charts.plot.vectors import draw_scene
from ui.text.charts import show_all_words


class Plot(Stops, pg.GraphicsView):
    """A chart whose marks are pyqtgraph's items.

    Subclasses say how much room the words around the plot take and what the axes show at first
    (`_frame`), name the marks (`_fill`), and place words and stops for what is seen (`_place`).
    The last is done again whenever the ranges change, so that words follow the marks.
    """

    stop_reached = Signal(str)
    period_chosen = Signal(int, int)
    """The first and the last month of a stretch that was chosen."""

    zooms_x = zooms_y = False
    has_months = False
    """Whether the axis at the bottom counts months, so that a stretch of them can be chosen."""
    y_points_down = False
    has_crosshair = False
    least_px = (160, 120)

    def __init__(
        self,
        look: Appearance,
        parent: QWidget | None = None,
        axes: Sequence[ValueAxis] = (),
    ) -> None:
        pg.GraphicsView.__init__(self, parent, background=None)
        self._begin(look)
        announce_charts()
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axes = list(axes)
        self._hidden_axes: set[str] = set()
        named = {axis.orientation: axis for axis in axes}
        self.plot = pg.PlotItem(enableMenu=False, axisItems=named)
        self.plot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._clear_pyqtgraphs_own()
        self.marks = Marks(self.plot)
        self.under, self.over = Layer(-2000), Layer(2000)
        for layer in (self.under, self.over):
            self.scene().addItem(layer)
        self._box: Frame | None = None
        self.month_ends = (0, 0)
        """The first and the last month that can be chosen."""
        self._scale = 0.0
        self._laid_size = QSize()
        self._paper: Plot | None = None
        self._paper_style: Style | None = None
        self._is_placing = False
        self.navigation = Navigation(self)
        self.crosshair = Crosshair(self)
        self.menu: MenuMaker = no_entries
        """What the page offers at a stop, or at none."""
        self.view.sigRangeChanged.connect(self._range_changed)
        look.changed.connect(self.renew)

    # What a subclass provides.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        """Return the room around the plot and its first ranges, None while there is no plot."""
        raise NotImplementedError

    def _fill(self, marks: Marks, style: Style) -> None:
        """Name the marks of the values."""
        raise NotImplementedError

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        """Return the stops in reading order, and the words and lines over the marks."""
        raise NotImplementedError

    def _copy(self, chart: Any) -> None:
        """Take over the values of a chart of the same class, to be drawn on paper."""
        raise NotImplementedError

    def _instead(self, _box: QRectF, _style: Style) -> Sequence[Drawing]:
        """Return what is drawn while there is no plot."""
        return ()

    def _under(self, _style: Style) -> Sequence[Drawing]:
        """Return what lies under the marks: the band of a chosen row."""
        return ()

    def _ring(self, _stop: Hotspot) -> tuple[QPointF, float] | None:
        """Return where a hovered or chosen stop is ringed and how wide; None rings nothing."""
        return None

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least_px[0], self._look.px(self.least_px[1]))

    # What a subclass uses.

    @property
    def view(self) -> pg.ViewBox:
        """The ViewBox: what range is seen."""
        return self.plot.vb

    @property
    def axes(self) -> Sequence[ValueAxis]:
        return self._axes

    @property
    def plot_box(self) -> QRectF:
        """Where the plot lies, in pixels of the chart."""
        box = QRectF(self.range)
        return self._box.within(box) if self._box is not None else box

    @property
    def home(self) -> Frame | None:
        """The ranges at which everything is seen."""
        return self._box

    @property
    def is_zoomed(self) -> bool:
        if self._box is None:
            return False
        x, y = self.view.viewRange()
        seen = (*x, *y)
        return any(
            abs(a - b) > 1e-9 * max(1.0, abs(b))
            for a, b in zip(seen, (*self._box.x, *self._box.y), strict=True)
        )

    @property
    def scales(self) -> Scales:
        """Where values lie now."""
        (x, y) = self.view.viewRange()
        return Scales(self.plot_box, tuple(x), tuple(y), self.y_points_down)

    def sees(self, point: QPointF) -> bool:
        """Tell whether a pixel lies in the plot, not beyond what is zoomed to."""
        return self.plot_box.adjusted(-1, -1, 1, 1).contains(point)

    def style_now(self) -> Style:
        if self._paper_style is not None:
            return self._paper_style
        return replace(super().style_now(), scale=self.devicePixelRatioF())

    def renew(self) -> None:
        style = self.style_now()
        self._scale = self.devicePixelRatioF()
        self.setBackgroundBrush(style.theme.card)
        for axis in self._axes:
            axis.dress(style)
        if self._frame(QRectF(self.rect()), style) is not None:
            self.marks.begin(style)
            self._fill(self.marks, style)
            self.marks.end()
        super().renew()

    def show_axis(self, side: str, *, shown: bool) -> None:
        """Show or hide one of the axes."""
        self.plot.showAxis(side, shown)
        (self._hidden_axes.discard if shown else self._hidden_axes.add)(side)

    def reset_view(self) -> None:
        """Show everything again."""
        if self._box is not None:
            self.view.setRange(xRange=self._box.x, yRange=self._box.y, padding=0)

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._paper is None:
            self._paper = type(self)(self._look, self)
            self._paper.setObjectName("")
            self._paper.hide()
        scale = painter.deviceTransform().m11()
        size = QSize(round(box.width()), round(box.height()))
        self._paper.become(self, size, replace(style, scale=scale))
        draw_scene(self._paper.scene(), painter, QRectF(box.topLeft(), size))

    def become(self, chart: Plot, size: QSize, style: Style) -> None:
        """Show the same as another chart, as it is zoomed, in another size and style."""
        self._paper_style = style
        self.resize(size)
        self._copy(chart)
        self.renew()
        if chart.is_zoomed:
            x, y = chart.view.viewRange()
            self.view.setRange(xRange=x, yRange=y, padding=0)

    # Placing.

    def _clear_pyqtgraphs_own(self) -> None:
        """Leave nothing of pyqtgraph's mouse, menus, buttons and paddings."""
        plot, shown = self.plot, {axis.orientation for axis in self._axes}
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.layout.setSpacing(0)
        for side in ("left", "bottom", "top", "right"):
            plot.showAxis(side, side in shown)
            plot.getAxis(side).setZValue(-1000)  # the grid lies under the marks
        self.view.setMouseEnabled(False, False)
        self.view.disableAutoRange()
        self.view.invertY(self.y_points_down)
        self.setCentralItem(plot)

    def _relay(self) -> None:
        kept, style = self.current_key, self.style_now()
        self._current = self._hovered = NO_STOP
        pg.GraphicsView.resizeEvent(self, None)
        self._laid_size = self.size()
        box = QRectF(self.rect())
        (seen_x, seen_y), before = self.view.viewRange(), self._box if self.is_zoomed else None
        self._box = frame = self._frame(box, style)
        self.plot.setVisible(frame is not None)
        if frame is not None:
            self._is_placing = True
            self._make_room(frame)
            x = seen_x if self.zooms_x and before and is_near(frame.x, before.x) else frame.x
            y = seen_y if self.zooms_y and before and is_near(frame.y, before.y) else frame.y
            self.view.setRange(xRange=x, yRange=y, padding=0)
        self._place_all(style)
        self.go_to(kept)

    def _make_room(self, frame: Frame) -> None:
        room = {"left": 0.0, "top": 0.0, "right": 0.0, "bottom": 0.0}
        for axis in self._axes:
            side = axis.orientation
            if side in self._hidden_axes:
                continue
            room[side] = getattr(frame, side)
            if side in ("left", "right"):
                axis.setWidth(room[side])
            else:
                axis.setHeight(room[side])
        self.plot.layout.setContentsMargins(
            *(getattr(frame, side) - room[side] for side in ("left", "top", "right", "bottom"))
        )
        self.plot.layout.activate()

    def _range_changed(self) -> None:
        if self._box is not None and not self._is_placing:
            self._place_all(self.style_now())
            self._show_card()

    def _place_all(self, style: Style) -> None:
        self._is_placing = True
        box = QRectF(self.range)
        if self._box is None:
            self._stops, drawings = (), self._instead(box, style)
        else:
            self._stops, drawings = self._place(style)
        self.over.draw(drawings, box, style)
        self._is_placing = False
        self._repaint()

    # Pointer and keyboard.

    def _repaint(self) -> None:
        style, drawings = self.style_now(), list[Drawing]()
        if self._paper_style is None:
            drawings += self._under(style) if self._box is not None else ()
            if self.hasFocus() and self._current == NO_STOP:
                drawings.append(partial(_draw_focus, QRectF(self.range)))
        self.under.draw(drawings, QRectF(self.range), style)
        rings = [self._ring(self._stops[k]) for k in {self._hovered, self._current} if k != NO_STOP]
        shown = [ring for ring in rings if ring is not None and self._paper_style is None]
        self._show_rings(shown, style)

    def _show_rings(self, rings: Sequence[tuple[QPointF, float]], style: Style) -> None:
        if not rings and "rings" not in self.marks:
            return
        self.marks.points(
            "rings",
            [at.toTuple() for at, _size in rings],
            "hoop",
            style.theme.unit,
            [size for _at, size in rings],
            z=40,
        )

    def _reach(self, index: int) -> None:
        self.navigation.bring_to_view(self._stops[index].anchor)
        super()._reach(index)

    def _show_card(self) -> None:
        stop = self._card_stop()
        if stop is None or self.sees(stop.anchor):
            super()._show_card()
        elif self._card is not None:
            self._card.hide()

    @report_exceptions
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.navigation.clear_region()
        if not self.navigation.press(event):
            super().mousePressEvent(event)

    @report_exceptions
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.navigation.move(event):
            self.crosshair.hide()
            self._set_hovered(NO_STOP)
            return
        super().mouseMoveEvent(event)
        if self.has_crosshair:
            self.crosshair.move_to(event.position())

    @report_exceptions
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.navigation.release(event)

    @report_exceptions
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_view()
        event.accept()

    @report_exceptions
    def leaveEvent(self, event: QEvent) -> None:
        self.crosshair.hide()
        self._set_hovered(NO_STOP)
        event.accept()

    @report_exceptions
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.setAccepted(self.navigation.wheel(event))

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.navigation.key(event):
            return
        before = self._value_reached()
        super().keyPressEvent(event)
        now = self._value_reached()
        if event.isAccepted() and now is not None:
            self.navigation.reached(event, now if before is None else before, now)

    def _value_reached(self) -> float | None:
        """Return where the stop lies on the axis at the bottom, None while none was gone to."""
        if self._current == NO_STOP:
            return None
        return self.scales.value_at(self._stops[self._current].anchor).x()

    @report_exceptions
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.navigation.key_up(event)

    @report_exceptions
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._current if by_keyboard else self._stop_at(QPointF(event.pos()))
        entries = self.menu_at(place)
        if entries:
            open_menu(entries, self, event.globalPos())

    def menu_at(self, place: int) -> Sequence[MenuEntry]:
        """Return the menu at a stop: what the page offers, and a way back from a zoom."""
        entries = self.menu(self._key_at(place))
        if self.is_zoomed:
            entries = [*entries, (show_all_words(), self.reset_view)]
        return entries

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        if event is None or not hasattr(self, "navigation"):
            pg.GraphicsView.resizeEvent(self, event)  # pyqtgraph sets itself up
        elif self.size() != self._laid_size:
            self._relay()

    def close(self) -> bool:
        """Close like any widget: pyqtgraph would take the scene apart, which may be shown again."""
        return bool(QWidget.close(self))

    @report_exceptions
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scale != self.devicePixelRatioF():
            self.renew()  # moved to a screen with other pixels
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
            and self.navigation.can_zoom
        ):
            self.navigation.zoom(1 / (1 + event.value()), event.position())
            return True
        return bool(super().viewportEvent(event))


def _draw_focus(box: QRectF, painter: QPainter, style: Style) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.theme.unit, FOCUS_PX))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
