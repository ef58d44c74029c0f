"""A year of huddles, and what is printed about them."""

from models.huddle.reports.history import huddles_json
from models.huddle.reports.papers import HuddleCard, RelayCard, Slip, huddle_card, relay_card, slip
from models.huddle.reports.year import Misjudged, YearPage, YearView, year_view

__all__ = [
    "HuddleCard",
    "Misjudged",
    "RelayCard",
    "Slip",
    "YearPage",
    "YearView",
    "huddle_card",
    "huddles_json",
    "relay_card",
    "slip",
    "year_view",
]
