"""Add up respondents into tallies, so that nothing later reads responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.store.database import nothing_between
from models.survey import BLANK, NOT_APPLICABLE, Instrument

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_SLOTS = 256
_MONTHS = 1_000_000


@dataclass
class Counts:
    """Collects the surveys of one questionnaire in one batch, and adds them up at the end.

    One pass over all rows is several times faster than adding up block by block; it keeps about
    50 bytes a survey.
    """

    instrument: Instrument
    _places: list[Ints] = field(default_factory=list)
    _modes: list[NDArray[np.int32]] = field(default_factory=list)
    _mode_names: list[str] = field(default_factory=lambda: [""])
    _answers: list[Bytes] = field(default_factory=list)

    def add(
        self,
        units: Ints,
        months: Ints,
        modes: NDArray[np.int32],
        mode_names: list[str],
        answers: Bytes,
    ) -> None:
        """Take surveys: unit ids, month numbers, index into `mode_names` (-1 unknown), answers."""
        for name in mode_names:
            if name not in self._mode_names:
                self._mode_names.append(name)
        numbers = np.array(
            [*(self._mode_names.index(name) for name in mode_names), 0], dtype=np.int32
        )
        self._places.append(units * _MONTHS + months)
        self._modes.append(numbers[modes])
        self._answers.append(answers)

    def add_up(self, between: Callable[[], None] = nothing_between) -> Sums | None:
        """Return the sums over all surveys taken, None when there were none.

        `between` is called several times a second here and by `Sums`, and may raise to stop.
        """
        n = sum(map(len, self._places))
        if not n:
            return None
        places, group = np.unique(np.concatenate(self._places), return_inverse=True)
        between()
        # Turned, since every sum goes through all answers to one question.
        answers = np.empty((len(self.instrument.items), n), np.uint8)
        np.concatenate([part.T for part in self._answers], axis=1, out=answers)
        return Sums(
            self.instrument,
            [(int(p) // _MONTHS, int(p) % _MONTHS) for p in places],
            group,
            np.concatenate(self._modes),
            self._mode_names,
            answers,
        )


@dataclass(frozen=True)
class Sums:
    """The sums of surveys by unit and month. `groups` are the (unit id, month) pairs that occur,
    `group` gives each survey's place among them, `answers` are items x surveys.
    """

    instrument: Instrument
    groups: list[tuple[int, int]]
    group: Ints
    modes: NDArray[np.int32]
    mode_names: list[str]
    answers: Bytes

    def tallies(self, between: Callable[[], None] = nothing_between) -> Ints:
        """Return five rows of numbers: unit, item's place, month, value, count; no blanks."""
        found = []
        units, months = np.array(self.groups, np.int64).T
        for place, answers in enumerate(self.answers):
            between()
            g, value, counts = self._counted(answers)
            answered = value != BLANK
            g, value, counts = g[answered], value[answered], counts[answered]
            found.append(np.stack([units[g], np.full(len(g), place), months[g], value, counts]))
        return np.concatenate(found, axis=1)

    def surveys(self) -> Iterator[tuple[int, int, str, int]]:
        """Give (unit, month, mode, count)."""
        table = self._table(self.modes, len(self.mode_names)).tolist()
        for (unit, month), counts in zip(self.groups, table, strict=True):
            for mode, count in zip(self.mode_names, counts, strict=True):
                if count:
                    yield unit, month, mode, count

    def composites(
        self, between: Callable[[], None] = nothing_between
    ) -> Iterator[tuple[int, str, int, int]]:
        """Give (unit, measure, month, surveys that answered at least one of its items)."""
        for measure in self.instrument.measures:
            if measure.kind == "composite":
                between()
                answered = np.zeros(len(self.group), np.bool_)
                for key in measure.items:
                    answered |= _is_answer(self.answers[self.instrument.position[key]])
                sums = np.bincount(self.group[answered], minlength=len(self.groups)).tolist()
                for (unit, month), n in zip(self.groups, sums, strict=True):
                    if n:
                        yield unit, measure.key, month, n

    def pairs(
        self, between: Callable[[], None] = nothing_between
    ) -> Iterator[tuple[int, int, int, int, int, int, int, int]]:
        """Give (unit, place a, place b, month, answered both, both top, a top, b top) for every
        two items of a composite; the last three among those who answered both."""
        for a, b in self._pairs():
            between()
            # One count over the kinds of survey gives all sums: 0 answered not both, then
            # neither, b, a, both on top.
            both = _is_answer(self.answers[a]) & _is_answer(self.answers[b])
            kind = both * (1 + 2 * self._top(a) + self._top(b))
            table = self._table(kind, 5)
            n, only_b, only_a, both_top = table[:, 1:].sum(axis=1), *table[:, 2:].T
            sums = np.stack([n, both_top, only_a + both_top, only_b + both_top], axis=1)
            for (unit, month), found in zip(self.groups, sums.tolist(), strict=True):
                if found[0]:
                    yield unit, a, b, month, *found

    def _pairs(self) -> list[tuple[int, int]]:
        found = {
            pair
            for measure in self.instrument.measures
            for pair in combinations(sorted(self.instrument.position[k] for k in measure.items), 2)
        }
        return sorted(found)

    def _counted(self, values: Bytes) -> tuple[Ints, Ints, Ints]:
        """Return group, value and count of every value that occurs in a group."""
        there = np.flatnonzero(np.bincount(values, minlength=_SLOTS))
        narrow = np.zeros(_SLOTS, np.uint8)
        narrow[there] = np.arange(len(there))
        table = self._table(narrow[values], len(there))
        g, kinds = np.nonzero(table)
        return g, there[kinds], table[g, kinds]

    def _table(self, values: NDArray[np.integer[Any]], width: int) -> Ints:
        """Count values below `width` in every group; the narrower, the faster."""
        sums = np.bincount(self.group * width + values, minlength=len(self.groups) * width)
        return sums.reshape(-1, width)

    def _top(self, place: int) -> Bytes:
        table = np.zeros(_SLOTS, np.uint8)
        table[list(self.instrument.items[place].scale.top_values)] = 1
        top: Bytes = table[self.answers[place]]
        return top


def _is_answer(values: Bytes) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = (values != BLANK) & (values < NOT_APPLICABLE)
    return mask
