"""Which units' answers to which questions may leave the desk, from what was counted by month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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
    _known: dict[tuple[int, tuple[int, ...]], tuple[Period, ...]] = field(default_factory=dict)

    def blocks(self, unit: int, question: Question) -> tuple[Period, ...]:
        """Return the spans of months in which a unit's answers to a question may be shown."""
        about = (unit, question.item_ids)
        if about not in self._known:
            series = self._series(unit, question)
            self._known[about] = shareable_blocks(series, self.floor, self.today)
        return self._known[about]

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


@dataclass
class UnitReads:
    """What was read of all units over a period, once for all measures of a comparison."""

    period: Period
    known: SharedCounts
    answers: Mapping[int, Mapping[int, Mapping[int, int]]]
    pairs: Mapping[int, Mapping[tuple[int, int], PairCounts]]
    counted: Mapping[int, frozenset[int]]
    modes: dict[int, Mapping[int, Mapping[str, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, c: Connection, period: Period, known: SharedCounts) -> UnitReads:
        """Read the answers of all units to all questions."""
        items = {item for of_unit in known.answers.values() for item in of_unit}
        return cls(
            period,
            known,
            answers_by_unit(c, items, period),
            pairs_by_unit(c, items, period),
            counted_instruments_by_unit(c, period),
        )

    def modes_of(self, c: Connection, instrument: int) -> Mapping[int, Mapping[str, int]]:
        """Return unit id -> mode -> surveys of a questionnaire."""
        if instrument not in self.modes:
            self.modes[instrument] = modes_by_unit(c, instrument, self.period)
        return self.modes[instrument]


def gathered_of_units(
    c: Connection, units: Collection[int], question: Question, read: UnitReads
) -> Gathered:
    """Return what exactly these units answered to a question."""
    wanted, ids = set(units), set(question.item_ids)
    answers: dict[int, dict[int, int]] = {}
    for unit in wanted & read.answers.keys():
        for item, by_value in read.answers[unit].items():
            sums = answers.setdefault(item, {}) if item in ids else {}
            for value, n in by_value.items():
                sums[value] = sums.get(value, 0) + n
    months = _months(wanted, ids, read)
    modes = _modes(c, wanted, question, read)
    if question.measure.kind == "item":
        return Gathered(answers, months, {}, {}, modes, frozenset())
    pairs: dict[tuple[int, int], PairCounts] = {}
    for unit in wanted & read.pairs.keys():
        for pair, counts in read.pairs[unit].items():
            if ids.issuperset(pair):
                pairs[pair] = pairs[pair].plus(counts) if pair in pairs else counts
    surveys: dict[tuple[int, str], int] = {}
    found = composite_surveys_by_unit(c, question.instruments, question.key, read.period)
    for unit in wanted & found.keys():
        for key, n in found[unit].items():
            surveys[key] = surveys.get(key, 0) + n
    counted = frozenset().union(*(read.counted.get(unit, frozenset()) for unit in wanted))
    return Gathered(answers, months, pairs, surveys, modes, counted)


def _months(
    units: Collection[int], items: Collection[int], read: UnitReads
) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for unit in units:
        for item, months in read.known.answers.get(unit, NOBODY).items():
            for month, n in months.items() if item in items else ():
                if read.period.contains(month):
                    sums = found.setdefault(item, {})
                    sums[month] = sums.get(month, 0) + n
    return found


def _modes(
    c: Connection, units: Collection[int], question: Question, read: UnitReads
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for instrument in question.instruments:
        for unit, modes in read.modes_of(c, instrument).items():
            for mode, n in modes.items() if unit in units else ():
                of_instrument = found.setdefault(instrument, {})
                of_instrument[mode] = of_instrument.get(mode, 0) + n
    return found


def _within(series: list[dict[int, int]], period: Period) -> list[dict[int, int]]:
    return [{m: n for m, n in each.items() if n and period.contains(m)} for each in series]
