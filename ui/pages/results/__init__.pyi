from .page import ResultsPage

__all__ = [
    "ResultsPage",
]
