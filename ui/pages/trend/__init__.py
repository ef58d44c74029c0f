"""The page of a measure over time."""

from ui.pages.trend.page import TrendPage

__all__ = [
    "TrendPage",
]
