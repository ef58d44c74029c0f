"""Apples to apples: the five marks of a comparison, and the reason for each that fails.

Unknown is None, never a pass. Decisions:

- Months: a side may have at most a tenth of its answers in months in which the other has none.
  Answers without a date make the mark unknown once they are more than a tenth.
- Comparing with itself earlier has other months by nature: the mark is False, as the months
  are not the same, and named in `on_purpose`, so that it does not make the comparison unfair.
- Way of asking: the mixes of modes may differ by a total variation distance of 0.1, and by
  more where that much could be chance: sixty patients who draw lots between three modes differ
  by more than 0.1 every third time.
- Enough answers: both sides reach the floor. Below 30 the mark holds with a word of caution.
- Published figures may hold the unit's own patients: whether it is left out is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from models.analysis.estimates import Fairness, joined, percent, period_words
from models.language import _
from models.statistics.homogeneity import homogeneity_p
from models.store.tallies import HOSPITAL, Published
from models.survey import UNDATED, Period

CAUTION_BELOW = 30
"""Answers below which an interval is so wide that a caution is due."""

CMS_CAUTION_BELOW = 100
"""Completed surveys below which CMS asks to read a hospital's figures with caution."""

TOLERATED = 0.10

CHANCE = 0.05
"""A difference of mixes with a p-value from here on could be chance."""

Mark = tuple[bool | None, str]
"""A mark with the reason why it does not hold, empty when it does."""


def same_months(
    unit: Mapping[int, int], other: Mapping[int, int], unit_name: str, other_label: str
) -> Mark:
    """Compare months of answers (month -> answers) of two sides."""
    if not unit or not other:
        return None, _("One of the two groups has no answers.")
    for months in (unit, other):
        if months.get(UNDATED, 0) > TOLERATED * sum(months.values()):
            return None, _("Some answers have no dates.")
    for mine, theirs in ((unit, other), (other, unit)):
        alone = sum(n for month, n in mine.items() if month not in theirs and month != UNDATED)
        if alone > TOLERATED * sum(mine.values()):
            return False, (
                _(
                    "{unit_name} has answers from {span}, {other_label} from {other_span}, "
                    "not in the same months."
                ).format(
                    unit_name=unit_name,
                    span=_span(unit),
                    other_label=other_label,
                    other_span=_span(other),
                )
            )
    return True, ""


def published_months(unit: Mapping[int, int], window: Period) -> Mark:
    """Compare the months of a unit's answers with a published window."""
    dated = {month: n for month, n in unit.items() if month != UNDATED}
    if not dated:
        return None, _("The answers have no dates.")
    inside = sum(n for month, n in dated.items() if window.contains(month))
    if inside == 0:
        reason = _("The published scores are for {window}, your answers for {span}.")
    elif inside < (1 - TOLERATED) * sum(dated.values()):
        reason = _("The published scores are for {window}. Only some of your answers are.")
    elif len(dated) < (window.months or 0) * (1 - TOLERATED):
        reason = _(
            "The published scores are for {window}, a longer time than your answers ({span})."
        )
    else:
        return True, ""
    return False, reason.format(window=period_words(window), span=_span(dated))


def same_mode(unit: Mapping[str, int], other: Mapping[str, int]) -> Mark:
    """Compare the mixes of modes (mode -> surveys, "" unknown) of two sides."""
    for modes in (unit, other):
        total = sum(modes.values())
        if total == 0 or modes.get("", 0) > TOLERATED * total:
            return None, _("The files don't say how patients were surveyed.")
    apart = mode_distance(unit, other)
    p = homogeneity_p(unit, other)
    if apart <= TOLERATED or (p is not None and p >= CHANCE):
        return True, ""
    return False, _("Patients were surveyed in different ways: {mixes}.").format(
        mixes=_mixes(unit, other)
    )


