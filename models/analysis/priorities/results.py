"""What goes with a good overall rating, and where the unit stands on it, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """One measure in the matrix.

    `importance`: its relative weight, 0-1, of the outcome's R squared, with its bootstrap
    interval; None where it shows no spread. `performance`: the unit's top-box share; `gap`:
    that minus the rest's, with its interval, None without one of both. `quadrant`: fix first,
    keep up, maintain, monitor. `clear`: neither interval crosses a line of the matrix.
    `tied_with`: measures whose importance cannot be told from this one's. `rank_correlation`
    is Spearman's with the outcome.
    """

    measure: str
    label: str
    importance: float | None
    low: float | None
    high: float | None
    performance: float | None
    gap: float | None
    gap_low: float | None
    gap_high: float | None
    signal: str
    quadrant: str | None
    clear: bool
    tied_with: tuple[str, ...]
    rank_correlation: float | None
    short: str = ""
    """The label as it stands in a sentence."""
    noticeable: float | None = None
    """The smallest gap, 0-1, that would have been found in 4 of 5 cases."""

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "label": self.label,
            "importance": self.importance,
            "low": self.low,
            "high": self.high,
            "performance": self.performance,
            "gap": self.gap,
            "gap_low": self.gap_low,
            "gap_high": self.gap_high,
            "signal": self.signal,
            "quadrant": self.quadrant,
            "clear": self.clear,
            "tied_with": list(self.tied_with),
            "rank_correlation": self.rank_correlation,
            "noticeable": self.noticeable,
        }


@dataclass(frozen=True, slots=True)
class Priorities:
    """All measures beside the outcome, the most important first.

    `n` surveys tell the importance, those of the `source`: unit, facility or organization. The
    importances add up to `r_squared`. `importance_cut` is their mean, the line of the matrix.
    `biggest_gap` and `bright_spot` are measures that differ from the rest by more than chance.
    """

    unit: str
    facility: str
    outcome: str
    outcome_label: str
    source: str
    n: int
    r_squared: float | None
    items: tuple[PriorityItem, ...]
    importance_cut: float | None
    biggest_gap: str
    bright_spot: str
    why: str = ""
    """Why no importance is given: counts, few, alike or unrelated; empty where it is."""
    floor: int = 0
    other_label: str = ""
    """Whom the gaps are measured against."""
    performance_cut: float | None = None
    """Where nobody is there to compare with: the share that splits good from poor performance."""

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Measures that cannot be told apart in importance, the most important group first.

        A group is its most important measure with all that are tied with it and follow without a
        gap; measures without an importance are in no group.
        """
        found: list[list[PriorityItem]] = []
        for item in self.items:
            if item.importance is None:
                continue
            if found and item.measure in found[-1][0].tied_with:
                found[-1].append(item)
            else:
                found.append([item])
        return tuple(tuple(item.measure for item in group) for group in found)

    def to_json(self) -> dict[str, Any]:
        """Return the fixed shape of the command line, with a few keys more."""
        return {
            "unit": self.unit,
            "facility": self.facility,
            "outcome": self.outcome,
            "outcome_label": self.outcome_label,
            "source": self.source,
            "n": self.n,
            "r_squared": self.r_squared,
            "items": [item.to_json() for item in self.items],
            "importance_cut": self.importance_cut,
            "performance_cut": self.performance_cut,
            "groups": [list(group) for group in self.groups],
            "biggest_gap": self.biggest_gap,
            "bright_spot": self.bright_spot,
            "why": self.why,
        }
