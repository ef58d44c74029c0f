"""The line that connects the dots: today's measure, our promise, what we do this week."""

from __future__ import annotations

ARROW = "  →  "


def line_of_promise(measure: str, promise: str, behavior: str) -> str:
    """Return the line of a huddle's first and last screen; what is missing is left out.

    >>> line_of_promise("Quiet at night", "You can rest here", "Close doors after nine")
    'Quiet at night  →  You can rest here  →  this week we close doors after nine'
    """
    doing = f"this week we {behavior[:1].lower()}{behavior[1:]}" if behavior else ""
    return ARROW.join(part for part in (measure, promise, doing) if part)
