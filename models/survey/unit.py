"""The place whose patients answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NO_UNIT = "No unit"
"""The name of the visible unit of rows that name none; no other unit may be called so."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A nursing unit or ward within a facility.

    `name` is unique within facility and site. `type` ("medical-surgical", "maternity") makes
    peers of units elsewhere; empty when nobody said. `closed_on` is the day it stopped.
    """

    id: int
    name: str
    facility: str
    facility_id: int
    site: str = ""
    type: str = ""
    closed_on: date | None = None

    @property
    def label(self) -> str:
        return self.name

    @property
    def is_unassigned(self) -> bool:
        """Whether this is where surveys stand that name no unit. They count for their facility,
        and it is never compared as if it were a unit."""
        return is_no_unit(self.name)


def is_no_unit(name: str) -> bool:
    """Whether a name is that of surveys without a unit, whatever its capitals."""
    return name.casefold() == NO_UNIT.casefold()
