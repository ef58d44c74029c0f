"""The words of the charts: direct labels, cards and findings. Never a number without its n."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.estimates import (
    Comparison,
    Difference,
    Estimate,
    Fairness,
    ItemDistribution,
    MeasureComparison,
    MonthPoint,
)
from ui.text.charts_card import CardText
from ui.text.formats import (
    counted,
    month_name,
    months_name,
    number,
    percent,
    percent_span,
    points,
    sentence_start,
)
from ui.text.language import _
from ui.text.units import points_words

P_SHOWN_FROM = 0.001


def other_name(against: str, other_label: str) -> str:
    """Return a short name for the other side, for places with little room."""
    short = {
        "rest": _("the rest"),
        "earlier": _("before"),
        "peers": _("peers"),
        "all": _("all others"),
        "nation": _("national average"),
    }
    if against.startswith("state:"):
        return against.removeprefix("state:")
    return short.get(against, other_label)


def answers_text(estimate: Estimate) -> str:
    """Return the number of answers in words."""
    if estimate.n is None:
        return _("number of answers not published")
    return counted(estimate.n, "answer", "answers")


def too_few_text(estimate: Estimate) -> str:
    """Return "9 answers: too few to show"."""
    if not estimate.n:
        return _("no answers")
    return _("{answers}: too few to show").format(answers=answers_text(estimate))


def value_text(measure: MeasureComparison) -> str:
    """Return "52 vs 64", "52" when there is no other value."""
    unit = percent(measure.unit.top_box, sign=False)
    if measure.other.top_box is None:
        return unit
    other = percent(measure.other.top_box, sign=False)
    return _("{unit} vs {other}").format(unit=unit, other=other)


def signal_text(measure: MeasureComparison) -> str:
    """Return the word of a signal with its size, empty without a signal.

    An item is counted in patients, a composite in points.
    """
    signal = measure.difference.signal
    if signal not in ("above", "below"):
        return ""
    word = _("better: {size}") if signal == "above" else _("gap: {size}")
    return word.format(size=_gap_size(measure))


def unfair_text(fair: Fairness, page: Fairness) -> str:
    """Return the first mark that fails for a measure but not for its page, in words."""
    for (name, holds), (_name, page_holds) in zip(fair.marks, page.marks, strict=True):
        if holds is False and page_holds is not False and name not in fair.on_purpose:
            return _failed_words()[name]
    return ""


def _failed_words() -> dict[str, str]:
    return {
        "same_question": _("different question"),
        "same_period": _("different months"),
        "same_mode": _("different survey mode"),
        "enough_answers": _("too few answers"),
        "unit_excluded": _("unit is in the average"),
    }


def _gap_size(measure: MeasureComparison) -> str:
    if measure.patients is not None and measure.patients.gap:
        return counted(abs(measure.patients.gap), "patient", "patients")
    whole = int(abs(measure.difference.top_box or 0.0) * 100 + 0.5)
    return counted(whole, "point", "points")


def estimate_text(estimate: Estimate) -> str:
    """Return "52% (41–64%) · 62 answers" with what is known of it."""
    if estimate.too_few:
        return too_few_text(estimate)
    if estimate.top_box is None:
        return _("no value")
    span = percent_span(estimate.low, estimate.high)
    value = percent(estimate.top_box) + (f" ({span})" if span else "")
    if estimate.published and estimate.n is None:
        return _("{value} · published").format(value=value)
    return f"{value} · {answers_text(estimate)}"


def difference_text(difference: Difference, *, with_unit: bool = True) -> str:
    """Return "−12 points (−24 to +1)", empty when there is no difference."""
    if difference.top_box is None:
        return ""
    text = points(difference.top_box)
    if with_unit:
        one = text.lstrip("+−±") == "1"
        text = (_("{points} point") if one else _("{points} points")).format(points=text)
    if difference.low is None or difference.high is None:
        return text
    span = _("{low} to {high}").format(low=points(difference.low), high=points(difference.high))
    return f"{text} ({span})"


def chance_text(difference: Difference) -> str:
    """Return the p-value and what is left of it after the page's correction."""
    if difference.p is None:
        return _("not tested")
    text = _p(difference.p)
    if difference.p_adjusted is not None:
        text += " · " + _("corrected {p}").format(p=_p(difference.p_adjusted))
    return text


def _p(p: float) -> str:
    return f"< {P_SHOWN_FROM}" if p < P_SHOWN_FROM else f"{p:.3f}"


def measure_rows(
    comparison: Comparison, measure: MeasureComparison, *, with_p: bool
) -> tuple[tuple[str, str], ...]:
    """Return the rows of a measure's card."""
    other = sentence_start(other_name(comparison.against, comparison.other_label))
    rows = [
        (comparison.unit, estimate_text(measure.unit)),
        (other, estimate_text(measure.other)),
    ]
    if measure.difference.top_box is not None:
        rows.append((_("Difference"), difference_text(measure.difference)))
    if measure.difference.noticeable is not None:
        rows.append((_("We'd notice"), points_words(measure.difference.noticeable)))
    rows += [(sentence_start(mark.label), percent(mark.top_box)) for mark in measure.marks]
    if measure.goal is not None:
        rows.append((_("Goal"), percent(measure.goal)))
    if measure.unit.bound:
        rows.append((_("Interval"), _("as wide as it can be (only totals are known)")))
    if with_p:
        rows.append((_("p-value"), chance_text(measure.difference)))
    return tuple(rows)


