"""The funnel: all units on one measure."""

from ui.charts.funnel.funnel import FunnelChart
from ui.charts.funnel.words import finding_words, ranks_words, shown_units, target_words, unit_card

__all__ = [
    "FunnelChart",
    "finding_words",
    "ranks_words",
    "shown_units",
    "target_words",
    "unit_card",
]
