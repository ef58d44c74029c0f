from .page import VoicesPage

__all__ = [
    "VoicesPage",
]
