"""Units as a table: name, place, type, surveys, months, whether closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.formats import day_field, months_name, number
from ui.text.language import _
from ui.widgets.text_table import LazyRows, TextRow, TextTable

if TYPE_CHECKING:
    from models.store.units import UnitSummary

HOSPITAL, SITE, SURVEYS = 1, 2, 4


def unit_table(units: Sequence[UnitSummary]) -> TextTable:
    """Return units in the store's order; hospital and site only where they tell units apart."""
    heads = (
        _("Unit"),
        _("Hospital"),
        _("Site"),
        _("Type"),
        _("Surveys"),
        _("Months"),
        _("Closed"),
    )
    left_out = set()
    if len({summary.unit.facility_id for summary in units}) < 2:
        left_out.add(HOSPITAL)
    if not any(summary.unit.site for summary in units):
        left_out.add(SITE)
    shown = [column for column in range(len(heads)) if column not in left_out]
    keys = [str(summary.unit.id) for summary in units]

    def make(place: int) -> TextRow:
        cells, worth = _cells(units[place])
        return TextRow(
            keys[place],
            tuple(cells[column] for column in shown),
            worth=tuple(worth[column] for column in shown),
        )

    numbers = frozenset({shown.index(SURVEYS)})
    return TextTable(tuple(heads[k] for k in shown), LazyRows(keys, make), numbers)


def _cells(summary: UnitSummary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a unit's cells, and what they are sorted by."""
    unit, first, last = summary.unit, summary.first_month, summary.last_month
    place = (unit.name, unit.facility, unit.site, unit.type, number(summary.responses))
    months = months_name(first, last) if first is not None and last is not None else ""
    closed = day_field(unit.closed_on) if unit.closed_on is not None else ""
    by_month = f"{last:06}" if last is not None else ""
    by_day = unit.closed_on.isoformat() if unit.closed_on is not None else ""
    return (*place, months, closed), (*place, by_month, by_day)
