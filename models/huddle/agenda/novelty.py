"""What the room has seen already: numbers that are no news are not guessed a second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.analysis.estimates import Comparison, MeasureComparison, period_words
from models.huddle.agenda.choices import MeasureChoice
from models.huddle.agenda.plan import MeasurePlan, plan_from_json
from models.store.database import Connection, get_setting, one_line, put_setting
from models.store.huddles import HuddleRecord, plans_shown

_KEY = "huddle_leaders:{unit}"


def leaders(c: Connection, unit_id: int) -> tuple[str, ...]:
    """Return who leads a unit's huddles in turn, in the order they were given."""
    return tuple(str(name) for name in get_setting(c, _KEY.format(unit=unit_id), []))


def set_leaders(c: Connection, unit_id: int, names: Sequence[str]) -> None:
    """Keep who leads a unit's huddles; empty names are left out, doubles kept once."""
    kept = [name for name in dict.fromkeys(one_line(name) for name in names) if name]
    put_setting(c, _KEY.format(unit=unit_id), kept)


def next_leader(c: Connection, unit_id: int, held: Sequence[HuddleRecord]) -> str:
    """Return whose turn it is: who led longest ago, never before first. "" without a list.

    `held` are the unit's huddles, the latest first.
    """
    names = leaders(c, unit_id)
    led = [huddle.leader for huddle in held]
    ago = {name: led.index(name) if name in led else len(led) for name in names}
    return max(names, key=lambda name: (ago[name], -names.index(name))) if names else ""


def with_days_shown(
    c: Connection,
    unit_id: int,
    choices: Sequence[MeasureChoice],
    comparison: Comparison | None,
) -> tuple[MeasureChoice, ...]:
    """Return the choices, each with the day a huddle of the unit showed its very numbers.

    They are the same when the last huddle that came as far as See had as many answers of the
    same months with the same share: no survey about the measure has come in since.
    """
    if comparison is None or not choices:
        return tuple(choices)
    shown = {measure: plan_from_json(stored) for measure, stored in plans_shown(c, unit_id).items()}
    period = period_words(comparison.period)
    days = {
        m.measure: shown[m.measure].day.isoformat()
        for m in comparison.measures
        if m.measure in shown and _is_same(shown[m.measure].measure, m, period)
    }
    return tuple(replace(choice, shown_on=days.get(choice.measure, "")) for choice in choices)


def _is_same(plan: MeasurePlan | None, now: MeasureComparison, period: str) -> bool:
    return plan is not None and (plan.period, plan.unit_n, plan.unit_top_box) == (
        period,
        now.unit.n,
        now.unit.top_box,
    )
