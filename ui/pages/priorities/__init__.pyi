from .page import PrioritiesPage

__all__ = [
    "PrioritiesPage",
]
