"""The place whose patients answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
