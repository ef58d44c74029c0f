from .results import Trend, TrendAction, TrendBaseline, TrendPoint, TrendSignal
from .unit_trend import measure_questions, trend

__all__ = [
    "Trend",
    "TrendAction",
    "TrendBaseline",
    "TrendPoint",
    "TrendSignal",
    "measure_questions",
    "trend",
]
