"""Which units' answers to which questions may leave the desk, from what was counted by month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from models.analysis.estimates import Gathered, Question
from models.analysis.sharing.blocks import (
    Counts,
    is_shareable,
    shareable_blocks,
    shareable_period,
)
from models.store.database import Connection, small_cell_floor
from models.store.tallies import (
    PairCounts,
    answered_months_by_unit,
    answers_by_unit,
    composite_surveys_by_unit,
    counted_instruments_by_unit,
    modes_by_unit,
    pairs_by_unit,
    survey_months_by_unit,
)
from models.survey import Period

NOBODY: Mapping[int, Counts] = {}


@dataclass(frozen=True)
class SharedCounts:
    """What some units answered by month, and what of it may leave the desk on `today`.

    `answers` are unit id -> item id -> month -> answers, `surveys` unit id -> month -> surveys.
    """

    floor: int
    today: date
    answers: Mapping[int, Mapping[int, Counts]]
    surveys: Mapping[int, Counts]

    def blocks(self, unit: int, question: Question) -> tuple[Period, ...]:
        """Return the spans of months in which a unit's answers to a question may be shown."""
        return shareable_blocks(self._series(unit, question), self.floor, self.today)

    def survey_blocks(self, unit: int) -> tuple[Period, ...]:
        """Return the spans of months in which a unit's number of surveys may be shown."""
        return shareable_blocks([self.surveys.get(unit, {})], self.floor, self.today)

    def period(self, unit: int, period: Period) -> Period:
        """Return the months that stand for a period; the period itself where nothing does."""
        return shareable_period(self.survey_blocks(unit), period) or period

    def shows(self, unit: int, question: Question, period: Period) -> bool:
        """Say whether a unit's answers of a period may be shown, or counted with others'."""
        series = self._series(unit, question)
        return is_shareable(self.blocks(unit, question), series, period)

    def shows_surveys(self, unit: int, period: Period) -> bool:
        """Say whether a unit's number of surveys in a period may be shown."""
        return is_shareable(self.survey_blocks(unit), [self.surveys.get(unit, {})], period)

    def is_left_out(self, unit: int, question: Question, period: Period) -> bool:
        """Say whether a unit has answers of a period that must not be counted with others'."""
        answered = self.answered(unit, question, period)
        return answered > 0 and not self.shows(unit, question, period)

    def all_show(self, question: Question, period: Period) -> bool:
        """Say whether the answers of all units together may be shown."""
        units = self.answers.keys()
        return not any(self.is_left_out(unit, question, period) for unit in units)

    def answered(self, unit: int, question: Question, period: Period) -> int:
        """Return the answers of a unit to the least answered question of a measure."""
        series = self._series(unit, question)
        return min((sum(each.values()) for each in _within(series, period) if each), default=0)

    def closed(self, period: Period) -> Period:
        """Return the whole quarters of a period that can no longer fill up, for many units."""
        months = {m for of_unit in self.surveys.values() for m, n in of_unit.items() if n}
        whole = [dict.fromkeys(months, self.floor)]
        return shareable_period(shareable_blocks(whole, self.floor, self.today), period) or period

    def _series(self, unit: int, question: Question) -> list[dict[int, int]]:
        of_unit = self.answers.get(unit, NOBODY)
        found = []
        for item in question.items:
            months: dict[int, int] = {}
            for item_id, _scale in item.sources:
                for month, n in of_unit.get(item_id, {}).items():
                    months[month] = months.get(month, 0) + n
            found.append(months)
        return found


def shared_counts(c: Connection, units: Collection[int], today: date) -> SharedCounts:
    """Read by month what some units answered."""
    return SharedCounts(
        small_cell_floor(c),
        today,
        answered_months_by_unit(c, units),
        survey_months_by_unit(c, units),
    )


def gathered_of_units(
    c: Connection, units: Collection[int], question: Question, period: Period
) -> Gathered:
    """Return what exactly these units answered to a question over a period."""
    wanted = set(units)
    composite = question.measure.kind == "composite"
    ids = question.item_ids
    answers: dict[int, dict[int, int]] = {}
    for unit, by_item in answers_by_unit(c, ids, period).items():
        for item, by_value in by_item.items() if unit in wanted else ():
            sums = answers.setdefault(item, {})
            for value, n in by_value.items():
                sums[value] = sums.get(value, 0) + n
    pairs: dict[tuple[int, int], PairCounts] = {}
    surveys: dict[tuple[int, str], int] = {}
    counted: set[int] = set()
    if composite:
        for unit, of_unit in pairs_by_unit(c, ids, period).items():
            for pair, counts in of_unit.items() if unit in wanted else ():
                pairs[pair] = pairs[pair].plus(counts) if pair in pairs else counts
        found = composite_surveys_by_unit(c, question.instruments, question.key, period)
        for unit, by_key in found.items():
            for key, n in by_key.items() if unit in wanted else ():
                surveys[key] = surveys.get(key, 0) + n
        for unit, instruments in counted_instruments_by_unit(c, period).items():
            counted |= instruments if unit in wanted else set()
    return Gathered(
        answers,
        _months(c, wanted, question, period),
        pairs,
        surveys,
        _modes(c, wanted, question, period),
        frozenset(counted),
    )


def _months(
    c: Connection, units: Collection[int], question: Question, period: Period
) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for by_item in answered_months_by_unit(c, units, question.item_ids).values():
        for item, months in by_item.items():
            sums = found.setdefault(item, {})
            for month, n in months.items():
                if period.contains(month):
                    sums[month] = sums.get(month, 0) + n
    return {item: months for item, months in found.items() if months}


def _modes(
    c: Connection, units: Collection[int], question: Question, period: Period
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for instrument in question.instruments:
        for unit, modes in modes_by_unit(c, instrument, period).items():
            for mode, n in modes.items() if unit in units else ():
                of_instrument = found.setdefault(instrument, {})
                of_instrument[mode] = of_instrument.get(mode, 0) + n
    return found


def _within(series: list[dict[int, int]], period: Period) -> list[dict[int, int]]:
    return [{m: n for m, n in each.items() if n and period.contains(m)} for each in series]
