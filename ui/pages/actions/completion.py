"""The weekly tally of the doing: how often what was promised was done, counted with a key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S
from ui.text.formats import counted
from ui.text.language import _
from ui.widgets.basics import button, label

WEEK = timedelta(days=7)
MOST_WEEKS = 10
BAR_PX = 18
CHART_PX = 58
NUMBER_PX = 14


class DoingTally(QWidget):
    """Shows the weeks' counts; + and − change this week's, in the list as keys."""

    counted = Signal(int)
    """The user counts one more (1), or takes one back (-1)."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setObjectName("doing")
        self._words = label("", "body", wrap=True)
        self.bars = WeekBars(look)
        self.more = button("+", lambda: self.counted.emit(1))
        self.less = button("−", lambda: self.counted.emit(-1))
        self._build(look)

    def show_weeks(self, weeks: Mapping[date, int], today: date) -> None:
        """Show counts by the Monday of their week."""
        monday = today - timedelta(days=today.weekday())
        now = weeks.get(monday, 0)
        total = sum(weeks.values())
        this_week = counted(now, "time", "times")
        words = _("{times} this week").format(times=this_week)
        if total > now:
            words = _("{times} this week, {total} in all").format(times=this_week, total=total)
        self._words.setText(words if total else _("Not logged yet. Press + each time you do it."))
        self.less.setEnabled(now > 0)
        self.bars.show_weeks(weeks, monday)

    def _build(self, look: Appearance) -> None:
        for part, name, spoken in (
            (self.more, "doing_more", _("Log it once more (press +)")),
            (self.less, "doing_less", _("Remove one (press −)")),
        ):
            part.setObjectName(name)
            part.setAccessibleName(spoken)
            part.setToolTip(spoken)
            part.setFixedWidth(look.px(44))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._words, 1)
        row.addWidget(self.less, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(label(_("How often we did it"), "card"))
        column.addLayout(row)
        column.addWidget(self.bars)


class WeekBars(QWidget):
    """A bar for each of the last weeks, its count above it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._weeks: list[tuple[date, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_weeks(self, weeks: Mapping[date, int], monday: date) -> None:
        """Show the weeks up to the one of `monday`, from the first that was counted."""
        counts = {week: count for week, count in weeks.items() if count}
        first = max(min(counts, default=monday), monday - (MOST_WEEKS - 1) * WEEK)
        if counts and max(counts) < first:  # nothing lately: the last weeks that were counted
            monday = max(counts)
            first = max(min(counts), monday - (MOST_WEEKS - 1) * WEEK)
        places = (monday - first) // WEEK + 1
        self._weeks = [(first + n * WEEK, weeks.get(first + n * WEEK, 0)) for n in range(places)]
        spoken = ", ".join(f"{week.isoformat()}: {count}" for week, count in self._weeks)
        self.setAccessibleName(_("Times per week: {weeks}").format(weeks=spoken))
        self.setVisible(bool(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(CHART_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.px(CHART_PX))

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small"))
        most = max([1, *(count for _week, count in self._weeks)])
        step, top = self._look.px(BAR_PX + 12), self._look.px(NUMBER_PX)
        room = self.height() - top - 2
        for place, (_week, count) in enumerate(self._weeks):
            self._paint_bar(painter, place * step, top, room, count, count / most)
        painter.end()

    def _paint_bar(
        self, painter: QPainter, left: float, top: float, room: float, count: int, share: float
    ) -> None:
        theme, width = self._look.theme, self._look.px(BAR_PX)
        height = max(2.0, room * share)
        bar = QRectF(left, top + room - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.unit if count else theme.line)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(theme.mute)
        over = QRectF(left - 6, bar.top() - top, width + 12, top)
        painter.drawText(over, int(Qt.AlignmentFlag.AlignCenter), str(count) if count else "")
