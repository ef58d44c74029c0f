"""The questions of the start screen, each one job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.store.batches import Batch
    from models.store.database import Database
    from ui.jobs import Progress

MOST_UNITS = 6
MOST_FILES = 6


@dataclass(frozen=True)
class Start:
    """What there is: my units (else the largest), whether they are mine, recent files."""

    units: tuple[Unit, ...]
    are_mine: bool
    total_units: int
    files: tuple[Batch, ...]


@dataclass(frozen=True)
class UnitLine:
    """One unit in a sentence. `signal`: below, above or none."""

    unit: Unit
    verdict: str
    detail_period: str
    surveys: int
    signal: str


def read_start(db: Database, _progress: Progress) -> Start:
    """Read which units to show, and the files opened last (undone ones left out)."""
    from models.store.batches import list_batches
    from models.store.settings import my_units
    from models.store.units import list_units

    with db.read() as c:
        summaries = [u for u in list_units(c) if u.responses and u.unit.closed_on is None]
        mine = my_units(c)
        batches = [b for b in list_batches(c) if b.undone is None]
    by_id = {u.unit.id: u.unit for u in summaries}
    units = [by_id[unit_id] for unit_id in mine if unit_id in by_id]
    if not units:
        largest = sorted(summaries, key=lambda u: -u.responses)[:MOST_UNITS]
        units = [u.unit for u in largest]
    newest = sorted(batches, key=lambda b: b.imported, reverse=True)[:MOST_FILES]
    are_mine = any(unit_id in by_id for unit_id in mine)
    return Start(tuple(units), are_mine, len(summaries), tuple(newest))


def read_unit_line(db: Database, _progress: Progress, *, unit: Unit, today: date) -> UnitLine:
    """Read a unit's verdict against the rest over its default period."""
    from models.analysis.compare import compare
    from models.analysis.periods import default_period

    choice = default_period(db, unit, today)
    found = compare(db, unit, "rest", choice.period)
    signals = {m.difference.signal for m in found.measures}
    signal = next((s for s in ("below", "above") if s in signals), "none")
    return UnitLine(unit, found.verdict, choice.label, found.surveys_unit, signal)
