"""One measure of a comparison, from counts of both sides to what may be shown of it."""

from __future__ import annotations

from models.analysis import benchmarks, compare_marks, patients, verdict
from models.analysis.compare_parts import Page, Row
from models.analysis.counts import measure_counts
from models.analysis.estimates import difference, measured, measured_published, shown
from models.analysis.questions import Question
from models.analysis.results import Difference, MeasureComparison, PatientGap


def measure_row(page: Page, question: Question) -> Row:
    """Return both sides of a measure. A figure for another question is no other side."""
    mine = measure_counts(question, page.mine)
    if page.side.figures is None:
        theirs = measure_counts(question, page.theirs)
        return Row(question, mine, theirs, None, True, measured(mine), measured(theirs))
    figure = benchmarks.figure_of(question, page.side.figures)
    same = None
    if figure is not None:
        same = benchmarks.same_question(question, figure, page.versions)
    other = measured_published(figure) if same is not False else None
    return Row(question, mine, None, figure, same, measured(mine), other)


def shown_difference(row: Row, floor: int) -> Difference:
    """Return unit minus other before correction, empty when either side may not be shown."""
    if row.unit is None or row.other is None or row.unit_counts.n < floor:
        return Difference()
    if row.other_n is not None and row.other_n < floor:
        return Difference()
    return difference(row.unit, row.other)


def compared_measure(page: Page, row: Row, found: Difference) -> MeasureComparison:
    """Return what may be shown of a measure, given its difference after correction."""
    question = row.question
    unit = shown(row.unit, row.unit_counts.n, page.floor)
    other = shown(row.other, row.other_n, page.floor)
    gap = _patients(page, row, found)
    fair = compare_marks.marks_of(page, row)
    return MeasureComparison(
        measure=question.key,
        label=question.measure.label,
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
    )


def _patients(page: Page, row: Row, found: Difference) -> PatientGap | None:
    if found.top_box is None or row.other is None:
        return None
    if row.question.measure.kind == "item":
        return patients.item_patients(row.unit_counts.items[0], row.other.share)
    return patients.composite_patients(
        row.unit_counts, page.floor, found.top_box, row.other_counts, page.side.figures
    )
