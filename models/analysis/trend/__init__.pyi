from .rest_of_hospital import RestPoint, rest_line
from .results import Trend, TrendAction, TrendBaseline, TrendPoint, TrendSignal
from .unit_trend import measure_questions, trend

__all__ = [
    "RestPoint",
    "Trend",
    "TrendAction",
    "TrendBaseline",
    "TrendPoint",
    "TrendSignal",
    "measure_questions",
    "rest_line",
    "trend",
]
