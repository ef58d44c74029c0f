"""The page of the mission and its promises."""

from ui.pages.mission.page import MissionPage

__all__ = [
    "MissionPage",
]
