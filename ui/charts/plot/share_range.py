"""The range of an axis of shares."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

STEP = 0.1
MIN_SPAN = 0.4


def share_range(values: Iterable[float | None], min_span: float = MIN_SPAN) -> tuple[float, float]:
    """Return a range of whole tenths around the values, never below 0 or above 1.

    At least `min_span` wide. Without values it is 0 to 1.
    """
    known = [v for v in values if v is not None]
    if not known:
        return 0.0, 1.0
    low = max(0.0, floor(min(known) / STEP + 1e-9) * STEP)
    high = min(1.0, ceil(max(known) / STEP - 1e-9) * STEP)
    while high - low < min_span - 1e-9:
        high = min(1.0, high + STEP)
        if high - low < min_span - 1e-9:
            low = max(0.0, low - STEP)
    return round(low, 6), round(high, 6)
