"""The small line of months beside a measure."""

from ui.charts.time_line.parts import Flag, paint_months
from ui.charts.time_line.time_line import TimeLine

__all__ = [
    "Flag",
    "TimeLine",
    "paint_months",
]
