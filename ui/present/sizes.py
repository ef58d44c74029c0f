"""How large things are on the room's screen: shares of its height, so that any screen is read
from the same distance."""

from __future__ import annotations

SMALLEST = 0.044
"""No word in the huddle is smaller (48 px on a screen of 1080)."""

TICK = 0.033
"""The only exception: ticks of an axis."""

UPRIGHT_SHARE = 1.12
"""On a screen that stands upright shares are of at most so much of its width: it is as wide as
another is high, and is read from as far."""


def shared_height(width: float, height: float) -> float:
    """Return the height in pixels that all shares of a screen are of."""
    return min(height, UPRIGHT_SHARE * width)


ROLE_SHARES = {
    "step": 0.058,
    "place": 0.046,
    "clock": 0.064,
    "question": 0.05,
    "headline": 0.078,
    "huge": 0.15,
    "line": 0.056,
    "label": SMALLEST,
    "note": SMALLEST,
    "foot": SMALLEST,
    "mark": SMALLEST,
    "tick": TICK,
}
"""Roles of text at the usual text size."""

FLOORS = {"tick": TICK, "headline": 0.064, "huge": 0.11}
"""Roles that stay larger than the smallest size however much stands on a screen."""

LARGEST_SCALES = (0.86, 1.0, 1.18, 1.36, 1.56)
"""How much larger than usual text may become at each text size of the huddle."""

SCALE_STEP = 0.06
LEAST_SCALE = 0.74
"""At this scale every role has about reached its smallest size."""

LINE_HEIGHT = 1.2
"""A line of text, as a multiple of its size."""

SIDE = 0.062
TOP = 0.045
BOTTOM = 0.045
"""Margins, as shares of the screen's height."""


def text_share(role: str, scale: float) -> float:
    """Return a role's size as a share of the screen's height, never below what can be read."""
    if role == "tick":
        return TICK
    return max(FLOORS.get(role, SMALLEST), ROLE_SHARES[role] * scale)


def scales(size: int) -> list[float]:
    """Return the scales to try at a text size (0-4), the largest first."""
    largest = LARGEST_SCALES[size]
    steps = int((largest - LEAST_SCALE) / SCALE_STEP + 1e-9)
    return [largest - SCALE_STEP * step for step in range(steps + 1)] + [LEAST_SCALE]
