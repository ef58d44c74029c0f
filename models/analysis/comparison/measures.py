"""One measure of a comparison, from counts of both sides to what may be shown of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.analysis.comparison import benchmarks, fairness, patients, verdict
from models.analysis.comparison.comparison_group import ComparisonGroup
from models.analysis.comparison.fairness import Mark
from models.analysis.estimates import (
    Difference,
    Fairness,
    Gathered,
    MeasureComparison,
    MeasureCounts,
    Measured,
    PatientGap,
    Question,
    difference,
    measure_counts,
    measured,
    measured_published,
    noticeable_difference,
    sentence_start,
    shown,
)
from models.language import N_, _
from models.store.tallies import Published, PublishedFigures
from models.survey import Instrument, Unit


@dataclass(frozen=True)
class ComparisonInput:
    """What all measures of one comparison share: both sides' counts, unhidden."""

    unit: Unit
    side: ComparisonGroup
    floor: int
    mine: Gathered
    theirs: Gathered
    known: Mapping[str, Sequence[Question]]
    versions: Sequence[Instrument]
    ticks: Sequence[tuple[str, PublishedFigures]]
    goals: Mapping[str, float]


@dataclass(frozen=True)
class MeasureInput:
    """One measure with both sides, nothing hidden yet.

    `figure` is what was published for it; `same_question` whether for this very question (True
    where nothing is published: both sides are counted in one definition).
    """

    question: Question
    unit_counts: MeasureCounts
    other_counts: MeasureCounts | None
    figure: Published | None
    same_question: bool | None
    unit: Measured | None
    other: Measured | None

    @property
    def other_n(self) -> int | None:
        """Answers of the other side, None when it is a published figure."""
        return self.other_counts.n if self.other_counts is not None else None


PUBLISHED_MODE = N_("Published scores are adjusted. The unit's scores are not.")
PUBLISHED_UNIT = N_("The published scores may include this unit's own patients.")


def marks_of(page: ComparisonInput, row: MeasureInput) -> Fairness:
    """Return the five marks of a measure."""
    if page.side.is_published:
        return _marks_with_published(page, row)
    question = row.question
    return fairness.fairness(
        _same_question(page, row),
        _same_period(page, question),
        fairness.same_mode(_modes(question, page.mine.modes), _modes(question, page.theirs.modes)),
        fairness.enough_answers(row.unit_counts.n, row.other_n or 0, page.floor, page.side.label),
        (True, ""),
        earlier=page.side.kind == "earlier",
    )


def _same_question(page: ComparisonInput, row: MeasureInput) -> Mark:
    """Both sides hold one definition; the mark fails when the other side answered only others."""
    if row.other_n and row.other_counts is not None:
        lacking = (_unanswered(row.unit_counts), _unanswered(row.other_counts))
        if lacking[0] != lacking[1]:
            return False, _("The two groups didn't answer all the same questions.")
        return True, ""
    others = page.known[row.question.key]
    if any(q.months(page.theirs.months) for q in others if q is not row.question):
        label = sentence_start(page.side.label)
        return False, _("{label} answered another version of this question.").format(label=label)
    return None, _("The comparison group has no answers to this question.")


def _same_period(page: ComparisonInput, question: Question) -> Mark:
    mine, theirs = question.months(page.mine.months), question.months(page.theirs.months)
    if page.side.kind == "earlier" and mine and theirs:
        return False, _("Different months, as you chose: compared with {label}.").format(
            label=page.side.label
        )
    return fairness.same_months(mine, theirs, page.unit.name, page.side.label)


