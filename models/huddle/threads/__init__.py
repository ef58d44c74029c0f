"""From what patients said to what changed: threads, the wall, escalation."""

from models.huddle.threads.bright_spot import (
    MOST_CHARACTERS,
    BrightSpot,
    bright_spot,
    card_text,
    take_in,
    taken_in,
)
from models.huddle.threads.escalation import EscalationNote, act_on_idea, escalate, escalation_note
from models.huddle.threads.outcomes import (
    END_BETTER,
    END_NO_CHANGE,
    END_NOT_NOW,
    END_TOO_EARLY,
    Outcome,
)
from models.huddle.threads.promise_words import ARROW, doing_this_week, line_of_promise
from models.huddle.threads.thread import (
    CHANGED,
    PARTS,
    SAID,
    THOUGHT,
    TRIED,
    Thread,
    ThreadLine,
    list_threads,
    tick_line,
)
from models.huddle.threads.wall import (
    WallPage,
    YouSaid,
    is_bright,
    pin_thread,
    pinned_threads,
    wall_page,
    you_said,
)

__all__ = [
    "ARROW",
    "CHANGED",
    "END_BETTER",
    "END_NOT_NOW",
    "END_NO_CHANGE",
    "END_TOO_EARLY",
    "MOST_CHARACTERS",
    "PARTS",
    "SAID",
    "THOUGHT",
    "TRIED",
    "BrightSpot",
    "EscalationNote",
    "Outcome",
    "Thread",
    "ThreadLine",
    "WallPage",
    "YouSaid",
    "act_on_idea",
    "bright_spot",
    "card_text",
    "doing_this_week",
    "escalate",
    "escalation_note",
    "is_bright",
    "line_of_promise",
    "list_threads",
    "pin_thread",
    "pinned_threads",
    "take_in",
    "taken_in",
    "tick_line",
    "wall_page",
    "you_said",
]
