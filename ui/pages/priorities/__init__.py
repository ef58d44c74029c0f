"""The page that says what to work on first."""

from ui.pages.priorities.page import PrioritiesPage

__all__ = [
    "PrioritiesPage",
]
