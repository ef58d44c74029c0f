"""The questions of the start screen, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison, MeasureComparison, MonthPoint
    from models.store.actions import ActionItem
    from models.store.database import Database
    from models.store.imports import Batch
    from models.store.units import UnitSummary
    from ui.base.jobs import Progress

MOST_UNITS = 6
MOST_FILES = 5
MOST_POINTS = 12
MOST_OVERDUE = 5


@dataclass(frozen=True)
class Start:
    """What there is: my units (else the largest), the next others, recent files.

    `are_mine` tells whether the user marked them; `total_units` counts all with surveys.
    """

    units: tuple[Unit, ...]
    others: tuple[UnitSummary, ...]
    are_mine: bool
    total_units: int
    files: tuple[Batch, ...]
    all_units: tuple[UnitSummary, ...] = ()
    """To choose mine from, while none are."""


@dataclass(frozen=True)
class UnitLine:
    """A unit's comparison with the rest over its default period, and what waits to be done."""

    unit: Unit
    comparison: Comparison
    period: str
    open_actions: int
    overdue_actions: int
    main: MeasureComparison | None = None
    """The measure that matters most: the largest real gap, else the largest bright spot, else the
    first one."""
    points: tuple[MonthPoint, ...] = ()
    """Its last months."""
    brought: int = 0
    file: str = ""
    """Surveys of the unit in the last file, and the file's name."""
    last_huddle: str = ""
    """The day of its last huddle (ISO), "" for none."""
    topic: str = ""
    """What its next huddle is about, in short, "" when that is not known."""


def read_start(db: Database, _progress: Progress) -> Start:
    """Read which units to show, and the files opened last (undone ones left out)."""
    from models.store.database import my_units
    from models.store.imports import list_batches
    from models.store.units import list_units

    with db.read() as c:
        summaries = [u for u in list_units(c) if u.responses and u.unit.closed_on is None]
        mine = my_units(c)
        batches = [b for b in list_batches(c) if b.undone is None]
    by_id = {u.unit.id: u.unit for u in summaries}
    units = [by_id[unit_id] for unit_id in mine if unit_id in by_id]
    are_mine = bool(units)
    if not are_mine:
        named = [u for u in summaries if not u.unit.is_unassigned]
        largest = sorted(named, key=lambda u: -u.responses)[:MOST_UNITS]
        units = [u.unit for u in largest]
    shown = {unit.id for unit in units}
    others = [u for u in summaries if u.unit.id not in shown]
    newest = sorted(batches, key=lambda b: b.imported, reverse=True)[:MOST_FILES]
    return Start(
        tuple(units),
        tuple(others),
        are_mine,
        len(summaries),
        tuple(newest),
        () if are_mine else tuple(summaries),
    )


def write_mine(db: Database, _progress: Progress, *, units: Sequence[int]) -> None:
    """Keep which units are mine."""
    from models.store.database import set_my_units

    with db.write() as c:
        set_my_units(c, units)


def read_unit_line(db: Database, _progress: Progress, *, unit: Unit, today: date) -> UnitLine:
    """Read a unit's comparison against the rest over its default period, and its actions."""
    from models.analysis.comparison import compare, measure_detail
    from models.analysis.estimates import default_period
    from models.huddle.agenda import next_topic
    from models.store.actions import ESCALATED, OPEN, list_actions
    from models.store.database import local_day
    from models.store.huddles import list_huddles
    from models.store.imports import last_file_of

    choice = default_period(db, unit, today)
    found = compare(db, unit, "rest", choice.period)
    main = main_measure(found)
    points = measure_detail(db, found, main.measure, today=today).line if main else ()
    with db.read() as c:
        actions = list_actions(c, unit_id=unit.id, today=today)
        held = list_huddles(c, unit.id)
        file, brought = last_file_of(c, unit.id)
        topic = next_topic(c, unit, found, today)
    shorts = {m.label: m.short for m in found.measures}
    waiting = [a for a in actions if a.status in (OPEN, ESCALATED)]
    overdue = [a for a in actions if a.is_overdue(today)]
    return UnitLine(
        unit,
        found,
        choice.label,
        len(waiting),
        len(overdue),
        main=main,
        points=points[-MOST_POINTS:],
        brought=brought,
        file=file,
        last_huddle=local_day(held[0].started).isoformat() if held else "",
        topic=shorts.get(topic) or topic,
    )


def main_measure(comparison: Comparison) -> MeasureComparison | None:
    """Return the measure that matters most, None without any."""
    real = [m for m in comparison.measures if m.difference.signal in ("above", "below")]
    real.sort(key=lambda m: (m.difference.signal == "above", -abs(m.difference.top_box or 0.0)))
    return next(iter([*real, *comparison.measures]), None)


def read_overdue(
    db: Database, _progress: Progress, *, unit_ids: Sequence[int], today: date
) -> list[tuple[ActionItem, int]]:
    """Read the actions of units that wait too long, the longest first, with their days."""
    from models.store.actions import list_actions

    with db.read() as c:
        items = [i for i in list_actions(c, today=today) if i.unit_id in unit_ids]
    late = [(item, (today - item.awaited).days) for item in items if item.is_overdue(today)]
    return sorted(late, key=lambda pair: -pair[1])[:MOST_OVERDUE]