def point_name(point: MonthPoint) -> str:
    """Return a time line's point as "Jul 2026" or "Jul–Sep 2026"."""
    return months_name(point.first_month, point.last_month)


def axis_month(month: int, *, first: bool) -> str:
    """Return a month for an axis: with its year at the start and in January."""
    return month_name(month, with_year=first or month % 12 == 0)


def fairness_words(
    fair: Fairness, unit: str, n_unit: int | None, n_other: int | None
) -> list[tuple[str, bool | None, str, str]]:
    """Return (name, holds, words, reason) for each of the five marks, in their fixed order."""
    reasons, failed = dict(fair.reasons), _failed_words()
    enough = _("enough answers")
    if n_unit is not None and n_other is not None:
        enough += f" ({number(n_unit)} / {number(n_other)})"
    words = {
        "same_question": {
            True: _("same question"),
            False: failed["same_question"],
            None: _("same question?"),
        },
        "same_period": {
            True: _("same months"),
            False: failed["same_period"],
            None: _("same months?"),
        },
        "same_mode": {
            True: _("same survey mode"),
            False: failed["same_mode"],
            None: _("same survey mode?"),
        },
        "enough_answers": {
            True: enough,
            False: failed["enough_answers"],
            None: _("enough answers?"),
        },
        "unit_excluded": {
            True: _("{unit} is not in the average").format(unit=unit),
            False: _("{unit} is in the average").format(unit=unit),
            None: _("is {unit} in the average?").format(unit=unit),
        },
    }
    return [
        (name, holds, words[name][holds], reasons.get(name) or _plain_reason(holds))
        for name, holds in fair.marks
    ]


def _plain_reason(holds: bool | None) -> str:
    if holds is None:
        return _("The files don't say, so we can't count this as fair.")
    return _("This is fair.") if holds else _("This is not fair.")


def fairness_verdict(fair: Fairness) -> str:
    """Return the strip's closing words."""
    if fair.failed:
        return _("Not a fair comparison")
    unknown = sum(holds is None for _name, holds in fair.marks)
    if unknown:
        return _("Looks fair; some checks unknown")
    return _("Fair comparison")


def answers_spoken(items: Sequence[ItemDistribution], other: str) -> str:
    """Return how patients answered, to be read aloud."""
    if not items:
        return ""
    return " ".join([_("How patients answered."), *(_item_spoken(item, other) for item in items)])


def item_card(item: ItemDistribution, unit: str, other: str) -> CardText:
    """Return the card of an item's answers, the best first."""
    rows = [
        (answer.label, f"{percent(answer.unit)} · {other} {percent(answer.other)}")
        for answer in reversed(item.answers)
    ]
    title = item.wording or item.label
    foot = answers_given(item, unit, other)
    if item.too_few:
        return CardText(title, (), foot)
    return CardText(title, tuple(rows), foot)


def answers_given(item: ItemDistribution, unit: str, other: str) -> str:
    """Return how many answered an item, or that it is too few to show."""
    own = counted(item.n_unit, "answer", "answers")
    if item.too_few:
        return _("{answers}: too few to show").format(answers=own)
    if item.n_other is None:
        return _("{answers} from {unit}").format(answers=own, unit=unit)
    return _("{answers} from {unit}, {others} from {other}").format(
        answers=own, unit=unit, others=number(item.n_other), other=other
    )


def _item_spoken(item: ItemDistribution, other: str) -> str:
    if item.too_few:
        return f"{item.label}: {answers_given(item, '', '')}."
    given = [a for a in reversed(item.answers) if a.unit or a.other]
    parts = [
        f"{a.label} {percent(a.unit)}"
        + (f" ({other} {percent(a.other)})" if a.other is not None else "")
        for a in given
    ]
    return f"{item.label}: {', '.join(parts)}."


def line_spoken(name: str, line: Sequence[MonthPoint]) -> str:
    """Return a measure month by month in a sentence."""
    shown = [point for point in line if point.top_box is not None]
    if not shown:
        return _("{name}: no month has enough answers.").format(name=name)
    return _("{name} from {first} to {last}, last {value}.").format(
        name=name,
        first=point_name(shown[0]),
        last=point_name(shown[-1]),
        value=percent(shown[-1].top_box),
    )


def month_card(point: MonthPoint, other: str, flags: Sequence[str]) -> CardText:
    """Return a month's card; `other` names the others, `flags` are what happened in it."""
    rows = []
    if point.top_box is None:
        words = _("too few to show") if point.n else _("no answers")
        rows.append((_("Answers"), f"{point.n} · {words}" if point.n else words))
    else:
        span = percent_span(point.low, point.high)
        rows.append((_("Best answer"), percent(point.top_box) + (f" ({span})" if span else "")))
        rows.append((_("Answers"), counted(point.n, "answer", "answers")))
    if point.other is not None:
        rows.append((sentence_start(other or _("other units")), percent(point.other)))
    foot = [*flags, *(() if point.complete else (_("Surveys for these months can still arrive."),))]
    return CardText(point_name(point), tuple(rows), " · ".join(foot))


def no_month_words() -> str:
    return _("No month has enough answers to show.")


def change_card(name: str, value: float, low: float, high: float) -> CardText:
    """Return the card of a change of a share with its interval."""
    span = _("{low} to {high}").format(low=points(low), high=points(high))
    words = _("{points} points ({span})").format(points=points(value), span=span)
    return CardText(name, ((_("Change"), words),))


def n_text(measure: MeasureComparison) -> str:
    """Return "n 62", empty when the number of answers is not known."""
    return f"n {number(measure.unit.n)}" if measure.unit.n is not None else ""
