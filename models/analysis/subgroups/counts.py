"""Counts of single surveys by unit and group, as comparisons gather them from sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.analysis.estimates import Gathered, Question
from models.analysis.subgroups.stratifiers import Stratum
from models.store.tallies import PairCounts, Responses
from models.survey import NOT_APPLICABLE

Ints = NDArray[np.int64]
_VALUES = 256


@dataclass(frozen=True, eq=False)
class GroupedSurveys:
    """Surveys of one questionnaire, each in the cell of its unit and its group of a trait.

    `cells` has each survey's cell: its unit's place in `units` times the number of groups, plus
    its group's place.
    """

    surveys: Responses
    split: Stratum
    units: tuple[int, ...]
    cells: Ints

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups, in their order."""
        return self.split.labels


def grouped(surveys: Responses, splits: Sequence[Stratum]) -> list[GroupedSurveys]:
    """Return surveys by each of several traits."""
    there = np.flatnonzero(np.bincount(surveys.units)) if len(surveys) else np.empty(0, np.int64)
    place_of = np.zeros(int(there[-1]) + 1 if len(there) else 1, np.int64)
    place_of[there] = np.arange(len(there))
    places, units = place_of[surveys.units], tuple(there.tolist())
    return [
        GroupedSurveys(surveys, split, units, places * len(split.labels) + split.places)
        for split in splits
    ]


@dataclass(frozen=True, eq=False)
class GroupCounts:
    """What surveys answered to a question's items: `answers` by item, unit, group and stored
    value; `answered` at least one of the items, by unit and group; `pairs` by two items, unit,
    group and kind: 0 not both answered, 1 none of them best, 2 the second, 3 the first, 4 both.
    """

    question: Question
    by: GroupedSurveys
    answers: dict[str, Ints]
    answered: Ints
    pairs: dict[tuple[str, str], Ints]

    def gathered(self, units: NDArray[np.bool_], label: int) -> Gathered:
        """Return what a group answered in some of the units."""
        stored = self.by.surveys.stored
        answers = {
            stored.item_ids[item]: {
                value: int(n) for value, n in enumerate(found[units, label].sum(axis=0)) if n
            }
            for item, found in self.answers.items()
        }
        if not self.pairs:
            return Gathered(answers, {}, {}, {}, {}, frozenset())
        pairs = {}
        for (a, b), found in self.pairs.items():
            _, none, only_b, only_a, both = map(int, found[units, label].sum(axis=0))
            pairs[stored.item_ids[a], stored.item_ids[b]] = PairCounts(
                none + only_b + only_a + both, both, only_a + both, only_b + both
            )
        composites = {(stored.id, self.question.key): int(self.answered[units, label].sum())}
        return Gathered(answers, {}, pairs, composites, {}, frozenset())

    def best(self, item: str) -> Ints:
        """Return the best answers to an item by unit and group."""
        top = list(self.by.surveys.stored.instrument.item(item).scale.top_values)
        return np.asarray(self.answers[item][:, :, top].sum(axis=2))


def count_groups(question: Question, by: GroupedSurveys) -> GroupCounts:
    """Count the answers to a question's items by unit and group, with a pass over each item."""
    surveys = by.surveys
    shape = (len(by.units), len(by.labels))
    size = shape[0] * shape[1]
    answers = {item.key: _by_value(by, item.key, shape) for item in question.items}
    if len(question.items) == 1:
        (only,) = answers.values()
        return GroupCounts(question, by, answers, only.sum(axis=2), {})
    keys = list(answers)
    there = {key: surveys.is_answer(key) for key in keys}
    some = np.logical_or.reduce(list(there.values()))
    answered = np.bincount(by.cells[some], minlength=size).reshape(shape)
    top = {key: _is_top(surveys, key) for key in keys}
    fives = by.cells * 5
    pairs = {}
    for a, b in combinations(keys, 2):
        kind = (there[a] & there[b]) * (1 + 2 * top[a] + top[b])
        pairs[a, b] = np.bincount(fives + kind, minlength=size * 5).reshape(*shape, 5)
    return GroupCounts(question, by, answers, answered, pairs)


def _by_value(by: GroupedSurveys, item: str, shape: tuple[int, int]) -> Ints:
    """Return an item's answers by unit, group and stored value.

    Counted in a table of the values that occur: the narrower, the faster.
    """
    values = by.surveys.column(item)
    there = np.flatnonzero(np.bincount(values, minlength=_VALUES))
    narrow = np.zeros(_VALUES, np.uint8)
    narrow[there] = np.arange(len(there))
    width = max(1, len(there))
    counts = np.bincount(by.cells * width + narrow[values], minlength=shape[0] * shape[1] * width)
    found = np.zeros((*shape, _VALUES), np.int64)
    found[:, :, there] = counts.reshape(*shape, width)[:, :, : len(there)]
    found[:, :, 0] = 0  # blank
    found[:, :, NOT_APPLICABLE:] = 0
    return found


def _is_top(surveys: Responses, item: str) -> NDArray[np.uint8]:
    table = np.zeros(_VALUES, np.uint8)
    table[list(surveys.stored.instrument.item(item).scale.top_values)] = 1
    return np.asarray(table[surveys.column(item)])


def added(a: Gathered, b: Gathered) -> Gathered:
    """Return the counts of two parts together."""
    answers = {item: dict(by_value) for item, by_value in a.answers.items()}
    for item, by_value in b.answers.items():
        sums = answers.setdefault(item, {})
        for value, n in by_value.items():
            sums[value] = sums.get(value, 0) + n
    pairs = dict(a.pairs)
    for pair, counts in b.pairs.items():
        pairs[pair] = pairs[pair].plus(counts) if pair in pairs else counts
    composites = dict(a.composites)
    for key, n in b.composites.items():
        composites[key] = composites.get(key, 0) + n
    return Gathered(answers, {}, pairs, composites, {}, frozenset())