def mode_distance(unit: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the total variation distance, 0-1, of two mixes that are not empty.

    >>> mode_distance({"mail": 1, "phone": 1}, {"mail": 3, "phone": 1})
    0.25
    """
    of_unit, of_other = sum(unit.values()), sum(other.values())
    modes = set(unit) | set(other)
    return sum(abs(unit.get(m, 0) / of_unit - other.get(m, 0) / of_other) for m in modes) / 2


def enough_answers(unit: int, other: int, floor: int, other_label: str) -> Mark:
    """Say whether both sides reach the floor; the reason cautions below 30 even where it holds."""
    if unit < floor:
        return False, _too_few(unit, floor)
    if other < floor:
        return False, _too_few_others(other, other_label, floor)
    return _caution(unit, other)


def enough_of_unit(unit: int, floor: int) -> Mark:
    """Say whether the unit alone reaches the floor, as the other side is published."""
    return (False, _too_few(unit, floor)) if unit < floor else _caution(unit)


def enough_published(unit: int, figure: Published, level: str, floor: int) -> Mark:
    """Say whether the unit reaches the floor and a hospital the surveys CMS asks for."""
    if unit < floor:
        return enough_of_unit(unit, floor)
    completes = _completes(figure.completes)
    if level == HOSPITAL and completes is None:
        return None, _("We don't know how many surveys are behind the published score.")
    if completes is not None and completes < CMS_CAUTION_BELOW:
        return False, _("The published score has fewer than {n} surveys.").format(
            n=CMS_CAUTION_BELOW
        )
    return enough_of_unit(unit, floor)


def fairness(
    question: Mark, months: Mark, mode: Mark, answers: Mark, excluded: Mark, *, earlier: bool
) -> Fairness:
    """Join five marks and their reasons."""
    named = {
        "same_question": question,
        "same_period": months,
        "same_mode": mode,
        "enough_answers": answers,
        "unit_excluded": excluded,
    }
    return Fairness(
        **{name: mark for name, (mark, _reason) in named.items()},
        reasons=tuple((name, reason) for name, (_mark, reason) in named.items() if reason),
        on_purpose=("same_period",) if earlier else (),
    )


def page_fairness(measures: Sequence[tuple[str, Fairness]], answers: Mark) -> Fairness:
    """Return the marks of a whole page from (short label, marks) of its measures.

    A mark fails when it fails for any measure, and is unknown when it is for any; the reasons
    name the measures when they are not all. `answers` is judged on the page's surveys.
    """
    marks: dict[str, Mark] = {}
    for name in ("same_question", "same_period", "same_mode", "unit_excluded"):
        values = [dict(fair.marks)[name] for _label, fair in measures]
        worst = False if False in values else None if None in values or not values else True
        marks[name] = (worst, _page_reason(name, worst, measures))
    earlier = any("same_period" in fair.on_purpose for _label, fair in measures)
    return fairness(
        marks["same_question"],
        marks["same_period"],
        marks["same_mode"],
        answers,
        marks["unit_excluded"],
        earlier=earlier,
    )


def _page_reason(name: str, worst: bool | None, measures: Sequence[tuple[str, Fairness]]) -> str:
    if worst is True:
        return ""
    by_reason: dict[str, list[str]] = {}
    for label, fair in measures:
        reason = dict(fair.reasons).get(name)
        if reason and dict(fair.marks)[name] is worst:
            by_reason.setdefault(reason, []).append(label)
    return " ".join(
        reason if len(labels) == len(measures) else f"{joined(labels)}: {reason}"
        for reason, labels in by_reason.items()
    )


def _too_few(n: int, floor: int) -> str:
    if n == 0:
        return _("No answers.")
    return _("Fewer than {floor} answers.").format(floor=floor)


def _too_few_others(n: int, label: str, floor: int) -> str:
    if n == 0:
        return _("No answers from {label}.").format(label=label)
    return _("Fewer than {floor} answers from {label}.").format(floor=floor, label=label)


def _caution(*answers: int) -> Mark:
    if min(answers) < CAUTION_BELOW:
        return True, _("Fewer than {n} answers: read with caution.").format(n=CAUTION_BELOW)
    return True, ""


def _span(months: Mapping[int, int]) -> str:
    dated = [month for month in months if month != UNDATED]
    return period_words(Period(min(dated), max(dated)))


def _mixes(unit: Mapping[str, int], other: Mapping[str, int]) -> str:
    def share(modes: Mapping[str, int], mode: str) -> float:
        return modes.get(mode, 0) / sum(modes.values())

    widest = max(
        sorted(set(unit) | set(other)), key=lambda m: abs(share(unit, m) - share(other, m))
    )
    name = widest or _("unknown")
    return _("{name} {unit} against {other}").format(
        name=name, unit=percent(share(unit, widest)), other=percent(share(other, widest))
    )


def _completes(text: str) -> int | None:
    """Return the fewest surveys that a publisher's words allow, None when they say nothing.

    >>> _completes("300 or more"), _completes("Fewer than 100"), _completes("1,182")
    (300, 0, 1182)
    """
    found = re.search(r"\d[\d,]*", text)
    if found is None:
        return None
    if re.match(r"(fewer|less) than", text.strip(), re.IGNORECASE):
        return 0
    return int(found[0].replace(",", ""))
