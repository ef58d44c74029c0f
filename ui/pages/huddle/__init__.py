"""The page that prepares huddles and shows their threads and year."""

from ui.pages.huddle.page import HuddlePage

__all__ = [
    "HuddlePage",
]
