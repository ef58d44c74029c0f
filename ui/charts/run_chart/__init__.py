"""The run chart and control chart of one measure."""

from ui.charts.run_chart.run_chart import RunChart
from ui.charts.run_chart.trend_words import below_text, trend_detail

__all__ = [
    "RunChart",
    "below_text",
    "trend_detail",
]
