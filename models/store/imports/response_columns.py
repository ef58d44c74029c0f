"""Responses on their way into the store, column by column: a few arrays instead of many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_VALUE = -(2**63)
"""Stands for a missing number."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ResponseColumns:
    """n new rows of the table of responses, in the order of its columns.

    `ids` ascend. `discharged`, `received`: days since 1970-01-01, NO_VALUE when missing.
    `modes`: places in `mode_names`, -1 when unknown. `answers`: uint8, n x items, stored values.
    """

    ids: Ints
    batch: int
    facilities: Ints
    units: Ints
    instrument: int
    keys: Sequence[str]
    months: Ints
    discharged: Ints
    received: Ints
    modes: NDArray[np.int32]
    mode_names: Sequence[str]
    answers: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, kept: NDArray[np.bool_]) -> ResponseColumns:
        """Return the rows for which `kept` is true."""
        arrays = (
            "ids", "facilities", "units", "months", "discharged", "received", "modes", "answers",
        )  # fmt: skip
        chosen: dict[str, Any] = {name: getattr(self, name)[kept] for name in arrays}
        return replace(self, keys=list(compress(self.keys, kept.tolist())), **chosen)

    def mode_texts(self) -> list[str | None]:
        """Return each row's mode, None when unknown."""
        names = [*self.mode_names, None]
        return [names[mode] for mode in self.modes.tolist()]

    def stored(self) -> list[Sequence[Any]]:
        """Return the table's columns as the database takes them.

        Answers are bytearrays: for every `bytes`, Python's SQLite driver looks whether somebody
        registered another way to store it, which takes longer than storing the row.
        """
        n, width = self.answers.shape
        packed = bytearray(self.answers.tobytes())
        return [
            self.ids.tolist(),
            [self.batch] * n,
            self.facilities.tolist(),
            self.units.tolist(),
            [self.instrument] * n,
            self.keys,
            self.months.tolist(),
            _with_none(self.discharged),
            _with_none(self.received),
            self.mode_texts(),
            [packed[start : start + width] for start in range(0, n * width, width)],
        ]

    def values(self) -> dict[str, Sequence[Any] | NDArray[Any]]:
        """Return the values by the names of the table's columns, but for the batch."""
        return {
            "id": self.ids,
            "facility_id": self.facilities,
            "unit_id": self.units,
            "instrument_id": np.full(len(self), self.instrument),
            "survey_key": self.keys,
            "month": self.months,
            "discharged": self.discharged,
            "received": self.received,
            "mode": self.mode_texts(),
            "answers": self.answers,
        }


def _with_none(numbers: Ints) -> list[int | None]:
    if (numbers == NO_VALUE).any():
        return [None if number == NO_VALUE else number for number in numbers.tolist()]
    return list(numbers.tolist())
