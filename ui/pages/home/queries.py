"""The questions of the start screen, each one job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.store.database import Database
    from models.store.imports import Batch
    from models.store.units import UnitSummary
    from ui.base.jobs import Progress

MOST_UNITS = 6
MOST_OTHERS = 12
MOST_FILES = 5


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


@dataclass(frozen=True)
class UnitLine:
    """A unit's comparison with the rest over its default period, and what waits to be done."""

    unit: Unit
    comparison: Comparison
    period: str
    open_actions: int
    overdue_actions: int


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
    others = [u for u in summaries if u.unit.id not in shown][:MOST_OTHERS]
    newest = sorted(batches, key=lambda b: b.imported, reverse=True)[:MOST_FILES]
    return Start(tuple(units), tuple(others), are_mine, len(summaries), tuple(newest))


def read_unit_line(db: Database, _progress: Progress, *, unit: Unit, today: date) -> UnitLine:
    """Read a unit's comparison against the rest over its default period, and its actions."""
    from models.analysis.comparison import compare
    from models.analysis.estimates import default_period
    from models.store.actions import ESCALATED, OPEN, list_actions

    choice = default_period(db, unit, today)
    found = compare(db, unit, "rest", choice.period)
    with db.read() as c:
        actions = list_actions(c, unit_id=unit.id, today=today)
    waiting = [a for a in actions if a.status in (OPEN, ESCALATED)]
    overdue = [a for a in actions if a.is_overdue(today)]
    return UnitLine(unit, found, choice.label, len(waiting), len(overdue))
