from .app import run_window
from .pictures import STEP_PREFIX, screenshot

__all__ = [
    "STEP_PREFIX",
    "run_window",
    "screenshot",
]
