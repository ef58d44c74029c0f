"""Whose data are open: the organization's name, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress

ORGANIZATION_NAME = "organization"
"""The setting that holds the name the user gave; without it the facility's is used."""


@dataclass(frozen=True)
class OrganizationSummary:
    """`organization` is empty when there is no single name for it."""

    organization: str
    facilities: int
    units: int
    surveys: int


def read_summary(db: Database, _progress: Progress) -> OrganizationSummary:
    """Read the organization's name and counts."""
    from models.store.database import get_setting
    from models.store.units import list_units

    with db.read() as c:
        name = str(get_setting(c, ORGANIZATION_NAME, ""))
        units = list_units(c)
    facilities = {u.unit.facility for u in units}
    if not name and len(facilities) == 1:
        name = next(iter(facilities))
    return OrganizationSummary(name, len(facilities), len(units), sum(u.responses for u in units))
