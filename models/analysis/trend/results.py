"""A measure over time as a frozen value, without words: for chart, sentence, table and JSON.

Shares are fractions 0-1, means 0-100. None means: no value, because nobody answered or fewer
answered than the floor allows to show, or no line or limit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from models.survey import Period, month_label


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One point. `period` is 2026-07, 2026-Q3 or 2026-H2; `n` answers, `x` top boxes (None for
    a composite or a mean). `flags`: still_filling, too_few, joined, excluded, above_limit,
    below_limit, long_run_above, long_run_below, rising, falling, close_above, close_below,
    seven_above, seven_below, watch_above, watch_below. `ewma` is the weighted average that
    watches what follows a frozen baseline, with its limits."""

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
    ewma: float | None = None
    ewma_lower: float | None = None
    ewma_upper: float | None = None

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
            "ewma": self.ewma,
            "ewma_lcl": self.ewma_lower,
            "ewma_ucl": self.ewma_upper,
        }


@dataclass(frozen=True, slots=True)
class TrendSignal:
    """A rule that was broken. `rule`: long_run, few_crossings, outside_limits, trend,
    close_to_limit, one_side or watch; `side`: above, below or none; over the points from `first`
    to `last`. `crossings` of the line belong to few_crossings."""

    rule: str
    side: str
    first: str
    last: str
    points: int
    crossings: int = 0


STEADY = "steady"
SHIFT = "shift"
NOT_LASTING = "not_lasting"
SLOPE = "slope"
DRIFT = "drift"
ODD_MONTH = "odd_month"
WATCHED = "watched"
ALL_EQUAL = "all_equal"
ONE_POINT = "one_point"
FEW_POINTS = "few_points"
ON_THE_LINE = "on_the_line"
TOO_FEW = "too_few"
NO_ANSWERS = "no_answers"
NO_DATES = "no_dates"

ALL_MONTHS = Period()


@dataclass(frozen=True, slots=True)
class TrendFinding:
    """What a line says. `kind` is one of the words above.

    shift, slope and watched are lasting changes: better where `side` is above, since month
    `since`; `signal` is what shows it, `before` where the row lay before the change. drift has
    its side too. odd_month: `signal` is one month off, `latest` whether it is the newest
    or one of several of late on its side. `odd`
    are single months off beside any other kind. The last five kinds are no findings.
    """

    kind: str
    side: str = ""
    since: int | None = None
    signal: TrendSignal | None = None
    before: bool = False
    latest: bool = False
    odd: tuple[TrendSignal, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "side": self.side,
            "since": None if self.since is None else month_label(self.since),
            "odd": [signal.first for signal in self.odd],
        }


@dataclass(frozen=True, slots=True)
class TrendMethod:
    """How the newest stretch of points was judged.

    `useful` points were used by run rules, of `usable` with a value; `longest` run and `fewest`
    crossings that chance explains, None where no run rules are in use. `sigma_z` is how much
    more than chance points differ, 1 unless a test supports it. `smallest` is the number of
    answers every point would need for both limits. `high_month` (0-11) tops a yearly wave, None
    without one; `alike`: neighbors resemble each other. `watched_from` is the first month after
    a frozen baseline of `baseline_points`; `short_baseline`: too few to watch from.
    """

    useful: int = 0
    usable: int = 0
    longest: int | None = None
    fewest: int | None = None
    sigma_z: float = 1.0
    smallest: int | None = None
    high_month: int | None = None
    alike: bool = False
    watched_from: int | None = None
    baseline_points: int = 0
    short_baseline: bool = False
    smallest_n: int = 0
    largest_n: int = 0


@dataclass(frozen=True, slots=True)
class Assurance:
    """Whether a goal is met by the care as it is, or by luck. `kind`: met (nearly every month),
    missed (nearly none) or by_chance; `chance` that a typical month of `answers` meets it."""

    kind: str
    goal: float
    chance: float
    answers: int

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "goal": self.goal, "chance": self.chance}


AskedBy = tuple[str, float]
"""A survey mode, and its share 0-1 of the surveys."""


@dataclass(frozen=True, slots=True)
class FreezeOffer:
    """A baseline that can be frozen at `month`, the last before an action began."""

    month: int
    action_id: int
    what: str

    def to_json(self) -> dict[str, Any]:
        return {"month": month_label(self.month), "action": self.action_id, "what": self.what}


@dataclass(frozen=True, slots=True)
class TrendBreak:
    """Where a line starts anew: the question changed, or a person re-based it, with a reason."""

    month: int
    by_person: bool
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"month": month_label(self.month), "by_person": self.by_person}


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

    `chart`: run, p, p_prime, xmr or none; `finding` and `method` are those of the newest stretch.
    `of` is top_box or mean. `center_word` names the line: median or average. `false_alarms` is
    the chance, 0-1, that a steady unit breaks a rule on such a chart (after a frozen baseline:
    within a year), None without rules. `noticeable`, where no change was found: the smallest
    lasting one that would have been told in 4 of 5 cases had it begun in the middle of the points
    (never inside a frozen baseline), a share 0-1 or points of a mean; None where not even 40
    points would have been. `variation`: better, worse, steady, unclear or empty.
    """

    unit: str
    facility: str
    measure: str
    label: str
    of: str
    chart: str
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    finding: TrendFinding
    floor: int
    method: TrendMethod = TrendMethod()
    period: Period = ALL_MONTHS
    undated: int = 0
    center_word: str = ""
    false_alarms: float | None = None
    noticeable: float | None = None
    breaks: tuple[TrendBreak, ...] = ()
    actions: tuple[TrendAction, ...] = ()
    goal: float | None = None
    step: str = "month"
    """What a point is: month or quarter."""
    rule_set: str = ""
    """Of mean scores: mdc, six, eight or anhoej; empty where no rules of means are in use."""
    baseline: tuple[TrendBaseline, ...] = ()
    variation: str = ""
    assurance: Assurance | None = None
    asked: tuple[AskedBy, AskedBy] | None = None
    """How patients were mostly asked before the finding's first month and from it on, where that
    changed: then nobody can say whether care did."""
    freeze_offer: FreezeOffer | None = None
    freezable: int | None = None
    """The last month of the baseline that an action beginning today could be held against."""
    shared: bool = False
    """Whether it may leave the desk."""

    def to_json(self) -> dict[str, Any]:
        """Return the fixed shape of the command line, with a few keys more."""
        return {
            "unit": self.unit,
            "facility": self.facility,
            "measure": self.measure,
            "label": self.label,
            "of": self.of,
            "chart": self.chart,
            "points": [point.to_json() for point in self.points],
            "signals": [asdict(signal) for signal in self.signals],
            "finding": self.finding.to_json(),
            "variation": self.variation,
            "asked": None if self.asked is None else [list(each) for each in self.asked],
            "assurance": None if self.assurance is None else self.assurance.to_json(),
            "freeze_offer": None if self.freeze_offer is None else self.freeze_offer.to_json(),
            "floor": self.floor,
            "false_alarms": self.false_alarms,
            "noticeable": self.noticeable,
            "breaks": [each.to_json() for each in self.breaks],
            "actions": [action.to_json() for action in self.actions],
            "goal": self.goal,
            "step": self.step,
            "rule_set": self.rule_set,
            "baseline": [each.to_json() for each in self.baseline],
        }
