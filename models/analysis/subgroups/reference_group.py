"""The other units of the hospital by the same groups, as far as that gives nobody away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.analysis.estimates import MeasureCounts, Question
from models.analysis.subgroups.stratifiers import Stratum
from models.analysis.subgroups.suppression import Cell, shown_beside
from models.store.tallies import Responses

Parts = Sequence[tuple[Responses, Stratum]]


def labels_beside(
    question: Question, parts: Parts, labels: Sequence[str], unit: int, floor: int
) -> frozenset[str]:
    """Return the groups of a unit beside which the others' share may stand."""
    units, cells = _cells_of_units(question, parts, labels)
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


def _cells_of_units(
    question: Question, parts: Parts, labels: Sequence[str]
) -> tuple[list[int], list[list[Cell]]]:
    """Return the units of some surveys, and the cells of each in the order of the labels."""
    units = sorted({int(unit) for surveys, _split in parts for unit in np.unique(surveys.units)})
    place = {label: at for at, label in enumerate(labels)}
    size = len(units) * len(labels)
    n, answers, best = (np.zeros(size, dtype=np.int64) for _ in range(3))
    for surveys, split in parts:
        of_label = np.array([place[label] for label in split.labels], dtype=np.int64)
        code = np.searchsorted(units, surveys.units) * len(labels) + of_label[split.places]
        some = np.zeros(len(surveys), dtype=np.bool_)
        for item in question.items:
            there = surveys.is_answer(item.key)
            top = list(surveys.stored.instrument.item(item.key).scale.top_values)
            answers += np.bincount(code[there], minlength=size)
            is_top = there & np.isin(surveys.column(item.key), top)
            best += np.bincount(code[is_top], minlength=size)
            some |= there
        n += np.bincount(code[some], minlength=size)
    is_item = question.measure.kind == "item"
    flat = [cell(*map(int, one), is_item=is_item) for one in zip(n, answers, best, strict=True)]
    width = len(labels)
    return units, [flat[k * width : (k + 1) * width] for k in range(len(units))]
