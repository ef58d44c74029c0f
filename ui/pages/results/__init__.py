"""The page of a unit’s results."""

from ui.pages.results.page import ResultsPage

__all__ = [
    "ResultsPage",
]
