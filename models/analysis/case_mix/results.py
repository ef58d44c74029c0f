"""Units side by side, adjusted for who answered, as a frozen value.

Scores are means on the questions' own scales, high = good; never set them on one axis with
shares of best answers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from models.statistics.case_mix import CaseMixOptions


@dataclass(frozen=True, slots=True)
class CaseMixUnit:
    """One unit or facility. `difference` is adjusted minus the mean of units, `se` and `p`
    belong to it. All but the names are None below the floor; `stars` too without a test."""

    unit: str
    facility: str
    n: int
    unadjusted: float | None = None
    adjusted: float | None = None
    difference: float | None = None
    se: float | None = None
    p: float | None = None
    stars: int | None = None
    too_few: bool = False
    unit_id: int = 0
    """The unit's id; by facility, the facility's."""
    name: str = ""
    """The unit's name, with its place where another unit has the same."""

    def to_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "facility": self.facility,
            "n": self.n,
            "unadjusted": self.unadjusted,
            "adjusted": self.adjusted,
            "difference": self.difference,
            "se": self.se,
            "p": self.p,
            "stars": self.stars,
            "too_few": self.too_few,
        }


@dataclass(frozen=True, slots=True)
class CaseMix:
    """All units on one measure. `overall` is the mean of units on the `scale` (its ends);
    `f` asks whether they differ at all; `reliability` is 1 - 1 / F; `slopes` are per item, one
    per adjuster."""

    measure: str
    label: str
    by: str
    adjusters: tuple[str, ...]
    scale: tuple[float, float] | None
    n: int
    overall: float | None
    f: float | None
    df: int | None
    p: float | None
    reliability: float | None
    slopes: tuple[tuple[str, tuple[float, ...]], ...]
    units: tuple[CaseMixUnit, ...]
    floor: int
    why: str = ""
    """Why there are no figures: no_surveys, unanswered, no_mode, scales or few; empty otherwise."""
    why_items: tuple[str, ...] = ()
    """Labels of the questions that nobody answered."""
    questionnaire: str = ""
    """The name of the questionnaire that was read."""
    options: CaseMixOptions = field(default_factory=CaseMixOptions)
    weigh: str = "alike"
    """How units count in the mean of units: alike or surveys."""
    noticeable: float | None = None
    """How far a unit of usual size must lie from the mean of units, on the measure's scale, for
    "no difference" to be refused in 4 of 5 cases; None without a test."""
    modes_differ: bool = False
    """Whether units differ in how their patients were asked, which is not adjusted for."""

    def to_json(self) -> dict[str, Any]:
        """Return the fixed shape of the command line, with a few keys more."""
        return {
            "measure": self.measure,
            "label": self.label,
            "by": self.by,
            "adjusters": list(self.adjusters),
            "scale": list(self.scale) if self.scale else None,
            "n": self.n,
            "overall": self.overall,
            "F": self.f,
            "df": self.df,
            "p": self.p,
            "reliability": self.reliability,
            "coef": {item: list(slopes) for item, slopes in self.slopes},
            "units": [unit.to_json() for unit in self.units],
            "floor": self.floor,
            "options": {**asdict(self.options), "weigh": self.weigh},
            "why": self.why,
            "noticeable": self.noticeable,
            "modes_differ": self.modes_differ,
        }
