"""What stands beside the chart for one measure: sentence, answers, and the monthly line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from models.analysis.comparison import verdict
from models.analysis.comparison.comparison_group import ComparisonGroup, other_side
from models.analysis.comparison.hiding import Hiding
from models.analysis.comparison.patients import visible_places
from models.analysis.estimates import (
    AnswerShare,
    Cell,
    Comparison,
    ItemDistribution,
    MeasureComparison,
    MeasureCounts,
    MeasureDetail,
    MonthPoint,
    Question,
    asked_questions,
    is_complete,
    known_questions,
    measure_counts,
    month_words,
    monthly,
    period_words,
    plausible_counts,
)
from models.errors import UsageProblem
from models.language import _
from models.store.database import Connection, Database
from models.store.tallies import UnitSelection, stored_instruments, tallies
from models.store.units import get_unit
from models.survey import Period, Unit


def measure_detail(
    db: Database, comparison: Comparison, measure_key: str, *, today: date | None = None
) -> MeasureDetail:
    """Return the details of one measure of a comparison.

    Sentence and aside count the gap in patients; for a composite they name its item with the
    largest gap. Items below the floor have no shares. The line runs over all months of the
    unit's data; its months are incomplete relative to `today` (the day it is, unless given).
    What may leave the desk of a comparison that may holds here too. Raises UsageProblem when the
    comparison has no such measure or the unit is gone, DatabaseProblem for counts that
    contradict each other.
    """
    compared = _find(comparison, measure_key)
    day = today or date.today()
    with plausible_counts(), db.read() as c:
        unit = get_unit(c, comparison.unit_id)
        side = other_side(c, unit, comparison.against, comparison.period)
        questions = known_questions(stored_instruments(c)).get(measure_key, [])
        mine, theirs = _both_counts(c, unit, side, questions)
        hiding = None
        if comparison.shared is not None:
            hiding = Hiding.of(c, unit, side, comparison.shared.on)
            if theirs is not None:
                others = hiding.others(c, mine.question, side.period)
                theirs = measure_counts(mine.question, others)
        line, breaks = _line(c, unit, side, questions, comparison, day, hiding)
    sentence, aside = _told(compared, side, mine)
    return MeasureDetail(
        comparison=compared,
        sentence=sentence,
        aside=aside,
        distributions=_distributions(mine, theirs, comparison.floor),
        line=tuple(line),
        line_note=_line_note(line, comparison.floor),
        breaks=tuple(breaks),
    )


def _find(comparison: Comparison, key: str) -> MeasureComparison:
    for compared in comparison.measures:
        if compared.measure == key:
            return compared
    raise UsageProblem(
        "measure-not-compared",
        unit=comparison.unit,
        measure=key,
        first=comparison.period.first,
        last=comparison.period.last,
        measures=tuple(m.measure for m in comparison.measures),
    )


def _both_counts(
    c: Connection, unit: Unit, side: ComparisonGroup, questions: Sequence[Question]
) -> tuple[MeasureCounts, MeasureCounts | None]:
    """Return both sides' answers to the question that the comparison asked."""
    key = questions[0].key
    own = tallies.monthly_answer_counts(
        c, UnitSelection.of(unit.id), _ids(questions), side.unit_period
    )
    crowd = side.crowd if side.units else None
    others = tallies.monthly_answer_counts(c, crowd, _ids(questions), side.period) if crowd else {}
    asked = asked_questions({key: list(questions)}, _months(own)) or asked_questions(
        {key: list(questions)}, _months(others)
    )
    question = asked[key][0] if key in asked else questions[0]
    mine = _over_all(question, own)
    return mine, _over_all(question, others) if crowd else None


def _over_all(
    question: Question, by_month: Mapping[int, Mapping[int, Mapping[int, int]]]
) -> MeasureCounts:
    counts = monthly.MonthlyCounts(by_month, {}, {}, frozenset(), question.key)
    return measure_counts(question, counts.over(by_month))


def _ids(questions: Sequence[Question]) -> set[int]:
    return {item_id for question in questions for item_id in question.item_ids}


