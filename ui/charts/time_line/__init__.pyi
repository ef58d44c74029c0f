from .time_line import Flag, TimeLine

__all__ = [
    "Flag",
    "TimeLine",
]
