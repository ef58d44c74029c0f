from .history import huddles_json
from .papers import HuddleCard, RelayCard, Slip, huddle_card, relay_card, slip
from .year import Misjudged, YearPage, YearView, year_view

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
