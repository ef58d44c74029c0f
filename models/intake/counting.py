"""Add up respondents block by block into tallies, so that nothing later reads responses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.survey import BLANK, NOT_APPLICABLE, Instrument

Ints = NDArray[np.int64]

_SLOTS = 256


@dataclass
class Counts:
    """Sums of one batch over one questionnaire, keyed as the tally tables are.

    `answers`: (unit, month, item place, value); `pairs`: (unit, month, place a, place b) to
    [both answered, both top, a top among both, b top among both]; `composites`: (unit, month,
    measure key); `surveys`: (unit, month, mode).
    """

    instrument: Instrument
    answers: Counter[tuple[int, int, int, int]] = field(default_factory=Counter)
    pairs: dict[tuple[int, int, int, int], Ints] = field(default_factory=dict)
    composites: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    surveys: Counter[tuple[int, int, str]] = field(default_factory=Counter)

    def add(
        self,
        units: Ints,
        months: Ints,
        modes: NDArray[np.int32],
        names: list[str],
        answers: NDArray[np.uint8],
    ) -> None:
        """Count rows: unit ids, month numbers, index into mode `names` (-1 unknown), answers."""
        if not len(units):
            return
        places, group = np.unique(units * 1_000_000 + months, return_inverse=True)
        keys = [(int(p) // 1_000_000, int(p) % 1_000_000) for p in places]
        self._add_surveys(keys, group, modes, names)
        self._add_answers(keys, group, answers)
        self._add_composites(keys, group, answers)

    def _add_surveys(
        self, keys: list[tuple[int, int]], group: Ints, modes: NDArray[np.int32], names: list[str]
    ) -> None:
        width = len(names) + 1
        sums = np.bincount(group * width + (modes + 1), minlength=len(keys) * width)
        for cell in np.flatnonzero(sums):
            g, mode = divmod(int(cell), width)
            self.surveys[(*keys[g], names[mode - 1] if mode else "")] += int(sums[cell])

    def _add_answers(
        self, keys: list[tuple[int, int]], group: Ints, answers: NDArray[np.uint8]
    ) -> None:
        base = group * _SLOTS
        for place in range(answers.shape[1]):
            sums = np.bincount(base + answers[:, place], minlength=len(keys) * _SLOTS)
            for cell in np.flatnonzero(sums):
                g, value = divmod(int(cell), _SLOTS)
                if value != BLANK:
                    self.answers[(*keys[g], place, value)] += int(sums[cell])

    def _add_composites(
        self, keys: list[tuple[int, int]], group: Ints, answers: NDArray[np.uint8]
    ) -> None:
        for measure in self.instrument.measures:
            if measure.kind == "item":
                continue
            places = [self.instrument.position[key] for key in measure.items]
            answered = {p: _is_answer(answers[:, p]) for p in places}
            top = {p: self._top(p)[answers[:, p]] for p in places}
            any_item = np.logical_or.reduce(list(answered.values()))
            sums = np.bincount(group[any_item], minlength=len(keys))
            for g in np.flatnonzero(sums):
                self.composites[(*keys[g], measure.key)] += int(sums[g])
            for a, b in combinations(sorted(places), 2):
                self._add_pair(keys, group, (a, b), answered[a] & answered[b], top[a], top[b])

    def _add_pair(
        self,
        keys: list[tuple[int, int]],
        group: Ints,
        pair: tuple[int, int],
        both: NDArray[np.bool_],
        top_a: NDArray[np.bool_],
        top_b: NDArray[np.bool_],
    ) -> None:
        # One count over the four kinds of survey gives all sums: neither, a, b, both on top.
        kind = group[both] * 4 + top_a[both] * 2 + top_b[both]
        table = np.bincount(kind, minlength=len(keys) * 4).reshape(-1, 4)
        for g in np.flatnonzero(table.any(axis=1)):
            _neither, only_b, only_a, both_top = table[g]
            sums = np.array([table[g].sum(), both_top, only_a + both_top, only_b + both_top])
            key = (*keys[g], *pair)
            self.pairs[key] = self.pairs[key] + sums if key in self.pairs else sums

    def _top(self, place: int) -> NDArray[np.bool_]:
        table = np.zeros(_SLOTS, dtype=np.bool_)
        table[list(self.instrument.items[place].scale.top_values)] = True
        return table


def _is_answer(column: NDArray[np.uint8]) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = (column != BLANK) & (column < NOT_APPLICABLE)
    return mask
