from .room import Room, RoomAction, load_room
from .screens import room_view, step_view, view_of_step
from .topic import ARROW
from .view import BoxView, Figure, StepView, ViewLine

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
