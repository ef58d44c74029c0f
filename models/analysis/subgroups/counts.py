"""Counts of single surveys, as comparisons gather them from sums, for a part of the surveys."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.analysis.estimates import Gathered, Question
from models.store.tallies import PairCounts, Responses

Chosen = NDArray[np.bool_]


def counts_of(question: Question, surveys: Responses, chosen: Chosen) -> Gathered:
    """Return what the surveys chosen answered to a question's items."""
    stored, key = surveys.stored, question.key
    items = [item.key for item in question.items]
    there = {item: surveys.is_answer(item) & chosen for item in items}
    answers = {
        stored.item_ids[item]: {
            value: int(n)
            for value, n in enumerate(np.bincount(surveys.column(item)[there[item]]))
            if n
        }
        for item in items
    }
    pairs, composites = {}, {}
    if len(items) > 1:
        any_of = np.logical_or.reduce([there[item] for item in items])
        composites[stored.id, key] = int(any_of.sum())
        top = {item: _is_top(surveys, item) & there[item] for item in items}
        for a, b in combinations(items, 2):
            both = there[a] & there[b]
            pairs[stored.item_ids[a], stored.item_ids[b]] = PairCounts(
                int(both.sum()),
                int((top[a] & top[b]).sum()),
                int((top[a] & both).sum()),
                int((top[b] & both).sum()),
            )
    return Gathered(answers, {}, pairs, composites, {}, frozenset())


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


def _is_top(surveys: Responses, item: str) -> Chosen:
    best = list(surveys.stored.instrument.item(item).scale.top_values)
    return np.asarray(np.isin(surveys.column(item), best))
