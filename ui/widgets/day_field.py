"""A field for a day: typed as people say it, moved with Up and Down, or picked in a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from models.survey import typed_day
from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip
from ui.base.theme import Appearance, S, paint_icon
from ui.text.formats import day_field, long_day, writes_day_first
from ui.text.language import _

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

    def open_under(self, field: QWidget, day: date, earliest: date | None) -> None:
        """Open below the field, its day chosen; no day before `earliest` can be picked."""
        if earliest is not None:
            self.calendar.setMinimumDate(QDate(earliest.year, earliest.month, earliest.day))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
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


class DayField(QLineEdit):
    """A day, typed as people say it or picked in a calendar.

    12/15, dec 15, next friday and in 2 weeks are understood; what was understood is shown while
    typing, and stands in the field as the locale writes it once the field is left. Up and Down
    go a day back and on; Alt+Down, F4 or the drawing open the calendar.
    """

    dateChanged = Signal(QDate)
    """The day that is understood has changed."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._popup: CalendarPopup | None = None
        self._day = date.today()
        self._today: date | None = None
        self._earliest: date | None = None
        self._past = False
        self._is_day = True
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setTextMargins(0, 0, ICON_PX + SIDE_PX, 0)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)
        look.changed.connect(self.update)
        self._write()

    @property
    def day(self) -> date:
        """The day that was understood last."""
        return self._day

    @property
    def is_day(self) -> bool:
        """Whether what stands in the field is a day that may be chosen."""
        return self._is_day

    def set_day(self, day: date, *, today: date | None = None) -> None:
        """Show a day; "friday" is counted from `today`, the computer's day when None."""
        self._today = today or self._today
        self._take(max(day, self._earliest) if self._earliest is not None else day)
        self._write()

    def set_earliest(self, day: date) -> None:
        """Refuse days before this one; an earlier day in the field becomes this one."""
        self._earliest = day
        self.set_day(self._day)

    def set_past(self) -> None:
        """Take a day without a year for the last such day, not the next."""
        self._past = True

    @property
    def popup(self) -> CalendarPopup:
        """The calendar, made when it is first wanted."""
        if self._popup is None:
            self._popup = CalendarPopup(self._look, self)
            self._popup.picked.connect(self._pick)
        return self._popup

    def open_calendar(self) -> None:
        """Open the calendar, unless the field cannot be changed now."""
        if not self.isReadOnly():
            self.popup.open_under(self, self._day, self._earliest)

    def _pick(self, day: QDate) -> None:
        self.set_day(date(day.year(), day.month(), day.day()))

    def _read(self, text: str) -> None:
        today = self._today or date.today()
        found = typed_day(text, today, day_first=writes_day_first(), past=self._past)
        self._is_day = found is not None and (self._earliest is None or found >= self._earliest)
        if found is not None and self._is_day:
            self._take(found)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.understood(), self)

    def understood(self) -> str:
        """Return what is made of the text in the field, or what could be typed instead."""
        if self._is_day:
            return long_day(self._day)
        return _("Not a day yet. Try 12/15, dec 15, next friday, or in 2 weeks.")

    def _take(self, day: date) -> None:
        changed, self._day, self._is_day = day != self._day, day, True
        if changed:
            self.dateChanged.emit(QDate(day.year, day.month, day.day))

    def _settle(self) -> None:
        if self._is_day:
            self._write()

    def _write(self) -> None:
        self.setText(day_field(self._day))

    def _drawing(self) -> QRectF:
        right = self.width() - SIDE_PX - ICON_PX
        return QRectF(right, (self.height() - ICON_PX) / 2, ICON_PX, ICON_PX)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Down from being taken for a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _opens(event):
            event.accept()
            return True
        return super().event(event)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if _opens(event):
            self.open_calendar()
        elif event.key() in steps and not self.isReadOnly():
            self.set_day(self._day + timedelta(days=steps[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            event.ignore()  # the form takes it
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
