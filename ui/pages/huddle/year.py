"""The year: huddles held and missed, length kept, ideas, done, what moved, what is misjudged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.theme import ICON_PX, XL, Appearance, L, M, S, paint_icon
from ui.pages.huddle import queries
from ui.pages.huddle.thread_list import MARKS
from ui.pages.huddle.year_charts import MisjudgedBars, WeekStrip
from ui.report.year_words import (
    MOST_MOVED,
    MOST_WORDS,
    most_misjudged_words,
    moved_words,
    nothing_moved,
    year_figures,
    year_verdict,
)
from ui.text.language import _
from ui.widgets.basics import Surface, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from models.huddle.reports import YearView


class YearPanel(QWidget):
    """Shows one unit's year. Shifts and people are not in it."""

    year_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.verdict = label("", "verdict", wrap=True)
        self.verdict.setObjectName("year_verdict")
        self.year = Chooser(look, _("Year"))
        self.year.setObjectName("year_chooser")
        self.weeks = WeekStrip(look)
        self.figures = {key: _Figure() for key in ("done", "held", "length", "ideas", "thumbs")}
        self.bars = MisjudgedBars(look)
        self._misjudged = label("", "body", wrap=True)
        self._moved = QGridLayout()
        self._words = label("", "body", wrap=True)
        self._words_card = Surface("card")
        self._build()
        self.year.chosen.connect(lambda key: self.year_chosen.emit(str(key)))

    def show_view(self, view: YearView) -> None:
        """Show a year."""
        latest = Option(queries.LATEST, _("Last 12 months"))
        self.year.set_options([latest, *(Option(y, y) for y in view.years)], view.chosen)
        page = view.page
        self.verdict.setText(year_verdict(page))
        self.weeks.show_page(page)
        for key, (number, words) in year_figures(page).items():
            self.figures[key].say(number, words)
        self.bars.show_items(page.misjudged)
        self._misjudged.setText(most_misjudged_words(page))
        self._show_moved(view)
        self._words.setText(" · ".join(view.words[:MOST_WORDS]))
        self._words_card.setVisible(bool(view.words))

    def take_keyboard(self) -> None:
        self.year.setFocus()

    def _show_moved(self, view: YearView) -> None:
        while self._moved.count():
            item = self._moved.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        moved = view.page.moved[:MOST_MOVED]
        if not moved:
            self._moved.addWidget(label(nothing_moved(), "body", tone="mute", wrap=True), 0, 1)
        for row, (measure, ending) in enumerate(moved):
            icon, color = MARKS[ending.end]
            self._moved.addWidget(_Mark(self._look, icon, color), row, 0, Qt.AlignmentFlag.AlignTop)
            words = moved_words(measure, ending, view.labels)
            self._moved.addWidget(label(words, "body", wrap=True), row, 1)

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        column.addWidget(self._build_head())
        below = QHBoxLayout()
        below.setSpacing(L)
        moved = _card(_("What changed this year"))
        self._moved.setColumnStretch(1, 1)
        self._moved.setHorizontalSpacing(M)
        self._moved.setVerticalSpacing(M)
        _column_of(moved).addLayout(self._moved)
        _column_of(moved).addStretch(1)
        misjudged = _card(_("What surprised us most"))
        _column_of(misjudged).addWidget(self._misjudged)
        _column_of(misjudged).addWidget(self.bars)
        _column_of(misjudged).addStretch(1)
        below.addWidget(moved, 1)
        below.addWidget(misjudged, 1)
        column.addLayout(below)
        words = QVBoxLayout(self._words_card)
        words.setContentsMargins(XL, L, XL, L)
        words.setSpacing(S)
        words.addWidget(label(_("One thing to do differently next time"), "card"))
        words.addWidget(self._words)
        column.addWidget(self._words_card)
        column.addStretch(1)
        scroll = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _build_head(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(self.verdict, 1)
        head.addWidget(self.year, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.weeks)
        row = QHBoxLayout()
        row.setSpacing(L)
        for figure in self.figures.values():
            row.addWidget(figure, 1)
        column.addLayout(row)
        return card


class _Figure(QWidget):
    """A number with what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._number = label("", "title")
        self._words = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._number)
        column.addWidget(self._words)
        column.addStretch(1)

    def say(self, number: str, words: str) -> None:
        self._number.setText(number)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")


class _Mark(QLabel):
    """The drawing of an end."""

    def __init__(self, look: Appearance, icon: str, color: str) -> None:
        super().__init__()
        self._look, self._icon, self._color = look, icon, color
        self.setFixedSize(look.px(ICON_PX), look.px(ICON_PX))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(ICON_PX), self._look.px(ICON_PX))

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_icon(painter, self._icon, box, self._look.theme.color(self._color))
        painter.end()


def _card(title: str) -> Surface:
    card = Surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(XL, L, XL, L)
    column.setSpacing(M)
    column.addWidget(label(title, "card"))
    return card


def _column_of(card: Surface) -> QVBoxLayout:
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout
