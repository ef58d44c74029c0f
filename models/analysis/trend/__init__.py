"""A unit over time, on a run chart or control chart."""

from models.analysis.trend.results import Trend, TrendAction, TrendBaseline, TrendPoint, TrendSignal
from models.analysis.trend.trend import measure_questions, trend

__all__ = [
    "Trend",
    "TrendAction",
    "TrendBaseline",
    "TrendPoint",
    "TrendSignal",
    "measure_questions",
    "trend",
]
