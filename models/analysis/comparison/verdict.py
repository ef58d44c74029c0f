"""The sentences: of a page, of a measure, and of the gap in patients. Plain and free of blame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from models.analysis.comparison.comparison_group import ComparisonGroup
from models.analysis.estimates import (
    Difference,
    Estimate,
    Fairness,
    MeasureComparison,
    PatientGap,
    counted,
    in_sentence,
    joined,
    number_words,
    percent,
    period_words,
    sentence_start,
)

CHANCE = "that could be chance"
REAL = "this is not chance"


LONG_REASON = 120
"""A reason of more letters names measures one by one: the strip has room for that."""

_IN_SHORT = {
    "same_question": "Some questions were asked differently.",
    "same_period": "The months are not the same.",
    "same_mode": "Patients were asked in different ways.",
}


def page_verdict(
    unit_name: str,
    side: ComparisonGroup,
    surveys: int,
    measures: Sequence[MeasureComparison],
    fair: Fairness,
    floor: int,
) -> str:
    """Return the page's finding, to be read aloud. `surveys` are the unit's."""
    untold = _nothing_to_compare(unit_name, side, surveys, measures, floor)
    if untold:
        return untold
    finding = _finding(side, measures)
    return f"{finding} {_unfair(fair, _IN_SHORT)}" if fair.failed else finding


def _finding(side: ComparisonGroup, measures: Sequence[MeasureComparison]) -> str:
    tested = [m for m in measures if m.difference.signal != "too_few"]
    below = [in_sentence(m.short) for m in tested if m.difference.signal == "below"]
    above = [in_sentence(m.short) for m in tested if m.difference.signal == "above"]
    if side.is_published and not any(m.difference.p is not None for m in tested):
        return f"{sentence_start(side.label)} is adjusted by CMS, so we don't test the differences."
    if not below and not above:
        gaps = sorted(m.difference.noticeable for m in tested if m.difference.noticeable)
        middle = gaps[len(gaps) // 2] if gaps else None
        return f"{_none_differs(side)} {noticed_words(middle)}"
    sentences = [*_named(below, *_words(side, below=True)), *_named(above, *_words(side))]
    if len(below) + len(above) < len(tested):
        sentences.append("No clear differences in the other measures.")
    return " ".join(sentences)


def measure_verdict(
    side: ComparisonGroup,
    unit: Estimate,
    other: Estimate,
    difference: Difference,
    fair: Fairness,
    floor: int,
) -> str:
    """Return a measure's finding: both shares, and whether chance explains the difference."""
    if unit.too_few or unit.top_box is None:
        return too_few_words(unit.n or 0, floor)
    mine = percent(unit.top_box)
    if other.top_box is None:
        return f"{mine}. {_missing_other(side, other, fair, floor)}"
    link = ", was" if side.kind == "earlier" else " against"
    shares = f"{mine}{link} {percent(other.top_box)}"
    finding = {
        "none": "no clear difference",
        "above": "clearly higher",
        "below": "clearly lower",
    }.get(difference.signal)
    if finding is None:
        return f"{shares}."
    if side.is_published and difference.p is None:
        text = f"{shares}, which CMS adjusts. We don't test that difference."
    elif difference.signal == "none":
        text = f"{shares}: {finding}. {noticed_words(difference.noticeable)}"
    else:
        text = f"{shares}: {finding}."
    return f"{text} {_unfair(fair)}" if fair.failed else text


def patient_sentence(gap: PatientGap, whose: str, *, of_composite: bool) -> str:
    """Return the gap counted in patients: "32 of 62 patients said Always. At ... about 39."."""
    said = f"{gap.top:,} of {gap.of:,} patients said {gap.answer}."
    rate = f"At {whose} rate it would be about {gap.at_other_rate:,}."
    return f"{gap.item_label}: {said} {rate}" if of_composite else f"{said} {rate}"


def patient_aside(gap: PatientGap, signal: str, *, questions: int) -> str:
    """Return the second line: how many patients the gap is, and whether chance explains it.

    `signal` is that of the whole measure; `questions` how many items it has.
    """
    patients = counted(abs(gap.gap), "patient")
    if gap.gap == 0:
        return _no_gap(signal, questions)
    if signal == "none":
        more = "" if gap.gap > 0 else " more"
        return f"{sentence_start(patients)}{more}. {sentence_start(CHANCE)}."
    size = f"{sentence_start(patients)} {'short' if gap.gap > 0 else 'more'}"
    if questions == 1:
        return f"{size}. {sentence_start(REAL)}."
    return f"{size} here. Over its {number_words(questions)} questions together, {REAL}."


def too_few_words(n: int, floor: int) -> str:
    """Return why a measure of the unit is not shown."""
    if n == 0:
        return "No answers in these months."
    return f"Fewer than {floor} answers, so nothing is shown."


