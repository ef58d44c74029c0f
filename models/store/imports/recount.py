"""Count stored responses anew, apart from how an import counts, to check its tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.store.tallies import StoredInstrument
from models.survey import BLANK, NOT_APPLICABLE

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

AT_ONCE = 1_000_000
"""Surveys held in memory before they are counted: about 50 bytes each."""

_MONTHS = 1_000_000
_VALUES = 256

Key = tuple[int | str, ...]


class Recount:
    """The four kinds of tallies of one questionnaire in one batch, from its responses.

    Keys leave out the batch: (unit, item, month, value), (unit, questionnaire, month, mode),
    (unit, questionnaire, measure, month); of pairs (unit, item a, item b, month) and then the
    place of the sum in its row.
    """

    def __init__(self, stored: StoredInstrument) -> None:
        self.instrument_id = stored.id
        instrument = stored.instrument
        self.item_ids = [stored.item_ids[item.key] for item in instrument.items]
        self._top = np.zeros((len(instrument.items), _VALUES), dtype=np.bool_)
        for place, item in enumerate(instrument.items):
            self._top[place, list(item.scale.top_values)] = True
        self._composites = {
            measure.key: [instrument.position[key] for key in measure.items]
            for measure in instrument.measures
            if measure.kind == "composite"
        }
        self._waiting: list[tuple[Ints, list[str | None], Bytes]] = []
        self._size = 0
        self._tallies: list[Ints] = []
        self.surveys: Counter[Key] = Counter()
        self.composites: Counter[Key] = Counter()
        self.pairs: Counter[Key] = Counter()

    def add(
        self,
        units: Sequence[int],
        months: Sequence[int],
        modes: Sequence[str | None],
        answers: Sequence[bytes],
    ) -> None:
        """Take responses. Answers packed when the questionnaire had fewer items are shorter."""
        width = len(self.item_ids)
        if any(len(packed) != width for packed in answers):
            answers = [packed[:width].ljust(width, bytes([BLANK])) for packed in answers]
        matrix = np.frombuffer(b"".join(answers), dtype=np.uint8).reshape(-1, width)
        places = np.array(units, dtype=np.int64) * _MONTHS + np.array(months, dtype=np.int64)
        self._waiting.append((places, list(modes), matrix))
        self._size += len(units)
        if self._size >= AT_ONCE:
            self._count()

    def tallies(self) -> Ints:
        """Return one row (unit, item, month, value, count) for each count above 0, sorted."""
        self._count()
        if not self._tallies:
            return np.empty((0, 5), dtype=np.int64)
        return _added_up(np.concatenate(self._tallies))

    def _count(self) -> None:
        if not self._waiting:
            return
        places = np.concatenate([part[0] for part in self._waiting])
        modes = [mode for part in self._waiting for mode in part[1]]
        answers = np.concatenate([part[2] for part in self._waiting])
        self._waiting, self._size = [], 0
        groups, group = np.unique(places, return_inverse=True)
        units, months = groups // _MONTHS, groups % _MONTHS
        self._count_answers(units, months, group, answers)
        self._count_surveys(units, months, group, modes)
        valid = (answers != BLANK) & (answers < NOT_APPLICABLE)
        for measure, items in self._composites.items():
            reached = np.bincount(group[valid[:, items].any(axis=1)], minlength=len(groups))
            for g in np.flatnonzero(reached).tolist():
                key = (int(units[g]), self.instrument_id, measure, int(months[g]))
                self.composites[key] += int(reached[g])
        self._count_pairs(units, months, group, answers, valid)

    def _count_answers(self, units: Ints, months: Ints, group: Ints, answers: Bytes) -> None:
        for place, item in enumerate(self.item_ids):
            codes = group * _VALUES + answers[:, place]
            sums = np.bincount(codes, minlength=len(units) * _VALUES).reshape(-1, _VALUES)
            sums[:, BLANK] = 0
            g, value = np.nonzero(sums)
            item_ids = np.full(len(g), item)
            self._tallies.append(
                np.column_stack((units[g], item_ids, months[g], value, sums[g, value]))
            )

    def _count_surveys(
        self, units: Ints, months: Ints, group: Ints, modes: list[str | None]
    ) -> None:
        names = sorted({mode or "" for mode in modes})
        number = {name: n for n, name in enumerate(names)}
        codes = group * len(names) + np.array([number[mode or ""] for mode in modes])
        sums = np.bincount(codes, minlength=len(units) * len(names)).reshape(-1, len(names))
        for g, n in np.argwhere(sums).tolist():
            self.surveys[int(units[g]), self.instrument_id, int(months[g]), names[n]] += int(
                sums[g, n]
            )

    def _count_pairs(
        self, units: Ints, months: Ints, group: Ints, answers: Bytes, valid: NDArray[np.bool_]
    ) -> None:
        top = np.column_stack(
            [self._top[place][answers[:, place]] for place in range(len(self.item_ids))]
        )
        pairs = {
            pair for items in self._composites.values() for pair in combinations(sorted(items), 2)
        }
        for a, b in sorted(pairs):
            if self.item_ids[a] > self.item_ids[b]:
                a, b = b, a
            both = valid[:, a] & valid[:, b]
            kinds = (both, both & top[:, a] & top[:, b], both & top[:, a], both & top[:, b])
            sums = [np.bincount(group[kind], minlength=len(units)) for kind in kinds]
            for g in np.flatnonzero(sums[0]).tolist():
                key = (int(units[g]), self.item_ids[a], self.item_ids[b], int(months[g]))
                for place, column in enumerate(sums):
                    self.pairs[(*key, place)] += int(column[g])


def _added_up(rows: Ints) -> Ints:
    """Return the rows sorted by all columns but the last, equal ones with their counts added."""
    rows = rows[np.lexsort(rows[:, -2::-1].T)]
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (rows[1:, :-1] != rows[:-1, :-1]).any(axis=1)
    firsts = np.flatnonzero(new)
    added = rows[firsts].copy()
    added[:, -1] = np.add.reduceat(rows[:, -1], firsts)
    return added
