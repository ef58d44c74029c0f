"""The questions the results page asks, each one job; answers are plain frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.analysis.comparison import WouldBeStars
    from models.analysis.estimates import Comparison, MeasureDetail, PeriodChoice
    from models.analysis.subgroups import Subgroups
    from models.store.database import Database
    from models.store.tallies import PublishedArea
    from models.store.units import UnitSummary
    from ui.base.jobs import Progress


@dataclass(frozen=True)
class Choices:
    """What can be chosen at all: units, which of them are mine, and published figures.

    `comfortable` is the fewest surveys from which a unit is offered before others.
    """

    units: tuple[UnitSummary, ...]
    mine: tuple[int, ...]
    areas: tuple[PublishedArea, ...]
    floor: int
    ticks: tuple[str, ...] = ()
    """The keys of the published places drawn as ticks."""

    def unit(self, unit_id: int | None) -> Unit | None:
        return next((u.unit for u in self.units if u.unit.id == unit_id), None)

    def first_unit(self, *wanted: int | None) -> Unit | None:
        """Return the first wanted unit that is there, else mine, else one with enough answers."""
        for unit_id in (*wanted, *self.mine):
            found = self.unit(unit_id)
            if found is not None:
                return found
        enough = [u for u in self.units if u.responses >= self.floor]
        return next((u.unit for u in (*enough, *self.units)), None)


@dataclass(frozen=True)
class Board:
    """A unit's comparison, with the periods it could be shown for."""

    unit: Unit
    periods: tuple[PeriodChoice, ...]
    period: PeriodChoice
    comparison: Comparison
    stars: WouldBeStars | None = None
    """Where the unit's own means would stand on the published star table; never official."""
    shared: Comparison | None = None
    """The same as it may leave the desk."""


@dataclass(frozen=True)
class SharedDetail:
    """One measure and its groups as they may leave the desk."""

    detail: MeasureDetail
    groups: tuple[Subgroups, ...]


def read_choices(db: Database, _progress: Progress) -> Choices:
    """Read what the choosers offer. Units without any response come last."""
    from models.analysis.comparison import chosen_ticks
    from models.store.database import my_units, small_cell_floor
    from models.store.tallies import published_areas
    from models.store.units import list_units

    with db.read() as c:
        units = list_units(c)
        return Choices(
            tuple(units),
            my_units(c),
            tuple(published_areas(c)),
            small_cell_floor(c),
            chosen_ticks(c),
        )


def read_board(
    db: Database, _progress: Progress, *, unit: Unit, against: str, period_key: str, today: date
) -> Board:
    """Read a unit's comparison over the period called `period_key` (empty or gone: the first).

    The key may also name any span of months, as dragging across a chart does.
    """
    from models.analysis.comparison import compare
    from models.analysis.estimates import chosen_period, period_choices, period_of_key

    periods = period_choices(db, unit, today)
    months = period_of_key(period_key)
    if months is not None:
        periods = (*periods, chosen_period(db, unit, months, today))
    period = next((p for p in periods if p.key == period_key), periods[0])
    comparison = compare(db, unit, against, period.period)
    shared = compare(db, unit, against, period.period, shared_on=today)
    return Board(unit, periods, period, comparison, _stars(db, comparison), shared)


def _stars(db: Database, comparison: Comparison) -> WouldBeStars | None:
    """Place the unit on the star table: the published one where an HCAHPS questionnaire was asked,
    else that of an own questionnaire, if its file has one."""
    from models.analysis.comparison import own_editions, star_editions, would_be_stars
    from models.store.tallies import stored_instruments

    with db.read() as c:
        families = {stored.instrument.family for stored in stored_instruments(c)}
    editions = star_editions() if "hcahps" in families else own_editions()
    return would_be_stars(comparison, editions[-1]) if editions else None


def read_detail(
    db: Database, _progress: Progress, *, comparison: Comparison, measure: str, today: date
) -> MeasureDetail:
    """Read what the panel shows of one measure."""
    from models.analysis.comparison import measure_detail

    return measure_detail(db, comparison, measure, today=today)


def read_shared_detail(
    db: Database, _progress: Progress, *, comparison: Comparison, measure: str, today: date
) -> SharedDetail:
    """Read what may leave the desk of one measure of a shared comparison."""
    from models.analysis.comparison import measure_detail
    from models.analysis.subgroups import subgroups

    detail = measure_detail(db, comparison, measure, today=today)
    return SharedDetail(detail, subgroups(db, comparison, [measure]))


def read_groups(
    db: Database, _progress: Progress, *, comparison: Comparison, measure: str
) -> tuple[Subgroups, ...]:
    """Read a measure by groups of the unit's patients."""
    from models.analysis.subgroups import subgroups

    return subgroups(db, comparison, [measure])


def write_ticks(db: Database, _progress: Progress, *, keys: Sequence[str]) -> None:
    """Keep which published places are drawn as ticks. Raises UsageProblem."""
    from models.analysis.comparison import choose_ticks

    with db.write() as c:
        choose_ticks(c, keys)


def write_mine(db: Database, _progress: Progress, *, unit_id: int, mine: bool) -> None:
    """Add a unit to my units, or take it out."""
    from models.store.database import my_units, set_my_units

    with db.write() as c:
        others = [u for u in my_units(c) if u != unit_id]
        set_my_units(c, [*others, unit_id] if mine else others)
