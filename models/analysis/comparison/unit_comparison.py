"""A unit against others over a period, measure by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from models.analysis.comparison import benchmarks, fairness, verdict
from models.analysis.comparison.comparison_group import ComparisonGroup, other_side
from models.analysis.comparison.hiding import Hiding
from models.analysis.comparison.measures import (
    ComparisonInput,
    MeasureInput,
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
    SharedNote,
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
from models.language import _, number
from models.statistics.multiplicity import expected_false_alarms
from models.store.database import Connection, Database, goals, small_cell_floor
from models.store.tallies import ALL_DATA, UnitSelection, stored_instruments
from models.survey import Period, Unit


def compare(
    db: Database,
    unit: Unit,
    against: str = "rest",
    period: Period = ALL_DATA,
    *,
    shared_on: date | None = None,
) -> Comparison:
    """Compare a unit with others over a period, for every measure it has answers to.

    `against` is rest, peers, all, earlier, unit:ID, nation, state:XX or hospital:ID. A measure
    counts in its newest definition that the unit's patients answered in the period. Sides with
    fewer answers than the small-cell floor carry no value; then there is no difference either. One
    p per measure with enough answers on both sides, corrected over the page
    (Benjamini-Hochberg). With nobody to compare with the other side is empty and the verdict
    says so. `shared_on` is the day on which the result leaves the desk: then the months are whole
    blocks of `models.analysis.sharing`, measures and other units that would give a small cell
    away are left out, and the result says so (`Comparison.shared`). Raises UsageProblem for an
    `against` that does not exist or has no figures, DatabaseProblem for counts that contradict
    each other.
    """
    with plausible_counts(), db.read() as c:
        return _compared(c, unit, against, period, shared_on)


def _compared(
    c: Connection, unit: Unit, against: str, period: Period, shared_on: date | None
) -> Comparison:
    stored = stored_instruments(c)
    side = other_side(c, unit, against, period)
    hiding = None
    if shared_on is not None:
        hiding = Hiding.of(c, unit, side, shared_on)
        side = other_side(c, unit, against, hiding.known.period(unit.id, period))
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
    pages = [page if hiding is None else _shared_page(c, page, hiding, q) for q in questions]
    rows = [measure_row(each, q) for each, q in zip(pages, questions, strict=True)]
    differences = noticing(rows, with_signals([shown_difference(row, page.floor) for row in rows]))
    measures = tuple(
        compared_measure(each, row, found)
        for each, row, found in zip(pages, rows, differences, strict=True)
    )
    changed = [question for question, older in asked.values() if older]
    if hiding is None:
        return _comparison(page, measures, changed, page.theirs.surveys)
    kept, shared = _shown_outside(page, hiding, rows, measures, period)
    compared = _comparison(page, kept, changed, hiding.surveys(side.period))
    return replace(compared, shared=shared)


def _shared_page(
    c: Connection, page: ComparisonInput, hiding: Hiding, question: Question
) -> ComparisonInput:
    """Return the page with the other units whose answers to a question may be counted."""
    period = page.side.period
    if page.side.is_published or not hiding.left_out(question, period):
        return page
    return replace(page, theirs=hiding.others(c, question, period))


def _shown_outside(
    page: ComparisonInput,
    hiding: Hiding,
    rows: Sequence[MeasureInput],
    measures: Sequence[MeasureComparison],
    asked: Period,
) -> tuple[tuple[MeasureComparison, ...], SharedNote]:
    """Return the measures that may leave the desk, and what was changed for that."""
    period = page.side.unit_period
    shows = [
        m.unit.too_few or hiding.known.shows(hiding.unit, row.question, period)
        for row, m in zip(rows, measures, strict=True)
    ]
    kept = tuple(m for m, is_shown in zip(measures, shows, strict=True) if is_shown)
    hidden = tuple(
        m.short or m.label for m, is_shown in zip(measures, shows, strict=True) if not is_shown
    )
    left_out = [hiding.left_out(row.question, page.side.period) for row in rows]
    units = len(frozenset().union(*left_out))
    return kept, SharedNote(hiding.known.today, asked, hidden, units)


def gather_sides(c: Connection, unit: Unit, side: ComparisonGroup) -> tuple[Gathered, Gathered]:
    """Read both sides' counts; published figures and an empty other side have none."""
    mine = gather(c, UnitSelection.of(unit.id), side.unit_period)
    if side.crowd is None or not side.units:
        return mine, NOTHING
    return mine, gather(c, side.crowd, side.period)


def _comparison(
    page: ComparisonInput,
    measures: tuple[MeasureComparison, ...],
    changed: Sequence[Question],
    of_others: int,
) -> Comparison:
    side, unit = page.side, page.unit
    surveys_unit = page.mine.surveys
    surveys_other = None if side.is_published else of_others
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
        _("{labels}: the question changed in {first}, so only answers since then count.").format(
            labels=sentence_start(joined(labels)), first=month_words(first)
        )
        for first, labels in sorted(since.items())
    ]


def _incomplete_notes(measures: Sequence[MeasureComparison]) -> list[str]:
    """Say which measures lack a question in the unit's files, and so rest on the others."""
    return [
        _("{label} has no answers to {joined}, so it uses the other questions only.").format(
            label=m.label, joined=joined([f"“{label}”" for label in m.unanswered])
        )
        for m in measures
        if m.unanswered
    ]


def _method_notes(measures: Sequence[MeasureComparison], tested: int) -> list[str]:
    notes = []
    if any(m.unit.bound or m.other.bound for m in measures):
        notes.append(
            _(
                "Some files have only counts, so ranges for measures with several questions are as "
                "wide as they can be."
            )
        )
    if tested:
        alarms = expected_false_alarms(tested)
        notes.append(
            _(
                "We compared {measures} at once and allowed for false alarms "
                "(about {alarms} would look different by chance alone)."
            ).format(measures=counted(tested, "measure", "measures"), alarms=number(alarms, 1))
        )
    return notes
