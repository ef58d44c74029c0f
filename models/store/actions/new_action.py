"""A new action item on its way to the store: one value from the entry line to the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.survey import DEFAULT_TARGET


@dataclass(frozen=True, slots=True)
class NewAction:
    """What somebody promised, as it is written down.

    `due` None means fourteen days from now. `measure` is the key of the measure it is to move,
    "" for none. `evidence_due` is the day from which the survey could show a rise of `target`
    points (1-100), None when that cannot be known. `huddle_id` is the huddle it was born in.
    """

    unit_id: int
    what: str
    owner: str = ""
    due: date | None = None
    measure: str = ""
    evidence_due: date | None = None
    target: int = DEFAULT_TARGET
    huddle_id: int | None = None
