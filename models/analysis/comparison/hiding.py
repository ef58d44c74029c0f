"""What stays at the desk of a comparison that leaves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.analysis.comparison.comparison_group import ComparisonGroup
from models.analysis.estimates import Gathered, Question
from models.analysis.sharing import SharedCounts, UnitReads, gathered_of_units, shared_counts
from models.store.database import Connection
from models.store.tallies import unit_ids
from models.survey import Period, Unit


@dataclass(frozen=True)
class Hiding:
    """Whose answers may be counted: `units` are those of the other side."""

    unit: int
    units: tuple[int, ...]
    known: SharedCounts
    _left_out: dict[tuple[object, Period], frozenset[int]] = field(default_factory=dict)
    _read: dict[Period, UnitReads] = field(default_factory=dict)

    @classmethod
    def of(cls, c: Connection, unit: Unit, side: ComparisonGroup, today: date) -> Hiding:
        """Read what both sides answered by month."""
        units = unit_ids(c, side.crowd) if side.crowd is not None and side.units else ()
        return cls(unit.id, units, shared_counts(c, {unit.id, *units}, today))

    def left_out(self, question: Question, period: Period) -> frozenset[int]:
        """Return the other units with answers that must not be counted."""
        about = (question.item_ids, period)
        if about not in self._left_out:
            is_left_out = self.known.is_left_out
            found = frozenset(u for u in self.units if is_left_out(u, question, period))
            self._left_out[about] = found
        return self._left_out[about]

    def others(self, c: Connection, question: Question, period: Period) -> Gathered:
        """Return what the units that may be counted answered."""
        kept = set(self.units) - self.left_out(question, period)
        if period not in self._read:
            self._read[period] = UnitReads.of(c, period, self.known)
        return gathered_of_units(c, kept, question, self._read[period])

    def surveys(self, period: Period) -> int:
        """Return the surveys of the other units whose number may be shown."""
        return sum(
            n
            for unit in self.units
            if self.known.shows_surveys(unit, period)
            for month, n in self.known.surveys.get(unit, {}).items()
            if period.contains(month)
        )
