from .page import MissionPage

__all__ = [
    "MissionPage",
]
