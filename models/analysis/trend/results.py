"""A measure over time as a frozen value: one for the chart, the sentence, the table, the JSON.

Shares are fractions 0-1, means 0-100. None means: no value, because nobody answered or fewer
answered than the floor allows to show, or no line or limit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from models.survey import month_label


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One point. `period` is 2026-07, 2026-Q3 or 2026-H2; `n` answers, `x` top boxes (None for
    a composite or a mean). `flags`: still_filling, too_few, joined, excluded, above_limit,
    below_limit, long_run_above, long_run_below, rising, falling, close_above, close_below,
    seven_above, seven_below."""

    period: str
    first_month: int
    last_month: int
    n: int
    x: int | None
    value: float | None
    low: float | None
    high: float | None
    center: float | None = None
    lower_limit: float | None = None
    upper_limit: float | None = None
    flags: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """False while the month can still fill up: draw it hollow."""
        return "still_filling" not in self.flags

    def to_json(self) -> dict[str, Any]:
        return {
            "period": self.period,
            "n": self.n,
            "x": self.x,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "center": self.center,
            "lcl": self.lower_limit,
            "ucl": self.upper_limit,
            "flags": list(self.flags),
        }


@dataclass(frozen=True, slots=True)
class TrendSignal:
    """A rule that was broken. `rule`: long_run, few_crossings, outside_limits, trend,
    close_to_limit or one_side; `side`: above, below or none; over the points from `first` to
    `last`."""

    rule: str
    side: str
    first: str
    last: str
    points: int
    words: str


@dataclass(frozen=True, slots=True)
class TrendBreak:
    """Where a line starts anew: the question changed, or a person re-based it."""

    month: int
    words: str
    by_person: bool

    def to_json(self) -> dict[str, Any]:
        return {"month": month_label(self.month), "words": self.words, "by_person": self.by_person}


@dataclass(frozen=True, slots=True)
class TrendBaseline:
    """What a person decided about the line. `kind`: rebase (a new line from `month`), freeze
    (the line is made up to `month`) or exclude (`month` takes no part in it)."""

    kind: str
    month: int
    reason: str
    decided: date

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "month": month_label(self.month),
            "reason": self.reason,
            "decided": self.decided.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class TrendAction:
    """An action as a flag on the time axis, at the month it was born."""

    id: int
    month: int
    what: str
    status: str

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "month": month_label(self.month),
            "what": self.what,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Trend:
    """A unit's measure over time.

    `chart`: run, p, p_prime, xmr or none, `why` it was chosen; `rules` in use and how often they
    are wrong; `verdict` the finding, to be read aloud. `of` is top_box or mean. `center_word`
    names the line: median or average. `false_alarms` is the chance, 0-1, that a steady unit
    breaks a rule on such a chart, None without rules.
    """

    unit: str
    facility: str
    measure: str
    label: str
    of: str
    chart: str
    why: str
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    rules: str
    verdict: str
    floor: int
    center_word: str = ""
    false_alarms: float | None = None
    breaks: tuple[TrendBreak, ...] = ()
    actions: tuple[TrendAction, ...] = ()
    notes: tuple[str, ...] = ()
    goal: float | None = None
    step: str = "month"
    """What a point is: month or quarter."""
    rule_set: str = ""
    """Of mean scores: mdc, six, eight or anhoej; empty where no rules of means are in use."""
    baseline: tuple[TrendBaseline, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the fixed shape of the command line, with a few keys more."""
        return {
            "unit": self.unit,
            "facility": self.facility,
            "measure": self.measure,
            "label": self.label,
            "of": self.of,
            "chart": self.chart,
            "why": self.why,
            "points": [point.to_json() for point in self.points],
            "signals": [asdict(signal) for signal in self.signals],
            "rules": self.rules,
            "verdict": self.verdict,
            "floor": self.floor,
            "false_alarms": self.false_alarms,
            "breaks": [each.to_json() for each in self.breaks],
            "actions": [action.to_json() for action in self.actions],
            "goal": self.goal,
            "step": self.step,
            "rule_set": self.rule_set,
            "baseline": [each.to_json() for each in self.baseline],
            "notes": list(self.notes),
        }
