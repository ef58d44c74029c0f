"""The small card beside a measure over time: how it is shown, what was done, the line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from models.analysis.trend import FreezeOffer, Trend, TrendAction, TrendPoint
from ui.base.flow_layout import FlowLayout
from ui.base.theme import ICON_PX, XS, Appearance, L, M, S
from ui.charts.plot.menu import MenuEntry
from ui.pages.trend.plan import TrendPlan
from ui.pages.trend.queries import Decision
from ui.pages.trend.words import (
    KINDS,
    action_status,
    decided_words,
    offer_meaning,
    offer_words,
    rule_options,
)
from ui.text.charts import add_action_words
from ui.text.formats import month_name
from ui.text.language import _
from ui.text.trend import freeze_offer_words
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

MOST_RULES_PX = 260


class TrendSide(Surface):
    """Shows what belongs to a `Trend` beside its chart."""

    step_chosen = Signal(object)
    """month or quarter."""
    score_chosen = Signal(object)
    """top_box or mean."""
    rules_chosen = Signal(object)
    """Of mean scores: mdc, six, eight or anhoej."""
    decision_requested = Signal(str)
    """One of rebase, freeze, exclude, at the chosen point."""
    freeze_requested = Signal(object)
    """The `FreezeOffer` that was taken."""
    take_back_requested = Signal(object)
    """The `Decision` to forget."""
    action_requested = Signal()
    actions_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self.setObjectName("trend_side")
        self.step = Chooser(look, _("Each point is"))
        self.step.setObjectName("step_chooser")
        self.score = Chooser(look, _("Show"))
        self.score.setObjectName("score_chooser")
        self.rules = Chooser(look, _("Rules"), max_width_px=MOST_RULES_PX)
        self.rules.setObjectName("rules_chooser")
        self._done = QVBoxLayout()
        self.plan = TrendPlan(look)
        self._decided = QVBoxLayout()
        self._hint = label("", "secondary", wrap=True)
        self._offers = {
            kind: button("", partial(self.decision_requested.emit, kind)) for kind in KINDS
        }
        self.add_action = button(_("Add an action"), self.action_requested.emit, kind="quiet")
        self.add_action.setObjectName("add_action")
        self.see_actions = button(_("See actions"), self.actions_requested.emit, kind="quiet")
        self.see_actions.setObjectName("see_actions")
        self._offer: FreezeOffer | None = None
        self._offer_words = label("", "body", wrap=True)
        self.freeze = button("", self._take_offer)
        self.freeze.setObjectName("freeze_baseline")
        self._build()
        self._tint()
        look.changed.connect(self._tint)

    def show_trend(self, trend: Trend, *, with_actions: bool) -> None:
        """Show a trend's actions and decisions. `with_actions`: the window has a page for them."""
        self.step.set_options(_step_options(), trend.step)
        self.score.set_options(_score_options(), trend.of)
        self.rules.set_options(rule_options(), trend.rule_set)
        self.rules.setVisible(bool(trend.rule_set))
        self.add_action.setVisible(with_actions)
        self.see_actions.setVisible(with_actions and bool(trend.actions))
        _clear(self._done)
        for number, action in enumerate(trend.actions, 1):
            self._done.addWidget(self._action_row(number, action))
        if not trend.actions:
            none = _("No actions yet. Actions you add show as flags on the chart.")
            self._done.addWidget(label(none, "secondary", wrap=True))
        self._show_offer(trend.freeze_offer)
        _clear(self._decided)
        for decided in trend.baseline:
            words = decided_words(decided)
            self._decided.addWidget(
                self._decided_row(words, Decision(decided.kind, (decided.month,)))
            )

    def offer_decisions(self, point: TrendPoint | None) -> None:
        """Offer what can be decided at the chosen point; without one say how to choose."""
        self._hint.setText(
            _(
                "Click a month to start a new baseline, freeze it, or exclude that month. You'll "
                "be asked why."
            )
            if point is None
            else _("You'll be asked why.")
        )
        for kind, offer in self._offers.items():
            offer.setVisible(point is not None)
            if point is not None:
                offer.setText(offer_words(kind, point))

    def entries(self, point: TrendPoint | None) -> list[MenuEntry]:
        """Return the decisions at a point, and a new action, for the chart's menu."""
        found: list[MenuEntry] = []
        if point is not None:
            found = [
                (offer_words(kind, point), partial(self.decision_requested.emit, kind))
                for kind in self._offers
            ]
        if self.add_action.isVisibleTo(self):
            found.append((add_action_words(), self.action_requested.emit))
        return found

    def _show_offer(self, offer: FreezeOffer | None) -> None:
        """Offer to freeze the baseline where an action has begun."""
        self._offer = offer
        words, name = freeze_offer_words(offer) if offer is not None else ("", "")
        self._offer_words.setText(words)
        self.freeze.setText(name)
        for part in (self._offer_words, self.freeze):
            part.setVisible(offer is not None)

    def _take_offer(self) -> None:
        if self._offer is not None:
            self.freeze_requested.emit(self._offer)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(300), 500)

    def _action_row(self, number: int, action: TrendAction) -> QWidget:
        row = QWidget()
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, XS)
        inside.setSpacing(0)
        inside.addWidget(label(f"{number}  {action.what}", "body", wrap=True))
        month = f"{month_name(action.month)} · {action_status(action.status)}"
        inside.addWidget(label(month, "secondary"))
        return row

    def _decided_row(self, words: str, decision: Decision) -> QWidget:
        row = QWidget()
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(label(words, "body", wrap=True))
        back = button(_("Undo"), partial(self.take_back_requested.emit, decision), kind="quiet")
        back.setObjectName("take_back")
        back.setAccessibleName(_("Undo: {what}").format(what=words))
        inside.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _build(self) -> None:
        body = Surface("clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(L, L - 4, L - XS, M)
        column.setSpacing(S)
        choosers = FlowLayout(spacing=S)
        for chooser in (self.step, self.score):
            choosers.addWidget(chooser)
        column.addLayout(choosers)
        column.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(S)
        column.addWidget(label(_("Actions"), "card"))
        self._done.setSpacing(2)
        column.addLayout(self._done)
        links = FlowLayout()
        links.addWidget(self.add_action)
        links.addWidget(self.see_actions)
        column.addLayout(links)
        column.addSpacing(S)
        column.addWidget(self.plan)
        column.addSpacing(S)
        column.addWidget(label(_("Baseline"), "card"))
        column.addWidget(self._offer_words)
        column.addWidget(self.freeze, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._hint)
        for kind, offer in self._offers.items():
            offer.setObjectName(f"decide_{kind}")
            offer.setToolTip(offer_meaning(kind))
            column.addWidget(offer)
        self._decided.setSpacing(S)
        column.addLayout(self._decided)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, S, XS, S)
        whole.addWidget(scroll)
        self.step.chosen.connect(self.step_chosen)
        self.score.chosen.connect(self.score_chosen)
        self.rules.chosen.connect(self.rules_chosen)
        self.offer_decisions(None)

    def _tint(self) -> None:
        self.add_action.setIcon(self._look.icon("plus", "unit"))
        self.add_action.setIconSize(QSize(ICON_PX, ICON_PX))


def _step_options() -> list[Option]:
    return [Option("month", _("Months")), Option("quarter", _("Quarters"))]


def _score_options() -> list[Option]:
    return [
        Option("top_box", _("% best answer"), _("share of patients")),
        Option("mean", _("Mean score"), _("0–100")),
    ]


def _clear(column: QVBoxLayout) -> None:
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
