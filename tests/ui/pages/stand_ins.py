"""Answers to the results page's questions without any data: handmade values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from models.analysis.estimates.periods import PeriodChoice
from models.analysis.estimates.results import Comparison, MeasureDetail
from models.errors import UserError
from models.store.units.units import UnitSummary
from models.survey import Unit
from tests.ui import examples
from ui.base.unit_queries import Board, Choices

WEST = Unit(1, "4 West", "Riverside Hospital", 1)
EAST = Unit(2, "3 East", "Riverside Hospital", 1)
SUMMER = PeriodChoice("2026-Q3", "Jul–Sep 2026", examples.SUMMER, 62, True, True)
ALL = PeriodChoice("all", "All data", examples.SUMMER, 620, True, True)


@dataclass
class StandIn:
    """Answers like the data would; a test sets what it wants answered."""

    units: list[UnitSummary] = field(
        default_factory=lambda: [
            UnitSummary(WEST, 620, 24300, 24320),
            UnitSummary(EAST, 500, 24300, 24320),
        ]
    )
    mine: tuple[int, ...] = (1,)
    comparison: Comparison = field(default_factory=examples.comparison)
    failure: UserError | None = None
    boards_asked: list[tuple[int, str, str]] = field(default_factory=list)
    details_asked: list[str] = field(default_factory=list)

    def read_choices(self, _db: object, _progress: object) -> Choices:
        return Choices(tuple(self.units), self.mine, (), 11)

    def read_board(
        self, _db: object, _progress: object, *, unit: Unit, against: str, period_key: str,
        today: date,
    ) -> Board:  # fmt: skip
        self.boards_asked.append((unit.id, against, period_key))
        if self.failure is not None:
            raise self.failure
        period = ALL if period_key == "all" else SUMMER
        comparison = replace(self.comparison, unit=unit.name, unit_id=unit.id, against=against)
        return Board(unit, (SUMMER, ALL), period, comparison)

    def read_detail(
        self, _db: object, _progress: object, *, comparison: Comparison, measure: str, today: date
    ) -> MeasureDetail:
        self.details_asked.append(measure)
        chosen = next(m for m in comparison.measures if m.measure == measure)
        return replace(examples.detail(), comparison=chosen, sentence=f"About {chosen.label}.")
