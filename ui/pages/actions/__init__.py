"""The page of action items."""

from ui.pages.actions.page import ActionsPage

__all__ = [
    "ActionsPage",
]
