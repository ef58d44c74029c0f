"""The page of all units on one measure."""

from ui.pages.units.page import UnitsPage

__all__ = [
    "UnitsPage",
]
