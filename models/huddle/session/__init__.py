"""A huddle while it runs: keys, state, text boxes and the journal of every key."""

from models.huddle.session.journal_actions import apply_effect
from models.huddle.session.keyboard import can_park, press
from models.huddle.session.keys import (
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
from models.huddle.session.lead import LeadView, Private, lead_view, load_private
from models.huddle.session.live import (
    LiveHuddle,
    close_abandoned,
    read_huddle,
    resume_live_huddle,
    start_live_huddle,
)
from models.huddle.session.state import DONE, KEPT, LENSES, OBSTACLE, ROLES, STOPPED, State
from models.huddle.session.transaction import KeyTransaction, SaveAction

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
