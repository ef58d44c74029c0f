"""A straight axis of shares: its range, its ticks, and where a share lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

STEP = 0.1
MIN_SPAN = 0.4


@dataclass(frozen=True)
class ShareScale:
    """Maps shares `low`..`high` (0-1) to pixels `start`..`end`; `end` may lie before `start`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, share: float) -> float:
        """Return the pixel of a share."""
        return self.start + self.fraction(share) * (self.end - self.start)

    def fraction(self, share: float) -> float:
        return (share - self.low) / (self.high - self.low)

    def ticks(self, min_gap_px: float) -> list[float]:
        """Return round shares within the range, at least `min_gap_px` apart."""
        length = abs(self.end - self.start)
        for step in (STEP, 2 * STEP, 2.5 * STEP, 5 * STEP):
            if length * step / (self.high - self.low) >= min_gap_px:
                break
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(k * step, 6) for k in range(first, last + 1)]


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
