"""A unit against others over a period, measure by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.analysis.comparison import benchmarks, fairness, verdict
from models.analysis.comparison.comparison_group import ComparisonGroup, other_side
from models.analysis.comparison.measures import (
    ComparisonInput,
    compared_measure,
    measure_row,
    noticing,
    shown_difference,
)
from models.analysis.estimates import (
    NOTHING,
    Comparison,
    Gathered,
    MeasureComparison,
    Question,
    asked_questions,
    counted,
    gather,
    in_sentence,
    joined,
    known_questions,
    month_words,
    plausible_counts,
    sentence_start,
    with_signals,
)
from models.statistics.multiplicity import expected_false_alarms
from models.store.database import Connection, Database, goals, small_cell_floor
from models.store.tallies import ALL_DATA, UnitSelection, stored_instruments
from models.survey import Period, Unit


def compare(
    db: Database, unit: Unit, against: str = "rest", period: Period = ALL_DATA
) -> Comparison:
    """Compare a unit with others over a period, for every measure it has answers to.

    `against` is rest, peers, all, earlier, nation, state:XX or hospital:ID. A measure counts in
    its newest definition that the unit's patients answered in the period. Sides with fewer
    answers than the small-cell floor carry no value; then there is no difference either. One
    p per measure with enough answers on both sides, corrected over the page
    (Benjamini-Hochberg). With nobody to compare with the other side is empty and the verdict
    says so. Raises UsageProblem for an `against` that does not exist or has no figures,
    DatabaseProblem for counts that contradict each other.
    """
    with db.read() as c:
        return compare_on(c, unit, against, period)


def compare_on(c: Connection, unit: Unit, against: str, period: Period) -> Comparison:
    """Compare as `compare` does, on an open connection."""
    with plausible_counts():
        return _compared(c, unit, against, period)


def _compared(c: Connection, unit: Unit, against: str, period: Period) -> Comparison:
    stored = stored_instruments(c)
    side = other_side(c, unit, against, period)
    mine, theirs = gather_sides(c, unit, side)
    known = known_questions(stored)
    asked = asked_questions(known, mine.months) or asked_questions(known, theirs.months)
    questions = [asked[key][0] for key in known if key in asked]
    ticks = benchmarks.figures_for_ticks(c, side.unit_period)
    published = ticks or side.is_published
    page = ComparisonInput(
        unit=unit,
        side=side,
        floor=small_cell_floor(c),
        mine=mine,
        theirs=theirs,
        known=known,
        versions=benchmarks.family_versions(questions, stored) if published else (),
        ticks=ticks,
        goals=goals(c, unit.id),
    )
    rows = [measure_row(page, question) for question in questions]
    differences = noticing(rows, with_signals([shown_difference(row, page.floor) for row in rows]))
    measures = tuple(
        compared_measure(page, row, found) for row, found in zip(rows, differences, strict=True)
    )
    changed = [question for question, older in asked.values() if older]
    return _comparison(page, measures, changed)


def gather_sides(c: Connection, unit: Unit, side: ComparisonGroup) -> tuple[Gathered, Gathered]:
    """Read both sides' counts; published figures and an empty other side have none."""
    mine = gather(c, UnitSelection.of(unit.id), side.unit_period)
    if side.crowd is None or not side.units:
        return mine, NOTHING
    return mine, gather(c, side.crowd, side.period)


def _comparison(
    page: ComparisonInput, measures: tuple[MeasureComparison, ...], changed: Sequence[Question]
) -> Comparison:
    side, unit = page.side, page.unit
    surveys_unit = page.mine.surveys
    surveys_other = None if side.is_published else page.theirs.surveys
    enough = (
        fairness.enough_of_unit(surveys_unit, page.floor)
        if surveys_other is None
        else fairness.enough_answers(surveys_unit, surveys_other, page.floor, side.label)
    )
    compared = [(m.short, m.fair) for m in measures if m.difference.top_box is not None]
    fair = fairness.page_fairness(compared or [(m.short, m.fair) for m in measures], enough)
    tested = sum(m.difference.p is not None for m in measures)
    marks = [mark for measure in measures for mark in measure.marks]
    ticks = "" if side.is_published else benchmarks.ticks_words(marks)
    return Comparison(
        unit=unit.name,
        facility=unit.facility,
        against=side.against,
        other_label=side.label,
        period=side.unit_period,
        other_period=side.period,
        surveys_unit=surveys_unit,
        surveys_other=surveys_other,
        measures=measures,
        fair=fair,
        verdict=verdict.page_verdict(unit.name, side, surveys_unit, measures, fair, page.floor),
        floor=page.floor,
        expected_false_alarms=expected_false_alarms(tested),
        notes=(
            *side.notes,
            *([ticks] if ticks else ()),
            *_changed_notes(changed, page.mine.months),
            *_incomplete_notes(measures),
            *_method_notes(measures, tested),
        ),
        unit_id=unit.id,
        site=unit.site,
        tested=tested,
        published=" ".join(side.notes) if side.is_published else ticks,
    )


def _changed_notes(
    changed: Sequence[Question], months: Mapping[int, Mapping[int, int]]
) -> list[str]:
    """Say which measures count the answers to their newest question only, and since when."""
    since: dict[int, list[str]] = {}
    for question in changed:
        first = min(question.months(months), default=0)
        since.setdefault(first, []).append(in_sentence(question.measure.short_label))
    return [
        f"{sentence_start(joined(labels))}: the question changed in {month_words(first)}, "
        "so only answers since then count."
        for first, labels in sorted(since.items())
    ]


def _incomplete_notes(measures: Sequence[MeasureComparison]) -> list[str]:
    """Say which measures lack a question in the unit's files, and so rest on the others."""
    return [
        f"{m.label} has no answers to {joined([f'“{label}”' for label in m.unanswered])}: "
        "it rests on the other questions alone."
        for m in measures
        if m.unanswered
    ]


def _method_notes(measures: Sequence[MeasureComparison], tested: int) -> list[str]:
    notes = []
    if any(m.unit.bound or m.other.bound for m in measures):
        notes.append(
            "Some files have only counts, so ranges for measures with several questions are as "
            "wide as they can be."
        )
    if tested:
        alarms = expected_false_alarms(tested)
        notes.append(
            f"We compared {counted(tested, 'measure')} at once and allowed for false alarms "
            f"(about {alarms:.1f} would look different by chance alone)."
        )
    return notes
