"""When a change in a measure could be known: the wished rise, the volume, and the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.survey import Unit
from ui.base.flow_layout import FlowLayout
from ui.base.theme import Appearance, S
from ui.text.evidence import plan_sentence
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.analysis.evidence import EvidencePlan
    from models.store.database import Database
    from ui.base.jobs import Progress

POINTS = (5, 10, 15, 20)
VOLUMES = (0, 30, 60, 100, 200)
"""Answers a month to try; 0: as many as come."""
USUAL_POINTS = 10


def read_plan(
    db: Database,
    _progress: Progress,
    *,
    unit: Unit,
    measure: str,
    change: int,
    volume: int,
    today: date,
) -> EvidencePlan:
    """Ask when a rise of so many points could be known, with so many answers a month."""
    from models.analysis.evidence import evidence_plan

    return evidence_plan(
        db, unit, measure, change=change / 100, per_month=volume or None, today=today
    )


class TrendPlan(QWidget):
    """Offers a wished rise and a volume, and shows an `EvidencePlan`."""

    wished = Signal()
    """Something else was chosen."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trend_plan")
        self.change = Chooser(look, _("Goal"), max_width_px=150)
        self.change.setObjectName("change_chooser")
        self.change.set_options([_points_option(points) for points in POINTS], USUAL_POINTS)
        self.volume = Chooser(look, _("Surveys a month"), max_width_px=150)
        self.volume.setObjectName("volume_chooser")
        self.volume.set_options([_volume_option(n) for n in VOLUMES], VOLUMES[0])
        self._words = label("", "body", wrap=True)
        self._words.setObjectName("plan_words")
        self._build()
        self.setVisible(False)

    @property
    def points(self) -> int:
        """The rise that is chosen."""
        points = self.change.current
        return points if isinstance(points, int) else USUAL_POINTS

    @property
    def text(self) -> str:
        return self._words.text()

    def show_plan(self, plan: EvidencePlan) -> None:
        """Show when a change could be known."""
        self._words.setText(plan_sentence(plan))
        self.setVisible(True)

    def _build(self) -> None:
        row = FlowLayout(spacing=S)
        row.addWidget(self.change)
        row.addWidget(self.volume)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(label(_("When would we know?"), "card", wrap=True))
        column.addLayout(row)
        column.addWidget(self._words)
        for chooser in (self.change, self.volume):
            chooser.chosen.connect(lambda _key: self.wished.emit())


def _points_option(points: int) -> Option:
    return Option(points, _("+{n} points").format(n=points))


def _volume_option(n: int) -> Option:
    if n == 0:
        return Option(0, _("As many surveys as now"), short=_("As now"))
    return Option(n, _("{n} a month").format(n=n))
