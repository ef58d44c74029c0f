"""A measure of one unit by groups of its patients, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """The other units' share 0-1 of best answers in a group, with its 95% interval."""

    n: int
    top_box: float
    low: float | None = None
    high: float | None = None

    def to_json(self) -> dict[str, Any]:
        return {"n": self.n, "top_box": self.top_box, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Subgroup:
    """One group. `top_box` is the share 0-1 of best answers, with its 95% interval.

    `hidden`: fewer answers than the floor, or hidden so that a smaller group cannot be computed
    from the total; then every figure is None, the count too. `rest` are the other units of the
    hospital in the same group; None where they have too few, or would give a hidden group away.
    """

    label: str
    n: int | None = None
    top_box: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: bool = False
    rest: Reference | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "group": self.label,
            "n": self.n,
            "top_box": self.top_box,
            "low": self.low,
            "high": self.high,
            "hidden": self.hidden,
            "rest": self.rest.to_json() if self.rest is not None else None,
        }


@dataclass(frozen=True, slots=True)
class Subgroups:
    """A measure by one trait of the patients. `by` is mode, admission, age or language.

    `trait` names it in words. `p` asks whether the groups shown differ at all, `p_adjusted`
    after correction for the traits looked at together (Benjamini-Hochberg); None without two
    groups to test. `differ` says whether that is more than chance. `n` answers in all groups.
    """

    measure: str
    label: str
    by: str
    trait: str
    groups: tuple[Subgroup, ...]
    n: int
    p: float | None = None
    p_adjusted: float | None = None
    differ: bool = False
    together: Subgroup | None = None
    """The hidden groups as one, where others are shown: their sum is no secret."""
    noticeable: float | None = None
    """How far apart, 0-1, a group of usual size must be for the test to see it in 4 of 5 cases."""
    rest_label: str = ""
    """Who the others are, as in "the rest of Riverside"; empty in a comparison with others."""

    @property
    def shown(self) -> tuple[Subgroup, ...]:
        """The groups with figures, the hidden ones as one of them, in their order."""
        kept = tuple(group for group in self.groups if not group.hidden)
        return kept if self.together is None else (*kept, self.together)

    @property
    def has_rest(self) -> bool:
        """Whether the others' share stands beside a group."""
        return any(group.rest is not None for group in self.groups)

    @property
    def is_telling(self) -> bool:
        """Whether there are groups at all: a trait with one value takes nothing apart."""
        return len(self.groups) > 1

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "label": self.label,
            "by": self.by,
            "trait": self.trait,
            "n": self.n,
            "groups": [group.to_json() for group in self.groups],
            "rest_label": self.rest_label,
            "hidden_together": self.together.to_json() if self.together else None,
            "p": self.p,
            "p_adjusted": self.p_adjusted,
            "differ": self.differ,
            "noticeable": self.noticeable,
        }
