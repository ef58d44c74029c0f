from .page import SettingsPage

__all__ = [
    "SettingsPage",
]