def _marks_with_published(page: ComparisonInput, row: MeasureInput) -> Fairness:
    n = row.unit_counts.n
    figure = row.figure
    if figure is None or figure.top is None:
        nothing: Mark = (
            None,
            _("No score is published for {label}.").format(label=page.side.label),
        )
        return fairness.fairness(
            nothing,
            nothing,
            (None, _(PUBLISHED_MODE)),
            fairness.enough_of_unit(n, page.floor),
            (None, _(PUBLISHED_UNIT)),
            earlier=False,
        )
    reason = {
        True: "",
        False: _("The published score is for another version of this question."),
        None: _("We don't know if the published score is for this exact question."),
    }[row.same_question]
    return fairness.fairness(
        (row.same_question, reason),
        fairness.published_months(row.question.months(page.mine.months), figure.window),
        (None, _(PUBLISHED_MODE)),
        fairness.enough_published(n, figure, page.side.kind, page.floor),
        (None, _(PUBLISHED_UNIT)),
        earlier=False,
    )


def _modes(question: Question, modes: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for instrument in question.instruments:
        for mode, n in modes.get(instrument, {}).items():
            found[mode] = found.get(mode, 0) + n
    return found


def measure_row(page: ComparisonInput, question: Question) -> MeasureInput:
    """Return both sides of a measure. A figure for another question is no other side."""
    mine = measure_counts(question, page.mine)
    if page.side.figures is None:
        theirs = measure_counts(question, page.theirs)
        return MeasureInput(question, mine, theirs, None, True, measured(mine), measured(theirs))
    figure = benchmarks.figure_of(question, page.side.figures)
    same = None
    if figure is not None:
        same = benchmarks.same_question(question, figure, page.versions)
    other = measured_published(figure) if same is not False else None
    return MeasureInput(question, mine, None, figure, same, measured(mine), other)


def shown_difference(row: MeasureInput, floor: int) -> Difference:
    """Return unit minus other before correction, empty when either side may not be shown."""
    if row.unit is None or row.other is None or row.unit_counts.n < floor:
        return Difference()
    if row.other_n is not None and row.other_n < floor:
        return Difference()
    return difference(row.unit, row.other)


def noticing(rows: Sequence[MeasureInput], differences: Sequence[Difference]) -> list[Difference]:
    """Return the tested differences of a page with the smallest gap that each would show."""
    tests = sum(found.p is not None for found in differences)
    return [
        replace(found, noticeable=noticeable_difference(row.unit, row.other, tests))
        if found.p is not None and row.unit is not None and row.other is not None
        else found
        for row, found in zip(rows, differences, strict=True)
    ]


def compared_measure(
    page: ComparisonInput, row: MeasureInput, found: Difference
) -> MeasureComparison:
    """Return what may be shown of a measure, given its difference after correction."""
    question = row.question
    unit = shown(row.unit, row.unit_counts.n, page.floor)
    other = shown(row.other, row.other_n, page.floor)
    gap = _patients(page, row, found)
    fair = marks_of(page, row)
    return MeasureComparison(
        measure=question.key,
        label=_(question.measure.label),
        short=question.measure.short_label,
        kind=question.measure.kind,
        unit=unit,
        other=other,
        difference=found,
        patients=gap if question.measure.kind == "item" else None,
        item_gap=gap,
        fair=fair,
        verdict=verdict.measure_verdict(page.side, unit, other, found, fair, page.floor),
        marks=benchmarks.marks(question, page.ticks, page.versions),
        goal=page.goals.get(question.key),
        items=question.measure.items,
        unanswered=_unanswered(row.unit_counts),
    )


def _unanswered(counts: MeasureCounts) -> tuple[str, ...]:
    """Return the labels of a composite's questions without answers, where others have some."""
    if counts.is_item or not counts.n:
        return ()
    return tuple(item.item.label for item in counts.items if not item.n)


def _patients(page: ComparisonInput, row: MeasureInput, found: Difference) -> PatientGap | None:
    if found.top_box is None or row.other is None:
        return None
    if row.question.measure.kind == "item":
        return patients.item_patients(row.unit_counts.items[0], row.other.share)
    return patients.composite_patients(
        row.unit_counts, page.floor, found.top_box, row.other_counts, page.side.figures
    )
