"""A button that shows what is chosen and opens a list to choose from, with search when long."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip
from ui.base.theme import Appearance, S, paint_icon
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.options import ROW_PX, Option, OptionDelegate, OptionListModel

SEARCH_FROM = 10
"""Lists of so many options get a field to search in."""

POPUP_WIDTH_PX = (240, 380)
OVER_WIDTH_PX = 560
POPUP_ROWS = 11
ARROW_PX = 16
SIDE_PX = 14


class ChooserPopup(QFrame):
    """The list. Typing searches, Up and Down move, Enter chooses, Escape closes."""

    picked = Signal(object)
    """The chosen `Option`."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground, False)  # else no frame is drawn
        self.model = OptionListModel(self)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search"))
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = OptionDelegate(look, self)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label("", tone="mute")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        column.addWidget(self.search)
        column.addWidget(self.view)
        column.addWidget(self._none)
        self._none.setContentsMargins(S, S, S, S)
        self.search.textEdited.connect(self._search)
        self.search.installEventFilter(self)
        self.view.clicked.connect(self._pick_index)
        self.view.activated.connect(self._pick_index)

    def open_under(
        self, anchor: QWidget, options: Sequence[Option], current: Hashable, typed: str = ""
    ) -> None:
        """Open below a widget, the option in force marked, searching for `typed`."""
        self._delegate.current_key = current
        self._delegate.two_lines = any(option.below for option in options)
        self.model.set_options(options)
        searching = len(options) >= SEARCH_FROM or bool(typed)
        self.search.setVisible(searching)
        self.search.setText(typed)
        self._search(typed)
        self._fit(anchor, options)  # after it is known which parts are shown
        if not typed:
            self._select(max(0, self.model.row_of(current)))
        self.show()
        (self.search if searching else self.view).setFocus()

    def open_over(self, window: QWidget, options: Sequence[Option], prompt: str) -> None:
        """Open in the middle of a window's upper part, with the keyboard in the search field."""
        self.model.set_options(options)
        self._delegate.current_key = None
        self._delegate.two_lines = False
        self.search.setPlaceholderText(prompt)
        self.search.setAccessibleName(prompt)
        self.search.setText("")
        self._search("")
        width = min(self._look.px(OVER_WIDTH_PX), window.width() - 2 * S)
        self.view.setFixedHeight(POPUP_ROWS * self._look.px(ROW_PX) + 4)
        self.setFixedWidth(width)
        self.adjustSize()
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(QPoint(left, window.height() // 8)))
        self.show()
        self.search.setFocus()

    def _fit(self, anchor: QWidget, options: Sequence[Option]) -> None:
        body = QFontMetrics(self._look.font("body"))
        longest = max(options, key=lambda o: len(o.text) + len(o.note), default=Option("", ""))
        wanted = body.horizontalAdvance(longest.text + longest.note) + 96
        below = max((len(option.below) for option in options), default=0)
        wanted = max(wanted, below * body.averageCharWidth())
        least, most = (self._look.px(px) for px in POPUP_WIDTH_PX)
        width = max(anchor.width(), least, min(wanted, most))
        rows = min(max(len(options), 1), POPUP_ROWS)
        self.view.setFixedHeight(rows * self._delegate.row_px + 4)
        self.setFixedWidth(width)
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        left = max(screen.left() + 4, min(place.x(), screen.right() - width - 4))
        top = place.y()
        if top + self.height() > screen.bottom():
            top = max(screen.top(), anchor.mapToGlobal(QPoint(0, -4)).y() - self.height())
        self.move(left, top)

    def _search(self, text: str) -> None:
        self.model.search(text)
        found = self.model.rowCount() > 0
        self._none.setText(_("No match for “{text}”.").format(text=text))
        self._none.setVisible(not found)
        self.view.setVisible(found)
        self._select(0)

    def _select(self, row: int) -> None:
        index = self.model.index(row, 0)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _pick_index(self, index: QModelIndex) -> None:
        option = self.model.option(index.row())
        if option is not None:
            self.hide()
            self.picked.emit(option)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick_index(self.view.currentIndex())
                return True
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: POPUP_ROWS,
                Qt.Key.Key_PageUp: -POPUP_ROWS,
            }
            if pressed and event.key() in steps:
                row = self.view.currentIndex().row() + steps[Qt.Key(event.key())]
                self._select(min(max(row, 0), self.model.rowCount() - 1))
                return True
        return super().eventFilter(watched, event)


class Chooser(QPushButton):
    """Shows the option in force. Enter, Space, Down or a click open the list; so does typing."""

    chosen = Signal(object)
    """The key of the option the user chose."""

    def __init__(self, look: Appearance, name: str, *, max_width_px: int = 240) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._options: Sequence[Option] = ()
        self._current: Hashable = None
        self._max_width_px = max_width_px
        self._popup: ChooserPopup | None = None
        self.setProperty("kind", "chooser")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.open_list())
        self._name_it()

    @property
    def popup(self) -> ChooserPopup:
        """The list, made when it is first wanted."""
        if self._popup is None:
            self._popup = ChooserPopup(self._look, self)
            self._popup.picked.connect(self._take)
        return self._popup

    @property
    def current(self) -> Hashable:
        """The key of the option in force, None when nothing is chosen."""
        return self._current

    @property
    def options(self) -> Sequence[Option]:
        return self._options

    def set_options(self, options: Sequence[Option], current: Hashable = None) -> None:
        """Offer options, with one in force. Emits nothing."""
        self._options = options
        self.set_current(current)

    def set_current(self, key: Hashable) -> None:
        self._current = key
        self._name_it()
        self.updateGeometry()
        self.update()

    def open_list(self, typed: str = "") -> None:
        if self._options:
            self.popup.open_under(self, self._options, self._current, typed)

    def _take(self, option: Option) -> None:
        if option.key != self._current:
            self.set_current(option.key)
            self.chosen.emit(option.key)

    def _shown(self) -> str:
        return next(
            (o.short or o.text for o in self._options if o.key == self._current), self._name
        )

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._shown()}")
        self.setToolTip(plain_tip(f"{self._name}: {self._shown()}"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font("body"))
        width = metrics.horizontalAdvance(self._shown()) + 2 * SIDE_PX + ARROW_PX + 12
        most = self._look.px(self._max_width_px)
        return QSize(min(width, most), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 110), super().sizeHint().height())

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_list()
        elif (
            event.text().strip()
            and event.text().isprintable()
            and not (event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier)
        ):
            self.open_list(event.text())
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(SIDE_PX, 0, -SIDE_PX + 4, 0)
        arrow = QRectF(
            inner.right() - ARROW_PX, inner.center().y() - ARROW_PX / 2, ARROW_PX, ARROW_PX
        )
        paint_icon(painter, "down", arrow, self._look.theme.mute)
        metrics = QFontMetrics(self._look.font("body"))
        room = round(inner.width() - ARROW_PX - 8)
        text = metrics.elidedText(self._shown(), Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.theme.ink)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
