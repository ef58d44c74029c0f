"""Which rules tell a change in mean scores from chance: tools differ, so a person chooses.

Alarms are shares of steady charts that break a rule, simulated on 3,000 series of normal values
each, by points on the chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from models.errors import UsageProblem

Alarms = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules for mean scores. `shift` points on one side of the average, or `rise` points rising or
    falling, are a change; both 0 where the Anhøj rules stand in their place."""

    key: str
    shift: int
    rise: int
    alarms: Alarms

    @property
    def counts_rows(self) -> bool:
        return self.shift > 0

    def false_alarms(self, points: int) -> float:
        """Return the share, 0-1, of steady charts of so many points that break a rule."""
        known = self.alarms
        if points <= known[0][0]:
            return known[0][1]
        for (low, small), (high, large) in pairwise(known):
            if points <= high:
                return small + (large - small) * (points - low) / (high - low)
        return known[-1][1]


RULE_SETS = (
    RuleSet("mdc", 7, 7, ((12, 0.07), (24, 0.19), (36, 0.27), (48, 0.37), (60, 0.46))),
    RuleSet("six", 6, 6, ((12, 0.12), (24, 0.32), (36, 0.45), (48, 0.57), (60, 0.68))),
    RuleSet("eight", 8, 6, ((12, 0.08), (24, 0.18), (36, 0.25), (48, 0.33), (60, 0.42))),
    RuleSet("anhoej", 0, 0, ((12, 0.07), (24, 0.12), (36, 0.16), (48, 0.18), (60, 0.23))),
)
"""Making Data Count as NHS England counts, six and six, eight and six, and the Anhøj rules with
the limits. The first is used unless another is chosen."""


def rule_set(key: str) -> RuleSet:
    """Return the rules of a name, the first for an empty one. Raises UsageProblem."""
    for rules in RULE_SETS:
        if key in ("", rules.key):
            return rules
    raise UsageProblem(
        "unknown-rules",
        f"There are no rules “{key}”.",
        hint=f"Choose one of: {', '.join(rules.key for rules in RULE_SETS)}.",
    )
