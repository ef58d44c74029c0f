from .beginning import GO_ON_WITHIN, make_huddle_plan
from .board_window import show_board
from .canvas import step_image
from .pictures import step_to_draw
from .request import HuddleRequest
from .start import running_huddle, start_huddle

__all__ = [
    "GO_ON_WITHIN",
    "HuddleRequest",
    "make_huddle_plan",
    "running_huddle",
    "show_board",
    "start_huddle",
    "step_image",
    "step_to_draw",
]
