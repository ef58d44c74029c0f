"""The page of patients’ comments."""

from ui.pages.comments.page import VoicesPage

__all__ = [
    "VoicesPage",
]
