from .run_chart import RunChart
from .trend_words import below_text, trend_detail

__all__ = [
    "RunChart",
    "below_text",
    "trend_detail",
]
