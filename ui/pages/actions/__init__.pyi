from .page import ActionsPage

__all__ = [
    "ActionsPage",
]
