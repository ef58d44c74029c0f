"""The huddle on the shared screen."""

from ui.present.beginning import GO_ON_WITHIN, HuddleRequest, make_huddle_plan
from ui.present.canvas import step_image
from ui.present.pictures import step_to_draw
from ui.present.start import running_huddle, start_huddle

__all__ = [
    "GO_ON_WITHIN",
    "HuddleRequest",
    "make_huddle_plan",
    "running_huddle",
    "start_huddle",
    "step_image",
    "step_to_draw",
]