def noticed_words(gap: float | None) -> str:
    """Return how large a gap would have been seen, in parentheses.

    >>> noticed_words(0.153)
    "(We'd notice about 15 points.)"
    """
    if gap is None:
        return "(With so few answers we couldn't notice any gap.)"
    return f"(We'd notice about {counted_digits(int(100 * abs(gap) + 0.5), 'point')}.)"


def counted_digits(n: int, noun: str) -> str:
    """Return a number in digits with its noun.

    >>> counted_digits(1, "point"), counted_digits(5, "point")
    ('1 point', '5 points')
    """
    return f"{n:,} {noun if n == 1 else noun + 's'}"


def _nothing_to_compare(
    unit_name: str,
    side: ComparisonGroup,
    surveys: int,
    measures: Sequence[MeasureComparison],
    floor: int,
) -> str:
    """Return why nothing was tested, empty when something was."""
    if any(m.difference.signal != "too_few" for m in measures):
        return ""
    if surveys == 0:
        return f"No answers from {unit_name} {_in(side)}."
    if not measures:
        return f"{unit_name} has no answers to questions we can compare."
    most = max(m.unit.n or 0 for m in measures)
    if most < floor:
        told = f"Too few answers to compare: fewer than {floor} so far."
        return told if side.unit_period.is_all else f"{told} A longer period may have enough."
    if side.units == 0:
        return _nobody(unit_name, side)
    if side.is_published:
        return f"No scores are published for {side.label} on these questions."
    return _too_few_others(side, measures, floor)


def _too_few_others(
    side: ComparisonGroup, measures: Sequence[MeasureComparison], floor: int
) -> str:
    most = max(m.other.n or 0 for m in measures)
    if most == 0:
        if any(m.fair.same_question is False for m in measures):
            return f"{sentence_start(side.label)} answered another version of these questions."
        return f"No answers from {side.label} to compare with."
    if most < floor:
        return f"Too few answers from {side.label} to compare with: fewer than {floor} so far."
    return f"Fewer than {floor} answers to the same questions as {side.label}."


def _nobody(unit_name: str, side: ComparisonGroup) -> str:
    if side.kind == "rest":
        return "No other unit to compare with yet."
    if side.kind == "peers":
        return f"No similar unit to compare with yet: set the type of {unit_name} in Settings."
    if side.kind == "all":
        return f"No other unit to compare with yet: {unit_name} is the only one."
    return "Nothing earlier to compare with."


def _in(side: ComparisonGroup) -> str:
    period = side.unit_period
    return "yet" if period.is_all else f"in {period_words(period)}"


def _none_differs(side: ComparisonGroup) -> str:
    if side.kind == "earlier":
        return f"No clear changes from {side.label}."
    return f"No clear differences from {side.label}."


def _words(side: ComparisonGroup, *, below: bool = False) -> tuple[str, str]:
    """Return the words for one and for several signals on a side."""
    if side.kind == "earlier":
        return ("One real drop", "real drops") if below else ("One real gain", "real gains")
    if side.is_published:
        where = "below" if below else "above"
        return f"One measure {where} {side.label}", f"measures {where} {side.label}"
    return ("One real gap", "real gaps") if below else ("One bright spot", "bright spots")


def _named(labels: Sequence[str], one: str, many: str) -> list[str]:
    if not labels:
        return []
    if len(labels) == 1:
        return [f"{one}: {labels[0]}."]
    return [f"{sentence_start(number_words(len(labels)))} {many}: {joined(labels)}."]


def _missing_other(side: ComparisonGroup, other: Estimate, fair: Fairness, floor: int) -> str:
    if side.units == 0:
        return (
            "No other unit to compare with yet." if side.kind != "earlier" else "Nothing earlier."
        )
    if fair.same_question is False:
        return fair.reason("same_question")
    if side.is_published:
        return f"No score is published for {side.label}."
    if not other.n:
        return f"No answers to this question from {side.label}."
    return f"Fewer than {floor} answers from {side.label}."


def _unfair(fair: Fairness, in_short: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return that a comparison is not fair and why; a reason too long to be read aloud is told
    `in_short`, by its mark."""
    marks = dict(fair.marks)
    reasons = [
        in_short.get(name, reason) if len(reason) > LONG_REASON else reason
        for name, reason in fair.reasons
        if marks[name] is False and name not in fair.on_purpose
    ]
    return f"Not a fair comparison. {' '.join(reasons)}".strip()


def _no_gap(signal: str, questions: int) -> str:
    if signal == "none":
        return "No gap in patients."
    if questions == 1:
        return f"Less than one patient, but {REAL}."
    return (
        f"No gap in patients here. Over its {number_words(questions)} questions together, {REAL}."
    )
