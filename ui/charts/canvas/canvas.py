"""What every chart shares: stops for keyboard and pointer, the card, what is said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.charts.canvas import Style
from ui.charts.canvas.card import HoverCard
from ui.text.charts_card import CardText

NO_STOP = -1
FOCUS_PX = 2

_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)


@dataclass(frozen=True)
class Hotspot:
    """A place in a chart that pointer and arrow keys can reach.

    `area` is where the pointer finds it, `anchor` where its card points to.
    """

    key: str
    area: QRectF
    anchor: QPointF
    card: CardText

    @classmethod
    def around(cls, key: str, at: QPointF, half_px: float, card: CardText) -> Hotspot:
        """Return a square around a point."""
        half = QPointF(half_px, half_px)
        return cls(key, QRectF(at - half, at + half), at, card)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Stops(_Widget):
    """The behavior of a chart, to be mixed into a widget that declares `stop_reached`.

    Arrow keys walk through the stops, Home and End jump, Escape hides the card. The accessible
    name is the chart's finding; the stop reached is announced.
    """

    stop_reached: Signal
    """The key of a stop the user went to, by keyboard or by a click."""

    inset_px = 0
    """Room left and right of the content, for the band around a chosen row."""

    def _begin(self, look: Appearance) -> None:
        """Set the chart up; called once by the widget's constructor."""
        self._look = look
        self._stops: Sequence[Hotspot] = ()
        self._hovered = NO_STOP
        self._current = NO_STOP
        self._keys_used = False
        self._card: HoverCard | None = None
        self.accessible: object = None
        """What a screen reader talks to, kept alive for as long as the chart."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Numbers run from left to right in every language, and so do axes and what stands at them.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    # What a chart provides.

    def finding(self) -> str:
        """Return what the chart shows as one sentence."""
        raise NotImplementedError

    def height_for(self, _width: float, style: Style) -> float:
        """Return the height at which the chart is comfortable at a width."""
        raise NotImplementedError

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        """Paint the chart without pointer and keyboard marks: for a picture, print or vectors."""
        raise NotImplementedError

    def _relay(self) -> None:
        """Place everything again, and with it the stops."""
        raise NotImplementedError

    def _repaint(self) -> None:
        """Show that another stop is hovered or chosen."""
        self.update()

    def _card_of_stop(self, stop: Hotspot) -> CardText:
        """Return a stop's card; a chart with thousands of stops writes it when it is wanted."""
        return stop.card

    def card_of(self, stop: Hotspot) -> CardText:
        """Return what the card says at a stop."""
        return self._card_of_stop(stop)

    def _place_of(self, key: str) -> int:
        """Return the place of a stop, NO_STOP for an unknown key."""
        return next((at for at, stop in enumerate(self._stops) if stop.key == key), NO_STOP)

    # What a subclass uses.

    @property
    def current_key(self) -> str:
        """The stop that was chosen, empty when none."""
        return self._key_at(self._current)

    @property
    def hovered_key(self) -> str:
        return self._key_at(self._hovered)

    @property
    def stops(self) -> Sequence[Hotspot]:
        return self._stops

    def style_now(self) -> Style:
        return Style(self._look.theme, self._look.font, self._look.px)

    def renew(self) -> None:
        """Lay out again after the values changed."""
        self._hovered = NO_STOP
        self._relay()
        self._show_card()
        self.setAccessibleName(self.finding())
        self.updateGeometry()

    def go_to(self, key: str) -> None:
        """Mark a stop as chosen without telling anyone. An unknown key marks none."""
        self._current = self._place_of(key)
        self._repaint()

    def _key_at(self, index: int) -> str:
        return self._stops[index].key if 0 <= index < len(self._stops) else ""

    # Qt.

    @report_exceptions
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self._stop_at(event.position()))

    @report_exceptions
    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(NO_STOP)
        super().leaveEvent(event)

    @report_exceptions
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._stop_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index != NO_STOP:
            self._keys_used = False
            self._reach(index)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._keys_used:
            self._keys_used = False
            self._show_card()
        elif self._stops and key in (*_BACK, *_ON, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._keys_used = True
            self._reach(self._stop_after(Qt.Key(key)))
        else:
            event.ignore()

    @report_exceptions
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keys_used = False
        self._show_card()
        self._repaint()
        super().focusOutEvent(event)

    @report_exceptions
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._repaint()
        super().focusInEvent(event)

    @report_exceptions
    def hideEvent(self, event: QHideEvent) -> None:
        self._drop_card()
        super().hideEvent(event)

    @report_exceptions
    def moveEvent(self, event: QMoveEvent) -> None:
        self._hovered = NO_STOP  # scrolled away from under the pointer
        self._show_card()
        super().moveEvent(event)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        return QSize(width, round(self.height_for(width, self.style_now())))

    def _stop_after(self, key: Qt.Key) -> int:
        last = len(self._stops) - 1
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return last
        if self._current == NO_STOP:
            return 0 if key in _ON else last
        return min(last, max(0, self._current + (1 if key in _ON else -1)))

    def _stop_at(self, position: QPointF) -> int:
        for index, stop in enumerate(self._stops):
            if stop.area.contains(position):
                return index
        return NO_STOP

    def _set_hovered(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self._show_card()
            self._repaint()

    def _show_card(self) -> None:
        stop = self._card_stop()
        if stop is None:
            if self._card is not None:
                self._card.hide()
            return
        if self._card is None:
            self._card = HoverCard(self._look, self.window())
        card = self._card_of_stop(stop)
        self._card.show_at(card, self.mapTo(self.window(), stop.anchor.toPoint()))

    def _drop_card(self) -> None:
        self._hovered = NO_STOP
        self._keys_used = False
        self._show_card()

    def _card_stop(self) -> Hotspot | None:
        if self._hovered != NO_STOP:
            return self._stops[self._hovered]
        if self._keys_used and self._current != NO_STOP and self.hasFocus():
            return self._stops[self._current]
        return None

    def _reach(self, index: int) -> None:
        self._current = index
        self._repaint()
        stop = self._stops[index]
        spoken = self._card_of_stop(stop).spoken()
        self.setAccessibleDescription(spoken)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.stop_reached.emit(stop.key)
        self._show_card()


class ChartWidget(Stops, QWidget):
    """A painted chart. Subclasses say where things are (`_lay_out`) and paint them (`_draw`)."""

    stop_reached = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        QWidget.__init__(self, parent)
        self._begin(look)
        look.changed.connect(self.update)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        """Place everything within `box` and return the stops in reading order."""
        raise NotImplementedError

    def _draw(self, painter: QPainter, style: Style) -> None:
        """Paint what was last laid out, with the marks of `current_key` and `hovered_key`."""
        raise NotImplementedError

    def _relay(self) -> None:
        kept = self.current_key
        self._stops = self._lay_out(QRectF(self.rect()), self.style_now())
        self.go_to(kept)

    @report_exceptions
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._relay()
        super().changeEvent(event)

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relay()
        super().resizeEvent(event)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.style_now())
        if self.hasFocus() and self._current == NO_STOP:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.unit, FOCUS_PX))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        painter.end()