def _months(
    by_month: Mapping[int, Mapping[int, Mapping[int, int]]],
) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for month, items in by_month.items():
        for item, by_value in items.items():
            n = sum(by_value.values())
            if n:
                found.setdefault(item, {})[month] = n
    return found


def _told(
    compared: MeasureComparison, side: ComparisonGroup, mine: MeasureCounts
) -> tuple[str, str]:
    gap = compared.item_gap
    if gap is None:
        return compared.verdict, ""
    composite = compared.kind == "composite"
    sentence = verdict.patient_sentence(gap, side.label, of_composite=composite)
    difference = compared.difference
    aside = verdict.patient_aside(gap, difference.signal, questions=len(mine.items))
    if difference.signal == "none" and difference.p is not None:
        aside = f"{aside} {verdict.noticed_words(difference.noticeable)}"
    return sentence, aside


def _distributions(
    mine: MeasureCounts, theirs: MeasureCounts | None, floor: int
) -> tuple[ItemDistribution, ...]:
    visible = visible_places(mine, floor)
    other_visible = visible_places(theirs, floor) if theirs is not None else frozenset()
    found = []
    for place, item in enumerate(mine.items):
        other = theirs.items[place] if theirs is not None else None
        shares = tuple(
            AnswerShare(
                _(answer.label),
                str(answer.box),
                item.counts[at] / item.n if place in visible else None,
                other.counts[at] / other.n if other and place in other_visible else None,
            )
            for at, answer in enumerate(item.item.scale.answers)
        )
        found.append(
            ItemDistribution(
                item=item.item.key,
                label=item.item.label,
                wording=item.item.wording,
                n_unit=item.n,
                n_other=other.n if other is not None else None,
                answers=shares,
                too_few=place not in visible,
            )
        )
    return tuple(found)


def _line(
    c: Connection,
    unit: Unit,
    side: ComparisonGroup,
    questions: Sequence[Question],
    comparison: Comparison,
    today: date,
    hiding: Hiding | None,
) -> tuple[list[MonthPoint], list[tuple[int, str]]]:
    """Return the unit's line over all its months and the breaks in it.

    The other side is drawn beside it where it is other units; not for the unit itself earlier
    and not for published figures.
    """
    own = monthly.gather_by_month(c, UnitSelection.of(unit.id), questions, with_pairs=True)
    crowd = side.crowd if side.units and side.kind != "earlier" else None
    others = monthly.gather_by_month(c, crowd, questions, with_pairs=False) if crowd else None
    filling = _filling(today)
    found: list[Cell] = []
    breaks = []
    for question, months in monthly.segments(own, questions):
        if found:
            words = _("Survey mode changed in {months}").format(months=month_words(months[0]))
            breaks.append((months[0], words))
        if hiding is None:
            found += monthly.cells(own, question, months, comparison.floor, filling)
        else:
            blocks = hiding.known.blocks(unit.id, question)
            found += monthly.cells_of_blocks(own, question, months, blocks)
    beside = {}
    if others is not None:
        beside = {
            place: measure_counts(cell.counts.question, others.over(cell.months))
            for place, cell in enumerate(found)
            if hiding is None
            or not hiding.left_out(cell.counts.question, Period(cell.first, cell.last))
        }
    line = monthly.points(found, beside, comparison.floor, filling, comparison.period)
    return line, breaks


def _filling(today: date) -> Callable[[int], bool]:
    return lambda month: not is_complete(month, today)


def _line_note(line: Sequence[MonthPoint], floor: int) -> str:
    notes = []
    if any(point.last_month > point.first_month for point in line):
        notes.append(_("Months with fewer than {floor} answers are combined.").format(floor=floor))
    if any(point.top_box is None for point in line):
        notes.append(_("No value is shown where too few answered."))
    filling = [point for point in line if not point.complete]
    if filling:
        span = period_words(Period(filling[0].first_month, filling[-1].last_month))
        notes.append(_("Surveys for {span} can still arrive.").format(span=span))
    return " ".join(notes)
