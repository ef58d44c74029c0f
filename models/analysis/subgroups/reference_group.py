"""The other units of the hospital by the same groups, as far as that gives nobody away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.analysis.estimates import MeasureCounts
from models.analysis.subgroups.counts import GroupCounts
from models.analysis.subgroups.suppression import Cell, shown_beside

Parts = Sequence[GroupCounts]
"""A question's counts in each of the questionnaires that ask it."""


def labels_beside(parts: Parts, labels: Sequence[str], unit: int, floor: int) -> frozenset[str]:
    """Return the groups of a unit beside which the others' share may stand."""
    units, cells = _cells_of_units(parts, labels)
    if unit not in units:
        return frozenset()
    return frozenset(labels[g] for g in shown_beside(cells, units.index(unit), floor))


def cell_of(counts: MeasureCounts) -> Cell:
    """Return answers and best answers of a group, as `cell` does."""
    answers, best = sum(item.n for item in counts.items), sum(item.top for item in counts.items)
    return cell(counts.n, answers, best, is_item=counts.is_item)


def cell(n: int, answers: int, best: int, *, is_item: bool) -> Cell:
    """Return answers and best answers of a group; of a composite as its items let be told.

    A composite's groups give themselves away only where all items have all best answers or none.
    """
    if is_item:
        return n, best
    if best in (0, answers):
        return n, n if best else 0
    return n, min(max(1, round(n * best / answers)), max(1, n - 1))


def _cells_of_units(parts: Parts, labels: Sequence[str]) -> tuple[list[int], list[list[Cell]]]:
    """Return the units of some surveys, and the cells of each in the order of the labels."""
    units = sorted({unit for part in parts for unit in part.by.units})
    place = {label: at for at, label in enumerate(labels)}
    n, answers, best = (np.zeros((len(units), len(labels)), np.int64) for _ in range(3))
    for part in parts:
        rows = np.searchsorted(units, part.by.units)
        cells = np.ix_(rows, np.array([place[label] for label in part.by.labels]))
        n[cells] += part.answered
        for item, found in part.answers.items():
            answers[cells] += found.sum(axis=2)
            best[cells] += part.best(item)
    is_item = all(part.question.measure.kind == "item" for part in parts)
    triples = np.stack([n, answers, best], axis=2).tolist()
    return units, [[cell(*one, is_item=is_item) for one in row] for row in triples]
