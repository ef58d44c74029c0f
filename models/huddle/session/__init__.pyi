from .journal_actions import OWNER_STYLE, apply_effect
from .keyboard import can_park, press
from .keys import NEXT, Key, ctrl, named, typed
from .lead import LeadView, Private, lead_view, load_private
from .live import (
    LiveHuddle,
    close_abandoned,
    read_huddle,
    resume_live_huddle,
    start_live_huddle,
)
from .state import (
    DONE,
    EVERYBODY,
    FIRST_NAME,
    KEPT,
    LENSES,
    NO_OWNER,
    NOTHING_TO_DO,
    OBSTACLE,
    OWNER_STYLES,
    ROLE,
    ROLES,
    STOPPED,
    State,
)
from .text_editing import in_text_box
from .transaction import KeyTransaction, SaveAction

__all__ = [
    "DONE",
    "EVERYBODY",
    "FIRST_NAME",
    "KEPT",
    "LENSES",
    "NEXT",
    "NOTHING_TO_DO",
    "NO_OWNER",
    "OBSTACLE",
    "OWNER_STYLE",
    "OWNER_STYLES",
    "ROLE",
    "ROLES",
    "STOPPED",
    "Key",
    "KeyTransaction",
    "LeadView",
    "LiveHuddle",
    "Private",
    "SaveAction",
    "State",
    "apply_effect",
    "can_park",
    "close_abandoned",
    "ctrl",
    "in_text_box",
    "lead_view",
    "load_private",
    "named",
    "press",
    "read_huddle",
    "resume_live_huddle",
    "start_live_huddle",
    "typed",
]
