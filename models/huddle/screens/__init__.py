"""What the room sees at each step, as frozen values."""

from models.huddle.screens.room import Room, RoomAction, load_room
from models.huddle.screens.screens import room_view, step_view, view_of_step
from models.huddle.screens.topic import ARROW
from models.huddle.screens.view import BoxView, Figure, StepView, ViewLine

__all__ = [
    "ARROW",
    "BoxView",
    "Figure",
    "Room",
    "RoomAction",
    "StepView",
    "ViewLine",
    "load_room",
    "room_view",
    "step_view",
    "view_of_step",
]
