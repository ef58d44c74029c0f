"""Which measure a huddle takes up: the largest fair gap, or now and then a bright spot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.analysis.estimates import Comparison, MeasureComparison, PatientGap
from models.store.database import local_day

REST_DAYS = 28
"""A measure that was taken up rests for four weeks."""

LARGEST_GAP = "largest_gap"
NEXT_GAP = "next_gap"
BRIGHT_SPOT = "bright_spot"
DISCUSSED = "discussed"
NO_FAIR_OTHER = "no_fair_other"
TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that a huddle could take up, and why it stands where it stands.

    `reason` is one of the words above; `discussed` the day (ISO) of the last huddle about it,
    "" where it rested. `item` is the question that shows it ("" when none may be shown).
    `difference` is unit minus other (share, -1 to 1), None without a fair comparison.
    `shown_on` is the day a huddle of the unit showed the same numbers (ISO), "" when they are
    new to it.
    """

    measure: str
    label: str
    item: str
    item_label: str
    difference: float | None
    reason: str
    bright: bool = False
    too_few: bool = False
    shown_on: str = ""
    discussed: str = ""


def measure_choices(
    comparison: Comparison | None,
    discussed: Mapping[str, str],
    today: date,
    *,
    bright: bool = False,
) -> tuple[MeasureChoice, ...]:
    """Return the measures a huddle could take up, the one to take first.

    `discussed` maps measures to the UTC time a huddle last took them up. First fair gaps that
    rested four weeks, largest first (with `bright`: the unit's largest lead, when it leads
    anywhere); then those discussed lately, longest ago first; then what has no fair comparison;
    last what has too few answers. Measures that nobody answered are left out.
    """
    measures = comparison.measures if comparison is not None else ()
    answered = [m for m in measures if m.unit.n]
    enough = [m for m in answered if not m.unit.too_few and m.unit.top_box is not None]
    fair = [m for m in enough if m.difference.top_box is not None and not m.fair.failed]
    rested = [m for m in fair if not _is_recent(discussed.get(m.measure), today)]
    lately = [m for m in fair if m not in rested]
    rested.sort(key=_difference)
    lately.sort(key=lambda m: (discussed.get(m.measure, ""), _difference(m)))
    choices = [
        _choice(m, LARGEST_GAP if place == 0 else NEXT_GAP) for place, m in enumerate(rested)
    ]
    if bright and rested and _difference(rested[-1]) > 0:
        leading = rested[-1]
        choices = [_choice(leading, BRIGHT_SPOT, bright=True), *choices[:-1]]
    choices += [
        replace(_choice(m, DISCUSSED), discussed=local_day(discussed[m.measure]).isoformat())
        for m in lately
    ]
    unfair = sorted((m for m in enough if m not in fair), key=lambda m: m.unit.top_box or 0.0)
    choices += [_choice(m, NO_FAIR_OTHER) for m in unfair]
    few = sorted((m for m in answered if m not in enough), key=lambda m: -(m.unit.n or 0))
    choices += [_choice(m, TOO_FEW, too_few=True) for m in few]
    return tuple(choices)


def _choice(
    m: MeasureComparison, reason: str, *, bright: bool = False, too_few: bool = False
) -> MeasureChoice:
    gap: PatientGap | None = m.patients or m.item_gap
    comparable = m.difference.top_box is not None and not m.fair.failed
    return MeasureChoice(
        m.measure,
        m.label,
        gap.item if gap else "",
        gap.item_label if gap else "",
        m.difference.top_box if comparable else None,
        reason,
        bright,
        too_few,
    )


def _difference(m: MeasureComparison) -> float:
    return m.difference.top_box if m.difference.top_box is not None else 0.0


def _is_recent(at: str | None, today: date) -> bool:
    return at is not None and today - local_day(at) < timedelta(days=REST_DAYS)
