"""Turn the names of facilities and units in a file into the store's units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.files.content import RespondentBlock
from models.store import batch_writes
from models.store.database import Connection
from models.store.settings import get_setting

NO_UNIT = "No unit"
"""The visible unit of rows that name none."""

DEFAULT_FACILITY = "Our hospital"


class Places:
    """The units of one import; makes those that are new, and remembers which were seen."""

    def __init__(self, c: Connection, batch: int, facility: str | None) -> None:
        self._c = c
        self._batch = batch
        self._chosen = facility
        self._default = str(get_setting(c, "default_facility", DEFAULT_FACILITY))
        self._known: dict[tuple[str, str, str], tuple[int, int]] = {}
        self.used: set[int] = set()
        self.default_used = False

    @property
    def default_facility(self) -> str:
        return self._chosen or self._default

    def find(self, facility: str, site: str, unit: str, kind: str = "") -> tuple[int, int]:
        """Return (facility id, unit id), making either when it is new."""
        key = (_clean(facility), _clean(site), _clean(unit) or NO_UNIT)
        if not key[0]:
            self.default_used = self._chosen is None
            key = (_clean(self.default_facility), *key[1:])
        found = self._known.get(key)
        if found is None:
            facility_id = batch_writes.ensure_facility(self._c, key[0], self._batch)
            unit_id = batch_writes.ensure_unit(
                self._c, facility_id, key[1], key[2], self._batch, kind=kind
            )
            found = self._known[key] = (facility_id, unit_id)
        return found

    def of_block(self, block: RespondentBlock) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return facility ids and unit ids, one per row of `block`."""
        sites, units = len(block.site_names) + 1, len(block.unit_names) + 1
        code = (block.facilities.astype(np.int64) + 1) * sites + block.sites + 1
        distinct, inverse = np.unique(code * units + block.units + 1, return_inverse=True)
        ids = np.array(
            [
                self.find(
                    _name(block.facility_names, place // units // sites - 1),
                    _name(block.site_names, place // units % sites - 1),
                    _name(block.unit_names, place % units - 1),
                )
                for place in distinct.tolist()
            ],
            dtype=np.int64,
        )
        rows = ids[inverse]
        return rows[:, 0], rows[:, 1]


def _name(names: Sequence[str], index: int) -> str:
    return "" if index < 0 else names[index]


def _clean(name: str) -> str:
    return " ".join(name.split())
