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
from models.language import N_, _, ngettext, number

LONG_REASON = 120
"""A reason of more letters names measures one by one: the strip has room for that."""

_IN_SHORT = {
    "same_question": N_("Some questions were asked differently."),
    "same_period": N_("The months are not the same."),
    "same_mode": N_("Patients were surveyed in different ways."),
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
        return _("{label} is adjusted by CMS, so we don't test the differences.").format(
            label=sentence_start(side.label)
        )
    if not below and not above:
        gaps = sorted(m.difference.noticeable for m in tested if m.difference.noticeable)
        middle = gaps[len(gaps) // 2] if gaps else None
        return f"{_none_differs(side)} {noticed_words(middle)}"
    sentences = [*_words(side, below, below=True), *_words(side, above, below=False)]
    if len(below) + len(above) < len(tested):
        sentences.append(_("No clear differences in the other measures."))
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
    shares = _("{unit}, was {other}") if side.kind == "earlier" else _("{unit} against {other}")
    shares = shares.format(unit=mine, other=percent(other.top_box))
    if difference.signal not in ("none", "above", "below"):
        return f"{shares}."
    if side.is_published and difference.p is None:
        text = _("{shares}, which CMS adjusts. We don't test that difference.")
    elif difference.signal == "none":
        text = f"{_('{shares}: no clear difference.')} {noticed_words(difference.noticeable)}"
    elif difference.signal == "above":
        text = _("{shares}: clearly higher.")
    else:
        text = _("{shares}: clearly lower.")
    text = text.format(shares=shares)
    return f"{text} {_unfair(fair)}" if fair.failed else text


def patient_sentence(gap: PatientGap, other: str, *, of_composite: bool) -> str:
    """Return the gap counted in patients: "32 of 62 patients said Always. At … about 39."."""
    said = _("{top} of {all} patients said {answer}.").format(
        top=number(gap.top), all=number(gap.of), answer=gap.answer
    )
    rate = _("At the same rate as {other}, it would be about {n}.").format(
        other=other, n=number(gap.at_other_rate)
    )
    return f"{gap.item_label}: {said} {rate}" if of_composite else f"{said} {rate}"


def patient_aside(gap: PatientGap, signal: str, *, questions: int) -> str:
    """Return the second line: how many patients the gap is, and whether chance explains it.

    `signal` is that of the whole measure; `questions` how many items it has.
    """
    if gap.gap == 0:
        return _no_gap(signal, questions)
    patients = sentence_start(counted(abs(gap.gap), "patient", "patients"))
    short = gap.gap > 0
    if signal == "none" and short:
        text = _("{patients}. That could be chance.")
    elif signal == "none":
        text = _("{patients} more. That could be chance.")
    elif questions == 1 and short:
        text = _("{patients} short. This is not chance.")
    elif questions == 1:
        text = _("{patients} more. This is not chance.")
    elif short:
        text = _("{patients} short here. Over all {n} questions, this is not chance.")
    else:
        text = _("{patients} more here. Over all {n} questions, this is not chance.")
    return text.format(patients=patients, n=number_words(questions))


def too_few_words(n: int, floor: int) -> str:
    """Return why a measure of the unit is not shown."""
    if n == 0:
        return _("No answers in these months.")
    return _("Fewer than {floor} answers, so nothing is shown.").format(floor=floor)


def noticed_words(gap: float | None) -> str:
    """Return how large a gap would have been seen, in parentheses.

    >>> noticed_words(0.153)
    "(We'd notice about 15 points.)"
    """
    if gap is None:
        return _("(With so few answers we couldn't notice any gap.)")
    points = int(100 * abs(gap) + 0.5)
    text = ngettext("(We'd notice about {n} point.)", "(We'd notice about {n} points.)", points)
    return text.format(n=number(points))


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
        return _("No answers from {unit} {when}.").format(unit=unit_name, when=_in(side))
    if not measures:
        return _("{unit_name} has no answers to questions we can compare.").format(
            unit_name=unit_name
        )
    most = max(m.unit.n or 0 for m in measures)
    if most < floor:
        told = _("Too few answers to compare: fewer than {floor} so far.").format(floor=floor)
        return told if side.unit_period.is_all else f"{told} {_('A longer period may help.')}"
    if side.units == 0:
        return _nobody(unit_name, side)
    if side.is_published:
        return _("No scores are published for {label} on these questions.").format(label=side.label)
    return _too_few_others(side, measures, floor)


def _too_few_others(
    side: ComparisonGroup, measures: Sequence[MeasureComparison], floor: int
) -> str:
    most = max(m.other.n or 0 for m in measures)
    if most == 0:
        if any(m.fair.same_question is False for m in measures):
            return _("{label} answered another version of these questions.").format(
                label=sentence_start(side.label)
            )
        return _("No answers from {label} to compare with.").format(label=side.label)
    if most < floor:
        return _("Too few answers from {label} to compare with: fewer than {floor} so far.").format(
            label=side.label, floor=floor
        )
    return _("Fewer than {floor} answers to the same questions as {label}.").format(
        floor=floor, label=side.label
    )


def _nobody(unit_name: str, side: ComparisonGroup) -> str:
    if side.kind == "rest":
        return _("No other unit to compare with yet.")
    if side.kind == "peers":
        return _(
            "No similar unit to compare with yet: set the type of {unit_name} in Settings."
        ).format(unit_name=unit_name)
    if side.kind == "all":
        return _("No other unit to compare with yet: {unit_name} is the only one.").format(
            unit_name=unit_name
        )
    return _("Nothing earlier to compare with.")


def _in(side: ComparisonGroup) -> str:
    period = side.unit_period
    return _("yet") if period.is_all else _("in {period}").format(period=period_words(period))


def _none_differs(side: ComparisonGroup) -> str:
    if side.kind == "earlier":
        return _("No clear changes from {label}.").format(label=side.label)
    return _("No clear differences from {label}.").format(label=side.label)


def _words(side: ComparisonGroup, labels: Sequence[str], *, below: bool) -> list[str]:
    """Return a sentence that names the measures with a signal on one side, none without them."""
    if not labels:
        return []
    n = len(labels)
    if side.kind == "earlier" and below:
        text = ngettext("One real drop: {names}.", "{n} real drops: {names}.", n)
    elif side.kind == "earlier":
        text = ngettext("One real gain: {names}.", "{n} real gains: {names}.", n)
    elif side.is_published and below:
        text = ngettext(
            "One measure below {other}: {names}.", "{n} measures below {other}: {names}.", n
        )
    elif side.is_published:
        text = ngettext(
            "One measure above {other}: {names}.", "{n} measures above {other}: {names}.", n
        )
    elif below:
        text = ngettext("One real gap: {names}.", "{n} real gaps: {names}.", n)
    else:
        text = ngettext("One bright spot: {names}.", "{n} bright spots: {names}.", n)
    count = sentence_start(number_words(n))
    return [text.format(n=count, names=joined(labels), other=side.label)]


def _missing_other(side: ComparisonGroup, other: Estimate, fair: Fairness, floor: int) -> str:
    if side.units == 0:
        return (
            _("No other unit to compare with yet.")
            if side.kind != "earlier"
            else _("Nothing earlier.")
        )
    if fair.same_question is False:
        return fair.reason("same_question")
    if side.is_published:
        return _("No score is published for {label}.").format(label=side.label)
    if not other.n:
        return _("No answers to this question from {label}.").format(label=side.label)
    return _("Fewer than {floor} answers from {label}.").format(floor=floor, label=side.label)


def _unfair(fair: Fairness, in_short: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return that a comparison is not fair and why; a reason too long to be read aloud is told
    `in_short`, by its mark."""
    marks = dict(fair.marks)
    reasons = [
        _(in_short[name]) if name in in_short and len(reason) > LONG_REASON else reason
        for name, reason in fair.reasons
        if marks[name] is False and name not in fair.on_purpose
    ]
    return _("Not a fair comparison. {reasons}").format(reasons=" ".join(reasons)).strip()


def _no_gap(signal: str, questions: int) -> str:
    if signal == "none":
        return _("No gap in patients.")
    if questions == 1:
        return _("Less than one patient, but this is not chance.")
    return _("No gap in patients here. Over all {n} questions, this is not chance.").format(
        n=number_words(questions)
    )
