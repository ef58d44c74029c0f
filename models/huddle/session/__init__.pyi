from .journal_actions import apply_effect
from .keyboard import can_park, press
from .keys import (
    KEY_SHEET,
    REASON_KEYS,
    STEP_KEYS,
    THEIRS_KEYS,
    Key,
    KeyHelp,
    ctrl,
    named,
    typed,
)
from .lead import LeadView, Private, lead_view, load_private
from .live import (
    LiveHuddle,
    close_abandoned,
    read_huddle,
    resume_live_huddle,
    start_live_huddle,
)
from .state import DONE, KEPT, LENSES, OBSTACLE, ROLES, STOPPED, State
from .transaction import KeyTransaction, SaveAction

__all__ = [
    "DONE",
    "KEPT",
    "KEY_SHEET",
    "LENSES",
    "OBSTACLE",
    "REASON_KEYS",
    "ROLES",
    "STEP_KEYS",
    "STOPPED",
    "THEIRS_KEYS",
    "Key",
    "KeyHelp",
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
    "lead_view",
    "load_private",
    "named",
    "press",
    "read_huddle",
    "resume_live_huddle",
    "start_live_huddle",
    "typed",
]
