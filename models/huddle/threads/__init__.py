"""From what patients said to what changed: threads, the wall, escalation."""

from models.huddle.threads.bright_spot import (
    MOST_CHARACTERS,
    BrightSpot,
    bright_spot,
    card_text,
    take_in,
    taken_in,
)
from models.huddle.threads.escalation import EscalationNote, act_on_idea, escalation_note, pass_on
from models.huddle.threads.outcomes import (
    END_BETTER,
    END_NO_CHANGE,
    END_NOT_NOW,
    END_TOO_EARLY,
    Ending,
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
    hang_thread,
    hung_threads,
    is_bright,
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
    "Ending",
    "EscalationNote",
    "Thread",
    "ThreadLine",
    "WallPage",
    "YouSaid",
    "act_on_idea",
    "bright_spot",
    "card_text",
    "doing_this_week",
    "escalation_note",
    "hang_thread",
    "hung_threads",
    "is_bright",
    "line_of_promise",
    "list_threads",
    "pass_on",
    "take_in",
    "taken_in",
    "tick_line",
    "wall_page",
    "you_said",
]
