"""The right card of the results: one measure in a sentence, its answers, its months."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.analysis.estimates import Comparison, MeasureDetail, MonthPoint
from ui.base.theme import ICON_PX, XL, XS, Appearance, L, M, S
from ui.charts.rows import AnswerBars
from ui.charts.time_line import Flag, TimeLine
from ui.pages.results.groups import ResultsGroups
from ui.report.one_page import MeasureText
from ui.text.charts_results import other_name, point_name
from ui.text.formats import sentence_start
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label


class ResultsDetail(Surface):
    """Shows a `MeasureDetail`; offers to begin an action for it."""

    action_requested = Signal()
    line_requested = Signal()
    """The user wants the months large, with what tells a change from chance."""

    voices_requested = Signal()
    """The user wants what patients wrote about the measure."""

    stars_requested = Signal()
    """The user wants the star tables, and the summary star."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self.setObjectName("results_detail")
        self._name = ElidedLabel("", "strong")
        self._name.setProperty("tone", "mute")
        self._sentence = label("", "verdict", wrap=True)
        self._sentence.setObjectName("patient_sentence")
        self._aside = label("", "body", tone="mute", wrap=True)
        self._stars = label("", "secondary", wrap=True)
        self._stars.setObjectName("would_be_stars")
        self._stars_title = label(_("Stars"), "card")
        self.all_stars = button(
            _("Show all stars and cut points"), self.stars_requested.emit, kind="quiet"
        )
        self.all_stars.setObjectName("all_stars")
        self._answers_title = ElidedLabel(_("How patients answered"), "card")
        self.answers = AnswerBars(look)
        self._line_title = ElidedLabel(_("Month by month"), "card")
        self.open_line = button(_("See the trend"), self.line_requested.emit, kind="quiet")
        self.open_line.setObjectName("open_line")
        self.open_line.setToolTip(_("Open in Over time (O)"))
        self.line = TimeLine(look)
        self._line_note = label("", "secondary", wrap=True)
        self.groups = ResultsGroups(look)
        self.open_voices = button(_("Comments"), self.voices_requested.emit, kind="quiet")
        self.open_voices.setObjectName("open_voices")
        self.open_voices.setToolTip(_("Read comments about this measure (V)"))
        self.add_action = button("", self.action_requested.emit, kind="quiet")
        self.add_action.setObjectName("add_action")
        self._body = Surface("clear")
        self._more_below = Surface("rule")
        self._more_below.setObjectName("more_below")
        self._line_is_offered = False
        self._build()
        self._tint()
        look.changed.connect(self._tint)

    def show_detail(self, detail: MeasureDetail, comparison: Comparison) -> None:
        """Show a measure of a comparison."""
        measure = detail.comparison
        other = other_name(comparison.against, comparison.other_label)
        self._name.setText(measure.label)
        self._sentence.setText(detail.sentence or measure.verdict)
        self._aside.setText(detail.aside)
        self._aside.setVisible(bool(detail.aside))
        self.answers.show_answers(detail.distributions, comparison.unit, other)
        for part in (self.answers, self._answers_title):
            part.setVisible(bool(detail.distributions))
        flags = [Flag(month, words, is_break=True) for month, words in detail.breaks]
        self.line.show_line(
            detail.line, name=measure.label, other=other, flags=flags, goal=measure.goal
        )
        shown = [point for point in detail.line if point.top_box is not None]
        self.line.setVisible(len(shown) > 1)
        self._line_title.setVisible(bool(detail.line))
        self.open_line.setVisible(self._line_is_offered and bool(detail.line))
        self._line_note.setText(self._note(detail.line_note, shown))
        self._line_note.setVisible(bool(self._line_note.text()))
        short = sentence_start(measure.short or measure.label)
        self.add_action.setText(_("Add an action: {measure}").format(measure=short))

    def say_stars(self, words: str, about: str, *, with_tables: bool) -> None:
        """Show where the measure would stand on a star table; `about` says what that is not.
        `with_tables`: the unit has surveys for which there are such tables."""
        self._stars.setText(words)
        self._stars.setToolTip(about)
        self._stars.setVisible(bool(words))
        self._stars_title.setVisible(with_tables)
        self.all_stars.setVisible(with_tables)

    def _note(self, note: str, shown: list[MonthPoint]) -> str:
        """Return what stands below the line, or in its place while there is only one point."""
        if len(shown) != 1:
            return note
        only = _("Only {month} so far. A trend needs two months.")
        return f"{only.format(month=point_name(shown[0]))} {note}".strip()

    def told(self) -> MeasureText:
        """Return the measure in words, for print."""
        aside = self._aside.text() if self._aside.isVisibleTo(self) else ""
        groups = self.groups.told() if self.groups.isVisibleTo(self) else ()
        return MeasureText(self._name.text(), self._sentence.text(), aside, groups)

    def offer_line(self, offered: bool) -> None:
        """Show the way to the months drawn large, where the window has a page for them."""
        self._line_is_offered = offered
        self.open_line.setVisible(offered)

    def offer_voices(self, offered: bool) -> None:
        """Show the way to the comments, where the window has a page for them."""
        self.open_voices.setVisible(offered)

    def offer_actions(self, offered: bool) -> None:
        """Show the way to a new action, where the window has a page for it."""
        self.add_action.setVisible(offered)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), 600)

    def _build(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(XL, L - 4, XL - XS, M)
        column.setSpacing(S)
        column.addWidget(self._name)
        column.addWidget(self._sentence)
        column.addWidget(self._aside)
        column.addSpacing(M)
        answers_head = QHBoxLayout()
        answers_head.addWidget(self._answers_title, 1)
        answers_head.addWidget(self.open_voices)
        column.addLayout(answers_head)
        column.addWidget(self.answers)
        column.addSpacing(M)
        line_head = QHBoxLayout()
        line_head.addWidget(self._line_title, 1)
        line_head.addWidget(self.open_line)
        column.addLayout(line_head)
        column.addWidget(self.line, 100)
        column.addWidget(self._line_note)
        column.addWidget(self.groups)
        column.addSpacing(S)
        column.addWidget(self._stars_title)
        column.addWidget(self._stars)
        column.addWidget(self.all_stars, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, S, XS, S)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._more_below)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: self._tell_of_more(bar.value(), most))
        bar.valueChanged.connect(lambda at: self._tell_of_more(at, bar.maximum()))
        self._tell_of_more(0, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(XL - 10, S, XL, S)
        foot.addWidget(self.add_action, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(foot)
        self.line.setMaximumHeight(self._look.px(320))

    def _tell_of_more(self, at: int, most: int) -> None:
        """Draw a line above the foot where the card goes on below it."""
        self._more_below.setVisible(at < most)

    def _tint(self) -> None:
        self.add_action.setIcon(self._look.icon("plus", "unit"))
        self.add_action.setIconSize(QSize(ICON_PX, ICON_PX))
