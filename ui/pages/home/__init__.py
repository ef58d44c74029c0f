"""The first page."""

from ui.pages.home.page import HomePage

__all__ = [
    "HomePage",
]
