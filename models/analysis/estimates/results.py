"""The answers: one frozen value feeds sentence, chart, table, JSON and print.

Shares are fractions 0-1, means 0-100. None means: no value, because nobody answered or fewer
answered than the floor allows to show (`too_few`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.survey import Period


@dataclass(frozen=True, slots=True)
class Estimate:
    """One side of a comparison for one measure.

    `n` answers in the denominator; for a composite the surveys with at least one of its items.
    When `too_few`, every value is None and n is given as it is (the count of answers is not a
    patient's answer), except that 0 < n < floor may be shown only as "fewer than floor".
    `bound`: the interval is the conservative bound, as only counts were at hand.
    `published`: the value comes from a published table and has no interval.
    """

    n: int | None
    top_box: float | None = None
    low: float | None = None
    high: float | None = None
    middle: float | None = None
    bottom: float | None = None
    mean: float | None = None
    too_few: bool = False
    bound: bool = False
    published: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Unit minus other. `signal`: above, below, none or too_few (after Benjamini-Hochberg).

    Without a `p` nothing was tested, as against a published share, which is adjusted.
    `noticeable` is the smallest gap, 0-1, that would have been found in 4 of 5 cases; None where
    nothing was tested or no gap could have been found.
    """

    top_box: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    signal: str = "too_few"
    noticeable: float | None = None


@dataclass(frozen=True, slots=True)
class PatientGap:
    """The gap counted in patients, for one item: of `of` patients `top` gave the best answer;
    at the other's rate it would be about `at_other_rate`; gap = at_other_rate - top."""

    of: int
    top: int
    at_other_rate: int
    gap: int
    item: str = ""
    item_label: str = ""
    answer: str = ""
    """The words of the best answer: "Always", "9 or 10"."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """The five marks: True holds, False fails, None unknown.

    `reasons` says why for each that does not hold, keyed by the mark's name; `enough_answers`
    may hold and carry a caution. `on_purpose` names marks that fail by the nature of the
    comparison (other months, when a unit is compared with itself earlier): not unfair.
    """

    same_question: bool | None
    same_period: bool | None
    same_mode: bool | None
    enough_answers: bool | None
    unit_excluded: bool | None
    reasons: tuple[tuple[str, str], ...] = ()
    on_purpose: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[tuple[str, bool | None], ...]:
        return (
            ("same_question", self.same_question),
            ("same_period", self.same_period),
            ("same_mode", self.same_mode),
            ("enough_answers", self.enough_answers),
            ("unit_excluded", self.unit_excluded),
        )

    @property
    def failed(self) -> bool:
        """Whether a mark fails that should hold: the comparison is not fair."""
        return any(mark is False and name not in self.on_purpose for name, mark in self.marks)

    def reason(self, name: str) -> str:
        """Return why a mark does not hold, empty when nothing is said."""
        return dict(self.reasons).get(name, "")


@dataclass(frozen=True, slots=True)
class BenchmarkMark:
    """A published top box drawn as a thin tick: `label` "nation", "VT"; share 0-1."""

    label: str
    top_box: float
    note: str = ""
    months: str = ""
    """The months it was published for, in words."""


@dataclass(frozen=True, slots=True)
class MeasureComparison:
    measure: str
    label: str
    short: str
    kind: str
    unit: Estimate
    other: Estimate
    difference: Difference
    patients: PatientGap | None
    """For an item. None for a composite and when too few."""
    item_gap: PatientGap | None
    """For a composite: its item with the largest gap. The same as `patients` for an item."""
    fair: Fairness
    verdict: str
    marks: tuple[BenchmarkMark, ...] = ()
    goal: float | None = None
    items: tuple[str, ...] = ()
    """The keys of its questions."""
    unanswered: tuple[str, ...] = ()
    """Labels of a composite's questions that the unit has no answers to."""


@dataclass(frozen=True, slots=True)
class SharedNote:
    """What was changed so that a result may leave the desk.

    `asked` are the months that were asked for; `hidden` the short labels of measures that stay
    at the desk; `units` counts the others' units with too few answers to be counted. `on` is the
    day on which it leaves.
    """

    on: date
    asked: Period
    hidden: tuple[str, ...] = ()
    units: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A unit against others over a period, measure by measure. `verdict` is the page's sentence."""

    unit: str
    facility: str
    against: str
    other_label: str
    """Words for the other side: "the rest of Riverside Hospital", "4 West, Apr-Jun 2026"."""
    period: Period
    other_period: Period
    surveys_unit: int
    surveys_other: int | None
    measures: tuple[MeasureComparison, ...]
    fair: Fairness
    verdict: str
    floor: int
    expected_false_alarms: float
    notes: tuple[str, ...] = ()
    unit_id: int = 0
    site: str = ""
    tested: int = 0
    """Measures with a test: those with enough answers on both sides."""
    published: str = ""
    """What the published figures on the page are, one of the notes; empty where there are none."""
    shared: SharedNote | None = None
    """Set when the result may leave the desk."""


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """One answer of an item: shares 0-1 of the valid answers, worst answer first in a tuple."""

    label: str
    box: str
    unit: float | None
    other: float | None


@dataclass(frozen=True, slots=True)
class ItemDistribution:
    item: str
    label: str
    wording: str
    n_unit: int
    n_other: int | None
    answers: tuple[AnswerShare, ...]
    too_few: bool = False


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One point of a time line. `complete` is False while the month can still fill up."""

    period: str
    """2026-07, 2026-Q3 or 2026-H2."""
    first_month: int
    last_month: int
    n: int
    top_box: float | None
    low: float | None
    high: float | None
    complete: bool = True
    other: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """What the panel beside the chart shows for one measure."""

    comparison: MeasureComparison
    sentence: str
    """With the gap in patients: "32 of 62 patients gave the best answer. At ..., about 39."."""
    aside: str
    """The second line: "A gap of 7 patients: larger than chance would explain."."""
    distributions: tuple[ItemDistribution, ...]
    line: tuple[MonthPoint, ...]
    line_note: str = ""
    breaks: tuple[tuple[int, str], ...] = ()
    """(month, words) where the question changed: the line is not joined across it."""
