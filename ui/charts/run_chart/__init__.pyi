from .run_chart import OthersLine, RunChart
from .trend_words import below_text, trend_detail

__all__ = [
    "OthersLine",
    "RunChart",
    "below_text",
    "trend_detail",
]
