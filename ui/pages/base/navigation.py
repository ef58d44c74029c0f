"""What one page asks another to show, carried by `Page.page_requested`."""

from __future__ import annotations

from dataclasses import dataclass

from models.survey import DEFAULT_TARGET, Unit


@dataclass(frozen=True)
class ShowUnitRequest:
    """Results of a unit, with a measure chosen (empty: the page's own choice). `against` and
    `period` are those of Results, empty for its own choice."""

    unit_id: int
    measure: str = ""
    against: str = ""
    period: str = ""


@dataclass(frozen=True)
class NewActionRequest:
    """Begin an action item for a unit, born linked to the measure on screen."""

    unit: Unit
    measure: str
    measure_label: str
    points: int = DEFAULT_TARGET
    """The rise it is to bring."""
