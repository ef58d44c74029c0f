from .parts import Flag, paint_months
from .time_line import TimeLine

__all__ = [
    "Flag",
    "TimeLine",
    "paint_months",
]
