"""The line that connects the dots: today's measure, our promise, what we do this week."""

from __future__ import annotations

ARROW = "  →  "


def line_of_promise(measure: str, promise: str, behavior: str) -> str:
    """Return the line of a huddle's first and last screen; what is missing is left out.

    >>> line_of_promise("Quiet at night", "You can rest here", "Close doors after nine")
    'Quiet at night  →  You can rest here  →  this week we close doors after nine'
    """
    return ARROW.join(part for part in (measure, promise, doing_this_week(behavior)) if part)


def doing_this_week(behavior: str) -> str:
    """Return a behavior as what the team does this week, "" without one.

    >>> doing_this_week("Close doors after nine"), doing_this_week("We knock first")
    ('this week we close doors after nine', 'this week we knock first')
    """
    words = behavior.strip()
    if words[:3].lower() == "we ":
        words = words[3:].lstrip()
    return f"this week we {words[:1].lower()}{words[1:]}" if words else ""
