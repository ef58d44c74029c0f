from .page import UnitsPage

__all__ = [
    "UnitsPage",
]
