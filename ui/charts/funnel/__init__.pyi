from .funnel import FunnelChart
from .words import finding_words, ranks_words, shown_units, target_words, unit_card

__all__ = [
    "FunnelChart",
    "finding_words",
    "ranks_words",
    "shown_units",
    "target_words",
    "unit_card",
]
