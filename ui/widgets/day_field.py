"""A field for a day: typed in parts, moved with Up and Down, or picked in a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S, paint_icon

ICON_PX = 16
SIDE_PX = 9
DAYS_AROUND = 15
"""A page of six weeks shows at most so many days of the months before and after."""
CALENDAR_PX = (296, 262)
ARROWS = {"qt_calendar_prevmonth": "left", "qt_calendar_nextmonth": "right"}
WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class CalendarPopup(QFrame):
    """A month to pick a day from. Arrow keys move, Enter picks, Escape closes."""

    picked = Signal(object)
    """The `QDate` picked."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground, False)
        self.calendar = QCalendarWidget()
        names = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        self.calendar.setVerticalHeaderFormat(names)
        self.calendar.setGridVisible(False)
        self.calendar.setFixedSize(*(look.px(px) for px in CALENDAR_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        self.calendar.currentPageChanged.connect(self._fade_other_months)
        self._tint()
        look.changed.connect(self._tint)

    def open_under(self, field: QDateEdit) -> None:
        """Open below the field, its day chosen."""
        self.calendar.setMinimumDate(field.minimumDate())
        self.calendar.setMaximumDate(field.maximumDate())
        self.calendar.setSelectedDate(field.date())
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height() + 4))
        screen = field.screen().availableGeometry()
        right = field.mapToGlobal(QPoint(field.width(), 0)).x()
        within = min(field.window().frameGeometry().right(), screen.right())
        left = below.x() if below.x() + self.width() <= within else right - self.width()
        top = below.y()
        if top + self.height() > screen.bottom():
            top = field.mapToGlobal(QPoint(0, -4)).y() - self.height()
        self.move(max(left, screen.left() + 4), max(top, screen.top()))
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(day)

    def _tint(self) -> None:
        theme = self._look.theme
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.ink)
        head.setForeground(theme.mute)
        head.setBackground(theme.card)
        self.calendar.setHeaderTextFormat(head)
        for day in WEEKEND:  # red by default, which here would mean a signal
            self.calendar.setWeekdayTextFormat(day, plain)
        self._fade_other_months()
        for button in self.calendar.findChildren(QToolButton):
            if button.objectName() in ARROWS:
                button.setIcon(self._look.icon(ARROWS[button.objectName()]))
                button.setIconSize(QSize(ICON_PX, ICON_PX))

    def _fade_other_months(self, *_page: int) -> None:
        faded = QTextCharFormat()
        faded.setForeground(self._look.theme.mute)
        self.calendar.setDateTextFormat(QDate(), QTextCharFormat())  # forget the other page's
        first = QDate(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        last = first.addDays(first.daysInMonth() - 1)
        for days in range(1, DAYS_AROUND):
            self.calendar.setDateTextFormat(first.addDays(-days), faded)
            self.calendar.setDateTextFormat(last.addDays(days), faded)


class DayField(QDateEdit):
    """A day as the system's locale writes it. Alt+Down, F4 or the drawing open the calendar."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._popup: CalendarPopup | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCalendarPopup(True)  # the one layout of its parts that a style sheet gets right
        look.changed.connect(self.update)

    @property
    def day(self) -> date:
        """The day in the field."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def popup(self) -> CalendarPopup:
        """The calendar, made when it is first wanted."""
        if self._popup is None:
            self._popup = CalendarPopup(self._look, self)
            self._popup.picked.connect(self.setDate)
        return self._popup

    def open_calendar(self) -> None:
        """Open the calendar, unless the field cannot be changed now."""
        if not self.isReadOnly():
            self.popup.open_under(self)

    def _drawing(self) -> QRectF:
        right = self.width() - SIDE_PX - ICON_PX
        return QRectF(right, (self.height() - ICON_PX) / 2, ICON_PX, ICON_PX)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the field at once: Left and Right go to its other parts."""
        return QWidget.focusNextPrevChild(self, forward)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Down from being taken for a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _opens(event):
            event.accept()
            return True
        return super().event(event)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _opens(event):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self._drawing().left() - SIDE_PX:
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    @report_exceptions
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "calendar", self._drawing(), self._look.theme.mute)
        painter.end()


def _opens(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    alt_down = (
        event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
    )
    return bool(alt_down) or event.key() == Qt.Key.Key_F4
