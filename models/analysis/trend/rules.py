"""Which rules tell a change in mean scores from chance: tools differ, so a person chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.errors import UsageProblem
from models.statistics.lasting_change import (
    change_after_baseline,
    change_by_runs,
    change_of_means,
)
from models.statistics.steady import mean_false_alarms, share_false_alarms

if TYPE_CHECKING:
    from models.analysis.trend.signals import AssessedStretch


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules for mean scores. `shift` points on one side of the average, or `rise` points rising or
    falling, are a change; both 0 where the Anhøj rules stand in their place."""

    key: str
    shift: int
    rise: int

    @property
    def counts_rows(self) -> bool:
        return self.shift > 0


RULE_SETS = (
    RuleSet("mdc", 7, 7),
    RuleSet("six", 6, 6),
    RuleSet("eight", 8, 6),
    RuleSet("anhoej", 0, 0),
)
"""Making Data Count as NHS England counts, six and six, eight and six, and the Anhøj rules with
the limits. The first is used unless another is chosen."""


def rule_set(key: str) -> RuleSet:
    """Return the rules of a name, the first for an empty one. Raises UsageProblem."""
    for rules in RULE_SETS:
        if key in ("", rules.key):
            return rules
    raise UsageProblem("unknown-rules", rules=key, known=tuple(rules.key for rules in RULE_SETS))


def false_alarms(assessed: AssessedStretch) -> float | None:
    """Return the chance, 0-1, that a steady unit breaks a rule on such a chart, None without
    rules: simulated with the chart's own months and answers."""
    if assessed.false_alarms is not None or not assessed.answers:
        return assessed.false_alarms
    answers = np.array(assessed.answers)
    if assessed.share is not None:
        return share_false_alarms(
            assessed.share,
            answers,
            median_line=assessed.chart == "run",
            sigma_z=assessed.method.sigma_z,
        )
    total = sum(count for _worth, count in assessed.mix)
    if not total:
        return None
    rules = rule_set(assessed.rule_set)
    return mean_false_alarms(
        tuple(worth for worth, _count in assessed.mix),
        tuple(count / total for _worth, count in assessed.mix),
        answers,
        shift=rules.shift,
        rise=rules.rise,
        lined=assessed.lined,
    )


def noticeable(assessed: AssessedStretch) -> float | None:
    """Return the smallest lasting change that the chart tells in 4 of 5 cases: of shares 0-1, of
    means in points.

    The change begins in the middle of the points, never inside a frozen baseline. None where not
    even 40 points would be told so often.
    """
    answers = np.array(assessed.answers)
    middle = (len(assessed.base) + len(answers)) // 2
    if assessed.share is not None and assessed.base:
        begins = max(0, middle - len(assessed.base))
        base, sigma = np.array(assessed.base), assessed.method.sigma_z
        return change_after_baseline(assessed.share, base, answers, begins, sigma)
    if assessed.share is not None:
        return change_by_runs(
            assessed.share,
            answers,
            middle,
            median_line=assessed.chart == "run",
            sigma_z=assessed.method.sigma_z,
        )
    total = sum(count for _worth, count in assessed.mix)
    if not total:
        return None
    mean = sum(worth * count for worth, count in assessed.mix) / total
    spread = (sum((worth - mean) ** 2 * count for worth, count in assessed.mix) / total) ** 0.5
    rules, lined = rule_set(assessed.rule_set), assessed.lined
    frozen = lined is not None and lined < len(answers)
    begins = max(middle, lined or 0) if frozen else middle
    return change_of_means(spread, answers, begins, shift=rules.shift, rise=rules.rise, lined=lined)
