from .page import TrendPage

__all__ = [
    "TrendPage",
]
