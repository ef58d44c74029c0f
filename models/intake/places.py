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

DEFAULT_FACILITY_SETTING = "default_facility"
"""The setting that holds where rows belong that name no facility."""


class Places:
    """The units of one import; makes those that are new, and remembers which were seen.

    Names are the same whatever their capitals and spaces. A unit is found by its name, else by
    a name it had before it was renamed or merged.
    """

    def __init__(self, c: Connection, batch: int, facility: str | None) -> None:
        self._c = c
        self._batch = batch
        self._chosen = facility
        self._default = str(get_setting(c, DEFAULT_FACILITY_SETTING, DEFAULT_FACILITY))
        self._facilities = {_folded(n): id_ for n, id_ in batch_writes.known_facilities(c).items()}
        self._units = {
            (facility_id, _folded(site), _folded(name)): unit_id
            for (facility_id, site, name), unit_id in batch_writes.known_units(c).items()
        }
        self.used: set[int] = set()
        self.default_used = False
        self.facility_assumed: str | None = None
        """The facility of rows that name none: the one chosen, else the default."""

    @property
    def default_facility(self) -> str:
        return self._chosen or self._default

    def find(self, facility: str, site: str, unit: str, kind: str = "") -> tuple[int, int]:
        """Return (facility id, unit id), making either when it is new."""
        name = _clean(facility)
        if not name:
            self.default_used = self._chosen is None
            name = self.facility_assumed = _clean(self.default_facility)
        facility_id = self._facilities.get(_folded(name))
        if facility_id is None:
            facility_id = batch_writes.add_facility(self._c, name, self._batch)
            self._facilities[_folded(name)] = facility_id
        return facility_id, self._unit(facility_id, _clean(site), _clean(unit) or NO_UNIT, kind)

    def _unit(self, facility_id: int, site: str, name: str, kind: str) -> int:
        key = (facility_id, _folded(site), _folded(name))
        unit_id = self._units.get(key)
        if unit_id is None:
            unit_id = batch_writes.add_unit(
                self._c, facility_id, site, name, self._batch, kind=kind
            )
            self._units[key] = unit_id
        return unit_id

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


def _folded(name: str) -> str:
    return _clean(name).casefold()
