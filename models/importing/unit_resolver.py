"""Turn the names of facilities and units in a file into the store's units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from models.files.content import RespondentBlock
from models.importing.unit_spellings import SeenUnit, SpellingGroup, spelling_groups
from models.store.database import Connection, get_setting
from models.store.imports import writes
from models.store.units import ALWAYS, add_alias
from models.survey import NO_UNIT, is_no_unit

DEFAULT_FACILITY = "Our hospital"

DEFAULT_FACILITY_SETTING = "default_facility"
"""The setting that holds where rows belong that name no facility."""

Ints = NDArray[np.int64]

AS_WRITTEN: Mapping[str, str] = MappingProxyType({})


class UnitResolver:
    """The units of one import; makes those that are new, and remembers which were seen.

    Names are the same whatever their capitals and spaces. A name means the unit that it was said
    to mean from a month on, else the unit called so, else the one that was called so or that it
    was said to mean. `spellings` are names of this file and the units they mean; they are
    remembered with the import, unless a unit is called so.
    """

    def __init__(
        self,
        c: Connection,
        batch: int,
        facility: str | None,
        spellings: Mapping[str, str] = AS_WRITTEN,
    ) -> None:
        self._c = c
        self._batch = batch
        self._chosen = facility
        self._default = str(get_setting(c, DEFAULT_FACILITY_SETTING, DEFAULT_FACILITY))
        self._facilities = {_folded(n): id_ for n, id_ in writes.known_facilities(c).items()}
        self._units = {
            (facility_id, _folded(site), _folded(name)): unit_id
            for (facility_id, site, name), unit_id in writes.known_units(c).items()
        }
        self._dated: dict[tuple[int, str, str], list[tuple[int, int]]] = {}
        for (facility_id, site, name), since in writes.dated_names(c).items():
            key = (facility_id, _folded(site), _folded(name))
            self._dated[key] = sorted([*self._dated.get(key, []), *since])
        self._spellings = {_folded(name): _clean(unit) for name, unit in spellings.items()}
        self._rows: Counter[int] = Counter()
        self.used: set[int] = set()
        self.default_used = False
        self.facility_assumed: str | None = None
        """The facility of rows that name none: the one chosen, else the default."""

    @property
    def default_facility(self) -> str:
        return self._chosen or self._default

    def find(
        self, facility: str, site: str, unit: str, kind: str = "", month: int = ALWAYS
    ) -> tuple[int, int]:
        """Return (facility id, unit id) of a month's rows, making either when it is new.

        Rows without a date (month 0) follow no name that means another unit from a month on.
        """
        facility_id, site, name = self._place(facility, site, unit)
        for first, unit_id in reversed(self._since(facility_id, site, name)):
            if first <= month:
                return facility_id, unit_id
        return facility_id, self._unit(facility_id, site, name, kind)

    def _place(self, facility: str, site: str, unit: str) -> tuple[int, str, str]:
        name = _clean(facility)
        if not name:
            self.default_used = self._chosen is None
            name = self.facility_assumed = _clean(self.default_facility)
        facility_id = self._facilities.get(_folded(name))
        if facility_id is None:
            facility_id = writes.add_facility(self._c, name, self._batch)
            self._facilities[_folded(name)] = facility_id
        return facility_id, _clean(site), _clean(unit) or NO_UNIT

    def _since(self, facility_id: int, site: str, name: str) -> list[tuple[int, int]]:
        return self._dated.get((facility_id, _folded(site), _folded(name)), [])

    def _unit(self, facility_id: int, site: str, name: str, kind: str) -> int:
        written = name
        name = self._spellings.get(_folded(name), name)
        key = (facility_id, _folded(site), _folded(name))
        unit_id = self._units.get(key)
        if unit_id is None:
            unit_id = writes.add_unit(self._c, facility_id, site, name, self._batch, kind=kind)
            self._units[key] = unit_id
        self._remember(facility_id, site, written, unit_id)
        return unit_id

    def _remember(self, facility_id: int, site: str, written: str, unit_id: int) -> None:
        """Keep a spelling that the user said means a unit, unless the database knows it."""
        key = (facility_id, _folded(site), _folded(written))
        if key not in self._units and not is_no_unit(written):
            add_alias(self._c, written, unit_id, batch=self._batch)
            self._units[key] = unit_id

    def of_block(self, block: RespondentBlock, months: Ints) -> tuple[Ints, Ints]:
        """Return facility ids and unit ids, one per row of `block`; `months` as in `find`."""
        sites, units = len(block.site_names) + 1, len(block.unit_names) + 1
        code = (block.facilities.astype(np.int64) + 1) * sites + block.sites + 1
        distinct, inverse = np.unique(code * units + block.units + 1, return_inverse=True)
        ids = np.zeros((len(distinct), 2), dtype=np.int64)
        changing: dict[int, tuple[str, str, str]] = {}
        for place, number in enumerate(distinct.tolist()):
            names = (
                _name(block.facility_names, number // units // sites - 1),
                _name(block.site_names, number // units % sites - 1),
                _name(block.unit_names, number % units - 1),
            )
            if self._since(*self._place(*names)):
                changing[place] = names
            else:
                ids[place] = self.find(*names)
        rows = ids[inverse]
        for place, names in changing.items():
            here = np.flatnonzero(inverse == place)
            for month in np.unique(months[here]).tolist():
                rows[here[months[here] == month]] = self.find(*names, month=month)
        self._count(rows[:, 1])
        return rows[:, 0], rows[:, 1]

    def _count(self, units: Ints) -> None:
        found, counts = np.unique(units, return_counts=True)
        self.used.update(found.tolist())
        self._rows.update(dict(zip(found.tolist(), counts.tolist(), strict=True)))

    def count(self, unit_id: int) -> None:
        """Note that a row belongs to a unit."""
        self.used.add(unit_id)
        self._rows[unit_id] += 1

    def without_unit(self) -> int:
        """Return how many rows of the file stand under "No unit"."""
        return sum(self._rows[unit_id] for unit_id in writes.unassigned_units(self._c))

    def look_alikes(self) -> tuple[SpellingGroup, ...]:
        """Return the new names that look like another name of the file or of the store."""
        names = writes.named_units(self._c, self._batch)
        with_new = {(n.facility, n.site) for n in names if n.created_by_batch == self._batch}
        seen = []
        for n in names:
            if (n.facility, n.site) in with_new and not is_no_unit(n.name):
                stored = "" if n.created_by_batch == self._batch else n.unit
                rows = self._rows[n.id] if n.name == n.unit else 0
                seen.append(SeenUnit(n.facility, n.site, n.name, rows, stored))
        return spelling_groups(seen)


def _name(names: Sequence[str], index: int) -> str:
    return "" if index < 0 else names[index]


def _clean(name: str) -> str:
    return " ".join(name.split())


def _folded(name: str) -> str:
    return _clean(name).casefold()
