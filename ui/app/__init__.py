"""The window and the start of the program."""

from ui.app.app import run_window
from ui.app.screenshot import STEP_PREFIX, screenshot

__all__ = [
    "STEP_PREFIX",
    "run_window",
    "screenshot",
]
